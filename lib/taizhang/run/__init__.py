"""Editions, the notebooks, the manifest."""
