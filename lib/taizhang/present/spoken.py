"""A fact's period in words that say what was counted: a month, a day's stock, or the year so far."""

from __future__ import annotations

from taizhang.declare.specs import IndicatorSpec
from taizhang.indicators.facts import Fact
from taizhang.periods import Period, parse


def period_of(spec: IndicatorSpec | None, fact: Fact) -> str:
    """2021年11月; 截至2021年12月 for a stock; 2021年（截至12月） for events of the year so far.

    A fact of a single month of such events (a history) is told by its status or length elsewhere: this
    is for facts as they stand in the fact book.
    """
    period = parse(fact.period)
    if spec is None or period.first != period.last:
        return period.in_chinese()
    if spec.time == "in_year":
        return f"{period.last.year}年（截至{period.last.number}月）"
    if spec.time in ("stock", "now", "since"):
        return f"截至{_month(period)}"
    return period.in_chinese()


def _month(period: Period) -> str:
    return f"{period.last.year}年{period.last.number}月"
