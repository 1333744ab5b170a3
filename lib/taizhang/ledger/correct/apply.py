"""A recognised sheet and its corrections -> the sheet with the cells mended, the rows left out, a note on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import mask
from taizhang.ledger.correct.declared import DROP, REPLACE, Correction, case
from taizhang.ledger.findings import HINT, Finding
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.results import Aside

DROPPED = "CORRECTED_DROP"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The sheet as it is checked, the findings that say what was done, and the rows left out."""

    sheet: RawSheet
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Aside, ...] = ()


def correct(path: str, sheet: RawSheet, layout: Layout, corrections: Iterable[Correction]) -> Corrected:
    """Apply the corrections that speak of this sheet, in their order; rows above the data are never touched."""
    table, findings = sheet.table, []
    gone = np.zeros(table.num_rows, bool)
    asides: dict[int, Aside] = {}
    for one in corrections:
        if not one.fits(path, sheet.name):
            continue
        rows = _rows(one, table, sheet.numbers, layout) & ~gone
        index = _index(one.column, layout)
        for row in sheet.numbers[rows].tolist():
            findings.append(_note(one, path, sheet.name, row, layout))
            if one.action == DROP:
                asides[row] = Aside(path, sheet.name, row, f"勘误：{one.reason}", DROPPED)
        if one.action == DROP:
            gone |= rows
        elif index is not None and rows.any():
            table = _mended(table, index, rows, one.value)
    if not findings:
        return Corrected(sheet)
    kept = replace(sheet, table=table.filter(pa.array(~gone)), numbers=sheet.numbers[~gone])
    return Corrected(kept, tuple(findings), tuple(asides[row] for row in sorted(asides)))


def _rows(one: Correction, table: pa.Table, numbers: np.ndarray, layout: Layout) -> np.ndarray:
    found = np.arange(table.num_rows) >= layout.body
    if one.row is not None:
        found &= numbers == one.row
    wanted = dict(one.where)
    if one.action == REPLACE:
        wanted[one.column] = one.received
    for column, text in wanted.items():
        index = _index(column, layout)
        if index is None:
            return np.zeros(table.num_rows, bool)
        found &= mask(pc.equal(pc.utf8_trim_whitespace(table.column(index)), text.strip()))
    if one.action != DROP and _index(one.column, layout) is None:
        return np.zeros(table.num_rows, bool)
    return np.asarray(found, bool)


def _index(column: str, layout: Layout) -> int | None:
    """Where a column stands, by its id or its header."""
    placed = layout.match.columns.get(column)
    if placed is not None:
        return placed.index
    headers = [normal(name) for name in layout.match.header.shown]
    return headers.index(normal(column)) if column and headers.count(normal(column)) == 1 else None


def _mended(table: pa.Table, index: int, rows: np.ndarray, value: str) -> pa.Table:
    column = pc.if_else(pa.array(rows), pa.scalar(value), table.column(index).combine_chunks())
    return table.set_column(index, table.field(index), column)


def _note(one: Correction, path: str, sheet: str, row: int, layout: Layout) -> Finding:
    done = "本行不计入" if one.action == DROP else "该格已改"
    message = f"已按勘误处理，{done}：{one.reason}（{one.who}）"
    column = one.column or None
    return Finding("CORRECTED", HINT, message, path, sheet, row, column, layout.match.spec.id, case=case(one))
