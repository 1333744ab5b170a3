"""Plain names and numbers, or histories and forecasts -> charts for a notebook's screen."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet

from taizhang.indicators.facts import Fact
from taizhang.present.chart import canvas

if TYPE_CHECKING:  # statistics take a second to import, and only one notebook forecasts
    from taizhang.analysis.forecast import Forecast


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that a notebook shows as a picture, the same bytes every time."""

    png: bytes

    def _repr_png_(self) -> bytes:
        return self.png


WIDTH, ROW, PANEL, SCREEN = 7.2, 0.24, 1.7, 110
TICKS = 7


def _figure(height: float, panels: int = 1) -> tuple[Sheet, list[Any]]:
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(canvas.settings())
        figure = Sheet(figsize=(WIDTH, height), dpi=SCREEN, layout="constrained")
        FigureCanvasAgg(figure)
        axes = [figure.add_subplot(panels, 1, number + 1) for number in range(panels)]
        for one in axes:
            canvas.plain(one)
    return figure, axes


def _finished(figure: Sheet) -> Figure:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return Figure(buffer.getvalue())


def bars(names: Sequence[str], values: Sequence[float], axis: str) -> Figure:
    """A bar a name, first at the bottom; the number stands at its end."""
    figure, (axes,) = _figure(max(1.6, ROW * len(names) + 0.7))
    family = {"fontfamily": canvas.family(), "fontsize": canvas.SMALL}
    drawn = axes.barh(range(len(names)), values, color=canvas.COLOURS[0], height=0.66)
    axes.bar_label(
        drawn, labels=[f"{value:g}" if value % 1 else f"{value:.0f}" for value in values], padding=3, **family
    )
    axes.set_yticks(range(len(names)), names, **family)
    axes.set_xlabel(axis, **family)
    axes.margins(x=0.14)
    if names:
        axes.ticklabel_format(axis="x", style="plain")
    return _finished(figure)


Panel = tuple[str, str, Sequence[Fact]]


def curves(panels: Sequence[Panel], forecasts: Mapping[str, Forecast] | None = None) -> Figure:
    """A panel an indicator: its history, and, where there is one, the forecast with its interval."""
    figure, axes = _figure(PANEL * max(1, len(panels)) + 0.3, max(1, len(panels)))
    for one, (label, unit, facts) in zip(axes, panels, strict=True):
        _curve(one, f"{label}（{unit}）", facts, (forecasts or {}).get(label))
    return _finished(figure)


def _curve(axes: Any, title: str, facts: Sequence[Fact], forecast: Forecast | None) -> None:
    family = {"fontfamily": canvas.family(), "fontsize": canvas.SMALL}
    periods = [fact.period for fact in facts]
    # A gap stays a gap: a missing value breaks the line.
    values = [float("nan") if fact.value is None else float(fact.value) for fact in facts]
    axes.plot(range(len(periods)), values, color=canvas.COLOURS[0], marker="o", markersize=2.6, linewidth=1.1)
    method = forecast.better if forecast else None
    if method:
        points = method.points
        spots = range(len(periods), len(periods) + len(points))
        axes.fill_between(
            spots,
            [float(p.lower) for p in points],
            [float(p.upper) for p in points],
            color=canvas.COLOURS[1],
            alpha=0.5,
        )
        axes.plot(
            spots,
            [float(p.value) for p in points],
            color=canvas.COLOURS[2],
            marker="s",
            markersize=2.6,
            linestyle="--",
        )
        periods = periods + [point.period for point in points]
    elif forecast:
        title = f"{title}　不作预测：{forecast.reason}"
    step = -(-len(periods) // TICKS)
    axes.set_xticks(range(0, len(periods), step), periods[::step], **family)
    axes.set_title(title, loc="left", **family)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # an axis of one value has no plain format to set
        axes.ticklabel_format(axis="y", style="plain", useOffset=False)
