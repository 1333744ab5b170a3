"""由a增加到b，年均增长x% -> whether the years make up the whole growth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from itertools import pairwise

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import alike

RULE = "年均增速"
_CONTEXT = Context(prec=28)


_GROWS = re.compile(
    r"(?:年均|年平均|^平均)(?:复合)?(?:增长|递增|增速|增幅|涨幅|升幅|增加|提高|下降|递减|降幅|减少)"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every yearly rate of growth with both ends of the stretch in its sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.RATE and _GROWS.search(claim.lead):
            yield from _yearly(reading, claim)


def _yearly(reading: Reading, claim: Claim) -> Iterator[Check]:
    near = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.AMOUNT
        and not roles.is_change(other, reading)
        and other.value > 0
        and other.start < claim.start
        and other.measure not in ("years", "months")
    ]
    near = near or _pair_behind(reading, claim)
    dated = [other for other in near if roles.own_year(other)]
    near = dated if len(dated) >= 2 else near
    near = _first_and_last([other for other in near if other is near[-1] or alike(other, near[-1])])
    if len(near) != 2:
        return
    years = _years(reading, claim, near) or _stretch(reading, claim)
    if years < 2:
        return
    ratio = near[1].span.over(near[0].span)
    if ratio is None or ratio.low <= 0:
        return
    sign = -1 if re.search(r"下降|递减", claim.lead) else 1
    value = _rate(ratio, years, sign)
    if (
        not _years(reading, claim, near)
        and years > 2
        and verdicts.agrees(claim, _rate(ratio, years - 1, sign))
    ):
        years, value = years - 1, _rate(ratio, years - 1, sign)  # 五年里, of five figures: four steps
    yield _yearly_check(reading, claim, near, years, value, ratio)


def _pair_behind(reading: Reading, claim: Claim) -> list[Claim]:
    """年均增长1.8%，由203.7万吨提高到214.8万吨: the pair that the rate is of stands right behind it."""
    behind = [other for other in reading.of_sentence(claim.sentence) if other.start > claim.start][:2]
    moved = len(behind) == 2 and roles.is_from(behind[0], reading) and roles.is_target(behind[1])
    return behind if moved and behind[0].kind is Kind.AMOUNT else []


def _first_and_last(near: list[Claim]) -> list[Claim]:
    """2021年a，2022年b，2023年c，两年平均增长: the ends of a row of years."""
    years = [roles.own_year(claim) for claim in near]
    steady = all(one and other and one < other for one, other in pairwise(years))
    return [near[0], near[-1]] if len(near) > 2 and steady else near


def _years(reading: Reading, claim: Claim, near: list[Claim]) -> int:
    """How many years lie between: by the years at the two figures, or by a stretch of years in the sentence."""
    one, other = (roles.own_year(part) for part in near)
    if one and other:
        if one > other:
            near.reverse()
        return abs(other - one)
    start = reading.sentences[claim.sentence][0]
    text = reading.text[start : claim.start]
    found = re.search(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年", text)
    since = re.search(r"((?:19|20)\d{2})年以来", text)
    if found is None and since and other:
        return other - int(since[1])
    return int(found[2]) - int(found[1]) if found else 0


_STRETCH = re.compile(r"([两二三四五六七八九十]|\d{1,2})年(?:间|来|里|内|时间|期间|以来|后)")


def _stretch(reading: Reading, claim: Claim) -> int:
    """五年里, 三年来, (2年后): a stretch told by how long it is; 0 where none or several are."""
    start, end = reading.sentences[claim.sentence]
    found = {numbers.read(told).value for told in _STRETCH.findall(reading.text, start, end)}
    return int(found.pop()) if len(found) == 1 else 0


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
