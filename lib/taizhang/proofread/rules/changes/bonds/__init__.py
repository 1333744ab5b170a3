"""What binds a change to its two ends: the times of the figures, and the things that they are of."""
