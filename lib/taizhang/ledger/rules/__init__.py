"""Typed rows -> which are data, which are set aside, what is doubtful; and what is wrong between files."""
