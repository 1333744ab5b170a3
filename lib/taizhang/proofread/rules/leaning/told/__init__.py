"""Words of higher and lower, done and missed, most and least -> the figures around that they are said of."""
