"""A ratio as it is printed -> its sides, and another value printed like it."""

from __future__ import annotations

import re
from decimal import Decimal

from taizhang.numbers import exact, round_to
from taizhang.proofread.intervals import Interval, around
from taizhang.proofread.model import Claim

_TERM = re.compile(r"\d+(?:\.\d+)?")
_ABOUT, _LOOSE = re.compile(r"(?:[约近]|大致|大概|差不多)[为是]?$"), Decimal("0.03")
_CLOSER, _SMALL = Decimal("0.4"), 10


def terms(claim: Claim) -> list[Decimal]:
    """The numbers of a ratio: 5, 3, 2 of 5∶3∶2."""
    return [Decimal(text) for text in _TERM.findall(claim.text)]


def sides_of(claim: Claim) -> tuple[Interval, Interval] | None:
    """The two sides with what they may be rounded from; None for three sides or a zero."""
    found = _TERM.findall(claim.text)
    if len(found) != 2 or not all(Decimal(text) for text in found):
        return None
    return _side(found[0]), _side(found[1])


def _side(text: str) -> Interval:
    """1 is exact, and a small whole number is meant more exactly than a large one: 7∶3, 1∶17."""
    value = Decimal(text)
    if text in ("1", "100"):
        return Interval(value, value)
    step = Decimal(1).scaleb(-len(text.partition(".")[2]))
    return around(value, step * (_CLOSER if step == 1 and value < _SMALL else 1))


def stated(claim: Claim, before: str) -> Interval | None:
    """What rounds to the ratio, by its sides' own last places; 之比约为6∶1 for a little more on either hand."""
    sides = sides_of(claim)
    value = sides[0].over(sides[1]) if sides else None
    if value and _ABOUT.search(before):
        return Interval(value.low * (1 - _LOOSE), value.high * (1 + _LOOSE))
    return value


def like(claim: Claim, value: Interval) -> str:
    """The quotient as the claim is printed: the larger side stays the larger, a side of 1 stays 1."""
    one, other = _TERM.findall(claim.text)
    middle = value.middle
    if (middle > 1) != (Decimal(one) > Decimal(other)):
        middle = 1 / middle
    if one == "1":
        return f"1∶{_plain(1 / middle, other)}"
    return f"{_plain(middle * Decimal(other), one)}∶{other}"


def _plain(value: Decimal, printed: str) -> str:
    return exact(round_to(value, max(1, len(printed.partition(".")[2]))))
