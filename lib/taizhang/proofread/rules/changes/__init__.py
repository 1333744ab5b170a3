"""Changes: the figure before, the figure now and the change between them."""
