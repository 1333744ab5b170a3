"""Tables that stand side by side under one header -> one sheet each, with the row numbers they had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import match

_FEWEST = 2


Block = tuple[RawSheet, Layout, Sequence[int]]


def blocks(sheet: RawSheet, layout: Layout) -> list[Block]:
    """The sheet itself, or its side-by-side tables from left to right, each with its columns in the sheet.

    Columns left of the first table (a place said once for all) belong to each of them.
    """
    whole = (sheet, layout, range(sheet.table.num_columns))
    if not layout.match.ambiguous:
        return [whole]
    first, width, times = _period(layout.match.header.names)
    # Groups of figures repeated behind one name are no tables of their own.
    if times < _FEWEST or not all(index >= first for index in _own_keys(layout)):
        return [whole]
    found = []
    for turn in range(times):
        start = first + turn * width
        columns = [*range(first), *range(start, min(start + width, sheet.table.num_columns))]
        found.append(_block(sheet, layout, columns, first))
    return found


def _own_keys(layout: Layout) -> list[int]:
    """Where the keys stand that tell one row of a table from another; a place or period may be shared."""
    spec, columns = layout.match.spec, layout.match.columns
    return [
        columns[name].index for name in spec.key if name in columns and name not in (spec.place, spec.period)
    ]


def _period(names: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """Where the repeated columns begin, how many they are, how many times they stand there."""
    said = [ways[0] if ways else "" for ways in names]
    while said and not said[-1]:
        said.pop()
    for first, name in enumerate(said):
        again = next((other for other in range(first + 1, len(said)) if name and said[other] == name), None)
        if again is None:
            continue
        width = again - first
        times = -(-(len(said) - first) // width)
        block = said[first:again]
        repeats = all(said[place] == block[(place - first) % width] for place in range(first, len(said)))
        cut = block[(len(said) - first - 1) % width + 1 :]
        return (first, width, times) if repeats and not any(cut) else (0, 0, 0)
    return (0, 0, 0)


def _block(sheet: RawSheet, layout: Layout, columns: Sequence[int], shared: int) -> Block:
    table = sheet.table.select(columns).combine_chunks()
    table = _without_others(table, shared, layout.body)
    header = layout.match.header
    own = Header(
        header.first,
        header.depth,
        tuple(header.names[index] for index in columns),
        tuple(header.shown[index] for index in columns),
    )
    last = columns[-1] >= len(header.shown) - 1
    part = replace(sheet, table=table, wide=sheet.wide if last else frozenset())
    return part, replace(layout, match=match(layout.match.spec, own)), columns


def _without_others(table: pa.Table, shared: int, body: int) -> pa.Table:
    """Blank the shared columns in the rows where this block has nothing."""
    if not shared or not table.num_rows:
        return table
    empty = pa.array([True] * table.num_rows)
    for column in table.columns[shared:]:
        empty = pc.and_(empty, pc.equal(pc.utf8_trim_whitespace(column), ""))
    above = pa.array([index < body for index in range(table.num_rows)])
    empty = pc.and_not(empty, above)
    for index in range(shared):
        blanked = pc.if_else(empty, pa.scalar(""), table.column(index))
        table = table.set_column(index, table.field(index), blanked)
    return table
