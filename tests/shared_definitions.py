"""The shared definitions, read and checked once for all tests of a process; nobody changes them."""

from __future__ import annotations

from functools import cache

from taizhang import declare
from taizhang.declare import Catalogue


@cache
def definitions() -> Catalogue:
    """Everything declared under lib/taizhang/definitions."""
    return declare.load()
