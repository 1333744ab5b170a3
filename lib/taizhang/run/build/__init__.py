"""The five notebooks in order, run or reused, into an out/ that is replaced as a whole."""
