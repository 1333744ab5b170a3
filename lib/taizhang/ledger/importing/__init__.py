"""A folder of raw files -> one import: every file read, checked, cached, and held against the others."""
