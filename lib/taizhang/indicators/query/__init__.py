"""Closed words -> ibis expressions -> exact answers."""
