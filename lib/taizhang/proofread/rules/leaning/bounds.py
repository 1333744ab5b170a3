"""不低于200元，不高于350元; 介于0.42与0.68之间，最高的为0.68 -> whether bounds are in order and nothing lies outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts

RULE = "区间"
_FLOOR = re.compile(
    r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|最低|最少|最小|下限|起付线)(?:为|是|每[人户亩]每?[年月]?)*$"
)
_CEILING = re.compile(
    r"(?:不高于|不超过|不多于|不大于|不得高于|不得超过|至多|最高|最多|最大|上限|封顶线?)(?:为|是|每[人户亩]每?[年月]?)*$"
)
_BOUND = re.compile(f"(?:{_FLOOR.pattern}|{_CEILING.pattern})")
_JOINT = re.compile(r"[，、；]?(?:且|也|并且?|同时|但|又)?")
_BETWEEN = re.compile(r"(?:介于|处于|保持在|位于|在)$")
_TO = re.compile(r"(?:与|和|至|到|[—~－-])+")
_HIGHEST, _LOWEST = re.compile(r"最[高大多长]"), re.compile(r"最[低小少短]")


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
    return bool(_BETWEEN.search(low.lead)) and high.tail.startswith("之间")


def _crossed(reading: Reading, one: Claim, other: Claim) -> Iterator[Check]:
    """A floor above its ceiling, side by side, whichever comes first."""
    said, next_said = _worded(reading, one), _worded(reading, other)
    apart = _BOUND.sub("", reading.between(one, other))
    if not _JOINT.fullmatch(apart):
        return
    rising = _FLOOR.search(said) and _CEILING.search(next_said) and one.value > other.value
    falling = _CEILING.search(said) and _FLOOR.search(next_said) and other.value > one.value
    if rising or falling:
        floor, ceiling = (one, other) if rising else (other, one)
        reason = f"下限{floor.text}高于上限{ceiling.text}；请核对界限。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [one, other], reason)


def _worded(reading: Reading, claim: Claim) -> str:
    """The words up to the number, its qualifier (不低于) included."""
    return reading.text[max(reading.sentences[claim.sentence][0], claim.start - 12) : claim.start]


def _outside(reading: Reading, band: Claim, claims: Sequence[Claim]) -> Iterator[Check]:
    """介于A与B之间, and a highest above B or a lowest below A in the same sentence."""
    for last, claim in pairwise(claims):
        said = reading.between(last, claim)
        top = claim.value if claim.upper is None else claim.upper
        above = _HIGHEST.search(said) and band.upper is not None and top > band.upper
        below = _LOWEST.search(said) and claim.value < band.value
        if claim.start > band.start and claim.measure == band.measure and (above or below):
            reason = f"{claim.text}在前面所说的范围之外，与“之间”不符；请核对界限。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [band, claim], reason)
