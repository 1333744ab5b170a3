"""Figures with two digits in the wrong order -> pairs that may be one figure, written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import localcontext

from taizhang.proofread.model import Claim, Kind

_LEAST_DIGITS = 2
_REACH = 8
_KINDS = (Kind.AMOUNT, Kind.RATE)


def pairs(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each two figures of one size that differ in the places of two digits, the earlier one first."""
    known: dict[tuple[str, int, Kind], list[Claim]] = {}
    for claim in claims:
        own = _written(claim)
        if claim.kind not in _KINDS or len(own.strip("0")) < _LEAST_DIGITS:
            continue
        like = known.setdefault(("".join(sorted(own)), claim.value.adjusted(), claim.kind), [])
        for other in like[-_REACH:]:
            if swapped(_written(other), own) and measures_meet(other, claim) and _as_written(other, claim):
                yield other, claim
        like.append(claim)


def _written(claim: Claim) -> str:
    """The printed digits without point and scale: 96.8万 is 968."""
    with localcontext(prec=40):
        units = claim.value / claim.step if claim.step else claim.value
    return f"{units.normalize():f}".replace(".", "")


def _as_written(one: Claim, other: Claim) -> bool:
    """Both in figures, or both in words, near by: 六十四 and 四十六, but nobody writes 九十一 for 十九."""
    if is_spelt(one) or is_spelt(other):
        alike = len(one.text) == len(other.text) and one.paragraph == other.paragraph
        return alike and is_spelt(one) and is_spelt(other)
    return True


def is_spelt(claim: Claim) -> bool:
    """Whether a figure is written in words: 六十四."""
    return not any(letter.isdigit() for letter in claim.text)


def measures_meet(one: Claim, other: Claim) -> bool:
    """One unit, or a figure that stands before its noun without one: 86.9万参保人员."""
    per = one.per == other.per or (one.measure == "money" and not (one.per and other.per))
    same = one.measure == other.measure and per  # a standard may be said again without 每人每月
    return same or (not (one.unit and other.unit) and bool(one.unit or other.unit))


def swapped(one: str, other: str) -> bool:
    """Whether two digits have changed places: 96.8 and 86.9."""
    odd = [index for index in range(min(len(one), len(other))) if one[index] != other[index]]
    return (
        len(one) == len(other)
        and len(odd) == 2
        and one[odd[0]] == other[odd[1]]
        and one[odd[1]] == other[odd[0]]
    )


def neighbours(one: Claim, other: Claim) -> bool:
    """Whether the two digits that changed places stand next to each other."""
    both = list(zip(_written(one), _written(other), strict=True))
    odd = [index for index, (here, there) in enumerate(both) if here != there]
    return odd[1] == odd[0] + 1


def size(claim: Claim) -> int:
    """How many digits are printed, those of 万 and 亿 left out: 96.8万 has three."""
    return len(_written(claim))
