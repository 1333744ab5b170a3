"""Columns that a sheet's titles give -> columns of the sheet, filled in its rows of data."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import Match, Placed
from taizhang.ledger.rules.rowkinds import column_numbers, unit_row


def with_given(sheet: RawSheet, layout: Layout) -> tuple[RawSheet, Layout]:
    """Put each given column behind the last one that is named or read; blank in rows where no known column has a cell."""
    absent = [name for name in layout.given if name not in layout.match.columns]
    if not absent:
        return sheet, layout
    header = layout.match.header
    named = [index for index, name in enumerate(header.shown) if name]
    # A column of figures may have no name of its own, under a heading that stands left of it.
    place = max([*named, *(placed.index for placed in layout.match.columns.values())], default=-1) + 1
    rows = _rows(sheet.table, layout)
    table, shown, names = sheet.table, list(header.shown), list(header.names)
    columns = dict(layout.match.columns)
    for step, name in enumerate(absent):
        label = layout.match.spec.columns[name].name
        filled = pc.if_else(rows, pa.scalar(layout.given[name].text), pa.scalar(""))
        table = table.add_column(place + step, f"given{step}", filled)
        shown.insert(place + step, label)
        names.insert(place + step, ())
        columns[name] = Placed(place + step, label, None)
    spec = layout.match.spec
    match = Match(
        spec,
        Header(header.first, header.depth, tuple(names), tuple(shown)),
        {name: columns[name] for name in spec.columns if name in columns},
        tuple(name for name in layout.match.missing if name not in columns),
        layout.match.ambiguous,
    )
    return replace(sheet, table=table), replace(layout, match=match)


def _rows(table: pa.Table, layout: Layout) -> pa.Array:
    """The rows below the header in which a known column has a cell; a row of 甲 乙 1 2 or 人 元 has none."""
    any_cell = pa.array([False] * table.num_rows)
    for placed in layout.match.columns.values():
        column = table.column(placed.index).combine_chunks()
        any_cell = pc.or_(any_cell, pc.not_equal(pc.utf8_trim_whitespace(column), ""))
    body = table.slice(layout.body)
    named = column_numbers(body) | unit_row(body)
    plain = pa.array([False] * min(layout.body, table.num_rows) + (~named).tolist())
    return pc.and_(plain, any_cell)
