"""Averages over people, things and time, with their totals and counts in the text."""
