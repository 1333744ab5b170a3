"""Claims in their sentences -> relations that hold, do not hold, or are doubtful."""
