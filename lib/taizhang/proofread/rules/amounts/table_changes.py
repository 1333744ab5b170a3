"""A table with this year, last year and their change -> whether each row's change is that of its two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.numbers import exact, halved, round_to
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around, point
from taizhang.proofread.model import Check, Status
from taizhang.proofread.rules.amounts.grids import Cell, Row, tables

RULE = "表格增减"
_NOW = re.compile(r"^(?:本年|今年|本期|当年|现值|期末)")
_BEFORE = re.compile(r"^(?:上年|去年|上期|同期|期初|上年同期)")
_YEAR = re.compile(r"^((?:19|20)\d\d)年?(?![\d.])(?!.*(?:增|减|比))")
_CHANGE = re.compile(r"同比|环比|增减|增长|增速|增幅|升降|比上年|较上年|变化")
_ONE_WAY = re.compile(r"下降|降幅|减少|减幅|可比|不变价")
_NUMBER = re.compile(r"([+-]?)(\d+(?:\.\d+)?)\s*(%|个百分点)?")


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A cell's number as printed: its value, its last place, and its sign word (% or 个百分点)."""

    cell: Cell
    value: Decimal
    step: Decimal
    sign: str

    @property
    def span(self) -> Interval:
        """What may stand behind it; whole numbers are exact."""
        return around(self.value, self.step) if self.step < 1 else point(self.value)


def checks(reading: Reading) -> Iterator[Check]:
    """Every row of every table that has the three columns, and one of each."""
    for rows in tables(reading.original):
        columns = _columns(rows[0])
        if columns is not None:
            for row in rows[1:]:
                yield from _row(reading, row, columns, rows[0][columns[2]].text)


def _columns(header: Row) -> tuple[int, int, int] | None:
    """Where this year, last year and the change stand; None when that is not plain."""
    heads = [halved(cell.text).replace(" ", "") for cell in header]
    changes = [
        at for at, head in enumerate(heads) if at and _CHANGE.search(head) and not _ONE_WAY.search(head)
    ]
    now = [at for at, head in enumerate(heads) if _NOW.search(head) and at not in changes]
    before = [at for at, head in enumerate(heads) if _BEFORE.search(head) and at not in changes]
    years = sorted((int(found[1]), at) for at, head in enumerate(heads) if (found := _YEAR.search(head)))
    if not now and not before and len(years) == 2 and years[1][0] == years[0][0] + 1:
        now, before = [years[1][1]], [years[0][1]]
    if len(now) == len(before) == len(changes) == 1:
        return now[0], before[0], changes[0]
    return None


def _row(reading: Reading, row: Row, columns: tuple[int, int, int], head: str) -> Iterator[Check]:
    if max(columns) >= len(row):
        return
    values = [printed(row[at]) for at in columns]
    if any(value is None for value in values):
        return
    now, before, change = [value for value in values if value is not None]
    rate = change.sign == "%" or ("%" in halved(head) and not change.sign)
    shares = now.sign == "%" or any(cell.text.strip() in ("%", "％") for cell in row)
    if (rate and shares) or (rate and before.span.low <= 0):
        return
    yield _verdict(reading, now, before, change, rate)


def printed(cell: Cell) -> PrintedValue | None:
    """A cell that holds one number and nothing else; None otherwise."""
    found = _NUMBER.fullmatch(halved(cell.text).replace(",", "").replace("−", "-").strip())
    if found is None:
        return None
    places = len(found[2].partition(".")[2])
    value = Decimal(found[2]) * (-1 if found[1] == "-" else 1)
    return PrintedValue(cell, value, Decimal(1).scaleb(-places), found[3] or "")


def _verdict(
    reading: Reading, now: PrintedValue, before: PrintedValue, change: PrintedValue, rate: bool
) -> Check:
    ratio = now.span.over(before.span) if rate else None
    expected = ratio.minus(point(1)).scaled(100) if ratio else now.span.minus(before.span)
    stated = around(change.value, change.step) if rate else change.span
    cells: Sequence[Cell] = (now.cell, before.cell, change.cell)
    if stated.meets(expected):
        return _check(reading, cells, Status.RIGHT, "", "与两列的数相符。")
    places = max(0, -int(change.step.normalize().as_tuple().exponent))
    should = exact(round_to(expected.middle, places)) + change.sign
    said = (
        f"由{before.cell.text.strip()}到{now.cell.text.strip()}应为{should}，表中为{change.cell.text.strip()}"
    )
    if rate:
        return _check(reading, cells, Status.DOUBTFUL, should, f"{said}；如按可比口径或不变价计算，请注明。")
    return _check(reading, cells, Status.WRONG, should, f"{said}。")


def _check(reading: Reading, cells: Sequence[Cell], status: Status, expected: str, reason: str) -> Check:
    figures = tuple((cell.start, cell.end) for cell in cells)
    start, end = figures[-1]
    return Check(
        RULE, status, start, end, reading.original[start:end], expected, reason, figures, (start, end)
    )
