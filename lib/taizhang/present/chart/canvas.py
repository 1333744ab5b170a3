"""An empty sheet of the report's size and type -> the same PNG and SVG bytes on every run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pylopdf_fonts_zh_cn import sans_path

from taizhang.errors import ReportError

WIDTH_CM, HEIGHT_CM, DPI = 15.0, 7.0, 200
CM_PER_INCH = 2.54
POINTS_PER_INCH = 72
SIZE, SMALL, TINY, LEAST = 8.5, 7.5, 6.5, 5.5
INK, GRID = "#222222", "#d4d4d4"
COLOURS = ("#1f3f66", "#8fb3d9", "#c9732b", "#e8cfa0", "#5a7d5a", "#c8d8c0")
"""Dark and light by turns, so that neighbours stay apart on a grey printer."""
HATCHES = ("", "", "///", "...", "\\\\\\", "xx")
DARK = ("#1f3f66", "#c9732b", "#5a7d5a")
MARKS = ("o", "s", "^", "D", "v", "P")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))


@cache
def family() -> str:
    """The name of the Chinese typeface that the package ships."""
    path = str(sans_path())
    font_manager.fontManager.addfont(path)
    return str(font_manager.FontProperties(fname=path).get_name())


def settings() -> Any:
    """Our own drawing settings."""
    return {
        "font.family": [family()],
        "font.size": SIZE,
        "axes.unicode_minus": False,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.linewidth": 0.6,
        "hatch.linewidth": 0.5,
        "svg.hashsalt": "taizhang",
        "svg.fonttype": "path",
        "path.simplify": False,
    }


@contextmanager
def sheet() -> Iterator[tuple[Figure, Any]]:
    """A figure of 15 cm by 7 cm with one pair of axes, in our own settings; nobody else's are touched."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings())
        figure = Figure(
            figsize=(WIDTH_CM / CM_PER_INCH, HEIGHT_CM / CM_PER_INCH), dpi=DPI, layout="constrained"
        )
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        plain(axes)
        yield figure, axes


def plain(axes: Any) -> None:
    """Axes without a frame at the top and right."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=2, width=0.6)
    axes.set_axisbelow(True)


def save(figure: Figure, folder: Path, name: str) -> tuple[Path, Path]:
    """Write ``name``.png and ``name``.svg. ReportError when the font lacks a character that the chart needs."""
    folder.mkdir(parents=True, exist_ok=True)
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph .* missing")
        try:
            figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
            figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        except UserWarning as warning:
            raise ReportError(
                f"图“{name}”", str(warning).split("(")[0].strip(), "改掉图中字体没有的字符。"
            ) from warning
    return png, svg


def style(index: int) -> dict[str, Any]:
    """Fill of the n-th series: colour and hatch, told apart in grey too."""
    place = index % len(COLOURS)
    return {"color": COLOURS[place], "hatch": HATCHES[place], "edgecolor": "white", "linewidth": 0.4}


def line_style(index: int) -> dict[str, Any]:
    """Line of the n-th series: colour, dashes and marks."""
    place = index % len(DASHES)
    colour = ("#1f3f66", "#c9732b", "#5a7d5a", "#7a4b8a", "#444444", "#2a8a94")[place]
    return {
        "color": colour,
        "linestyle": DASHES[place],
        "marker": MARKS[place],
        "markersize": 3.6,
        "linewidth": 1.3,
    }


def text_points(text: str, size: float) -> float:
    """About how wide a text is: Chinese characters one size, digits a little over half."""
    return sum(size if ord(mark) > 0x2E7F else size * 0.58 for mark in text)


def axes_points(axes: Any) -> tuple[float, float]:
    """Width and height of the drawing area; layout has to be done first."""
    box = axes.get_window_extent()
    scale = POINTS_PER_INCH / DPI
    return box.width * scale, box.height * scale
