"""So much for one, so many, so much in all: three figures that their words bind, wherever the total stands."""
