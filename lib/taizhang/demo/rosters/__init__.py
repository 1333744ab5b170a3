"""Targets -> who is paid what in which month."""
