"""不低于200元，不高于350元; 介于0.42与0.68之间，最高的为0.68 -> whether bounds are in order and nothing lies outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_JOINT = re.compile(r"[，、；]?(?:且|也|并且?|同时|但|又)?")
_BETWEEN = re.compile(r"(?:介于|处于|保持在|位于|在)$")
_TO = re.compile(r"(?:与|和|至|到|[—~－-])+")
_HIGHEST, _LOWEST = re.compile(r"最[高大多长]"), re.compile(r"最[低小少短]")


def checks(reading: Reading, number: int) -> Iterator[Check]:
    """The bounds of one sentence."""
    claims = reading.of_sentence(number)
    for low, high in pairwise(claims):
        if low.measure == high.measure and low.kind is high.kind and low.kind in (Kind.AMOUNT, Kind.RATE):
            yield from _crossed(reading, low, high)
            yield from _outside(reading, low, high, claims)


def _crossed(reading: Reading, low: Claim, high: Claim) -> Iterator[Check]:
    """A floor above its ceiling, side by side."""
    floor, ceiling = _worded(reading, low), _worded(reading, high)
    apart = _CEILING.sub("", reading.between(low, high))
    said = _FLOOR.search(floor) and _CEILING.search(ceiling) and _JOINT.fullmatch(apart)
    if said and low.value > high.value:
        reason = f"下限{low.text}高于上限{high.text}；请核对界限。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [low, high], reason)


def _worded(reading: Reading, claim: Claim) -> str:
    """The clause up to the number, its qualifier (不低于) included."""
    return reading.text[max(reading.sentences[claim.sentence][0], claim.start - 12) : claim.start]


def _outside(reading: Reading, low: Claim, high: Claim, claims: Sequence[Claim]) -> Iterator[Check]:
    """介于A与B之间, and a highest above B or a lowest below A in the same sentence."""
    if not (
        _BETWEEN.search(low.lead)
        and _TO.fullmatch(reading.between(low, high))
        and high.tail.startswith("之间")
    ):
        return
    behind = claims[claims.index(high) :]
    for last, claim in pairwise(behind):
        said = reading.between(last, claim)
        above = _HIGHEST.search(said) and claim.value > high.value
        below = _LOWEST.search(said) and claim.value < low.value
        if claim.measure == high.measure and claim.kind is high.kind and (above or below):
            edge = high if above else low
            reason = f"{claim.text}在{low.text}与{high.text}之外，与“之间”不符；请核对界限。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [edge, claim], reason)
