"""Rows below a header that are no data: left over from a template, or printed on every page."""
