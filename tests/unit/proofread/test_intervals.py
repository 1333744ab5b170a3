"""Printed figures as intervals: what rounding may hide, and how likely."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.proofread.intervals import Interval, around, far_corner, point


def _span(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def test_growth_counts_the_rounding_of_its_base_once() -> None:
    grown = _span("1.75", "1.85").growth_from(_span("1.15", "1.25"))
    assert grown is not None
    assert grown.low == Decimal("1.75") / Decimal("1.25") - 1
    assert round(grown.high, 20) == round(Decimal("1.85") / Decimal("1.15") - 1, 20)


def test_growth_from_what_may_be_zero_is_none() -> None:
    assert point(3).growth_from(_span("-0.5", "0.5")) is None


@pytest.mark.parametrize(
    ("moved", "low", "high"),
    [
        (("19", "21"), Decimal(19) / (102 - 19), Decimal(21) / (98 - 21)),
        (("-21", "-19"), Decimal(-21) / (98 + 21), Decimal(-19) / (102 + 19)),
    ],
)
def test_growth_by_a_move_counts_its_rounding_once(
    moved: tuple[str, str], low: Decimal, high: Decimal
) -> None:
    found = _span("98", "102").growth_by(_span(*moved))
    assert found is not None
    assert (round(found.low, 20), round(found.high, 20)) == (round(low, 20), round(high, 20))


def test_what_is_printed_is_no_corner() -> None:
    assert far_corner(around(Decimal("1.5"), Decimal("0.01")), point(3), point(2)) == 1


def test_only_the_farthest_corner_is_unlikely() -> None:
    """Half-widths of 2 and 4 in a hundred: 5 in a hundred off leaves (6 - 5)² / (4 × 2 × 4) = 1/32."""
    one, other = _span("98", "102"), _span("96", "104")
    assert far_corner(point(Decimal("1.05")), one, other) == Decimal(1) / 32
    assert far_corner(point(Decimal("1.01")), one, other) == Decimal("0.75")  # within 4 - 2: 1 - 1/4
    assert far_corner(point(Decimal("1.07")), one, other) == 0
