"""送审4216万元，审减358万元，审减率8.5% -> whether the gap is that rate of what it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.gaps import sides
from taizhang.proofread.rules.gaps.amounts import difference
from taizhang.proofread.words import pattern

RULE = "增减"
_UNLESS = "如基数另有所指，请写明"


def check(reading: Reading, before: Sequence[Claim], rate: Claim, name: str) -> Iterator[Check]:
    """核减率, 节约率, 超支比例: the gap, said or worked out, over what it was taken from."""
    named = [claim for claim in before if sides.is_gap(claim)]
    gap = next((claim for claim in reversed(named) if name in claim.lead), named[-1] if named else None)
    found = sides.levels(reading, before, gap)
    if not sides.is_of_all(rate) and (gap is None or gap is not before[-1] or name not in gap.lead):
        return  # 核减200万元，核减率8%，其中一个项目审减率17%
    if rate.qualifier or "平均" in rate.lead or not found or "；" in reading.between(found[-1], rate):
        return
    if gap is None and not _two_sides(reading, found, rate):
        return
    span = gap.span if gap else difference(*found[-2:])
    given = [gap] if gap else []
    ways = [
        (base, value.scaled(100))
        for base in _bases(found, span, name)
        if (value := span.over(base.span)) is not None
    ]
    base, value = (
        next((way for way in ways if verdicts.agrees(rate, way[1])), ways[0]) if ways else (None, None)
    )
    if base is not None and value is not None:
        involved = list(dict.fromkeys([*(given or found[-2:]), base]))
        said = f"{gap.text if gap else '两数之差'}÷{base.text}"
        yield verdicts.judged(reading, RULE, involved, rate, value, said, _UNLESS)


def _two_sides(reading: Reading, levels: Sequence[Claim], rate: Claim) -> bool:
    """Whether the last two figures are the ones whose gap is meant, where no figure is the gap."""
    pair = levels[-2:]
    if len(pair) < 2 or not roles.same_measure(*pair):
        return False
    return len(levels) == len(pair) or sides.told_apart(reading, pair, rate)


def _bases(levels: Sequence[Claim], gap: Interval, name: str) -> list[Claim]:
    """What it may have been taken from: of two figures that differ by it what was sent in, not what was left, the
    limit, not what went over it; else what is cut is cut from the larger, and the rest may be of either."""
    for pair in combinations(levels, 2):
        less, more = sorted(pair, key=lambda claim: claim.span.middle)
        if gap.meets(difference(less, more)):
            return [less if re.match("[超多]", name) else more]
    near = levels[-2:]
    return [max(near, key=lambda claim: claim.value)] if re.search("[减节]", name) else list(near)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(
        rf"^[^，]{{0,4}}?(?:({pattern('beyond')})|{pattern('short_of')})([一-鿿]{{2,8}}?)(?:的|达|了|近|约)*$"
    )


def named_base(claim: Claim) -> re.Match[str] | None:
    """超出中标价22.7%: the words of a rate that say over what (1: over; none: under) and its base (2)."""
    return _over().search(claim.lead)


def over_named(
    reading: Reading, before: Sequence[Claim], rate: Claim, said: re.Match[str]
) -> Iterator[Check]:
    """中标价2850万元，结算价3496.5万元，超出中标价22.7%."""
    pair = sides.levels(reading, before, None)[-2:]
    if len(pair) != 2 or rate.qualifier or not roles.same_measure(*pair):
        return
    bases = [claim for claim in pair if said[2][-3:] in claim.lead or said[2] in claim.lead]
    if len(bases) != 1:
        return
    base = bases[0]
    now = next(claim for claim in pair if claim is not base)
    grown = now.span.growth_from(base.span)
    value = grown.scaled(1 if said[1] else -1) if grown is not None else None
    if value is not None:
        sums = (
            f"（{now.text}－{base.text}）÷{base.text}"
            if said[1]
            else f"（{base.text}－{now.text}）÷{base.text}"
        )
        yield verdicts.judged(reading, RULE, [base, now], rate, value.scaled(100), sums, _UNLESS)
