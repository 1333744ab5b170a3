"""Raw files -> checked tables and findings."""
