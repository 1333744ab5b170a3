"""Sums for a month and for a year, and standards that are a multiple of another one."""
