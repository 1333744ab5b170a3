"""A seed -> the demo collections (synthetic)."""
