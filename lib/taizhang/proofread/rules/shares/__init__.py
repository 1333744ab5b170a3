"""Shares and rates of amounts in the text."""
