"""Series by place, or of two years -> bars from a zero line, labelled where the numbers fit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from matplotlib.ticker import FuncFormatter, MaxNLocator

from taizhang.present.chart import canvas
from taizhang.present.chart.series import Series

NONE = "无数据"
TALL = 1.25
"""The same where numbers stand upright."""
GROUP = 0.78
"""The part of a category's width that its bars take."""
HEADROOM = 1.12
"""Left free above the highest bar, for its number."""
SPILL = 1.25
"""A number above a bar may be this much wider than its bar."""


def upright(figure: Any, axes: Any, names: Sequence[str], series: Sequence[Series]) -> None:
    """Bars side by side, one group a name."""
    width = GROUP / len(series)
    for index, part in enumerate(series):
        spots = [place + (index - (len(series) - 1) / 2) * width for place in range(len(names))]
        axes.bar(spots, _heights(part), width * 0.94, label=part.name, **canvas.style(index))
    _frame(figure, axes, names, _top(series))
    for index, part in enumerate(series):
        spots = [place + (index - (len(series) - 1) / 2) * width for place in range(len(names))]
        _above(axes, spots, part, width / len(names) * canvas.axes_points(axes)[0] * _data_share(axes, names))


def stacked(figure: Any, axes: Any, names: Sequence[str], series: Sequence[Series]) -> None:
    """One bar a name, the parts upon each other; parts inside where there is room, the sum on top."""
    bases = [0.0] * len(names)
    for index, part in enumerate(series):
        heights = _heights(part)
        axes.bar(
            range(len(names)), heights, GROUP * 0.75, bottom=bases, label=part.name, **canvas.style(index)
        )
        bases = [base + height for base, height in zip(bases, heights, strict=True)]
    _frame(figure, axes, names, max(bases, default=0.0))
    _inside(axes, names, series)
    texts = [_sum(series[0], values) for values in zip(*(part.values() for part in series), strict=True)]
    room = canvas.axes_points(axes)[0] * _data_share(axes, names) / len(names)
    _tops(axes, range(len(names)), bases, texts, room * 0.96)


def _sum(shown_as: Series, values: Sequence[Decimal | None]) -> str:
    """The whole of a stack; a stack that lacks a part has none."""
    known = [value for value in values if value is not None]
    return shown_as.shown(sum(known, Decimal(0))) if len(known) == len(values) else NONE


def sideways(figure: Any, axes: Any, names: Sequence[str], series: Series) -> None:
    """Horizontal bars, the largest on top."""
    values = series.values()
    order = sorted(
        range(len(names)), key=lambda place: (values[place] is not None, values[place] or 0, -place)
    )
    heights = [float(values[place] or 0) for place in order]
    axes.barh(range(len(order)), heights, GROUP * 0.85, **canvas.style(0))
    axes.set_yticks(range(len(order)), [names[place] for place in order])
    axes.set_xlim(0, max(heights, default=0.0) * HEADROOM or 1)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    plain_numbers(axes.xaxis)
    axes.grid(axis="x", color=canvas.GRID, linewidth=0.5)
    for spot, place in enumerate(order):
        value = values[place]
        text = NONE if value is None else series.shown(value)
        axes.annotate(
            text,
            (heights[spot], spot),
            (3, 0),
            textcoords="offset points",
            va="center",
            fontsize=canvas.SMALL,
        )


def _heights(part: Series) -> list[float]:
    return [float(value or 0) for value in part.values()]


def _top(series: Sequence[Series]) -> float:
    return max((height for part in series for height in _heights(part)), default=0.0)


def _frame(figure: Any, axes: Any, names: Sequence[str], top: float) -> None:
    axes.set_ylim(0, top * HEADROOM or 1)
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_xticks(range(len(names)), names)
    axes.tick_params(axis="x", length=0)
    plain_numbers(axes.yaxis)
    axes.grid(axis="y", color=canvas.GRID, linewidth=0.5)
    fit_names(figure, axes, names)


def plain_numbers(axis: Any) -> None:
    """Ticks as plain numbers: no separators, no powers of ten, few of them."""
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))


def tick(value: float) -> str:
    """A tick's number as plain text."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def fit_names(figure: Any, axes: Any, names: Sequence[str]) -> None:
    """Break names over lines, or shrink them, so that none touches its neighbour."""
    figure.draw_without_rendering()
    room = canvas.axes_points(axes)[0] * _data_share(axes, names) / max(len(names), 1) * 0.94
    size = canvas.SIZE
    longest = max((canvas.text_points(name, size) for name in names), default=0.0)
    if longest > room and max(map(len, names)) <= 5:
        size = max(7.0, size * room / longest)
    per_line = max(2, int(room // size))
    wrapped = [wrap(name, per_line) if canvas.text_points(name, size) > room else name for name in names]
    axes.set_xticks(range(len(names)), wrapped, fontsize=size)
    figure.draw_without_rendering()


def wrap(name: str, per_line: int) -> str:
    """A name over as few lines as it needs, of about the same length."""
    lines = -(-len(name) // per_line)
    length = -(-len(name) // lines)
    return "\n".join(name[start : start + length] for start in range(0, len(name), length))


def _data_share(axes: Any, names: Sequence[str]) -> float:
    low, high = axes.get_xlim()
    return float(len(names) / (high - low))


def _above(axes: Any, spots: Sequence[float], part: Series, room: float) -> None:
    values = part.values()
    texts = [NONE if value is None else part.shown(value) for value in values]
    _tops(axes, spots, _heights(part), texts, room * SPILL)


def _tops(
    axes: Any, spots: Sequence[float], heights: Sequence[float], texts: Sequence[str], room: float
) -> None:
    """Numbers over bars: smaller where they would touch, upright where even that is too wide; all alike."""
    widest = max((canvas.text_points(text, 1.0) for text in texts), default=1.0)
    size = min(canvas.SMALL, room / widest)
    turned = size < canvas.LEAST
    for spot, height, text in zip(spots, heights, texts, strict=True):
        _write(axes, spot, height, text, size=canvas.SMALL if turned else size, turned=turned)
    if turned:
        low, high = axes.get_ylim()
        axes.set_ylim(low, max(high, max(heights, default=0.0) * TALL))


def _write(
    axes: Any, spot: float, height: float, text: str, *, size: float = canvas.SMALL, turned: bool = False
) -> None:
    axes.annotate(
        text,
        (spot, height),
        (0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=size,
        rotation=90 if turned else 0,
    )


def _inside(axes: Any, names: Sequence[str], series: Sequence[Series]) -> None:
    per_point = (axes.get_ylim()[1] - axes.get_ylim()[0]) / canvas.axes_points(axes)[1]
    room = canvas.axes_points(axes)[0] * _data_share(axes, names) / len(names) * GROUP * 0.75
    bases = [0.0] * len(names)
    for index, part in enumerate(series):
        style = canvas.style(index)
        colour = "white" if style["color"] in canvas.DARK else canvas.INK
        for place, value in enumerate(part.values()):
            height = float(value or 0)
            text = part.shown(value) if value is not None else ""
            size = min(canvas.TINY, canvas.TINY * room / (canvas.text_points(text, canvas.TINY) or 1))
            if height > per_point * size * 1.4 and size >= canvas.LEAST and not style["hatch"]:
                middle = bases[place] + height / 2
                axes.text(place, middle, text, ha="center", va="center_baseline", fontsize=size, color=colour)
            bases[place] += height
