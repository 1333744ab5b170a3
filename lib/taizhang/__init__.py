"""From raw ledgers to the year-end report, every figure traceable to its rows."""

__version__ = "0.1.0"
