"""A chart's series -> the sentence that says what it shows to readers who see no picture."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang import places
from taizhang.declare.specs import ChartSpec
from taizhang.indicators.facts import Fact
from taizhang.periods import parse
from taizhang.present.chart.series import Series
from taizhang.present.spoken import period_of

KINDS = {
    "bar_places": "柱形图",
    "stacked_places": "堆积柱形图",
    "barh_places": "条形图",
    "pair_years": "对比柱形图",
    "line_months": "折线图",
    "line_years": "折线图",
    "pie": "环形图",
}


def alt(chart: ChartSpec, series: Sequence[Series]) -> str:
    """One or more Chinese sentences: kind, caption, then each series with its highest and lowest."""
    if chart.kind == "pair_years":
        return f"{KINDS[chart.kind]}：{chart.caption}。" + "".join(f"{text}。" for text in _pairs(series))
    by_time = chart.kind.startswith("line")
    told = [text for part in series if (text := _line(part) if by_time else _places(part))]
    return f"{KINDS[chart.kind]}：{chart.caption}。" + "".join(f"{text}。" for text in told)


def _held(series: Series) -> list[Fact]:
    return [fact for fact in series.facts if fact is not None and fact.value is not None]


def _said(series: Series, fact: Fact) -> str:
    value = dict(zip(map(id, series.facts), series.values(), strict=True))[id(fact)]
    return f"{series.shown(value)}{series.unit}" if value is not None else "无数据"


def _extremes(series: Series) -> tuple[Fact, Fact]:
    held = _held(series)
    values = {id(fact): value for fact, value in zip(series.facts, series.values(), strict=True)}
    return max(held, key=lambda fact: values[id(fact)] or 0), min(
        held, key=lambda fact: values[id(fact)] or 0
    )


def _places(series: Series) -> str:
    held = _held(series)
    if not held:
        return f"{series.name}无数据"
    high, low = _extremes(series)
    when = period_of(series.spec, high)
    if len({fact.place for fact in held}) == 1:
        return f"{series.name}{when}为{_said(series, high)}"
    return (
        f"{series.name}（{when}）{_tied(series, high)}最高，为{_said(series, high)}；"
        f"{_tied(series, low)}最低，为{_said(series, low)}"
    )


def _tied(series: Series, fact: Fact) -> str:
    """Every place that has this value as it is printed."""
    return "、".join(
        places.name(one.place) for one in _held(series) if _said(series, one) == _said(series, fact)
    )


def _pairs(series: Sequence[Series]) -> list[str]:
    """Each category with last year's and this year's value."""
    before, now = series
    same = len({fact.indicator for fact in now.facts if fact is not None}) == 1
    told = []
    for one, other in zip(before.facts, now.facts, strict=True):
        if other is None:
            continue
        name = other.place_name if same else other.label
        earlier = (
            f"{period_of(now.spec, one)}为{_said(before, one)}，"
            if one is not None and one.value is not None
            else ""
        )
        told.append(f"{name}{earlier}{period_of(now.spec, other)}为{_said(now, other)}")
    return told


def _line(series: Series) -> str:
    held = _held(series)
    if not held:
        return f"{series.name}无数据"
    first, last = held[0], held[-1]
    text = f"{series.name}{_when(first)}为{_said(series, first)}，{_when(last)}为{_said(series, last)}"
    changes = [
        f"{parse(change.period).in_chinese()}起口径变化（{change.reason}）"
        for change in series.breaks
        if parse(first.period).last < parse(change.period).first <= parse(last.period).last
    ]
    if changes:
        # Highest and lowest across a change of scope would compare what cannot be compared.
        return f"{text}；{'，'.join(changes)}，前后不可比"
    high, low = _extremes(series)
    return f"{text}，最高为{_when(high)}的{_said(series, high)}，最低为{_when(low)}的{_said(series, low)}"


def _when(fact: Fact) -> str:
    return parse(fact.period).in_chinese()
