"""The shape every converter ends in, and the way of converting each distinct text once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Blanks of no width, and the marks of writing direction that a copied number brings along.
_UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_INVISIBLE = dict.fromkeys(map(ord, _UNSEEN), None)
DASHES = frozenset(("-", "--", "—", "——", "–", "/", "\\", "―", "－", "无", "N/A", "n/a"))


@dataclass(frozen=True, slots=True)
class Context:
    """What a converter must know beside the cell: the unit of money in 元, places, id areas, the file's kind.

    ``percent``: the header names %, so that 85% in a cell is 85. ``derived``: numbers are shares and averages,
    which a formula gives with more decimals than are kept; they are rounded, half up. ``tenths``: numbers 2021.1
    may stand in the sheet, of which none can tell whether they were 2021.10.
    """

    yuan: int = 1
    numeric_cells: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    valid_areas: tuple[str, ...] = ()
    percent: bool = False
    derived: bool = False
    tenths: bool = True


@dataclass(frozen=True, slots=True)
class Odd:
    """Cells that were read and look wrong: a code, a Chinese message, the mask of rows."""

    code: str
    message: str
    rows: np.ndarray


@dataclass(frozen=True, slots=True)
class Cells:
    """One converted column. ``values`` is null where ``blank`` or ``unreadable`` is true.

    ``lacking`` says of some of the ``unreadable`` cells what they lack.
    """

    values: pa.Array
    blank: np.ndarray
    unreadable: np.ndarray
    odd: tuple[Odd, ...] = ()
    lacking: tuple[Odd, ...] = ()


class NotReadableError(Exception):
    """Raised by a converter of one text."""


def clean(text: str) -> str:
    """Half width, without blanks at the ends and characters that nobody sees.

    ¹, ① and ½ stay what they are: half width, 10² would become 102.
    """
    if text.isascii():
        return text.strip()
    if has_figures(text):
        return text.translate(_INVISIBLE).strip()
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()


def has_figures(text: str) -> bool:
    """Whether there are numeric signs that are no digits: raised, circled, fractions."""
    return not text.isascii() and any(unicodedata.category(sign) == "No" for sign in text)


def each(texts: pa.Array, kind: pa.DataType, one: Callable[[str], object]) -> Cells:
    """Convert every distinct text once. ``one`` gives a value, None for a blank, or raises NotReadableError."""
    encoded = texts.dictionary_encode()
    values, blank, unreadable = [], [], []
    for text in encoded.dictionary.to_pylist():
        value, bad = _try(text, one)
        values.append(value)
        unreadable.append(bad)
        blank.append(value is None and not bad)
    indices = encoded.indices.to_numpy(zero_copy_only=False)
    taken = pa.array(values, kind).take(encoded.indices)
    return Cells(taken, np.array(blank, bool)[indices], np.array(unreadable, bool)[indices])


def _try(text: str, one: Callable[[str], object]) -> tuple[object, bool]:
    try:
        return one(text), False
    except NotReadableError:
        return None, True


def mask(values: pa.Array) -> np.ndarray:
    """A boolean Arrow array without nulls as numpy."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=bool)
