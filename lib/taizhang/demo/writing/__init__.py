"""Rows -> files that look like a bureau's own."""
