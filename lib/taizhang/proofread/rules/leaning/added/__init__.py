"""Sums, nets and differences that only the figures' places and names tell."""
