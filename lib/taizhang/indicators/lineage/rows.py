"""The rows that a query counted -> files, sheets and row numbers, and the rows themselves, masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis.expr.types as ir

from taizhang import places
from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.indicators.query.engine import Engine
from taizhang.trace import mask

_PLACE = ("_file", "_sheet", "_row")


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of one sheet: its path in the collection, the sheet, how many, and their numbers in order.

    ``rows`` is empty where only the count was asked for.
    """

    path: str
    sheet: str
    count: int
    rows: tuple[int, ...] = ()

    def spans(self) -> str:
        """The row numbers as people write them: ``4-230、232``."""
        return "、".join(_span(first, last) for first, last in _runs(self.rows))


@dataclass(frozen=True, slots=True)
class Masked:
    """One row of a ledger for people: where it stands, and its cells by column name, personal ones masked."""

    path: str
    sheet: str
    row: int
    cells: tuple[tuple[str, str], ...]


def row_sets(kept: ir.Table, engine: Engine) -> tuple[RowSet, ...]:
    """The rows of ``kept`` by file and sheet, in order."""
    found = engine.rows(kept.select(*_PLACE).order_by(list(_PLACE)))
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for path, sheet, row in found:
        by_sheet.setdefault((str(path), str(sheet)), []).append(int(row))
    return tuple(RowSet(path, sheet, len(rows), tuple(rows)) for (path, sheet), rows in by_sheet.items())


def row_counts(kept: ir.Table, engine: Engine) -> tuple[RowSet, ...]:
    """The same without the row numbers, which are many."""
    grouped = kept.group_by(["_file", "_sheet"]).aggregate(rows=kept.count())
    found = engine.rows(grouped.order_by(["_file", "_sheet"]))
    return tuple(RowSet(str(path), str(sheet), int(count)) for path, sheet, count in found)


def records(kept: ir.Table, ledger: LedgerSpec, engine: Engine, limit: int) -> list[Masked]:
    """The first ``limit`` rows of ``kept`` with every declared column that the table has."""
    columns = [column for column in ledger.columns.values() if column.id in kept.columns]
    chosen = kept.order_by(list(_PLACE)).limit(limit).select(*_PLACE, *(column.id for column in columns))
    return [
        Masked(
            str(row[0]),
            str(row[1]),
            int(row[2]),
            tuple(
                (column.name, _shown(value, column)) for column, value in zip(columns, row[3:], strict=True)
            ),
        )
        for row in engine.rows(chosen)
    ]


def _shown(value: Any, column: ColumnSpec) -> str:
    if value is None:
        return ""
    if column.personal:
        return mask(str(value))
    if column.type == "place":
        return places.name(str(value))
    if column.type == "money":  # kept in 分; people read 元
        return str(Decimal(value).scaleb(-2))
    return str(value)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for row in rows:
        if last is not None and row == last + 1:
            last = row
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row
    if first is not None and last is not None:
        yield first, last


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
