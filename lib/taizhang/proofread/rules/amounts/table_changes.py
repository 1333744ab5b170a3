"""A table with this year, last year and their change -> whether each row's change is that of its two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from taizhang.numbers import exact, halved, round_to
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around, point
from taizhang.proofread.model import Check, Status
from taizhang.proofread.rules.amounts.grids import Cell, Row, tables
from taizhang.proofread.words import pattern

RULE = "表格增减"
_NOW = re.compile(r"^(?:本年|今年|本期|当年|现值|期末)")
_BEFORE = re.compile(r"^(?:上年|去年|上期|同期|期初|上年同期)")
_YEAR = re.compile(r"^((?:19|20)\d\d)年?(?![\d.])(?!.*(?:增|减|比))")
_CHANGE = re.compile(r"同比|环比|增减|增长|增速|增幅|升降|比上年|较上年|变化")
_ONE_WAY = re.compile(r"下降|降幅|减少|减幅|可比|不变价")
_OTHER_BASE = re.compile(r"环比|年初|计划|目标|预算|(?:19|20)\d\d")
_WORDED = re.compile(r"(?:(增加|增长|上升|提高|增|升|↑)|(减少|下降|降低|减|降|↓))了?\s*(?=\d)")
_YEAR_ROW = re.compile(r"((?:19|20)\d\d)年?(?:度|末|底)?")
_MOST_CHANGES = 2
_WAYS = ((1, "up"), (-1, "down"), (0, "level"))
_RATE = re.compile(r"%|率|幅|速")
_EITHER = re.compile(r"^(?:同比|环比|增长|同比增长|同比增减|比上年|较上年|变化)$")
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
    for rows in tables(reading.original, least=2):
        for columns in _columns(rows[0]):
            for row in rows[1:]:
                yield from _row(reading, row, columns, rows[0][columns[2]].text)
        yield from _down_the_years(reading, rows)


def _down_the_years(reading: Reading, rows: Sequence[Row]) -> Iterator[Check]:
    """A row for each year, and a column 比上年增长 right of its value: held against the value of the row above."""
    heads = [halved(cell.text).replace(" ", "") for cell in rows[0]]
    years = [_YEAR_ROW.fullmatch(halved(row[0].text).strip()) for row in rows[1:]]
    running = all(one and other and int(other[1]) == int(one[1]) + 1 for one, other in pairwise(years))
    if not running or len(years) < _MOST_CHANGES or any(len(row) != len(heads) for row in rows):
        return
    for at, head in enumerate(heads):
        plain = _CHANGE.search(head) and not (_ONE_WAY.search(head) or _OTHER_BASE.search(head))
        if at > 1 and plain and not _CHANGE.search(heads[at - 1]):
            for above, row in pairwise(rows[1:]):
                yield from _held(
                    reading, [printed(row[at - 1]), printed(above[at - 1]), _printed_change(row[at])], head
                )


def _columns(header: Row) -> list[tuple[int, int, int]]:
    """Where this year, last year and each change stand; empty when that is not plain."""
    heads = [halved(cell.text).replace(" ", "") for cell in header]
    changes = [
        at for at, head in enumerate(heads) if at and _CHANGE.search(head) and not _ONE_WAY.search(head)
    ]
    changes = [at for at in changes if not _OTHER_BASE.search(heads[at])] if len(changes) > 1 else changes
    now = [at for at, head in enumerate(heads) if _NOW.search(head) and at not in changes]
    before = [at for at, head in enumerate(heads) if _BEFORE.search(head) and at not in changes]
    years = sorted((int(found[1]), at) for at, head in enumerate(heads) if (found := _YEAR.search(head)))
    if not now and not before and len(years) == 2 and years[1][0] == years[0][0] + 1:
        now, before = [years[1][1]], [years[0][1]]
    plain = len(now) == len(before) == 1 and len(changes) <= _MOST_CHANGES
    return [(now[0], before[0], change) for change in changes] if plain else []


def _row(reading: Reading, row: Row, columns: tuple[int, int, int], head: str) -> Iterator[Check]:
    if max(columns) >= len(row):
        return
    values = [printed(row[columns[0]]), printed(row[columns[1]]), _printed_change(row[columns[2]])]
    if values[0] and values[1] and not values[2]:
        yield from _worded(reading, values[0], values[1], row[columns[2]])
    in_percent = any(cell.text.strip() in ("%", "％") for cell in row)
    yield from _held(reading, values, head, in_percent)


def _held(
    reading: Reading, values: Sequence[PrintedValue | None], head: str, in_percent: bool = False
) -> Iterator[Check]:
    """This year, last year and the change between them, where all three are printed."""
    if any(value is None for value in values):
        return
    now, before, change = [value for value in values if value is not None]
    rate = change.sign == "%" or (bool(_RATE.search(halved(head))) and not change.sign)
    shares = now.sign == "%" or in_percent
    if (rate and shares) or (rate and before.span.low <= 0):
        return
    if not rate and not change.sign and _EITHER.search(halved(head)):
        rate = not _agrees(now, before, change, False)
    if rate and before.span.low <= 0:
        return
    yield _verdict(reading, now, before, change, rate)


def _worded(reading: Reading, now: PrintedValue, before: PrintedValue, cell: Cell) -> Iterator[Check]:
    """上升, 下降, 持平 in place of a number."""
    said = cell.text.strip()
    way = next((way for way, name in _WAYS if re.fullmatch(f"(?:{pattern(name)})了?", said)), None)
    real = (now.value > before.value) - (now.value < before.value)
    if way is None:
        return
    if way == real:
        yield _check(reading, (now.cell, before.cell, cell), Status.RIGHT, "", "与两列的数相符。")
        return
    should = {1: "上升", -1: "下降", 0: "持平"}[real]
    told = f"由{before.cell.text.strip()}到{now.cell.text.strip()}应为{should}，表中为{said}。"
    yield _check(reading, (now.cell, before.cell, cell), Status.WRONG, should, told)


def _agrees(now: PrintedValue, before: PrintedValue, change: PrintedValue, rate: bool) -> bool:
    expected = _expected(now, before, rate)
    return (around(change.value, change.step) if rate else change.span).meets(expected)


def _expected(now: PrintedValue, before: PrintedValue, rate: bool) -> Interval:
    ratio = now.span.over(before.span) if rate else None
    return ratio.minus(point(1)).scaled(100) if ratio else now.span.minus(before.span)


def printed(cell: Cell) -> PrintedValue | None:
    """A cell that holds one number and nothing else; None otherwise."""
    found = _NUMBER.fullmatch(halved(cell.text).replace(",", "").replace("−", "-").strip())
    if found is None:
        return None
    places = len(found[2].partition(".")[2])
    value = Decimal(found[2]) * (-1 if found[1] == "-" else 1)
    return PrintedValue(cell, value, Decimal(1).scaleb(-places), found[3] or "")


def _printed_change(cell: Cell) -> PrintedValue | None:
    """A change with its direction in words (增加227) as one with a sign."""
    text = halved(cell.text).strip()
    found = _WORDED.match(text)
    if found is None:
        return printed(cell)
    sign = "-" if found[2] else ""
    plain = printed(replace(cell, text=sign + text[found.end() :]))
    return replace(plain, cell=cell) if plain is not None else None


def _verdict(
    reading: Reading, now: PrintedValue, before: PrintedValue, change: PrintedValue, rate: bool
) -> Check:
    expected = _expected(now, before, rate)
    cells: Sequence[Cell] = (now.cell, before.cell, change.cell)
    if _agrees(now, before, change, rate):
        return _check(reading, cells, Status.RIGHT, "", "与两列的数相符。")
    places = max(0, -int(change.step.normalize().as_tuple().exponent))
    should = exact(round_to(expected.middle, places)) + change.sign
    if _WORDED.match(halved(change.cell.text).strip()):
        should = ("减少" if expected.middle < 0 else "增加") + should.lstrip("-")
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
