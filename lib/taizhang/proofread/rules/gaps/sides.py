"""A sentence's figures -> what was meant (设计, 送审, 预算), what came of it (实际, 审定, 支出), and the gap between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

_SIDES = ("meant", "came_of_it")
_TIMES = ("years", "months", "days")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"({pattern('gaps')})[^，□的]{{0,6}}$")


@cache
def _no_gap() -> re.Pattern[str]:
    """Words that make the figure another one: 上年结余, 累计结余, 核减率."""
    return re.compile(rf"{pattern('former')}|累计|[增长]率")


def is_gap(claim: Claim) -> bool:
    """Whether an amount goes by the name of a gap: 少建84张, 审减358.3万元."""
    named = claim.kind is Kind.AMOUNT and not claim.per and _gap().search(claim.lead)
    return bool(named) and not _no_gap().search(claim.lead)


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        rf"({pattern('gaps')})(?:资金|金额|额|面积|数)?(?:率|比例|幅度|比率)(?:约|已|为|达到?|是|仅)*$"
    )


def rate_of(claim: Claim) -> str:
    """The gap that a rate goes by: 核减 of 核减率, 超支 of 超支比例; empty for other rates."""
    found = _rate().search(claim.lead.replace(" ", "")) if claim.kind is Kind.RATE else None
    return found[1] if found else ""


def is_of_all(rate: Claim) -> bool:
    """Whether the rate of a gap has no subject of its own: 核减率, 综合节约率; not 一个项目审减率."""
    return bool(re.match(rf"(?:净|综合|总体|整体|资金|总|其)?{pattern('gaps')}", rate.lead))


def levels(reading: Reading, before: Sequence[Claim], like: Claim | None) -> list[Claim]:
    """The plain amounts before a figure, of its measure: no change, no gap, no stretch of time."""
    return [
        claim
        for claim in before
        if claim.kind is Kind.AMOUNT
        and not claim.depth
        and not is_gap(claim)
        and not roles.is_change(claim, reading)
        and not roles.is_average(claim)
        and claim.measure not in _TIMES
        and (like is None or (roles.same_measure(claim, like) and "；" not in reading.between(claim, like)))
    ]


def told_apart(reading: Reading, pair: Sequence[Claim], gap: Claim) -> bool:
    """Whether the words say of one that it was meant and of the other that it came of it: 设计 and 实际; or that
    money came in and went out with nothing carried over."""
    meant, came = ([bool(re.search(pattern(side), _own(reading, one))) for one in pair] for side in _SIDES)
    firm = re.search(rf"{pattern('firm_gaps')}[^，□]{{0,6}}$", gap.lead)
    if firm and (meant[0] - came[0]) != (meant[1] - came[1]):
        return True
    ordered = meant[0] and came[1], meant[1] and came[0]
    return ordered[0] != ordered[1] or _in_and_out(reading, pair)


def _own(reading: Reading, claim: Claim) -> str:
    return reading.before(claim).split("□")[-1]


def _in_and_out(reading: Reading, pair: Sequence[Claim]) -> bool:
    """收入1200万元，支出1050万元; not 上年结转186万元，收入…，支出…: more than the two make it up."""
    ends = sorted(word[0] for claim in pair if (word := re.search("收入|支出", claim.lead)))
    carried = re.search(pattern("opening"), reading.sentence_text(pair[0].sentence))
    return ends == ["支出", "收入"] and not carried
