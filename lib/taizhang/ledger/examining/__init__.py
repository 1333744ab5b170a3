"""One recognised sheet -> its typed rows, and what stands beside them."""
