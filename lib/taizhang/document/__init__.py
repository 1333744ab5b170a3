"""Template and facts -> docx."""
