"""由2015年的45.2%提高到2020年的52.7%，年均提高1.5个百分点 -> whether the years make up the whole change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair, from_to
from taizhang.proofread.rules.changes.scales import reach
from taizhang.proofread.rules.changes.series.rows import of_sentences
from taizhang.proofread.rules.changes.series.verdict import nothing_between

RULE = "年均增量"
_EACH_YEAR = re.compile(
    r"(?:年均|平均每年|每年平均|年平均|平均一年|每年|一年)(?:大约|大致|约)?(?:净)?(?:[多少][一-鿿]{0,2}|提高|增加|增长|新增|上升|下降|减少|降低|增|减|增多|上涨|提升|回落)了?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every yearly step in points or amounts with one 由…到… whose years are said."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        steps = [claim for claim in claims if _is_step(claim)]
        pairs = [pair for run in from_to(reading, claims) for pair in run] if steps else []
        if len(steps) == len(pairs) == 1:
            between = [pairs[0].former, pairs[0].now]
            yield from _judged(reading, pairs[0], steps[0], reach.years(reading, steps[0], between))
        elif len(steps) == 1 and not pairs:
            rows = list(_over_row(reading, number, steps[0]))
            yield from rows or _between_two(reading, steps[0])


def _between_two(reading: Reading, step: Claim) -> Iterator[Check]:
    """2020年125个，2025年300个，平均每年增加35个."""
    near = reach.ends(reading, step, Kind.RATE if step.kind is Kind.POINTS else Kind.AMOUNT)
    if near:
        between = reach.dated_years(reading, step, near)
        yield from _judged(reading, Pair(near[0], near[1], False), step, between)


def _over_row(reading: Reading, number: int, step: Claim) -> Iterator[Check]:
    """2021—2024年依次为6.93万人、6.41万人、5.87万人、5.28万人，年均减少0.55万人."""
    rows = [
        row
        for row in of_sentences(reading, [number])
        if row.last <= step.start and row.points[0][0].grain == "year"
    ]
    if len(rows) == 1 and nothing_between(reading, rows[0], step):
        reach = rows[0].points[-1][0].year - rows[0].points[0][0].year
        yield from _judged(reading, Pair(rows[0].claims[0], rows[0].claims[-1], False), step, reach)


def _is_step(claim: Claim) -> bool:
    return claim.kind in (Kind.POINTS, Kind.AMOUNT) and bool(_EACH_YEAR.search(claim.lead))


def _judged(reading: Reading, pair: Pair, step: Claim, years: int) -> Iterator[Check]:
    alike = step.kind is Kind.POINTS or step.measure == pair.now.measure
    fits = (step.kind is Kind.POINTS) == (pair.now.kind is Kind.RATE)
    if years < 2 or not alike or not fits or step.qualifier:
        return
    gap = pair.now.span.minus(pair.former.span)
    sign = roles.direction(step, reading) or 1
    expected = gap.scaled(sign).over(point(years))
    if expected is None:
        return
    involved = [pair.former, pair.now, step]
    if verdicts.quotient_agrees(step, expected):
        reason = f"{pair.former.text}到{pair.now.text}，{years}年年均与{step.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=step)
        return
    value = verdicts.said(abs(expected.middle), step)
    reason = f"{pair.former.text}到{pair.now.text}，{years}年年均应为{value}，文中为{step.text}；请核对年数和算法。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=step, expected=value)
