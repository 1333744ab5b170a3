"""A quotient -> the two figures that its words mean: shares, averages, so many a thousand, ratios, standards by month."""
