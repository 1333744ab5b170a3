"""The XML of one sheet, streamed -> how far it reaches and whether there is more in it than the cells show.

A search for a few byte strings, at a fraction of the cost of parsing: only a sheet in which it finds a trace of
formulas or hidden rows is parsed as well, and only one that is written in the usual way is trusted to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

MOST_CELLS = 40_000_000
_CHUNK = 1 << 18
_OVERLAP = 64
_NARROW = 26
_PROLOGUE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml(?P<says>[^>]*)\?>\s*)?(?:<!--.*?-->\s*)*<worksheet[\s>]", re.S
)
_OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.I)
_FORMULA = b"<f"
_HIDDEN = re.compile(rb"hidden=[\"'][1t]")
_NO_SIZE = (b' ht="0"', b' width="0"')
# A cell without an address, or with it in another place than programs put it.
_UNUSUAL = re.compile(rb'<c(?:[>\t\r\n]| (?!r=")[^<>]*>)')
_ADDRESSED, _ADDRESS = (b'<c r="', b'<row r="'), re.compile(rb"[\s\"']r\s*=")
_SPACES = (b" ", b"\t", b"\n", b"\r")
_WIDE_CELL = re.compile(rb'r="([A-Z]{2,3})\d{1,7}"[^>]*[^>/]>')
_ANY_CELL = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"[^>]*[^>/]>')
# A number 2021.1, which may have been typed as 2021.10; a text has t="s", t="str" or t="inlineStr".
_TENTH = re.compile(
    rb'(?:\A|<c r="[A-Z]{1,3}\d{1,7}"(?![^<>]*\bt="(?:s|str|inlineStr)")[^<>]*>)'
    rb"<v>(?:19|20)\d\d\.(?:1|10000|09999)\d*(?:</v>|\Z)"
)
_CELL_END = 32
_HOPEFUL = (b".1</v>", b".10000", b".09999")
_MERGED = re.compile(rb"<mergeCell\s+ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """``plain``: written in the usual way, so that the rest can be trusted; ``more``: to be parsed as well.

    ``last_column`` is the last one with a value, or 26 when there is none so far right. ``tenths``: it holds a
    number such as 2021.1, or is not written so that this could be seen.
    """

    plain: bool
    more: bool
    last_column: int
    merged: tuple[Span, ...]
    tenths: bool = True


def column_number(letters: bytes) -> int:
    """1 for A, 16384 for XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def look(part: IO[bytes]) -> Look:
    """Search one sheet; the part is read to its end, so that its checksum is checked."""
    plain, more, column, tenths = True, False, _NARROW, False
    merged: dict[Span, None] = {}
    for number, text in enumerate(pieces(part)):
        plain = plain and (number > 0 or _usual(text)) and not _UNUSUAL.search(text) and _once(text)
        more = more or _FORMULA in text or _HIDDEN.search(text) is not None or _shrunk(text)
        column = max([column, *map(column_number, set(_WIDE_CELL.findall(text)))])
        tenths = tenths or _has_tenths(text)
        if b"<mergeCell" in text:
            merged |= dict.fromkeys(_span(found) for found in _MERGED.finditer(text))
    return Look(plain, more, column, tuple(merged), tenths or not plain)


def _has_tenths(text: bytes) -> bool:
    """Whether a piece holds a number such as 2021.1, or a formula's, of which the value stands elsewhere."""
    hopeful = any(sign in text for sign in _HOPEFUL) or b"." in text[-_CELL_END:]
    return hopeful and (_TENTH.search(text) is not None or _FORMULA in text)


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    """Pieces that do not cut a tag in two: each ends where a tag begins, but for one longer than a chunk."""
    tail = b""
    while chunk := part.read(_CHUNK):
        text = tail + chunk
        cut = text.rfind(b"<")
        if cut > 0:
            yield text[:cut]
            tail = text[cut:]
        elif len(text) > _CHUNK:
            yield text
            tail = text[-_OVERLAP:]
        else:
            tail = text
    yield tail


def _once(text: bytes) -> bool:
    """Whether every address stands first in its tag: of two in one tag a reader may take the second."""
    first = sum(text.count(start) for start in _ADDRESSED)
    # Three plain counts settle nearly every piece; other attributes that end in r need the closer search.
    if text.count(b"r=") == first and not any(one in text and one + b"=" in text for one in _SPACES):
        return True
    return len(_ADDRESS.findall(text)) == first


def _shrunk(text: bytes) -> bool:
    return any(sign in text for sign in _NO_SIZE)


def _usual(text: bytes) -> bool:
    found = _PROLOGUE.match(text)
    return found is not None and not _OTHER_ENCODING.search(found["says"] or b"")


def _span(found: re.Match[bytes]) -> Span:
    return int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3])


def last_row(part: IO[bytes]) -> int:
    """The last row that holds a value, in a sheet that ``look`` calls plain."""
    return max((int(row) for text in pieces(part) for row in set(_ANY_CELL.findall(text))), default=0)
