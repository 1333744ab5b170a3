"""Sheets of cells -> an .xls file: just enough of [MS-CFB] and [MS-XLS] (BIFF8) to hold a ledger."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_SECTOR, _ENTRY = 512, 128
_SMALLEST = 4096  # a shorter stream would stand elsewhere in the file
_FREE, _CHAIN_END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_FIRST_OWN_FORMAT = 164


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in the style of that index; ``flags`` makes it a formula with that result."""

    value: float
    style: int = 0
    flags: int | None = None


@dataclass(frozen=True, slots=True)
class Shorts:
    """Whole numbers side by side in one record, as spreadsheet programs write them."""

    values: tuple[int, ...]
    style: int = 0


Line = Sequence[str | Cell | Shorts | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines from the first row on; 0-based hidden rows and columns."""

    name: str
    lines: Sequence[Line]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def xls(sheets: Sequence[Sheet], formats: Sequence[str] = ()) -> bytes:
    """The file; style 0 is plain, style n has the n-th format code."""
    parts = [_sheet(sheet) for sheet in sheets]
    offset = len(_globals(sheets, formats, [0] * len(sheets)))
    places = [offset + sum(map(len, parts[:number])) for number in range(len(parts))]
    return _contained(b"".join([_globals(sheets, formats, places), *parts]))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _globals(sheets: Sequence[Sheet], formats: Sequence[str], places: Sequence[int]) -> bytes:
    codes = [
        _record(0x41E, struct.pack("<HHB", _FIRST_OWN_FORMAT + n, len(code), 1) + code.encode("utf-16-le"))
        for n, code in enumerate(formats)
    ]
    numbers = [0, *(_FIRST_OWN_FORMAT + n for n in range(len(formats)))]
    styles = [_record(0xE0, struct.pack("<HH16x", 0, number)) for number in numbers]
    bound = [
        _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(one.name), 1) + one.name.encode("utf-16-le"))
        for one, place in zip(sheets, places, strict=True)
    ]
    return b"".join(
        [_begin(5), _record(0x42, struct.pack("<H", 1200)), *codes, *styles, *bound, _record(0x0A)]
    )


def _sheet(sheet: Sheet) -> bytes:
    width = max(map(len, sheet.lines))
    parts = [_begin(0x10), _record(0x200, struct.pack("<IIHHH", 0, len(sheet.lines), 0, width, 0))]
    parts += [
        _record(0x7D, struct.pack("<HHHHHH", one, one, 2000, 0, 1, 0)) for one in sorted(sheet.hidden_columns)
    ]
    for row, line in enumerate(sheet.lines):
        flags = 0x120 if row in sheet.hidden_rows else 0x100
        parts.append(_record(0x208, struct.pack("<HHHHHHI", row, 0, len(line), 300, 0, 0, flags)))
        parts += [_cell(row, column, cell) for column, cell in enumerate(line) if cell is not None]
    return b"".join([*parts, _record(0x0A)])


def _cell(row: int, column: int, cell: str | Cell | Shorts) -> bytes:
    if isinstance(cell, str):
        text = struct.pack("<HHHHB", row, column, 0, len(cell), 1) + cell.encode("utf-16-le")
        return _record(0x204, text)
    if isinstance(cell, Shorts):
        each = b"".join(struct.pack("<HI", cell.style, value << 2 | 2) for value in cell.values)
        last = struct.pack("<H", column + len(cell.values) - 1)
        return _record(0xBD, struct.pack("<HH", row, column) + each + last)
    start = struct.pack("<HHHd", row, column, cell.style, cell.value)
    if cell.flags is None:
        return _record(0x203, start)
    one = struct.pack("<BH", 0x1E, 1)  # the formula itself: =1
    return _record(0x06, start + struct.pack("<HIH", cell.flags, 0, len(one)) + one)


def _contained(stream: bytes) -> bytes:
    """The stream in a compound file of one table of sectors: the table, the directory, the stream."""
    stream = stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    table = [_FAT, _CHAIN_END, *range(3, count + 2), _CHAIN_END]
    assert len(table) <= _SECTOR // 4, "more than one table of sectors"
    table += [_FREE] * (_SECTOR // 4 - len(table))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, _SMALLEST, _CHAIN_END, 0, _CHAIN_END, 0, 0,
    )  # fmt: skip
    head += struct.pack("<I", _FREE) * ((_SECTOR - len(head)) // 4)
    entries = _entry("Root Entry", 5, 1, _CHAIN_END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    return head + struct.pack(f"<{len(table)}I", *table) + entries.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16x4x8x8xIQ", text, len(text), kind, 1, _FREE, _FREE, child, start, size)
