"""A declared chart -> files, alternative text, caption and the facts that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from taizhang import places
from taizhang.declare.specs import Catalogue, ChartSpec
from taizhang.errors import ReportError
from taizhang.indicators.facts import Fact, FactBook
from taizhang.present.chart import bars, canvas, lines, ring, words
from taizhang.present.chart.series import (
    History,
    Series,
    last_year,
    monthly_name,
    one_unit,
    short_labels,
    since,
)


@dataclass(frozen=True, slots=True)
class Chart:
    """What was drawn: two files, the sentence for readers without pictures, the caption, and every fact shown."""

    png: Path
    svg: Path
    alt: str
    caption: str
    facts: tuple[Fact, ...]


def draw(
    chart: ChartSpec, book: FactBook, catalogue: Catalogue, folder: Path, *, history: History | None = None
) -> Chart:
    """Draw one chart of a report into ``folder`` as <id>.png and <id>.svg.

    ``history`` gives monthly (line_months) or yearly (line_years) facts by indicator; line_years falls back on
    the book. ReportError when there is nothing to draw, or units do not go together.
    """
    unit = one_unit(chart, catalogue)
    names, series = _series(chart, book, catalogue, unit, history or {})
    if not any(value is not None for part in series for value in part.values()):
        raise ReportError(
            f"图“{chart.caption}”",
            "所列指标没有一个数据点",
            "检查图的指标、起始期和台账，或从报告中去掉这张图。",
        )
    with canvas.sheet() as (figure, axes):
        _plot(chart, figure, axes, names, series)
        _head(chart, axes, unit, [part.name for part in series])
        png, svg = canvas.save(figure, folder, chart.id)
    facts = tuple(fact for part in series for fact in part.facts if fact is not None)
    return Chart(png, svg, words.alt(chart, series), chart.caption, facts)


def _series(
    chart: ChartSpec, book: FactBook, catalogue: Catalogue, unit: str, history: History
) -> tuple[list[str], list[Series]]:
    specs = [catalogue.indicators[name] for name in chart.indicators]
    if chart.kind.startswith("line"):
        found = [
            since(history.get(spec.id) or _held(book, spec.id, chart.kind), chart.since) for spec in specs
        ]
        names = [monthly_name(spec.label) if chart.kind == "line_months" else spec.label for spec in specs]
        rows = zip(specs, names, found, strict=True)
        return [], [Series(spec, name, tuple(facts), unit) for spec, name, facts in rows]
    if chart.kind == "pie":
        return [], [Series(spec, spec.label, (book.get(spec.id),), unit) for spec in specs]
    if chart.kind == "pair_years":
        return _pairs(chart, book, catalogue, unit)
    codes = _members(book, chart.indicators)
    if not codes:
        raise ReportError(
            f"图“{chart.caption}”", "所列指标没有分地区的数据", "换成有分地区数据的指标，或换一种图。"
        )
    labels = [spec.label for spec in specs]
    facts = [tuple(book.get(spec.id, code) for code in codes) for spec in specs]
    made = [Series(spec, name, row, unit) for spec, name, row in zip(specs, labels, facts, strict=True)]
    return [places.name(code) for code in codes], made


def _held(book: FactBook, indicator: str, kind: str) -> Sequence[Fact]:
    return book.history(indicator) if kind == "line_years" else ()


def _members(book: FactBook, indicators: Sequence[str]) -> list[str]:
    """The places below the book's that any of the indicators has a fact of, in the order of their codes."""
    return sorted({fact.place for fact in book if fact.indicator in indicators and fact.place != book.place})


def _pairs(
    chart: ChartSpec, book: FactBook, catalogue: Catalogue, unit: str
) -> tuple[list[str], list[Series]]:
    """Last year's and this year's values: of several indicators, or of one by place."""
    specs = [catalogue.indicators[name] for name in chart.indicators]
    if len(specs) == 1:
        codes = _members(book, chart.indicators) or [book.place]
        now = tuple(book.get(specs[0].id, code) for code in codes)
        names = [places.name(code) for code in codes]
    else:
        now = tuple(book.get(spec.id) for spec in specs)
        names = short_labels([spec.label for spec in specs])
    before = tuple(last_year(book, fact) for fact in now)
    # One number of decimals for all: the most that any of them has.
    widest = replace(specs[0], decimals=max(spec.decimals for spec in specs))
    return names, [Series(widest, _year(row), row, unit) for row in (before, now)]


def _year(facts: Sequence[Fact | None]) -> str:
    years = {fact.period[:4] for fact in facts if fact is not None}
    return f"{min(years)}年" if years else "上年"


def _plot(chart: ChartSpec, figure: Any, axes: Any, names: list[str], series: list[Series]) -> None:
    if chart.kind == "line_years":
        lines.years(axes, series)
    elif chart.kind == "line_months":
        lines.months(axes, series)
    elif chart.kind == "pie":
        ring.ring(axes, chart.caption, series)
    elif chart.kind == "barh_places":
        bars.sideways(figure, axes, names, series[0])
    elif chart.kind == "stacked_places":
        bars.stacked(figure, axes, names, series)
    else:
        bars.upright(figure, axes, names, series)


def _head(chart: ChartSpec, axes: Any, unit: str, names: Sequence[str]) -> None:
    """The unit at the upper left, the legend at the upper right."""
    if chart.kind == "pie":
        return
    said = (
        f"单位：{unit}" if chart.y in ("", unit) else chart.y if "（" in chart.y else f"{chart.y}（{unit}）"
    )
    axes.set_title(said, loc="left", fontsize=canvas.SIZE, pad=6)
    if len(names) > 1:
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            ncols=_columns(names, canvas.axes_points(axes)[0] - canvas.text_points(said, canvas.SIZE)),
            frameon=False,
            fontsize=canvas.SIZE,
            handlelength=1.8,
            columnspacing=1.2,
            borderaxespad=0.1,
        )


def _columns(names: Sequence[str], room: float) -> int:
    """As many legend columns as fit beside the unit."""
    each = max(canvas.text_points(name, canvas.SIZE) for name in names) + 4 * canvas.SIZE
    return max(1, min(len(names), int(room // each)))
