"""Facts -> numbers as text, charts and tables."""
