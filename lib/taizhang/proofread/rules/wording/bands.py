"""90分以上, 80—89分, 60—79分, 60分以下 -> whether the bands of a division meet, and share nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "区间"
_LEAST = 3
_DIVIDED = re.compile(
    r"按[^，。□]{1,10}(?:划分|分组|分段|分档|分类|分)[，：:]|分为[^，。]{0,6}[组段档]|年龄段|分组"
)
_OPEN_ABOVE, _OPEN_BELOW = ("over", "at_least"), ("under", "at_most")


def checks(reading: Reading) -> Iterator[Check]:
    """Every row of bands of which just two do not meet; where a division is told of, any two that overlap."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if _is_band(claim)]
        for _, same in groupby(claims, key=lambda claim: (claim.measure, claim.depth)):
            yield from _unmet(reading, list(same))
        if _DIVIDED.search(reading.sentence_text(number)):
            yield from _overlapping(reading, number)


def _is_band(claim: Claim) -> bool:
    kinds = (Kind.RANGE, Kind.AGE, Kind.AMOUNT, Kind.RATE)
    bounded = claim.upper is not None or claim.qualifier in (*_OPEN_ABOVE, *_OPEN_BELOW)
    return claim.kind in kinds and bounded and not roles.is_average(claim)


def _unmet(reading: Reading, bands: Sequence[Claim]) -> Iterator[Check]:
    """Bands in falling or rising order, the open ones at the ends only."""
    ordered = sorted(bands, key=lambda claim: (_low(claim), _high(claim)))
    if len(bands) < _LEAST or list(bands) not in (ordered, ordered[::-1]):
        return
    if any(band.upper is None for band in ordered[1:-1]) or all(band.upper is None for band in ordered):
        return
    if ordered[0].upper is None and ordered[0].qualifier not in _OPEN_BELOW:
        return
    if ordered[-1].upper is None and ordered[-1].qualifier not in _OPEN_ABOVE:
        return
    apart = [pair for pair in pairwise(ordered) if not _meet(*pair)]
    if len(apart) == 1 and len(bands) > 2:
        below, above = apart[0]
        reason = f"{below.text}与{above.text}没有衔接；请核对界限。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [below, above], reason)


def _overlapping(reading: Reading, number: int) -> Iterator[Check]:
    """按规模分，50—200亩…，150—500亩…: the second begins within the first and ends beyond it."""
    closed = [
        claim
        for claim in reading.of_sentence(number)
        if claim.kind in (Kind.RANGE, Kind.AGE)
        and claim.upper is not None
        and not roles.is_change(claim, reading)
    ]
    for one, other in pairwise(closed):
        if one.measure == other.measure and _low(one) < _low(other) < _high(one) < _high(other):
            reason = f"{one.text}与{other.text}有重叠；如按此分组，请核对界限。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [one, other], reason)


def _low(band: Claim) -> Decimal:
    return band.value if band.upper is not None or band.qualifier in _OPEN_ABOVE else Decimal(-1)


def _high(band: Claim) -> Decimal:
    if band.upper is not None:
        return band.upper
    return band.value if band.qualifier in _OPEN_BELOW else Decimal("Infinity")


def _meet(below: Claim, above: Claim) -> bool:
    """80—89 and 90, 80—90 and 90, 80—89.9 and 90."""
    gap = _low(above) - _high(below)
    return 0 <= gap <= 1
