"""Ratios a:b with the figures of their sides, and sums shared out by them."""
