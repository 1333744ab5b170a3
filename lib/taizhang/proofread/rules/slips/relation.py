"""A relation between claims -> what each of them should be if the others are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Claim
from taizhang.proofread.rules.slips.pen import factor

HARDLY, BARE, SOME, TOLD, SURE = 0.0005, 0.02, 0.1, 0.3, 0.6
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Relation:
    """Claims that belong together: a sum with signs that comes to ``rest``, or a product with powers that comes
    to it. ``trust`` is how much chance a slip may leave: the more the words speak
    for the relation, the more; ``offset`` is added to the first figure (超额15% is 115%),
    ``counted`` is taken in its own unit, not in base units (每公里 × 612公里), ``shown`` is how it is written for people,
    ``kind`` which family of relations it is."""

    claims: tuple[Claim, ...]
    weights: tuple[int, ...]
    shown: str
    kind: str
    added: bool = True
    rest: Decimal = Decimal(0)
    counted: Claim | None = None
    offset: int = 0
    trust: float = BARE

    def holds(self) -> bool:
        """Whether the printed figures may be so, each rounded or cut off at its last place."""
        about = self.claims[0]
        expected = self.expected(about, roomy)
        return expected is None or roomy(about).meets(expected)

    def expected(self, claim: Claim, span: Callable[[Claim], Interval] | None = None) -> Interval | None:
        """The values of one claim that the others leave, each of them read as ``span`` says; None for none."""
        index = self.claims.index(claim)
        weight = self.weights[index]
        read = span or exact
        others = [
            (self._seen(other, read(other)), times)
            for place, (other, times) in enumerate(zip(self.claims, self.weights, strict=True))
            if place != index
        ]
        if self.added:
            return self._sum(others, weight)
        value = self._product(others, weight)
        if value is not None and claim is self.counted:
            value = value.scaled(factor(claim))
        if value is not None and self.offset and index == 0:
            value = value.minus(point(self.offset))
        return value and _rounded(value, claim)

    def _sum(self, others: Sequence[tuple[Interval, int]], weight: int) -> Interval | None:
        value = point(self.rest)
        for span, times in others:
            value = value.minus(span.scaled(times))
        return value.over(point(weight))

    def _product(self, others: Sequence[tuple[Interval, int]], weight: int) -> Interval | None:
        value: Interval | None = point(self.rest)
        for span, power in others:
            if value is not None:
                value = value.over(span) if power > 0 else value.times(span)
        if value is not None and weight < 0:
            return point(1).over(value)
        return value

    def _seen(self, claim: Claim, span: Interval) -> Interval:
        """The claim as it stands in the relation."""
        if self.offset and claim is self.claims[0]:
            return span.plus(point(self.offset))
        return span.scaled(1 / factor(claim)) if claim is self.counted else span


def quotient(
    rate: Claim, part: Claim, whole: Claim, *, kind: str, trust: float, beyond: bool = False
) -> Relation:
    """A rate in per cent and its two ends: part of a whole, done of a goal; ``beyond`` for how far the first of
    them is past the second (now and before, 超额15%)."""
    return Relation(
        claims=(rate, part, whole),
        weights=(1, -1, 1),
        shown=f"{part.text}÷{whole.text}{'－1' if beyond else ''}＝{rate.text}",
        kind=kind,
        added=False,
        rest=Decimal(_WHOLE),
        offset=_WHOLE if beyond else 0,
        trust=trust,
    )


def _rounded(value: Interval, claim: Claim) -> Interval:
    """A quotient that is printed without decimals was rounded to them."""
    if claim.span.low != claim.span.high:
        return value
    half = claim.step * factor(claim) / 2
    return Interval(value.low - half, value.high + half)


def exact(claim: Claim) -> Interval:
    """The claim's values; a price of 5万元 is exact."""
    return point(claim.value * factor(claim)) if _is_price(claim) else claim.span


def roomy(claim: Claim) -> Interval:
    """The same where a figure with decimals or 万 may have been cut off instead of rounded."""
    if _is_price(claim):
        return exact(claim)
    half = (claim.span.high - claim.span.low) / 2 if claim.span.bounded else Decimal(0)
    return Interval(claim.span.low - half, claim.span.high + half)


def _is_price(claim: Claim) -> bool:
    whole = claim.step >= 1 and not claim.qualifier
    told = bool(claim.per) or re.search(r"每[^，]{0,12}$", claim.lead) is not None
    return whole and told and "均" not in claim.lead
