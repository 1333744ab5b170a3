"""A figure -> the figures around it that it may lean on, wherever they stand: before, behind, a sentence off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

_BACK, _ON = 3, 1
_MEAN_COUNT = re.compile(r"(?:月|年)(?:平均|均)[^，]{0,6}$")
_PLACE_OR_YEAR = r"(?:19|20)\d\d年|[全我本][国省市县区旗乡镇村]|[的数]"
_FAR = 20


def around(reading: Reading, claim: Claim, back: int = _BACK, on: int = _ON) -> list[Claim]:
    """The other claims of its paragraph from so many sentences before to so many behind, in order."""
    numbers = range(max(0, claim.sentence - back), claim.sentence + on + 1)
    return [
        other
        for number in numbers
        for other in reading.of_sentence(number)
        if other is not claim and other.paragraph == claim.paragraph
    ]


def amounts(reading: Reading, claim: Claim) -> list[Claim]:
    """The amounts around it that something may be divided by."""
    return [other for other in around(reading, claim) if _is_divided(other, reading)]


@roles.asked_once
def _is_divided(claim: Claim, reading: Reading) -> bool:
    """A count of a named unit, larger than nothing and with two bounds, of the time told of."""
    named = roles.measure(claim) and not (claim.weak and claim.measure == "days")
    if not named or claim.value <= 0 or not claim.span.bounded or not is_plain(claim, reading):
        return False
    return not roles.before_now(claim) and not roles.is_from(claim, reading)


def told_earlier(claim: Claim) -> bool:
    """Whether a figure is of an earlier time; 上半年累计 may be the present one."""
    return roles.before_now(claim) and not re.search(pattern("parts_of_year"), claim.lead)


def is_plain(claim: Claim, reading: Reading) -> bool:
    """A count of any time that is no average; 月平均人数 is what something is divided by."""
    return roles.is_count(claim, reading) and (
        not roles.is_average(claim) or bool(_MEAN_COUNT.search(claim.lead))
    )


def is_outside(claim: Claim, reading: Reading) -> bool:
    """The same outside brackets: what stands in them belongs to the figure before."""
    return not claim.depth and is_plain(claim, reading)


def of_its_size(claim: Claim, value: Interval) -> bool:
    """Whether a value may be the figure misprinted; one so far off is of other figures."""
    return claim.span.middle < value.middle * _FAR and value.middle < claim.span.middle * _FAR


@cache
def comes_to() -> str:
    """What may stand between a name and its figure: 为, 达到, 约为."""
    return rf"(?:{pattern('comes_to')}|[:：])*$"


def alike(claims: Sequence[Claim], claim: Claim) -> list[Claim]:
    """Those of the claim's measure."""
    return [other for other in claims if other is not claim and roles.same_measure(other, claim)]


def core(name: str) -> str:
    """A name without what it may have or lack: totals, years, whole places."""
    return _filling().sub("", name)


@cache
def _filling() -> re.Pattern[str]:
    return re.compile(f"{pattern('name_fillers')}|{_PLACE_OR_YEAR}")


def common(name: str, said: str) -> int:
    """The longest stretch of a name, of two characters or more, that the words hold; 0 for none."""
    for length in range(len(name), 1, -1):
        if any(name[start : start + length] in said for start in range(len(name) - length + 1)):
            return length
    return 0


def own_words(claim: Claim) -> str:
    """What a figure's own words say."""
    return claim.lead + claim.tail
