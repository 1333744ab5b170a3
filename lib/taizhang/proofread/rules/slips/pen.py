"""A printed figure and the value its neighbours give -> the slip of the pen that leads from one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from taizhang.proofread import words
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Claim, Kind

SWAPPED, EXCHANGED, DIGIT, POINT, DOUBLED = (
    "相邻两位数字颠倒",
    "两位数字互换",
    "有一位数字不同",
    "小数点或万、亿错位",
    "多写或漏写一位数字",
)
SPOKEN = "几成、几分之几不同"
_SPOKEN_OFF, _SPOKEN_STEP, _SPOKEN_CHANCE = Decimal("0.7"), Decimal(5), 0.4
_SHIFTS = (-8, -4, -1, 1, 4, 8)
_MOST = 9


@dataclass(frozen=True, slots=True)
class Slip:
    """What was done to ``claim``: it should read ``value`` (in its unit); ``chance`` is how often such a figure
    would be met by accident, 0 to 1; ``zeros`` how many zeros both end with: round figures are met ten times as often
    for each."""

    claim: Claim
    how: str
    value: Decimal
    chance: float
    zeros: int = 0


def slip(claim: Claim, expected: Interval) -> Slip | None:
    """The likeliest slip that explains the figure, or None."""
    if claim.kind is Kind.RATE and not re.search(r"\d", claim.text):
        return _spoken(claim, expected)
    printed = _printed(claim)
    if printed is None or not expected.bounded or expected.low <= 0:
        return None
    kinds = (SWAPPED, EXCHANGED, POINT, DOUBLED, DIGIT)
    found = [one for how in kinds if (one := _of_kind(claim, printed, expected, how))]
    half = _place(claim) * factor(claim) / 2
    return min(
        found,
        key=lambda one: (abs(one.value * factor(claim) - expected.middle) > half, one.chance),
        default=None,
    )


def _spoken(claim: Claim, expected: Interval) -> Slip | None:
    """四成 for 六成, 四分之一 for 三分之一: another such word fits as well as can be."""
    with localcontext(prec=40):
        known = {Decimal(100 * part) / whole for whole in (2, 3, 4, 5, 10) for part in range(1, whole)}
        near = [value for value in known if abs(value - expected.middle) <= _SPOKEN_OFF]
    if not near or not expected.bounded or abs(expected.middle - claim.value) < _SPOKEN_STEP:
        return None
    return Slip(claim, SPOKEN, min(near, key=lambda value: abs(value - expected.middle)), _SPOKEN_CHANCE)


def _printed(claim: Claim) -> int | None:
    """The figure without its point: 36.81万 is 3681; None for one that is no plain figure."""
    place = _place(claim)
    with localcontext(prec=40):
        units = claim.value / place
    if claim.upper is not None or claim.qualifier or units != int(units) or not 0 < units < 10**_MOST:
        return None
    return int(units)


def _place(claim: Claim) -> Decimal:
    return claim.step if claim.step else Decimal(1)


def factor(claim: Claim) -> Decimal:
    """How many base units the claim's unit is: 10000 for 公顷."""
    known = words.units().get(claim.unit)
    return known.factor if known else Decimal(1)


def _of_kind(claim: Claim, printed: int, expected: Interval, how: str) -> Slip | None:
    whole = claim.span.low == claim.span.high
    base = _place(claim) * factor(claim)
    others = {other for other in _others(printed, how) if not whole or other == int(other)}
    with localcontext(prec=40):
        half = Decimal(0) if whole else base / 2
        for other in sorted(others):
            scale = other / printed if how == POINT else Decimal(1)
            if other * base - half * scale <= expected.high and expected.low <= other * base + half * scale:
                width = (expected.high - expected.low) / (base * scale)
                if other * base == expected.middle:  # of sums of rounded figures: to the last place
                    width = min(width, Decimal(1))
                chance = _chance(printed, len(others), width)
                return Slip(claim, how, other * _place(claim), chance, _zeros(printed, other))
    return None


def _zeros(printed: int, other: Decimal) -> int:
    """How many zeros both of them end with."""
    return min(len(text) - len(text.rstrip("0")) for text in (str(printed), str(int(other))))


def _chance(printed: int, variants: int, width: Decimal) -> float:
    """``width`` is that of the expected values in last places."""
    return min(1.0, variants * float(width + 1) / float(9 * 10 ** (len(str(printed)) - 1)))


def _others(printed: int, how: str) -> Iterator[Decimal]:
    text = str(printed)
    if how == POINT:
        yield from (Decimal(printed).scaleb(shift) for shift in _SHIFTS)
    for index, digit in enumerate(text):
        if how == DIGIT:
            yield from (
                Decimal(text[:index] + other + text[index + 1 :])
                for other in "0123456789"
                if other != digit and not (other == "0" and index == 0)
            )
        elif how == EXCHANGED and index:
            yield from _exchanged(text, index)
        elif how == SWAPPED and index and text[index - 1] != digit and not (index == 1 and digit == "0"):
            yield Decimal(text[: index - 1] + digit + text[index - 1] + text[index + 1 :])
        elif how == DOUBLED and len(text) > 2 and index and text[index - 1] == digit:
            yield Decimal(text[:index] + text[index + 1 :])


def _exchanged(text: str, index: int) -> Iterator[Decimal]:
    """5,876 for 5,678: the digit at ``index``, not the first, which all notice, and one that is no neighbour."""
    for behind in range(index + 2, len(text)):
        one, other = text[index], text[behind]
        if one != other:
            yield Decimal(text[:index] + other + text[index + 1 : behind] + one + text[behind + 1 :])
