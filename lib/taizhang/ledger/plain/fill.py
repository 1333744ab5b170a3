"""Cells that the sheet itself says are the same as above -> filled; other blanks stay blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import mask
from taizhang.ledger.convert.scan import one_of
from taizhang.ledger.reading.sheet import RawSheet, Span
from taizhang.ledger.recognise.layout import Layout

_MARKS = ("同上", "〃", "″", '"', "”", "“", "〞", "々", "同前", "上同")
_WRITTEN = pa.array(
    [f"{left}{mark}{right}" for mark in _MARKS for left in ("", " ", "　") for right in ("", " ", "　")]
)
_AMOUNTS = ("money", "count", "number")
_TOTAL = r"^[\s　]*(?:[合总共小累][\s　]*计|本页[小合]计)[\s　]*[:：]?[\s　]*$"
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """One column whose cells were filled: how many, and by what right."""

    column: str
    count: int
    why: str


def fill_down(sheet: RawSheet, layout: Layout, columns: Sequence[int]) -> tuple[RawSheet, tuple[Filled, ...]]:
    """Fill merged ranges and 同上 marks. Amounts are never filled: one amount in a merged cell is one amount.

    ``columns`` are the places of the table's columns in the sheet. A mark below a total row means the data
    row above it; a mark in the first row stays and is unreadable.
    """
    table, found = sheet.table, []
    totals: np.ndarray | None = None
    for name, index in _fillable(layout):
        body = table.column(index).slice(layout.body)
        ditto = one_of(body, _WRITTEN)
        if not sheet.merged and not ditto.any():
            continue
        body = body.combine_chunks()
        if ditto.any() and not _names_a_row(layout, name):
            totals = _totals(sheet, layout) if totals is None else totals
            body = _repeat(body, ditto, totals)
            found.append(Filled(name, int(ditto.sum()), "同上"))
        if sheet.merged:
            body, count = _unmerge(body, sheet.numbers[layout.body :], columns[index], sheet.merged)
            found += [Filled(name, count, "合并单元格")] if count else []
        if found and found[-1].column == name:
            whole = pa.chunked_array([*table.column(index).slice(0, layout.body).chunks, body], pa.string())
            table = table.set_column(index, table.field(index), whole)
    return (replace(sheet, table=table.combine_chunks()) if found else sheet), tuple(found)


def _fillable(layout: Layout) -> Iterator[tuple[str, int]]:
    spec = layout.match.spec
    for name, placed in layout.match.columns.items():
        if spec.columns[name].type not in _AMOUNTS:
            yield name, placed.index


def _names_a_row(layout: Layout, name: str) -> bool:
    """A number that tells one person's row from another's is no repetition: 同上 there is unreadable."""
    spec = layout.match.spec
    return name in spec.key and spec.columns[name].type == "id_number"


def _totals(sheet: RawSheet, layout: Layout) -> np.ndarray:
    body = sheet.table.slice(layout.body)
    found = np.zeros(body.num_rows, bool)
    for column in body.columns[:_LOOKED_AT]:
        found |= mask(pc.match_substring_regex(column, _TOTAL))
    return found


def _repeat(body: pa.Array, ditto: np.ndarray, totals: np.ndarray) -> pa.Array:
    """Each marked cell takes the cell of the row that it points to; nothing above: it stays."""
    texts = body.to_pylist()
    last: str | None = None
    for row, text in enumerate(texts):
        if totals[row]:
            continue
        if not ditto[row]:
            last = text
        elif last is not None:
            texts[row] = last
    return pa.array(texts, pa.string())


def _unmerge(body: pa.Array, numbers: np.ndarray, index: int, ranges: Sequence[Span]) -> tuple[pa.Array, int]:
    """The upper left cell of each range that is one column wide, in all its rows."""
    own = index + 1
    tall = [(top, bottom) for top, left, bottom, right in ranges if left == own == right and bottom > top]
    if not tall:
        return body, 0
    texts = body.to_pylist()
    place: Mapping[int, int] = {number: row for row, number in enumerate(numbers.tolist())}
    count = 0
    for top, bottom in tall:
        first = place.get(top)
        said = texts[first] if first is not None else ""
        for number in range(top + 1, bottom + 1) if said.strip() else ():
            row = place.get(number)
            if row is not None and not texts[row].strip():
                texts[row] = said
                count += 1
    return pa.array(texts, pa.string()), count
