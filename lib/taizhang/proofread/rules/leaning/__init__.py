"""Figures that lean on others told further off, or in other words: read once no rule has held anything against them."""
