"""Targets and people -> the registers, yearly lists and tables."""
