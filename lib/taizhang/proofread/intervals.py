"""Printed figures -> the values they may stand for, and arithmetic on such intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

INFINITE = Decimal("Infinity")
_CONTEXT = Context(prec=40)
_ROUND, _NEAR = Decimal("0.2"), Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``, both included: a reader's benefit of the doubt at the edges."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether one value may be behind both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """Every sum."""
        with localcontext(_CONTEXT):
            return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Every difference."""
        with localcontext(_CONTEXT):
            return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """Every product."""
        with localcontext(_CONTEXT):
            return _hull(_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high))

    def over(self, other: Interval) -> Interval | None:
        """Every quotient; None when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        with localcontext(_CONTEXT):
            return _hull(_quotient(a, b) for a in (self.low, self.high) for b in (other.low, other.high))

    def growth_from(self, base: Interval) -> Interval | None:
        """Every (value - base) / base, the same base in both places; None when the base may be zero."""
        ratio = self.over(base)
        return ratio.minus(point(1)) if ratio is not None else None

    def growth_by(self, moved: Interval) -> Interval | None:
        """Every moved / (value - moved), the same move in both places: by what rate the value has moved."""
        if not (self.bounded and moved.bounded) or self.low - moved.high <= 0:
            return moved.over(self.minus(moved))
        with localcontext(_CONTEXT):
            return _hull(a / (b - a) for a in (moved.low, moved.high) for b in (self.low, self.high))

    def scaled(self, factor: Decimal | int) -> Interval:
        """Every value so many times."""
        return self.times(point(Decimal(factor)))

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def middle(self) -> Decimal:
        """The value half-way; the finite end when the other is open."""
        if not self.bounded:
            return self.low if self.low.is_finite() else self.high
        with localcontext(_CONTEXT):
            return (self.low + self.high) / 2


def far_corner(stated: Interval, one: Interval, other: Interval) -> Decimal:
    """How likely it is, from 0 to 1, that rounding ``one`` and ``other`` moves their quotient as far as ``stated``.

    Both are taken to be rounded evenly and apart from each other; 1 where their printed quotient is stated itself.
    """
    with localcontext(_CONTEXT):
        printed = one.middle / other.middle
        off = max(stated.low - printed, printed - stated.high) / abs(printed)
        wide, narrow = sorted((_relative(one), _relative(other)), reverse=True)
        if off <= 0:
            return Decimal(1)
        if off >= wide + narrow:
            return Decimal(0)
        if off <= wide - narrow:
            return 1 - off / wide
        return (wide + narrow - off) ** 2 / (4 * wide * narrow)


def _relative(span: Interval) -> Decimal:
    return (span.high - span.low) / 2 / abs(span.middle)


def very_round(span: Interval) -> bool:
    """2亿, 3万: a figure of one digit, for anything from half a unit below to half a unit above."""
    return span.bounded and span.high - span.low >= abs(span.middle) * _ROUND


def nearest(span: Interval) -> Interval:
    """Of a very round figure only the nearest part of what it may stand for; any other as it is."""
    if not very_round(span):
        return span
    reach = (span.high - span.low) / 2 * _NEAR
    return Interval(span.middle - reach, span.middle + reach)


def point(value: Decimal | int) -> Interval:
    """Exactly one value."""
    return Interval(Decimal(value), Decimal(value))


def around(value: Decimal, step: Decimal) -> Interval:
    """What rounds to ``value`` when its last written place is ``step``."""
    with localcontext(_CONTEXT):
        return Interval(value - step / 2, value + step / 2)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of all."""
    low = high = Decimal(0)
    with localcontext(_CONTEXT):
        for part in parts:
            low += part.low
            high += part.high
    return Interval(low, high)


def _product(one: Decimal, other: Decimal) -> Decimal:
    return Decimal(0) if not one or not other else one * other


def _quotient(one: Decimal, other: Decimal) -> Decimal:
    if not other.is_finite():
        return Decimal(0) if one.is_finite() else Decimal(1)
    return one / other


def _hull(values: Iterable[Decimal]) -> Interval:
    found = list(values)
    return Interval(min(found), max(found))
