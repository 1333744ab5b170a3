"""由a增加到b，年均增长x% -> whether the years make up the whole growth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.changes.scales import reach
from taizhang.proofread.words import pattern

RULE = "年均增速"
_CONTEXT = Context(prec=28)


_GROWS = re.compile(
    r"(?:年均|年平均|平均每年|每年平均|年年|^平均)(?:大约|大致|约)?(?:复合)?(?:增长|递增|增速|增幅|涨幅|升幅|增加|提高|下降|递减|降幅|减少)"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every yearly rate of growth with both ends of the stretch in its sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.RATE and _GROWS.search(claim.lead):
            yield from _yearly(reading, claim)


def _yearly(reading: Reading, claim: Claim) -> Iterator[Check]:
    near = reach.ends(reading, claim, Kind.AMOUNT)
    real = re.search(pattern("same_scope"), reading.sentence_text(claim.sentence))
    if not near or real:  # 按可比价格计算: of no amounts of the day
        return
    dated = reach.dated_years(reading, claim, near)
    years = dated or reach.told_years(reading, claim)
    if years < 2:
        return
    ratio = near[1].span.over(near[0].span)
    if ratio is None or ratio.low <= 0:
        return
    sign = -1 if re.search(r"下降|递减", claim.lead) else 1
    value = _rate(ratio, years, sign)
    if not dated and years > 2 and verdicts.agrees(claim, _rate(ratio, years - 1, sign)):
        years, value = years - 1, _rate(ratio, years - 1, sign)  # 五年里, of five figures: four steps
    yield _yearly_check(reading, claim, near, years, value, ratio)


def _rate(ratio: Interval, years: int, sign: int) -> Interval:
    return Interval(_root(ratio.low, years), _root(ratio.high, years)).scaled(sign)


def _root(ratio: Decimal, years: int) -> Decimal:
    return (_CONTEXT.power(ratio, Decimal(1) / years) - 1) * 100


def _yearly_check(
    reading: Reading, claim: Claim, near: Sequence[Claim], years: int, value: Interval, ratio: Interval
) -> Check:
    involved = [*near, claim]
    expected = verdicts.said(value.middle, claim)
    if verdicts.agrees(claim, value):
        reason = f"{near[0].text}到{near[1].text}，{years}年年均与{claim.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=claim)
    simple = abs((ratio.middle - 1) * 100 / years)
    simply = f"若按总增幅平均为{verdicts.said(simple, claim)}；" if simple else ""
    reason = f"{near[0].text}到{near[1].text}，{years}年年均应为{expected}，文中为{claim.text}；{simply}请核对年数和算法。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)
