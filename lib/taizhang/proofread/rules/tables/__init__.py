"""Tables whose own rows say how their columns belong together."""
