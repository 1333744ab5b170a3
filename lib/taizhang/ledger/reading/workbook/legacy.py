"""The Workbook stream of an .xls -> what each sheet has behind its cells.

A stream is a row of records: a number, a length, a body. [MS-XLS] 2.3; the records looked at are in 2.4.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile

from taizhang.ledger.reading.workbook.xlsx.formats import added
from taizhang.ledger.reading.workbook.xlsx.unseen import Unseen

_STREAM = "Workbook"
_HEAD = struct.Struct("<HH")
_CELL = struct.Struct("<HHH")
_ENCRYPTED, _END = 0x2F, 0x0A
_BEGIN, _SHEET, _FORMAT, _STYLE = 0x809, 0x85, 0x41E, 0xE0
_ROW, _COLUMNS, _FORMULA, _NUMBER, _SHORT, _SHORTS = 0x208, 0x7D, 0x06, 0x203, 0x27E, 0xBD
_HIDDEN_ROW, _HIDDEN_COLUMN, _TO_COMPUTE = 0x20, 0x1, 0x2
_NO_NUMBER = b"\xff\xff"
_WIDE_LETTERS = 0x1

Record = tuple[int, bytes]


@dataclass(slots=True)
class _Globals:
    """Where the sheets begin, by name; what the format of each cell style adds to a number, by its index."""

    sheets: dict[str, int] = field(default_factory=dict)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    @property
    def words(self) -> dict[int, str]:
        found = {index: added(self.formats.get(one, "")) for index, one in enumerate(self.styles)}
        return {index: words for index, words in found.items() if words}


def unseen_by_sheet(data: bytes) -> dict[str, Unseen] | None:
    """Every sheet by its name; None for a file before Excel 97, an encrypted or a damaged one.

    Whether such a file can be opened at all is the reader's to say.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            stream = container.openstream(_STREAM).read()
        book = _globals(stream)
        return {name: _sheet(stream, at, book.words) for name, at in book.sheets.items()}
    except (OSError, ValueError, struct.error, IndexError):
        return None


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one part of the stream; charts that are drawn in a sheet are passed over."""
    depth = 0
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[at : at + length]
        elif depth < 1:
            return
        at += length
    raise ValueError("a part without an end")


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    for kind, body in _records(stream, 0):
        if kind == _ENCRYPTED:
            raise ValueError("an encrypted file")
        if kind == _SHEET:
            found.sheets[_text(body, 8, body[6])] = struct.unpack_from("<I", body)[0]
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", body)
            found.formats[number] = _text(body, 5, length, flags=body[4])
        elif kind == _STYLE:
            found.styles.append(struct.unpack_from("<H", body, 2)[0])
    return found


def _text(body: bytes, at: int, length: int, flags: int | None = None) -> str:
    """Letters of one byte or two, as the byte before them says."""
    wide = (body[at - 1] if flags is None else flags) & _WIDE_LETTERS
    return body[at : at + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _sheet(stream: bytes, at: int, words: Mapping[int, str]) -> Unseen:
    found = Unseen()
    for kind, body in _records(stream, at):
        if kind == _ROW and struct.unpack_from("<I", body, 12)[0] & _HIDDEN_ROW:
            found.rows.append(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", body)
            found.columns.append((first + 1, last + 1))
        elif kind == _FORMULA and not any(body[6:14]):
            _nought(body, found)
        elif words:
            found.worded += _worded(kind, body, words)
    return found


def _nought(body: bytes, found: Unseen) -> None:
    """A result of nought is a place holder where the formula is to be computed on opening, else doubtful."""
    to_compute = struct.unpack_from("<H", body, 14)[0] & _TO_COMPUTE
    (found.uncomputed if to_compute else found.noughts).append(_place(body))


def _place(body: bytes) -> tuple[int, int]:
    row, column, _ = _CELL.unpack_from(body)
    return row + 1, column + 1


def _worded(kind: int, body: bytes, words: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    if kind in (_NUMBER, _SHORT) or (kind == _FORMULA and body[12:14] != _NO_NUMBER):
        style = _CELL.unpack_from(body)[2]
        if style in words:
            yield (*_place(body), words[style])
    elif kind == _SHORTS:
        row, first = struct.unpack_from("<HH", body)
        for number, at in enumerate(range(4, len(body) - 2, 6)):
            style = struct.unpack_from("<H", body, at)[0]
            if style in words:
                yield row + 1, first + number + 1, words[style]
