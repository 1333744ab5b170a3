"""The rows and columns of a statistic -> which of them are sums of others, and where these do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import numpy as np
import pyarrow as pa

from taizhang import places
from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.findings import WARNING
from taizhang.ledger.recognise.wide import figures_of
from taizhang.ledger.rules.household import Doubt

_FEWEST = 2
_MOSTLY = Fraction(4, 5)
_FEWEST_ROWS = 3
_HALF = 2
_ENDS = "00"
_SUMS = ("合计", "总计", "小计", "总数", "总人数", "总对数", "总量", "总户数", "总额", "计")
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a statistic: the code of its place (None: no place), what else names it, its figures that add up."""

    place: str | None
    group: tuple[str, ...]
    figures: tuple[object, ...]


def sums_of_others(rows: Sequence[Row], whole: str | None) -> dict[int, tuple[int, ...]]:
    """Rows that are the sum of the rows of places within theirs: their index -> the indexes of those rows.

    ``whole`` is the place of which the sheet as a whole speaks: rows without a place are within it. A row is a
    sum when most of its figures are; that the others are not is for the control totals to say.
    """
    found = {}
    holders = [index for index, row in enumerate(rows) if _may_hold(row, whole)]
    for index in holders:
        inner = [other for other in range(len(rows)) if _within(rows[other], rows[index], whole)]
        middle = [other for other in holders if other in set(inner)]
        parts = tuple(one for one in inner if not any(_within(rows[one], rows[two], whole) for two in middle))
        if len(parts) >= _FEWEST and _mostly_sums(rows[index], [rows[one] for one in parts]):
            found[index] = parts
    return found


def _may_hold(row: Row, whole: str | None) -> bool:
    """Whether other places may lie in that of a row: no county has any, unless the sheet is of one."""
    return row.place is not None and (row.place.endswith(_ENDS) or row.place == whole)


def _within(inner: Row, outer: Row, whole: str | None) -> bool:
    if inner is outer or inner.group != outer.group or inner.place == outer.place or outer.place is None:
        return False
    return outer.place == whole if inner.place is None else places.within(inner.place, outer.place)


def _mostly_sums(row: Row, parts: Sequence[Row]) -> bool:
    stated = [(figure, [part.figures[place] for part in parts]) for place, figure in enumerate(row.figures)]
    judged = [(figure, sum(one for one in some if one is not None)) for figure, some in stated if figure]  # type: ignore[misc]
    return bool(judged) and sum(figure == total for figure, total in judged) * _HALF > len(judged)


def parts_of_rows(spec: LedgerSpec, cells: Mapping[str, Cells]) -> Iterator[Doubt]:
    """Rows in which a 合计 column is not the sum of the columns that it sums up in nearly all other rows.

    Nothing says which columns these are: what holds in four rows of five is taken to be meant.
    """
    columns = [column for column in figures_of(spec) if column.id in spec.totals]
    for total in columns:
        if any(cell.split("(")[0] in _SUMS for cell in total.aliases):
            for parts in _candidates(total, columns):
                yield from _doubts(total, parts, cells)


def _candidates(total: ColumnSpec, columns: Sequence[ColumnSpec]) -> Iterator[list[ColumnSpec]]:
    """The columns below one heading; those under all headings with the name that the total has below its own."""
    others = [column for column in columns if column is not total]
    for heading, group in groupby(others, key=lambda column: column.aliases[:1]):
        parts = list(group)
        if heading == total.aliases[:1] or len(total.aliases) == 1 or parts[0].aliases[1:] == ():
            yield [part for part in parts if not _is_sum(part)]
    alike = [one for one in others if len(one.aliases) > 1 and one.aliases[-1:] == total.aliases[-1:]]
    yield [one for one in alike if not _is_sum(one)]
    after = columns[columns.index(total) + 1 :]
    yield [one for one in after if not _is_sum(one)]


def _is_sum(column: ColumnSpec) -> bool:
    return any(cell.split("(")[0] in _SUMS for cell in column.aliases)


def _doubts(total: ColumnSpec, parts: Sequence[ColumnSpec], cells: Mapping[str, Cells]) -> Iterator[Doubt]:
    if len(parts) < _FEWEST:
        return
    stated = _values(cells[total.id].values)
    figures = [_values(cells[part.id].values) for part in parts]
    judged = [row for row, figure in enumerate(stated) if figure]
    wrong = [row for row in judged if stated[row] != sum(figure[row] or 0 for figure in figures)]
    right = len(judged) - len(wrong)
    if wrong and right >= _FEWEST_ROWS and Fraction(right, len(judged)) >= _MOSTLY:
        rows = np.zeros(len(stated), bool)
        rows[wrong] = True
        names = "、".join(part.name for part in parts[:_SHOWN]) + ("等" if len(parts) > _SHOWN else "")
        message = f"“{total.name}”在其他各行都等于{names} {len(parts)} 列之和，本行不等，请核对"
        yield Doubt("ROW_CHECK", WARNING, total.id, rows, message)


def _values(values: pa.Array) -> list[int]:
    return [0 if value is None else value for value in values.to_pylist()]
