"""Text now and text as written -> which number of one is which of the other."""
