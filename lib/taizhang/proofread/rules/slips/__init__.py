"""Figures that nothing has verified -> relations of their neighbours that one slip of the pen would mend, 存疑."""
