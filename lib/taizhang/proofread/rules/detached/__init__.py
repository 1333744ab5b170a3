"""Figures told apart from what they are held against: in the next sentence, before, or beyond other matters."""
