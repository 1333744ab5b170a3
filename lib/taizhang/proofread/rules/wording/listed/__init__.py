"""A number of things and their list -> whether as many are listed as are said."""
