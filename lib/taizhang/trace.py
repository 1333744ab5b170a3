"""Where a value came from, in words that carry no personal data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

VISIBLE = 2
SHORT_ID = 12
TAG_LIMIT = 64


@dataclass(frozen=True, slots=True, order=True)
class RowRef:
    """A row of a source file: path inside the collection, sheet (empty for text files), 1-based row."""

    path: str
    sheet: str
    row: int


def mask(value: str) -> str:
    """A personal value made unreadable: its length and last characters' place stay, nothing else."""
    return "*" * len(value) if len(value) <= VISIBLE * 2 else value[0] + "*" * (len(value) - 1)


def fact_id(indicator: str, place: str, period: str, group: str = "") -> str:
    """``indicator@place@period`` or ``indicator@place@period#group``."""
    return f"{indicator}@{place}@{period}" + (f"#{group}" if group else "")


def short_id(source: str) -> str:
    """``f`` and the first 12 hex digits of the SHA-256, for formats that allow no @ or #."""
    return "f" + hashlib.sha256(source.encode("utf-8")).hexdigest()[:SHORT_ID]
