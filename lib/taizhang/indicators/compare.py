"""A year's facts and the year before's -> growth and change, only where both are of one scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taizhang import numbers
from taizhang.declare.specs import IndicatorSpec
from taizhang.indicators.facts import CHANGE, GROWTH, NORMAL, Fact
from taizhang.indicators.presence import Presence
from taizhang.indicators.scope import Scope
from taizhang.periods import Period, parse

OTHER_CELLS = "两年报送的旗区或月份不一致，不计算同比"
NO_EARLIER = "无上年数据"
ZERO = "上年为零"
PERCENT = "%"
POINTS = "个百分点"


def comparisons(
    spec: IndicatorSpec, now: list[Fact], before: list[Fact], scope: Scope, presence: Presence | None
) -> Iterator[Fact]:
    """Growth (%) and change facts for each current fact.

    ``presence`` is given for an indicator that reads a monthly ledger: the same months and places
    must have reported in both years.
    """
    earlier = {fact.place: fact for fact in before}
    for fact in now:
        other = earlier.get(fact.place)
        state = _state(spec, fact, other, scope, presence)
        yield _change(spec, fact, other, state)
        if spec.unit != PERCENT:
            yield _growth(fact, other, state)


def risen(now: Decimal, before: Decimal) -> Decimal:
    """The change since a year earlier, in the indicator's unit; percentage points for a rate."""
    return now - before


def grown(now: Decimal, before: Decimal) -> Decimal | None:
    """The growth in % to 12 significant digits; None where a year earlier was zero."""
    return numbers.quotient(risen(now, before), abs(before), 100) if before else None


def _state(
    spec: IndicatorSpec, fact: Fact, other: Fact | None, scope: Scope, presence: Presence | None
) -> str:
    if fact.value is None:
        return fact.status
    if other is None or other.value is None:
        return NO_EARLIER
    if broken := _break(spec, parse(other.period), parse(fact.period)):
        return broken
    if presence and spec.ledger and not _same_cells(spec.ledger, fact, scope, presence):
        return OTHER_CELLS
    return NORMAL


def _break(spec: IndicatorSpec, before: Period, now: Period) -> str | None:
    """The reason why two periods cannot be compared: a change of scope lies between them."""
    for change in spec.breaks:
        if before.last < parse(change.period).first <= now.last:
            return f"口径变化：{change.reason}"
    return None


def _same_cells(ledger: str, fact: Fact, scope: Scope, presence: Presence) -> bool:
    window = parse(fact.period)
    now = presence.within(ledger, window, fact.place, scope)
    return now == presence.within(ledger, window.years_earlier(), fact.place, scope)


def _derived(fact: Fact, suffix: str, words: str, unit: str, state: str) -> Fact:
    return replace(
        fact,
        indicator=fact.indicator + suffix,
        label=fact.label + words,
        unit=unit,
        value=None,
        numerator=None,
        denominator=None,
        status=state,
        note="",
    )


def _change(spec: IndicatorSpec, fact: Fact, other: Fact | None, state: str) -> Fact:
    made = _derived(fact, CHANGE, "同比增减", POINTS if spec.unit == PERCENT else spec.unit, state)
    if state != NORMAL or fact.value is None or other is None or other.value is None:
        return made
    return replace(made, value=risen(fact.value, other.value))


def _growth(fact: Fact, other: Fact | None, state: str) -> Fact:
    if state == NORMAL and other is not None and other.value == 0:
        state = ZERO
    made = _derived(fact, GROWTH, "同比增长率", PERCENT, state)
    if state != NORMAL or fact.value is None or other is None or other.value is None:
        return made
    return replace(
        made,
        value=grown(fact.value, other.value),
        numerator=risen(fact.value, other.value),
        denominator=other.value,
    )
