"""由2015年的45.2%提高到2020年的52.7%，年均提高1.5个百分点 -> whether the years make up the whole change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair, from_to

RULE = "年均增量"
_EACH_YEAR = re.compile(
    r"(?:年均|平均每年|每年平均|年平均)(?:净)?(?:提高|增加|增长|新增|上升|下降|减少|降低)了?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every yearly step in points or amounts with one 由…到… whose years are said."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        steps = [claim for claim in claims if _is_step(claim)]
        pairs = [pair for run in from_to(reading, claims) for pair in run] if steps else []
        if len(steps) == len(pairs) == 1:
            yield from _judged(reading, claims, pairs[0], steps[0])


def _is_step(claim: Claim) -> bool:
    return claim.kind in (Kind.POINTS, Kind.AMOUNT) and bool(_EACH_YEAR.search(claim.lead))


def _judged(reading: Reading, claims: Sequence[Claim], pair: Pair, step: Claim) -> Iterator[Check]:
    one, other = roles.own_year(pair.former), roles.own_year(pair.now)
    alike = step.kind is Kind.POINTS or step.measure == pair.now.measure
    if one is None or other is None or other - one < 2 or not alike or step.qualifier:
        return
    gap = pair.now.span.minus(pair.former.span)
    sign = roles.direction(step, reading) or 1
    expected = gap.scaled(sign).over(point(other - one))
    if expected is None:
        return
    involved = [pair.former, pair.now, step]
    if verdicts.quotient_agrees(step, expected):
        reason = f"{pair.former.text}到{pair.now.text}，{other - one}年年均与{step.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=step)
        return
    value = verdicts.said(abs(expected.middle), step)
    reason = f"{pair.former.text}到{pair.now.text}，{other - one}年年均应为{value}，文中为{step.text}；请核对年数和算法。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=step, expected=value)
