"""A table's 占比 column beside its numbers -> whether each share is that of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from taizhang.numbers import exact, halved, round_to
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around, total
from taizhang.proofread.model import Check, Status
from taizhang.proofread.rules.amounts.grids import INNER, NOT_ADDED, TOTAL, Row, tables
from taizhang.proofread.rules.amounts.table_changes import PrintedValue, printed

RULE = "表格占比"
_SHARE = re.compile(r"占比|比重|构成比?|所占比例|占[^，]{0,6}(?:比例|百分比|%)")
_RATE = re.compile(r"率|进度|比例")
_CHANGE = re.compile(r"增|减|同比|环比|升|降")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's share with the number that it is of."""

    share: PrintedValue
    part: PrintedValue
    whole: Interval

    @property
    def value(self) -> Interval | None:
        """The share in percent."""
        ratio = self.part.span.over(self.whole)
        return ratio.scaled(100) if ratio else None

    @property
    def holds(self) -> bool:
        """Whether the printed share may be this one."""
        value = self.value
        stated = around(self.share.value, self.share.step)
        return value is not None and stated.meets(value)


def checks(reading: Reading) -> Iterator[Check]:
    """Every share and rate of every table whose other rows show what it is of."""
    for rows in tables(reading.original):
        for column, cell in enumerate(rows[0]):
            head = halved(cell.text)
            if column > 1 and _SHARE.search(head):
                base = _base(rows[0], column)
                found = list(_column(reading, _lines(rows, column, base) if base else [], "合计"))
                yield from found or _rates(reading, rows, column)
            elif column > 1 and _RATE.search(head) and not _CHANGE.search(head):
                yield from _rates(reading, rows, column)


def _rates(reading: Reading, rows: Sequence[Row], column: int) -> Iterator[Check]:
    """预算数, 执行数, 执行率: the two columns that most rows divide by each other."""
    columns = [at for at in range(1, len(rows[0])) if at != column and not NOT_ADDED.search(rows[0][at].text)]
    ways = [(_ratios(rows, column, *pair), rows[0][pair[1]].text) for pair in permutations(columns, 2)]
    if ways:
        lines, name = max(ways, key=lambda way: sum(line.holds for line in way[0]))
        alone = len(columns) == _LEAST or any(line.holds and line.share.step < 1 for line in lines)
        yield from _column(reading, lines, name.strip(), 1 if alone else _LEAST)


def _ratios(rows: Sequence[Row], column: int, part: int, whole: int) -> list[_Line]:
    body = [row for row in rows[1:] if max(column, part, whole) < len(row)]
    found = [(printed(row[column]), printed(row[part]), printed(row[whole])) for row in body]
    return [_Line(share, one, other.span) for share, one, other in found if share and one and other]


def _column(reading: Reading, lines: Sequence[_Line], name: str, least: int = _LEAST) -> Iterator[Check]:
    """Every line, where most hold; of two lines one is enough where only these columns can be meant."""
    held = sum(line.holds for line in lines)
    if held < least or 2 * held < len(lines) or (2 * held == len(lines) and held > least):
        return  # of something else
    for line in lines:
        yield _verdict(reading, line, name, held >= max(_LEAST, len(lines) - 1))


def _base(header: Row, column: int) -> int | None:
    """The nearest column before it that holds numbers to be added."""
    before = [at for at in range(1, column) if not NOT_ADDED.search(halved(header[at].text))]
    return before[-1] if before else None


def _lines(rows: Sequence[Row], column: int, base: int) -> list[_Line]:
    body = [row for row in rows[1:] if max(column, base) < len(row)]
    pairs = [(row, printed(row[column]), printed(row[base])) for row in body]
    known = [(row, share, part) for row, share, part in pairs if share is not None and part is not None]
    wholes = [part.span for row, _, part in known if TOTAL.match(row[0].text)]
    inner = any(INNER.search(row[0].text) for row, *_ in known)
    if not wholes and not inner:
        wholes = [total(part.span for _, _, part in known)]
    return [_Line(share, part, wholes[0]) for _, share, part in known] if wholes else []


def _verdict(reading: Reading, line: _Line, name: str, sure: bool) -> Check:
    cell, value = line.share.cell, line.value
    figures = ((line.part.cell.start, line.part.cell.end), (cell.start, cell.end))
    text = reading.original[cell.start : cell.end]
    if line.holds or value is None:
        reason = f"{line.part.cell.text.strip()}占{name}的比例与表中相符。"
        return Check(RULE, Status.RIGHT, cell.start, cell.end, text, "", reason, figures, figures[-1])
    places = max(0, -int(line.share.step.normalize().as_tuple().exponent))
    should = exact(round_to(value.middle, places)) + line.share.sign
    unless = "" if sure else "；如分母另有所指，请注明"
    reason = (
        f"{line.part.cell.text.strip()}占{name}的{should.rstrip('%')}%，表中为{cell.text.strip()}{unless}。"
    )
    status = Status.WRONG if sure else Status.DOUBTFUL
    return Check(RULE, status, cell.start, cell.end, text, should, reason, figures, figures[-1])
