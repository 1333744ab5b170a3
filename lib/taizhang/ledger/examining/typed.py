"""One sheet of text cells and its layout -> the kinds of its rows, and the typed cells of its data rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells, Context, convert
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.examining.long import with_places, without_sums
from taizhang.ledger.findings import Finding
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import money_unit
from taizhang.ledger.rules import register, unlikely
from taizhang.ledger.rules.rowkinds import RowKinds, row_kinds
from taizhang.ledger.setting import Setting
from taizhang.places import NATION, short_name
from taizhang.places import name as place_name

_LONG, _THREADS = 100_000, 2
_ID_SHAPE = r"^\s*'?[0-9０-９]{14,17}[0-9０-９XxＸｘ]\s*$"
_LIKE_AN_ID = (
    r"^\s*'?[0-9０-９*＊]{10,}|^\s*[0-9.]+[Ee]\+1[0-9]\s*$"  # a digit missing, masked, made a number
)


@dataclass(frozen=True)
class Examination:
    """One recognised sheet on its way: what was found where, and the typed cells of its data rows."""

    path: str
    sheet: RawSheet
    layout: Layout
    setting: Setting
    body: pa.Table
    kinds: RowKinds
    cells: Mapping[str, Cells]
    rows: np.ndarray  # the sheet's row number of each data row

    @property
    def spec(self) -> LedgerSpec:
        """The ledger that the sheet is."""
        return self.layout.match.spec

    def header(self, column: str) -> str:
        """The header of a column as it stands in the sheet."""
        placed = self.layout.match.columns.get(column)
        return placed.header if placed else self.spec.columns[column].name

    def texts(self, index: int) -> pa.Array:
        """The text cells of the data rows at a place of the sheet."""
        return one_chunk(_only(self.body.select([index]), self.kinds.data).column(0))

    def finding(self, code: str, severity: str, message: str, **more: object) -> Finding:
        """A finding in this sheet."""
        common = {"path": self.path, "sheet": self.sheet.name, "ledger": self.spec.id}
        return Finding(code, severity, message, **(common | more))  # type: ignore[arg-type]

    def case(self, code: str, *parts: object) -> str:
        """The name by which an edition accepts a finding of this sheet."""
        return ":".join([code, self.path, self.sheet.name, *map(str, parts)])


def prepare(path: str, sheet: RawSheet, layout: Layout, setting: Setting) -> Examination:
    """Sort the rows below the header and convert the cells of those that are data."""
    body = sheet.table.slice(layout.body)
    kinds = row_kinds(body, layout, lambda rows, whole: _id_rows(rows, whole, layout))

    def read(column: ColumnSpec, rows: pa.Table) -> Cells:
        return read_column(column, rows, layout, setting, sheet)

    if layout.match.spec.figures:
        kinds = without_sums(body, layout, kinds, read)
    numbers = sheet.numbers[layout.body :][kinds.data]
    data = _only(body, kinds.data)
    columns = layout.match.spec.columns.values()
    converted = _spread(
        lambda column: read_column(column, data, layout, setting, sheet), columns, data.num_rows
    )
    cells = {column.id: one for column, one in zip(columns, converted, strict=True)}
    cells = _in_its_time(cells, data, layout, setting, sheet)
    cells = _near_its_title(cells, data, layout, setting, sheet)
    cells = with_places(cells, data, layout.match.spec, read)
    return Examination(path, sheet, layout, setting, body, kinds, cells, numbers)


def _spread(one: Callable[[ColumnSpec], Cells], columns: Collection[ColumnSpec], length: int) -> list[Cells]:
    """Convert the columns, two at a time where they are long."""
    if length < _LONG:
        return [one(column) for column in columns]
    with ThreadPoolExecutor(_THREADS) as threads:
        return list(threads.map(one, columns))


def _in_its_time(
    cells: dict[str, Cells], rows: pa.Table, layout: Layout, setting: Setting, sheet: RawSheet
) -> dict[str, Cells]:
    """The places read once more, where a way of writing them meant another place in the years of the rows."""
    spec = layout.match.spec
    placed = layout.match.columns.get(spec.place or "")
    periods = cells[spec.period].values if spec.period else None
    said = layout.said.year() if layout.said else None
    of = register.years_of(periods, int(said.text) if said else None)
    known = register.written_then(setting.places, of, setting.scope)
    if spec.place is None or placed is None or known is setting.places:
        return cells
    column = spec.columns[spec.place]
    context = replace(context_of(column, layout, setting, sheet), places=known)
    return cells | {column.id: convert(column, one_chunk(rows.column(placed.index)), rows.num_rows, context)}


def _near_its_title(
    cells: dict[str, Cells], rows: pa.Table, layout: Layout, setting: Setting, sheet: RawSheet
) -> dict[str, Cells]:
    """The places read once more, where a short name means a county of another province than the titles speak of.

    东城 in a roll of 浏阳市 is a township there, and no district of 北京市.
    """
    spec = layout.match.spec
    placed, said = layout.match.columns.get(spec.place or ""), layout.said and layout.said.place
    if spec.place is None or placed is None or not said or said.text == NATION:
        return cells
    read = cells[spec.place].values.unique().drop_null().to_pylist()
    far = [code for code in read if code[:2] != said.text[:2] and code != NATION]
    short = {name for code in far if (name := short_name(full := place_name(code))) != full}
    if not short:
        return cells
    known = {way: code for way, code in setting.places.items() if way not in short}
    column = spec.columns[spec.place]
    context = replace(context_of(column, layout, setting, sheet), places=known)
    return cells | {column.id: convert(column, one_chunk(rows.column(placed.index)), rows.num_rows, context)}


def _only(body: pa.Table, chosen: np.ndarray) -> pa.Table:
    """The chosen rows; where they are the first ones, which is usual, nothing is copied."""
    count = int(chosen.sum())
    if chosen[:count].all():
        return body.slice(0, count)
    return body.filter(pa.array(chosen)).combine_chunks()


def _id_rows(body: pa.Table, whole: np.ndarray, layout: Layout) -> np.ndarray:
    """Rows with a well-formed id, and those of the ``whole`` ones in which something like an id stands."""
    spec = layout.match.spec
    found = np.zeros(body.num_rows, bool)
    for name in spec.key:
        placed = layout.match.columns.get(name)
        if placed and spec.columns[name].type == "id_number":
            texts = body.column(placed.index)
            found |= mask(pc.match_substring_regex(texts, _ID_SHAPE))
            found |= whole & mask(pc.match_substring_regex(texts, _LIKE_AN_ID))
    return found


def read_column(
    column: ColumnSpec, rows: pa.Table, layout: Layout, setting: Setting, sheet: RawSheet
) -> Cells:
    """The typed cells of one declared column in some rows of the sheet."""
    placed = layout.match.columns.get(column.id)
    texts = None if placed is None else one_chunk(rows.column(placed.index))
    return convert(column, texts, rows.num_rows, context_of(column, layout, setting, sheet))


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """The texts as one array, copied only where they are in several."""
    return (
        column.chunk(0)
        if column.num_chunks == 1
        else pa.concat_arrays(column.chunks or [pa.array([], pa.string())])
    )


def context_of(column: ColumnSpec, layout: Layout, setting: Setting, sheet: RawSheet) -> Context:
    """What reading a column's cells depends on: its unit, the places, whether numbers are binary."""
    placed = layout.match.columns.get(column.id)
    unit = money_unit(layout.unit_of(column.id)) or 1
    percent = unlikely.is_percent(column, placed)
    areas = setting.sources.valid_id_areas
    spec = layout.match.spec
    derived = spec.figures is not None and column.id not in spec.totals
    return Context(
        unit, sheet.numeric_cells, setting.places, setting.areas, areas, percent, derived, sheet.tenths
    )
