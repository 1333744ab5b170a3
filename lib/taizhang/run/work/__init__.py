"""What the cells of the five notebooks call: one module a notebook."""
