"""A table whose rows follow one another in time -> whether 累计 and 比上年 columns go with the row above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhang.numbers import exact, halved, round_to
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around, point
from taizhang.proofread.model import Check
from taizhang.proofread.rules.amounts.grids import Row, tables
from taizhang.proofread.rules.amounts.table_changes import PrintedValue, printed
from taizhang.proofread.rules.tables.relation import of_cells

_IN_TIME = re.compile(
    r"(?:(?:19|20)?\d\d年?(?:度|末|底)?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度|[上下]半年|第[一二三四五六七八九十\d]+[批期轮届])"
)
_SUMMED = re.compile(r"累计")
_CHANGED = re.compile(r"增减|增长|增速|增幅|增加|变动|变化|比上|较上|同比|环比")
_RATE = re.compile(r"%|率|幅|速")
_MOST_ODD = 2


@dataclass(frozen=True, slots=True)
class _Step:
    """A cell of the told column, the cells that it follows from, and what it should be."""

    told: PrintedValue
    given: tuple[PrintedValue, ...]
    expected: Interval

    @property
    def holds(self) -> bool:
        """Whether the printed cell may be this value; whole numbers of whole numbers are exact."""
        exactly = self.expected.low == self.expected.high and self.expected.low % 1 == 0
        stated = self.told.span if exactly else around(self.told.value, self.told.step)
        return stated.meets(self.expected)


def checks(reading: Reading) -> Iterator[Check]:
    """Every step of every such column that most other steps tell to be one."""
    for rows in tables(reading.original):
        body = [row for row in rows[1:] if _IN_TIME.fullmatch(_plain(row, 0))]
        if len(body) < len(rows) - _MOST_ODD or len(body) < 2:
            continue
        for column in range(1, len(rows[0])):
            head = _plain(rows[0], column)
            ways = _ways(rows, body, column, head)
            steps = max(ways, key=lambda way: sum(step.holds for step in way), default=[])
            yield from _odd(reading, steps, head)


def _ways(rows: Sequence[Row], body: Sequence[Row], column: int, head: str) -> list[list[_Step]]:
    """What the column may follow from: each other column, as a running sum, as a difference or as a rate."""
    others = [at for at in range(1, len(rows[0])) if at != column]
    if _SUMMED.search(head):
        return [_sums(body, at, column) for at in others]
    if not _CHANGED.search(head):
        return []
    rates = (True,) if _RATE.search(halved(rows[0][column].text)) else (False, True)
    return [_changes(body, at, column, rate) for at in others for rate in rates]


def _sums(body: Sequence[Row], at: int, column: int) -> list[_Step]:
    """What was summed up to the first row, and every row since."""
    steps: list[_Step] = []
    first = _number(body[0], column)
    given, added = ([first], first.span) if first else ([], point(0))
    for row in body[1:] if first else ():
        own, told = _number(row, at), _number(row, column)
        if own is None or told is None:
            return []
        given, added = [*given, own], added.plus(own.span)
        steps.append(_Step(told, tuple(given), added))
    return steps


def _changes(body: Sequence[Row], at: int, column: int, rate: bool) -> list[_Step]:
    found = [(_number(one, at), _number(two, at), _number(two, column)) for one, two in pairwise(body)]
    return [
        _Step(told, (before, now), expected)
        for before, now, told in found
        if before and now and told and (expected := _change(before, now, rate)) is not None
    ]


def _change(before: PrintedValue, now: PrintedValue, rate: bool) -> Interval | None:
    if not rate:
        return now.span.minus(before.span)
    ratio = now.span.over(before.span) if before.span.low > 0 else None
    return ratio.minus(point(1)).scaled(100) if ratio else None


def _odd(reading: Reading, steps: Sequence[_Step], head: str) -> Iterator[Check]:
    """The step that does not hold where all others do; two, one behind the other, share the wrong figure."""
    odd = [at for at, step in enumerate(steps) if not step.holds]
    shared = len(odd) == 2 and odd[1] == odd[0] + 1 and len(steps) > len(odd) + 1
    if len(odd) == len(steps) or not (len(odd) == 1 or shared):
        return
    for step in (steps[at] for at in odd[:1]):
        places = max(0, -int(step.told.step.normalize().as_tuple().exponent))
        expected = exact(round_to(step.expected.middle, places)) + step.told.sign
        shown = step.told.cell.text.strip()
        reason = f"“{head}”列其他各行都与上一行相合，此处应为{expected}，表中为{shown}；请核对。"
        yield of_cells(reading, step.told.cell, [one.cell for one in step.given], expected, reason)


def _number(row: Row, at: int) -> PrintedValue | None:
    return printed(row[at]) if at < len(row) else None


def _plain(row: Row, at: int) -> str:
    return re.sub(r"\s", "", halved(row[at].text))
