"""Sheets of cells -> an .xlsb file: just enough of [MS-XLSB] (BIFF12) to hold a ledger."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAIN = "application/vnd.ms-excel"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = datetime.date(1899, 12, 30)
_PLAIN, _DATE = 0, 1
_DATE_FORMAT = 176
_HIDDEN_ROW = 0x10


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula whose last result is ``value``."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Rk:
    """A whole number in the short form that spreadsheet programs prefer."""

    value: int


@dataclass(frozen=True, slots=True)
class InPlace:
    """A text that stands in its cell and not in the table of shared texts."""

    text: str


@dataclass(frozen=True, slots=True)
class Error:
    """An error value by its code: 0x07 is #DIV/0!, 0x2A is #N/A."""

    code: int


Value = str | float | int | bool | datetime.date | Formula | Rk | InPlace | Error | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells by 0-based row and column; ``merged`` as first row, first column, last row, last column (0-based)."""

    name: str
    cells: Mapping[tuple[int, int], Value]
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    merged: Sequence[tuple[int, int, int, int]] = ()


def sheet_of(name: str, rows: Sequence[Sequence[Value]], top: int = 0, left: int = 0) -> Sheet:
    """A sheet whose rows begin at ``top`` and ``left``."""
    cells = {
        (top + row, left + column): value
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value is not None
    }
    return Sheet(name, cells)


def xlsb(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook."""
    texts: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{n}.bin": _sheet(one, texts) for n, one in enumerate(sheets, start=1)}
    parts |= {
        "xl/workbook.bin": _book(sheets),
        "xl/styles.bin": _styles(),
        "xl/sharedStrings.bin": _shared(texts),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(parts))
        archive.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.bin")}))
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(_book_relations(len(sheets))))
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _book_relations(count: int) -> dict[str, tuple[str, str]]:
    sheets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, count + 1)}
    more = {"rIdS": ("styles", "styles.bin"), "rIdT": ("sharedStrings", "sharedStrings.bin")}
    return sheets | more


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _types(parts: Mapping[str, bytes]) -> str:
    kinds = {
        "workbook": "sheet.binary.macroEnabled.main",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{MAIN}.{kinds.get(name[3:-4], "worksheet")}"/>'
        for name in parts
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{lines}</Types>'


def _record(kind: int, body: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(body)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return name + length + body


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _book(sheets: Sequence[Sheet]) -> bytes:
    bundles = b"".join(
        _record(156, struct.pack("<II", int(one.hidden), n) + _wide(f"rId{n}") + _wide(one.name))
        for n, one in enumerate(sheets, start=1)
    )
    properties = _record(153, struct.pack("<II", 0, 0) + _wide(""))
    return _record(131) + properties + _record(143) + bundles + _record(144) + _record(132)


def _sheet(sheet: Sheet, texts: dict[str, int]) -> bytes:
    rows = sorted({row for row, _ in sheet.cells}) or [0]
    columns = sorted({column for _, column in sheet.cells}) or [0]
    reach = struct.pack("<IIII", rows[0], rows[-1], columns[0], columns[-1])
    body = b"".join(_row(sheet, row, texts) for row in rows)
    return (
        _record(129)
        + _record(148, reach)
        + _record(145)
        + body
        + _record(146)
        + _merges(sheet)
        + _record(130)
    )


def _row(sheet: Sheet, row: int, texts: dict[str, int]) -> bytes:
    hidden = _HIDDEN_ROW if row in sheet.hidden_rows else 0
    head = struct.pack("<IIHBBBI", row, 0, 300, 0, hidden, 0, 0)
    cells = sorted((column, value) for (at, column), value in sheet.cells.items() if at == row)
    return _record(0, head) + b"".join(_cell(column, value, texts) for column, value in cells)


def _merges(sheet: Sheet) -> bytes:
    if not sheet.merged:
        return b""
    ranges = [
        _record(176, struct.pack("<IIII", top, bottom, left, right))
        for top, left, bottom, right in sheet.merged
    ]
    return _record(177, struct.pack("<I", len(ranges))) + b"".join(ranges) + _record(178)


def _cell(column: int, value: Value, texts: dict[str, int]) -> bytes:
    style = _DATE if isinstance(value, datetime.date) else _PLAIN
    kind, body = _content(value, texts)
    return _record(kind, struct.pack("<II", column, style) + body)


def _content(value: Value, texts: dict[str, int]) -> tuple[int, bytes]:
    if isinstance(value, Formula):
        return _formula(value.value)
    if isinstance(value, str):
        return 7, struct.pack("<I", texts.setdefault(value, len(texts)))
    if isinstance(value, InPlace):
        return 6, _wide(value.text)
    return _fixed(value)


def _fixed(value: Value) -> tuple[int, bytes]:
    match value:
        case bool():
            return 4, struct.pack("<B", value)
        case Rk(number):
            return 2, struct.pack("<I", (number << 2 | 2) & 0xFFFFFFFF)
        case Error(code):
            return 3, struct.pack("<B", code)
        case datetime.date():
            return 5, struct.pack("<d", (value - _EPOCH).days)
        case float() | int():
            return 5, struct.pack("<d", value)
    return 1, b""


def _formula(value: float | str) -> tuple[int, bytes]:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return 8, _wide(value) + _parsed(b"\x17" + struct.pack("<H", len(value)) + text)
    return 9, struct.pack("<d", value) + _parsed(b"\x1f" + struct.pack("<d", value))


def _parsed(expression: bytes) -> bytes:
    """Flags, and a formula that is only the constant which is its result (PtgStr, PtgNum)."""
    return struct.pack("<HI", 0, len(expression)) + expression + struct.pack("<I", 0)


def _shared(texts: Mapping[str, int]) -> bytes:
    items = b"".join(_record(19, b"\0" + _wide(text)) for text in texts)
    return _record(159, struct.pack("<II", len(texts), len(texts))) + items + _record(160)


def _styles() -> bytes:
    formats = [_record(44, struct.pack("<H", _DATE_FORMAT) + _wide("yyyy-mm-dd"))]
    font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 0) + bytes(8) + b"\0" + _wide("宋体")
    fill = struct.pack("<I", 0) + bytes(64)
    border = b"\0" + bytes(50)
    return (
        _record(278)
        + _group(615, formats, 616)
        + _group(611, [_record(43, font)], 612)
        + _group(603, [_record(45, fill)], 604)
        + _group(613, [_record(46, border)], 614)
        + _group(626, [_format(0xFFFF, 0)], 627)
        + _group(617, [_format(0, 0), _format(0, _DATE_FORMAT)], 618)
        + _record(279)
    )


def _group(first: int, records: Sequence[bytes], last: int) -> bytes:
    return _record(first, struct.pack("<I", len(records))) + b"".join(records) + _record(last)


def _format(parent: int, number_format: int) -> bytes:
    return _record(47, struct.pack("<HHHHHBBHH", parent, number_format, 0, 0, 0, 0, 0, 0, 1))
