"""Tables that stand side by side -> one plain table each, with what stands above it alone."""
