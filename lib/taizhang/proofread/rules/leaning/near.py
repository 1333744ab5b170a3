"""A figure -> the amounts around it that it may lean on, wherever they stand: before, behind, a sentence off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles

_BACK, _ON = 3, 1
_MEAN_COUNT = re.compile(r"(?:月|年)(?:平均|均)[^，]{0,6}$")
_NO_AMOUNT = frozenset(("years", "months", "age", "points_scored", "layers", ""))
_FILL = re.compile(
    r"总数|总量|总额|总计|合计|人数|户数|数量|(?:19|20)\d\d年|[全我本][国省市县区旗乡镇村]|[的数]"
)


def amounts(reading: Reading, claim: Claim) -> list[Claim]:
    """The amounts of its paragraph from three sentences before to one behind, in order; the claim itself is none."""
    numbers = range(max(0, claim.sentence - _BACK), claim.sentence + _ON + 1)
    return [
        other
        for number in numbers
        for other in reading.of_sentence(number)
        if other is not claim and other.paragraph == claim.paragraph and is_amount(reading, other)
    ]


def is_amount(reading: Reading, claim: Claim) -> bool:
    """A plain number of things, of the time told of: no change, standard, average or former value."""
    if claim.kind is not Kind.AMOUNT or claim.value <= 0 or not claim.span.bounded or claim.per:
        return False
    mean = roles.is_average(claim) and not _MEAN_COUNT.search(claim.lead)
    former = roles.before_now(claim) or roles.is_from(claim, reading)
    return (
        claim.measure not in _NO_AMOUNT
        and not mean
        and not former
        and not claim.lead.endswith("每")
        and not roles.is_change(claim, reading)
        and not (claim.weak and claim.measure == "days")
    )


def alike(claims: Sequence[Claim], claim: Claim) -> list[Claim]:
    """Those of the claim's measure."""
    return [other for other in claims if other is not claim and roles.same_measure(other, claim)]


def core(name: str) -> str:
    """A name without what it may have or lack: totals, years, whole places."""
    return _FILL.sub("", name)


def common(name: str, said: str) -> int:
    """The longest stretch of a name, of two characters or more, that the words hold; 0 for none."""
    for length in range(len(name), 1, -1):
        if any(name[start : start + length] in said for start in range(len(name) - length + 1)):
            return length
    return 0


def words(claim: Claim) -> str:
    """What a figure's own words say."""
    return claim.lead + claim.tail
