"""按1∶4配备，失能老人512人，应配护理员128名 -> whether what is to be there follows from what is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.ratio.printed import sides_of

RULE = "比例"
_BY = re.compile(r"(?:按照?|依照?|以|根据|执行|标准为|配比为|比例为)[^，；。□]{0,14}$")
_COUNTED = ("people", "pieces", "beds", "household")


def checks(reading: Reading) -> Iterator[Check]:
    """Every ratio that is applied to the figure behind it."""
    for claim in reading.claims:
        sides = sides_of(claim) if claim.kind is Kind.RATIO else None
        if sides is None or not _BY.search(reading.before(claim)):
            continue
        later = [
            other
            for other in reading.of_sentence(claim.sentence)
            if other.start > claim.start and _counts(reading, other)
        ]
        if len(later) > 1 and _wanted().search(_said(reading, later[1])):
            yield _judged(reading, claim, later[0], later[1], sides)


def _counts(reading: Reading, other: Claim) -> bool:
    level = roles.is_level(other, reading) and not other.weak and not other.qualifier
    return level and other.measure in _COUNTED and other.value > 0


def _said(reading: Reading, claim: Claim) -> str:
    """The words right before the figure, of its clause."""
    return reading.before(claim).rpartition("□")[2]


def _judged(
    reading: Reading, claim: Claim, given: Claim, wanted: Claim, sides: tuple[Interval, Interval]
) -> Check:
    ways = [given.span.scaled(one.middle / other.middle) for one, other in (sides, sides[::-1])]
    involved = [claim, given, wanted]
    if any(Interval(way.low - 1, way.high + 1).meets(wanted.span) for way in ways):
        reason = f"{given.text}按{claim.text}与{wanted.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=wanted)
    likely = min(ways, key=lambda way: abs((way.middle / wanted.value).ln()))
    value = verdicts.said(likely.middle, wanted)
    reason = f"{given.text}按{claim.text}应为{value}，文中为{wanted.text}；如另有所指，请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=wanted, expected=value)


@cache
def _wanted() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('wanted')}[^，□]{{0,10}}$")
