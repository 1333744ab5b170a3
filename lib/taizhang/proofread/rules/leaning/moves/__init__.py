"""Changes that no rule has held against anything, and the earlier and the present figure that they lean on."""
