"""Checked tables and the catalogue -> facts."""
