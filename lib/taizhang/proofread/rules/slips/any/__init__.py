"""Figures near each other, whatever the words -> relations so many that only an unlikely slip of the pen counts.

The words are not asked; chance is. Each relation that might hold is one more try, so the chance that is left to one
of them is a fixed budget divided by their number.
"""
