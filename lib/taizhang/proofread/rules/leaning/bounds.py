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
from taizhang.proofread.rules.wording.extremes import of_a_sibling
from taizhang.proofread.words import pattern

RULE = "区间"
_JOINT = re.compile(r"[，、；]?(?:且|也|并且?|同时|但|又)?")
_NOBODY = re.compile(
    r"^(?:[为是达有每各人户年月日均得到仅为只])*(?:收费|价格?|标准|金额)?(?:[为是达有每人户年月日均得到仅只])*$"
)
_TO = re.compile(r"(?:与|和|至|到|[—~－-])+")


def checks(reading: Reading, number: int) -> Iterator[Check]:
    """The bounds of one sentence."""
    claims = reading.of_sentence(number)
    bands = list(_bands(reading, claims))
    if len(bands) == 1 and not _divides(bands[0], claims):
        yield from _outside(reading, bands[0], claims)
    for low, high in pairwise(claims):
        if low.measure == high.measure and low.kind is high.kind and low.kind in (Kind.AMOUNT, Kind.RATE):
            yield from _crossed(reading, low, high)


def _divides(band: Claim, claims: Sequence[Claim]) -> bool:
    """60至69岁的…，70岁及以上的…: a band of a division, beyond which others lie."""
    return any(claim.measure == band.measure and claim.qualifier for claim in claims)


def _bands(reading: Reading, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Each range, and each pair that the words make one (介于A和B)."""
    yield from (claim for claim in claims if claim.upper is not None and claim.qualifier != "about")
    for low, high in pairwise(claims):
        if low.measure == high.measure and low.kind is high.kind and _is_between(reading, low, high):
            yield replace(low, end=high.end, outer_end=high.outer_end, upper=high.value)


def _is_between(reading: Reading, low: Claim, high: Claim) -> bool:
    said = re.search(rf"{pattern('lies_between')}$", low.lead) or high.tail.startswith("之间")
    return bool(said and _TO.fullmatch(reading.between(low, high)) and low.upper is high.upper is None)


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
    """372元至448元，甲区468元居首: a highest above the upper end or a lowest below the lower, in the same sentence."""
    for claim in claims:
        if claim.start < band.end or not _is_alike(band, claim):
            continue
        said = _said_of(reading, band, claim)
        above = re.search(pattern("highest", "comes_first"), said) and claim.value > (band.upper or 0)
        below = re.search(pattern("lowest", "comes_last"), said) and claim.value < band.value
        apart = re.search(pattern("set_apart", "former", "capped"), said) or "；" in reading.between(
            band, claim
        )
        if (above or below) and not apart and not of_a_sibling(band, claim):
            reason = f"{claim.text}在前面所说的范围之外，与最高、最低的说法不符；请核对界限。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [band, claim], reason, focus=claim)


def _is_alike(band: Claim, claim: Claim) -> bool:
    """One plain figure of what the range is of."""
    plain = claim.upper is None and not claim.qualifier and claim.kind in (Kind.AMOUNT, Kind.RATE, Kind.AGE)
    return (
        plain and claim.measure == band.measure and (claim.per == band.per or not claim.per or not band.per)
    )


def _said_of(reading: Reading, band: Claim, claim: Claim) -> str:
    """The words of the figure's own clause; those of the clause before too where its own name nobody (，每月6200元)."""
    before = reading.before(claim).split("□")[-1]
    if not _NOBODY.sub("", before):
        between = reading.blanked[band.outer_end : claim.outer_start].split("□")[-1]
        before = "，".join(between.split("，")[-2:])
    return before + re.split("[，、；。]", reading.after(claim))[0]
