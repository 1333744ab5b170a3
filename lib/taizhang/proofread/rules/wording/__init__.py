"""Figures that are impossible as they stand, and lists that are not as long as said."""
