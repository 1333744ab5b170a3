"""Figures of one thing at several times, and the changes that are said of them."""
