"""A seed -> the demo collections (synthetic)."""

from __future__ import annotations

from .collection import write
from .targets import COLLECTIONS

NAMES = tuple(COLLECTIONS)

__all__ = ["NAMES", "write"]
