"""Amounts that must add up, multiply up, or be the same amount in another unit."""
