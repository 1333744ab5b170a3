"""A statistic as it stands in a sheet -> its rows sorted out, its checked table with a row for each figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang import places
from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells, arrow_type
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.recognise.wide import figures_of, words
from taizhang.ledger.rules.rowkinds import RowKinds
from taizhang.ledger.rules.statistics import Row, sums_of_others

OF_WHICH = "其中"
Read = Callable[[ColumnSpec, pa.Table], Cells]
"""Converts one column in some rows of a body."""


def without_sums(body: pa.Table, layout: Layout, kinds: RowKinds, read: Read) -> RowKinds:
    """The kinds of rows where 全市, and a city above its counties, are sums and no data, nor 其中 a part."""
    spec = layout.match.spec
    assert spec.figures is not None
    label = layout.match.columns[spec.figures.label].index
    names = [normal(text) for text in body.column(label).to_pylist()]
    part = np.array([name.startswith(OF_WHICH) for name in names], bool)
    kinds = replace(kinds, data=kinds.data & ~part)
    whole = np.array([name in words().wholes for name in names], bool) & kinds.data
    if (kinds.data & ~whole).any():
        kinds = replace(kinds, data=kinds.data & ~whole, total=kinds.total | whole)
    positions = np.flatnonzero(kinds.data).tolist()
    said = layout.given.get(spec.place or "")
    found = sums_of_others(_rows(body, layout, positions, read), said.text if said else None)
    parts = {positions[one]: tuple(positions[other] for other in others) for one, others in found.items()}
    data = kinds.data.copy()
    data[list(parts)] = False
    return replace(kinds, data=data, parts=parts)


def _rows(body: pa.Table, layout: Layout, positions: Sequence[int], read: Read) -> list[Row]:
    spec = layout.match.spec
    rows = body.take(pa.array(positions, pa.int64())).combine_chunks()
    said = layout.given.get(spec.place or "")
    codes = label_places(
        spec, rows, read, pa.array([said.text if said else None] * len(positions), pa.string())
    )
    named = [
        rows.column(placed.index).to_pylist()
        for name, placed in layout.match.columns.items()
        if name in spec.key and spec.figures and name != spec.figures.label
    ]
    figures = [read(spec.columns[name], rows).values.to_pylist() for name in spec.totals]
    groups = zip(*named, strict=True) if named else [()] * len(positions)
    sums = zip(*figures, strict=True) if figures else [()] * len(positions)
    return [Row(*one) for one in zip(codes.to_pylist(), groups, sums, strict=True)]


def label_places(spec: LedgerSpec, rows: pa.Table, read: Read, around: pa.Array) -> pa.Array:
    """The codes of the places by which rows are named; null where it is no place, or none of those ``around``.

    东城 in a statistic of 浏阳市 is a township there, and no district of 北京市.
    """
    assert spec.figures is not None
    column = replace(spec.columns[spec.figures.label], type="place")
    codes = read(column, rows).values.to_pylist()
    names = read(spec.columns[spec.figures.label], rows).values.to_pylist()
    found = [
        _near(code, name, said) for code, name, said in zip(codes, names, around.to_pylist(), strict=True)
    ]
    return pa.array(found, pa.string())


def _near(code: str | None, name: str | None, around: str | None) -> str | None:
    if around is None:
        return code
    if code and (places.within(code, around) or places.within(around, code)):
        return code
    # Of the several 青山区 of the nation, the one in the place that the sheet speaks of.
    return _inside(around).get(normal(name)) if name else None


@cache
def _inside(around: str) -> Mapping[str, str]:
    return places.lookup(code for code in places.registry() if places.within(code, around))


def with_places(cells: dict[str, Cells], rows: pa.Table, spec: LedgerSpec, read: Read) -> dict[str, Cells]:
    """The place of each row: the one that its name is, else that of the whole sheet."""
    if spec.place is None or spec.figures is None:
        return cells
    given = cells[spec.place].values
    values = pc.coalesce(label_places(spec, rows, read, given), given)
    blank = np.asarray(values.is_null().to_numpy(zero_copy_only=False), bool)
    return cells | {spec.place: Cells(values, blank, np.zeros(len(values), bool))}


def melted(table: pa.Table, spec: LedgerSpec) -> pa.Table:
    """One row for each figure that is there, in the order of the rows and, within one, of the columns."""
    assert spec.figures is not None
    figures = figures_of(spec)
    rows = np.arange(table.num_rows, dtype=np.int64)
    known = [np.asarray(pc.is_valid(table.column(one.id)).to_numpy(), bool) for one in figures]
    order = np.concatenate([rows[one] for one in known]) if known else rows[:0]
    column = np.concatenate([np.full(int(one.sum()), place) for place, one in enumerate(known)])
    sort = np.lexsort((column, order))
    values = pa.concat_arrays(
        [_whole(table, one.id).filter(pa.array(held)) for one, held in zip(figures, known, strict=True)]
    )
    long = table.drop_columns([one.id for one in figures]).take(pa.array(order[sort]))
    which = pa.array(column[sort])
    long = long.append_column(
        spec.figures.item, pa.array([one.name for one in figures], pa.string()).take(which)
    )
    long = long.append_column(spec.figures.value, values.take(pa.array(sort)))
    return long.append_column(
        spec.figures.unit, pa.array([one.unit for one in figures], pa.string()).take(which)
    )


def _whole(table: pa.Table, name: str) -> pa.Array:
    return pa.concat_arrays(table.column(name).chunks or [pa.array([], arrow_type_of_number())])


def arrow_type_of_number() -> pa.DataType:
    """What figures are kept as."""
    return arrow_type(ColumnSpec("", "", "number"))
