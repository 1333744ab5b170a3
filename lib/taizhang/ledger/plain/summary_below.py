"""A roll with a small table of sums below it -> the roll, and what that table says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import normal, split_unit
from taizhang.ledger.recognise.titles import of_persons
from taizhang.ledger.rulebook.signs import sign

_LAST = 400
_AN_ID = re.compile(r"[0-9*＊]{10,}|[0-9.]+[Ee]\+1[0-9]")
_FIGURE = re.compile(r"[0-9０-９]")
_TOTAL = re.compile(r"[合总共]计")
_FEWEST = 2
_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of sums: the sheet's row, the name that it is of ('' for a total), its texts by kind."""

    row: int
    name: str
    count: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A table of sums: the sheet's rows that it takes, first and last; how many; its lines; the unit of its amounts."""

    first: int
    last: int
    rows: int
    lines: tuple[Line, ...] = field(default=())
    unit: str | None = None


def without_summary(sheet: RawSheet, layout: Layout) -> tuple[RawSheet, Summary | None]:
    """Cut off a table below the data rows whose header names groups and figures and no person.

    Only the last rows are looked at; rows in which something like an id stands are none of such a table.
    """
    if not of_persons(layout.match.spec):
        return sheet, None
    start = max(layout.body + 1, sheet.table.num_rows - _LAST)
    rows = list(zip(*(column.to_pylist() for column in sheet.table.slice(start).columns), strict=True))
    header = next((place for place, row in enumerate(rows) if _heads(row)), None)
    if header is None or not all(_may_be_below(row, rows[header]) for row in rows[header + 1 :]):
        return sheet, None
    columns = _columns(rows[header])
    lines = tuple(
        line
        for place in range(header + 1, len(rows))
        if (line := _line(int(sheet.numbers[start + place]), rows[place], columns))
    )
    if not lines:
        return sheet, None
    cut = start + _with_title(rows, header)
    numbers, unit = (
        sheet.numbers,
        split_unit(normal(rows[header][columns["amount"]]))[1] if "amount" in columns else None,
    )
    found = Summary(int(numbers[start + header]), int(numbers[-1]), len(numbers) - cut, lines, unit)
    return replace(sheet, table=sheet.table.slice(0, cut), numbers=numbers[:cut]), found


def _heads(row: _Row) -> bool:
    """Whether a row is the header of such a table."""
    if any(_FIGURE.search(cell) for cell in row):  # which most rows of data have
        return False
    cells = [normal(cell) for cell in row if cell.strip()]
    if len(cells) < _FEWEST or any(sign("of_persons").search(cell) for cell in cells):
        return False
    columns = _columns(row)
    others = sum(sign("summary_other").search(cell) is not None for cell in cells)
    return "name" in columns and len(columns) >= _FEWEST and len(columns) + others >= len(cells) - 1


def _may_be_below(row: _Row, header: _Row) -> bool:
    """Whether a row is no person's: no id, and figures only in rows that fill nothing but columns of the header."""
    own = all(named.strip() for cell, named in zip(row, header, strict=True) if cell.strip())
    return (own or not any(_FIGURE.search(cell) for cell in row)) and not any(
        _AN_ID.search(cell) for cell in row
    )


def _columns(row: _Row) -> Mapping[str, int]:
    """Where the names, the numbers of persons and the amounts stand."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = split_unit(normal(cell))[0]
        for kind in ("name", "count", "amount"):
            if name and kind not in found and sign(f"summary_{kind}").search(name):
                found[kind] = index
                break
    return found


def _line(number: int, row: _Row, columns: Mapping[str, int]) -> Line | None:
    said = {kind: row[index].strip() for kind, index in columns.items()}
    figures = [said.get(kind, "") for kind in ("count", "amount")]
    if not any(_FIGURE.search(text) for text in figures):
        return None
    total = any(_TOTAL.search("".join(cell.split())) for cell in row)
    return Line(number, "" if total else said["name"], *figures)


def _with_title(rows: Sequence[_Row], header: int) -> int:
    """The first row that belongs to the table: its title, and blank rows above it."""
    first = header
    while first:
        cells = [cell for cell in rows[first - 1] if cell.strip()]
        if cells and not (len(cells) == 1 and sign("summary_title").search(cells[0])):
            break
        first -= 1
    return first
