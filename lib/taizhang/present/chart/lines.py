"""Series by month or year -> lines that stop at every gap and at every change of scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from taizhang.indicators.facts import Fact
from taizhang.periods import MONTHS, parse
from taizhang.present.chart import bars, canvas
from taizhang.present.chart.series import Series, month_index, open_ended, year_index

Index = Callable[[Fact], int]
Point = tuple[int, float]
CHANGED = "口径变化"
FEW = 12


def years(axes: Any, series: Sequence[Series]) -> None:
    """Lines over years; a dashed upright line where the scope changed."""
    spots = _draw(axes, series, year_index)
    _scale(axes, series)
    step = max(1, -(-len(spots) // FEW))
    axes.set_xticks(spots[::step], [f"{year}年" for year in spots[::step]], fontsize=canvas.SMALL)
    _changes(axes, series, spots)
    axes.figure.draw_without_rendering()
    _gaps(axes, series, year_index)
    _label(axes, series, year_index, every=len(spots) <= FEW and len(series) == 1)


def months(axes: Any, series: Sequence[Series]) -> None:
    """Lines over months; ticks at quarters, the year below each January."""
    spots = _draw(axes, series, month_index)
    _scale(axes, series)
    step = next(step for step in (1, 2, 3, 6, 12) if len(spots) / step <= 16 or step == 12)
    first = spots[0] if spots else 0
    ticks = [spot for spot in range(first, (spots[-1] if spots else 0) + 1) if spot % MONTHS % step == 0]
    axes.set_xticks(ticks, [_month(spot, index == 0) for index, spot in enumerate(ticks)])
    axes.figure.draw_without_rendering()
    _gaps(axes, series, month_index)
    _label(axes, series, month_index, every=len(spots) <= MONTHS and len(series) == 1)


def _month(spot: int, first: bool) -> str:
    year, number = divmod(spot, MONTHS)
    return f"{number + 1}月\n{year}年" if first or number == 0 else f"{number + 1}月"


def _draw(axes: Any, series: Sequence[Series], index: Index) -> list[int]:
    spots: set[int] = set()
    for number, part in enumerate(series):
        style = canvas.line_style(number)
        label: str | None = part.name
        for run in _runs(part, index):
            axes.plot([spot for spot, _ in run], [value for _, value in run], label=label, **style)
            label = None
        hollow = [point for point, fact in _points(part, index) if open_ended(fact)]
        if hollow:
            axes.plot(
                [spot for spot, _ in hollow],
                [value for _, value in hollow],
                linestyle="none",
                marker=style["marker"],
                markersize=style["markersize"] + 0.6,
                markerfacecolor="white",
                markeredgecolor=style["color"],
                label=None if label is None else label,
            )
        spots |= {index(fact) for fact in part.facts if fact is not None}
    return list(range(min(spots), max(spots) + 1)) if spots else []


def _points(part: Series, index: Index) -> list[tuple[Point, Fact]]:
    pairs = zip(part.facts, part.values(), strict=True)
    return [
        ((index(fact), float(value)), fact) for fact, value in pairs if fact is not None and value is not None
    ]


def _runs(part: Series, index: Index) -> Iterator[list[Point]]:
    """Stretches without a gap and without a change of scope inside."""
    run: list[Point] = []
    last: Fact | None = None
    for point, fact in _points(part, index):
        if run and (open_ended(fact) or point[0] != run[-1][0] + 1 or _changed(part, last, fact)):
            yield run
            run = []
        if not open_ended(fact):
            run.append(point)
            last = fact
    if run:
        yield run


def _changed(part: Series, one: Fact | None, other: Fact) -> bool:
    if one is None:
        return False
    before, now = parse(one.period), parse(other.period)
    return any(before.last < parse(change.period).first <= now.last for change in part.breaks)


def _scale(axes: Any, series: Sequence[Series]) -> None:
    values = [float(value) for part in series for value in part.values() if value is not None]
    top, bottom = max(values, default=1.0), min(values, default=0.0)
    axes.set_ylim(min(0.0, bottom * 1.1), top * 1.15 or 1)
    bars.plain_numbers(axes.yaxis)
    axes.grid(axis="y", color=canvas.GRID, linewidth=0.5)
    axes.margins(x=0.04)


def _changes(axes: Any, series: Sequence[Series], spots: Sequence[int]) -> None:
    found = sorted({parse(change.period).first.year for part in series for change in part.breaks})
    for year in (year for year in found if spots and spots[0] < year <= spots[-1]):
        axes.axvline(year - 0.5, color="#555555", linewidth=0.8, linestyle=(0, (4, 3)))
        axes.annotate(
            CHANGED,
            (year - 0.5, 1.0),
            (2, -2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=canvas.SMALL - 0.5,
            va="top",
            ha="left",
            color="#444444",
        )


def _gaps(axes: Any, series: Sequence[Series], index: Index) -> None:
    """Say below each gap that there is no data: an empty stretch explains nothing by itself."""
    held = {point[0] for part in series for point, _ in _points(part, index)}
    inner = [spot for spot in range(min(held), max(held)) if spot not in held] if held else []
    for spot in inner:
        if spot - 1 in held:
            length = next(step for step in range(1, len(inner) + 2) if spot + step not in inner)
            axes.annotate(
                bars.NONE,
                (spot + (length - 1) / 2, 0),
                (0, 3),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                fontsize=canvas.TINY,
                color="#666666",
            )


def _label(axes: Any, series: Sequence[Series], index: Index, *, every: bool) -> None:
    """All values when they are few, else the last one of each line."""
    per_point = (axes.get_ylim()[1] - axes.get_ylim()[0]) / canvas.axes_points(axes)[1]
    ends: list[float] = []
    for number, part in sorted(enumerate(series), key=lambda pair: -_last(pair[1])):
        points = [point for point, _ in _points(part, index)]
        shifts = _shifts(part, index)
        texts = [part.shown(value) for value in part.values() if value is not None]
        for place in range(len(points)) if every else range(len(points))[-1:]:
            near = any(abs(end - points[place][1]) < per_point * canvas.SIZE * 2 for end in ends)
            shift, below = shifts.get(points[place], 0.0) if every else 0.0, not every and near
            axes.annotate(
                texts[place],
                points[place],
                (shift, -5 if below else 4),
                textcoords="offset points",
                ha="center",
                va="top" if below else "bottom",
                fontsize=canvas.TINY if every else canvas.SMALL - 0.5,
                color=canvas.line_style(number)["color"],
            )
        ends += [points[-1][1]] if points else []


def _last(part: Series) -> float:
    return next((float(value) for value in reversed(part.values()) if value is not None), 0.0)


def _shifts(part: Series, index: Index) -> dict[Point, float]:
    """How far each number moves away from its line: left where the line rises, right where it falls."""
    runs = list(_runs(part, index))
    steep = 0.03 * max((value for run in runs for _, value in run), default=0.0)
    moved: dict[Point, float] = {}
    for run in runs:
        for place, point in enumerate(run):
            before = point[1] - run[place - 1][1] if place else 0.0
            after = run[place + 1][1] - point[1] if place + 1 < len(run) else 0.0
            if place and after > steep and before >= -steep:
                moved[point] = -7.0
            elif place + 1 < len(run) and before < -steep and after <= steep:
                moved[point] = 8.0
    return moved
