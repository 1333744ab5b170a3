"""Columns of text cells -> which cells hold something, or say something, by their bytes where these are enough."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import mask

_MAYBE_BLANK = np.zeros(256, bool)
_MAYBE_BLANK[:0x21] = True
_MAYBE_BLANK[[0xC2, 0xE1, 0xE2, 0xE3]] = True  # the first bytes of all blanks beyond ASCII
_ASCII = np.arange(256) < 0x80
Column: TypeAlias = "pa.Array | pa.ChunkedArray"


def byte_lengths(texts: pa.Array) -> np.ndarray:
    """How many bytes each text of a string array without nulls has."""
    return np.diff(_ends(texts))


def filled(column: Column) -> np.ndarray:
    """Which cells hold more than blanks. Only a cell that begins like one is looked through."""
    return _joined(_filled(chunk) for chunk in _chunks(column))


def begins_beyond_ascii(column: Column) -> np.ndarray:
    """Which cells begin with a sign that is no digit, Latin letter or blank of ASCII: Chinese, full width."""
    return _joined(~_ASCII[_first_bytes(chunk)[0]] for chunk in _chunks(column))


def trimmed(texts: pa.Array) -> pa.Array:
    """The texts without blanks at their ends; the array itself where it has none."""
    first, lengths = _first_bytes(texts)
    doubtful = _MAYBE_BLANK[first] & (lengths > 0) | _may_end_blank(texts, lengths)
    if not doubtful.any():
        return texts
    mended = pc.utf8_trim_whitespace(texts.filter(pa.array(doubtful)))
    return pc.replace_with_mask(texts, pa.array(doubtful), mended)


def says(column: Column, text: str) -> np.ndarray:
    """Which cells are ``text``, apart from blanks around it."""
    return _joined(_says(chunk, text) for chunk in _chunks(column))


def one_of(column: Column, texts: pa.Array) -> np.ndarray:
    """Which cells are one of a few short ``texts``, to the blank."""
    begins = np.zeros(256, bool)
    begins[_first_bytes(texts)[0]] = True
    longest = byte_lengths(texts).max()
    return _joined(_one_of(chunk, texts, begins, longest) for chunk in _chunks(column))


def holding(column: Column, signs: Iterable[str]) -> np.ndarray:
    """Which cells hold one of ``signs``: a pattern that needs one of them is tried on these alone."""
    found = np.zeros(len(column), bool)
    for sign in signs:
        found |= mask(pc.match_substring(column, sign))
    return found


def matching(column: Column, pattern: str, hopeful: np.ndarray) -> np.ndarray:
    """Which cells match ``pattern``, among the ``hopeful`` ones."""
    found = np.zeros(len(column), bool)
    if hopeful.any():
        found[hopeful] = mask(pc.match_substring_regex(column.filter(pa.array(hopeful)), pattern))
    return found


def _chunks(column: Column) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def _joined(parts: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.zeros(0, bool), *parts])


def _ends(texts: pa.Array) -> np.ndarray:
    if not len(texts):
        return np.zeros(1, np.int32)
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]


def _first_bytes(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """The first byte of each text, 0 of an empty one, and the length of each."""
    ends = _ends(texts)
    lengths = np.diff(ends)
    if ends[-1] == ends[0]:
        return np.zeros(len(texts), np.uint8), lengths
    data = np.frombuffer(texts.buffers()[2], np.uint8)
    first = data[np.minimum(ends[:-1], ends[-1] - 1)]
    first[lengths == 0] = 0
    return first, lengths


def _may_end_blank(texts: pa.Array, lengths: np.ndarray) -> np.ndarray:
    """Where the last sign may be a blank: one of ASCII, or one of two or three bytes that begins like one."""
    ends = _ends(texts)
    found = np.zeros(len(texts), bool)
    if ends[-1] > ends[0]:
        data = np.frombuffer(texts.buffers()[2], np.uint8)
        wide = _MAYBE_BLANK & ~_ASCII
        for size, may in ((1, _MAYBE_BLANK & _ASCII), (2, wide), (3, wide)):
            found |= may[data[np.maximum(ends[1:] - size, ends[0])]] & (lengths >= size)
    return found


def _filled(texts: pa.Array) -> np.ndarray:
    first, lengths = _first_bytes(texts)
    doubtful = _MAYBE_BLANK[first]
    found: np.ndarray = ~doubtful
    rows = np.flatnonzero(doubtful & (lengths > 0))
    if len(rows):
        found[rows] = mask(pc.not_equal(pc.utf8_trim_whitespace(texts.take(pa.array(rows))), ""))
    return found


def _one_of(texts: pa.Array, wanted: pa.Array, begins: np.ndarray, longest: int) -> np.ndarray:
    first, lengths = _first_bytes(texts)
    rows = np.flatnonzero(begins[first] & (lengths <= longest))
    found = np.zeros(len(texts), bool)
    if len(rows):
        found[rows] = mask(pc.is_in(texts.take(pa.array(rows)), value_set=wanted))
    return found


def _says(texts: pa.Array, text: str) -> np.ndarray:
    if not text:
        return ~_filled(texts)
    wanted = text.encode("utf-8")
    first, lengths = _first_bytes(texts)
    rows = np.flatnonzero((lengths >= len(wanted)) & (_MAYBE_BLANK[first] | (first == wanted[0])))
    found = np.zeros(len(texts), bool)
    if len(rows):
        found[rows] = mask(pc.equal(pc.utf8_trim_whitespace(texts.take(pa.array(rows))), text))
    return found
