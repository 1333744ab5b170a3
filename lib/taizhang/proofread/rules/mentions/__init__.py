"""One thing named twice in a text -> whether its two values can both stand."""
