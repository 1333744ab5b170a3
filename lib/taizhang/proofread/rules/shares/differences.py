"""审减358.3万元，审减率8.5% -> whether the difference gives that rate of the figure that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "占比"


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"({pattern('differences')})(?:金额|额|面积|数)?(?:率|比例|幅度)(?:约|已|为|达到?|是|仅)*$"
    )


def is_named(claim: Claim) -> bool:
    """Whether a rate goes by the name of a difference: 核减率, 超支比例."""
    return claim.kind is Kind.RATE and bool(_named().search(claim.lead.replace(" ", "")))


def checks(reading: Reading) -> Iterator[Check]:
    """Every rate that goes by the name of a difference right before it."""
    for claim in reading.claims:
        found = _named().search(claim.lead.replace(" ", "")) if claim.kind is Kind.RATE else None
        if found is not None:
            yield from _check(reading, claim, found[1])


def _check(reading: Reading, claim: Claim, name: str) -> Iterator[Check]:
    claims = reading.of_sentence(claim.sentence)
    before = [other for other in claims[: claims.index(claim)] if not other.weak]
    if not before or name not in before[-1].lead or before[-1].kind is not Kind.AMOUNT:
        return
    part = before[-1]
    bases = [
        other
        for other in before[:-1]
        if roles.same_measure(other, part)
        and other.kind is Kind.AMOUNT
        and not roles.is_change(other, reading)
    ]
    ways = [
        (other, value.scaled(100)) for other in bases if (value := part.span.over(other.span)) is not None
    ]
    meant = _meant(name, part, ways)
    held = next((way for way in ([meant] if meant else ways) if verdicts.agrees(claim, way[1])), None)
    if held is not None:
        reason = f"{part.text}÷{held[0].text}与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [held[0], part, claim], reason, focus=claim)
    elif meant is not None:
        yield _doubt(reading, claim, part, *meant)


def _meant(name: str, part: Claim, ways: Sequence[tuple[Claim, Interval]]) -> tuple[Claim, Interval] | None:
    """The one figure before it; of two that differ by it the one that it was taken from: what was sent in, not
    what was left; the limit, not what went over it."""
    if len(ways) == 1:
        return ways[0]
    for pair in combinations(ways, 2):
        small, large = sorted(pair, key=lambda way: way[0].span.middle)
        if part.span.meets(large[0].span.minus(small[0].span)):
            return small if re.match("[超多]", name) else large
    return None


def _doubt(reading: Reading, claim: Claim, part: Claim, base: Claim, value: Interval) -> Check:
    expected = verdicts.said(value.middle, claim)
    reason = f"{part.text}÷{base.text}＝{expected}，文中为{claim.text}；如分母另有所指，请写明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, [base, part, claim], reason, focus=claim, expected=expected
    )
