"""床位2860张，已入住1594人，空余床位1266张; 安置房300套，入住260户，空置40套 -> what is taken, by another unit, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import around, is_outside
from taizhang.proofread.words import pattern

RULE = "剩余"
_UNLESS = "如有停用的或一人占用多个的，请写明"
_ONE_EACH = ("people", "household")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every number of empty places that nothing was held against, with the places and those who fill them."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for left in reading.claims:
        if (left.start, left.end) in held or not _is_left(reading, left):
            continue
        near = [claim for claim in around(reading, left, back=1, on=0) if is_outside(claim, reading)]
        places = [claim for claim in near if claim.unit == left.unit and claim.span.low > left.span.high]
        taken = [claim for claim in near if _fills(claim) and claim.start < left.start]
        if len(taken) == 1 and places and not any((one.start, one.end) in told for one in (*places, *taken)):
            yield from _judge(reading, left, places, taken[0])


def _is_left(reading: Reading, left: Claim) -> bool:
    plain = is_outside(left, reading) and left.kind is Kind.AMOUNT and left.measure not in _ONE_EACH
    return plain and re.search(rf"{pattern('empty_places')}[^，□]{{0,6}}$", left.lead) is not None


def _fills(claim: Claim) -> bool:
    return claim.measure in _ONE_EACH and re.search(pattern("takes_a_place"), claim.lead) is not None


def _judge(reading: Reading, left: Claim, places: Sequence[Claim], taken: Claim) -> Iterator[Check]:
    """Against the nearest number of places; any of them may be meant."""
    holding = [whole for whole in places if whole.span.high >= taken.span.low]
    fitting = [whole for whole in holding if verdicts.agrees(left, whole.span.minus(taken.span))]
    for whole in (fitting or holding[-1:])[:1]:
        value = whole.span.minus(taken.span)
        shown = f"{whole.text}减{taken.text}"
        yield verdicts.judged(reading, RULE, [whole, taken], left, value, shown, _UNLESS)
