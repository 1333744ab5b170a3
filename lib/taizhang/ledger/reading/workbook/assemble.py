"""A workbook -> its sheets, each with the notes that its package and its XML add to the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.reading.sheet import NO_VALUE, Note, RawSheet, Span, build
from taizhang.ledger.reading.workbook import binary, book, legacy, notes, opendocument
from taizhang.ledger.reading.workbook.guard import ReaderLostError, begun_apart, load_apart
from taizhang.ledger.reading.workbook.package import BROKEN, Package, RefusedError, open_package
from taizhang.ledger.reading.workbook.xlsx.formats import telling
from taizhang.ledger.reading.workbook.xlsx.look import MOST_CELLS, Look, last_row, look
from taizhang.ledger.reading.workbook.xlsx.unseen import Unseen, unseen

_TRUSTED_BYTES = 600 * 1024**2
_TYPED_DIGITS = 15
_LARGE_BYTES = 48 * 1024**2


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind the cells of the sheets of a workbook, by the sheets' names.

    ``unseen`` is None where hidden rows and formulas cannot be looked for, ``merged`` where merged ranges
    cannot; ``words`` are what number formats add in cells that are not looked at; ``trusted``: safe to read
    in this process. ``without_tenths`` are sheets that are known to hold no number such as 2021.1.
    """

    unseen: Mapping[str, Unseen] | None = None
    merged: Mapping[str, Sequence[Span]] | None = None
    words: tuple[str, ...] = ()
    trusted: bool = False
    without_tenths: frozenset[str] = frozenset()


def read_workbook(data: bytes, kind: str) -> list[RawSheet]:
    """Read every sheet, hidden ones too; ``kind`` is zip or xls.

    Raises RefusedError, with the reason in Chinese, when the workbook cannot be read.
    """
    try:
        package = open_package(data) if kind == "zip" else None
        behind, read = _both(package, data) if package else (_behind_xls(data), load_apart(data))
        sheets = [_sheet(about, batch, behind) for about, batch in read]
    except RefusedError:
        raise
    except ReaderLostError as error:
        raise RefusedError("读取这个文件所需的内存或时间超出限度，可能已损坏或范围过大") from error
    except BROKEN as error:
        raise RefusedError(_reason(str(error))) from error
    unknown = notes.unknown(behind.unseen is not None, behind.merged is not None)
    return _with_book_notes(sheets, notes.of_book(package, unknown, kind, behind.words))


def _both(package: Package, data: bytes) -> tuple[_Behind, Iterable[book.Sheet]]:
    """What stands behind the cells, and the cells; of a large workbook both are read at the same time."""
    if package.size <= _LARGE_BYTES:
        behind = _behind(package)
        return behind, book.load(data) if behind.trusted else load_apart(data)
    with begun_apart(data) as reading:
        return _behind(package), reading.result()


def _reason(message: str) -> str:
    if "assword" in message or "ncrypt" in message:
        return "文件有密码保护，请去掉密码后另存"
    if "too far" in message:
        return "工作表的范围过大，请删除远处多余的单元格后另存"
    return "不是可打开的电子表格，或已损坏"


def _with_book_notes(sheets: list[RawSheet], added: Iterable[Note]) -> list[RawSheet]:
    filled = [sheet for sheet in sheets if sheet.table.num_rows]
    first, more = (filled[0] if filled else None), tuple(added)
    return [replace(sheet, notes=(*more, *sheet.notes)) if sheet is first else sheet for sheet in sheets]


def _behind(package: Package) -> _Behind:
    if package.kind == "xlsx":
        return _behind_xml(package)
    if package.size > _TRUSTED_BYTES:
        return _Behind()
    if package.kind == "ods":
        found = opendocument.unseen_by_sheet(package.archive)
        merged = {name: one.merged for name, one in found.items()}
        return _Behind(found, merged, opendocument.words_of_formats(package.archive))
    words = binary.words_of_formats(package.archive)
    return _Behind(merged=binary.merged_by_sheet(package.archive), words=words)


def _behind_xls(data: bytes) -> _Behind:
    return _Behind(legacy.unseen_by_sheet(data), merged={})


