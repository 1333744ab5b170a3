"""The Word file itself: OOXML, styles, content controls."""
