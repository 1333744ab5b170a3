"""Derived figures that no rule has held against anything, and the figures around them that their words mean."""
