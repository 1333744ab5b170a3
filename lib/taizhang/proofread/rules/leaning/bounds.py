"""不低于200元，不高于350元; 介于0.42与0.68之间，最高的为0.68 -> whether bounds are in order and nothing lies outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.words import pattern

RULE = "区间"
_JOINT = re.compile(r"[，、；]?(?:且|也|并且?|同时|但|又)?")
_TO = re.compile(r"(?:与|和|至|到|[—~－-])+")


def checks(reading: Reading, number: int) -> Iterator[Check]:
    """The bounds of one sentence."""
    claims = reading.of_sentence(number)
    for claim in claims:
        if claim.upper is not None and _is_between(claim, claim):
            yield from _outside(reading, claim, claims)
    for low, high in pairwise(claims):
        if low.measure == high.measure and low.kind is high.kind and low.kind in (Kind.AMOUNT, Kind.RATE):
            yield from _crossed(reading, low, high)
            if _is_between(low, high) and _TO.fullmatch(reading.between(low, high)):
                yield from _outside(
                    reading, replace(low, end=high.end, upper=high.value), claims[claims.index(high) :]
                )


def _is_between(low: Claim, high: Claim) -> bool:
    return bool(re.search(rf"{pattern('lies_between')}$", low.lead)) and high.tail.startswith("之间")


def _crossed(reading: Reading, one: Claim, other: Claim) -> Iterator[Check]:
    """A floor above its ceiling, side by side, whichever comes first."""
    said, next_said = _worded(reading, one), _worded(reading, other)
    floor_said, ceiling_said = _bound("floors"), _bound("ceilings")
    apart = _bound("floors", "ceilings").sub("", reading.between(one, other))
    if not _JOINT.fullmatch(apart):
        return
    rising = floor_said.search(said) and ceiling_said.search(next_said) and one.value > other.value
    falling = ceiling_said.search(said) and floor_said.search(next_said) and other.value > one.value
    if rising or falling:
        floor, ceiling = (one, other) if rising else (other, one)
        reason = f"下限{floor.text}高于上限{ceiling.text}；请核对界限。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [one, other], reason)


@cache
def _bound(*names: str) -> re.Pattern[str]:
    """Words of a bound right before its figure: 不低于, 最高为每人每年."""
    return re.compile(rf"{pattern(*names)}(?:为|是|每[人户亩]每?[年月]?)*$")


def _worded(reading: Reading, claim: Claim) -> str:
    """The words up to the number, its qualifier (不低于) included."""
    return reading.text[max(reading.sentences[claim.sentence][0], claim.start - 12) : claim.start]


def _outside(reading: Reading, band: Claim, claims: Sequence[Claim]) -> Iterator[Check]:
    """介于A与B之间, and a highest above B or a lowest below A in the same sentence."""
    for last, claim in pairwise(claims):
        said = reading.between(last, claim)
        top = claim.value if claim.upper is None else claim.upper
        above = re.search(pattern("highest"), said) and band.upper is not None and top > band.upper
        below = re.search(pattern("lowest"), said) and claim.value < band.value
        if claim.start > band.start and claim.measure == band.measure and (above or below):
            reason = f"{claim.text}在前面所说的范围之外，与“之间”不符；请核对界限。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [band, claim], reason)
