"""Ranks, ages, price indices and rates of growth: figures that rise and fall in ways of their own."""