def _behind_xml(package: Package) -> _Behind:
    looks: dict[str, Look] = {}
    found: dict[str, Unseen] = {}
    words = telling(package.styles) if package.styles else {}
    for name, part in package.parts.items():
        with package.archive.open(part) as member:
            looks[name] = look(member)
        if looks[name].plain:
            _refuse_far_cells(package, name, part, looks[name])
        if words or looks[name].more or not looks[name].plain:
            with package.archive.open(part) as member:
                found[name] = unseen(member, stale=package.stale, words=words)
    merged = {name: found[name].merged if name in found else one.merged for name, one in looks.items()}
    plain = bool(looks) and all(one.plain for one in looks.values())
    tenths = frozenset(name for name, one in looks.items() if not one.tenths)
    return _Behind(found, merged, without_tenths=tenths, trusted=plain and package.size <= _TRUSTED_BYTES)


def _refuse_far_cells(package: Package, name: str, part: str, seen: Look) -> None:
    if seen.last_column * 1_048_576 <= MOST_CELLS:
        return
    with package.archive.open(part) as member:
        rows = last_row(member)
    if rows * seen.last_column > MOST_CELLS:
        raise RefusedError(
            f"工作表“{name}”的内容散布到第 {rows} 行、第 {seen.last_column} 列，范围过大，请删除远处多余的单元格后另存"
        )


def _sheet(about: dict[str, Any], batch: pa.RecordBatch, behind: _Behind) -> RawSheet:
    name, first = str(about["name"]), int(about["first"])
    if batch.num_rows * (batch.num_columns + first) > MOST_CELLS:
        raise ValueError("too far")
    columns = [pc.fill_null(column.cast(pa.string()), "") for column in batch.columns]
    blank = pa.array([""] * batch.num_rows, pa.string()) if first else None
    columns = [blank] * (first if columns else 0) + columns
    _put(columns, about["errors"], first)
    seen = (behind.unseen or {}).get(name)
    if seen:
        _put(columns, [(row - 1, column - 1, NO_VALUE) for row, column in seen.uncomputed], 0)
        _put(columns, [(row - 1, column - 1, text) for row, column, text in _as_shown(columns, seen)], 0)
    sheet = build(name, columns, numeric_cells=True, hidden=bool(about["hidden"]))
    merged = about["merged"] or (behind.merged or {}).get(name, ())
    told = notes.of_sheet(seen, sheet.table.num_columns) if seen else ()
    worded = {(column, words): row for row, column, words in sorted(seen.worded)} if seen else {}
    return replace(
        sheet,
        notes=tuple(told),
        merged=tuple(tuple(span) for span in merged),
        worded=tuple((*where, row) for where, row in worded.items()),
        tenths=name not in behind.without_tenths,
    )


def _as_shown(columns: Sequence[pa.Array], seen: Unseen) -> Iterator[tuple[int, int, str]]:
    """Numbers with the words that their formats add, as a person sees them."""
    for row, column, words in seen.worded:
        held = columns[column - 1][row - 1].as_py() if _inside(columns, row, column) else ""
        if held:
            yield row, column, f"{_printed(held)}{words}"


def _printed(held: str) -> str:
    """A number as it was typed: a workbook holds 0.3 in binary and a reader may print 17 digits of it."""
    try:
        return f"{Decimal(f'{float(held):.{_TYPED_DIGITS}g}'):f}"
    except ValueError:
        return held


def _inside(columns: Sequence[pa.Array], row: int, column: int) -> bool:
    return column <= len(columns) and row <= len(columns[column - 1])


def _put(columns: list[pa.Array], cells: Sequence[tuple[int, int, str]], shift: int) -> None:
    """Put texts where the reader gave none; a cell outside of what was read stays out of it."""
    by_column: dict[int, dict[int, str]] = {}
    for row, column, text in cells:
        by_column.setdefault(column + shift, {})[row] = text
    for column, texts in by_column.items():
        if column >= len(columns):
            continue
        array = columns[column]
        kept = {row: text for row, text in sorted(texts.items()) if row < len(array)}
        mask = np.zeros(len(array), bool)
        mask[list(kept)] = True
        columns[column] = pc.replace_with_mask(
            array, pa.array(mask), pa.array(list(kept.values()), pa.string())
        )
