"""The XML of an xlsx sheet and its styles -> what is behind the cells that a reader gives."""
