"""Rates, changes, averages and multiples that follow from amounts in the text."""
