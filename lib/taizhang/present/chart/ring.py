"""Parts of one whole -> a ring with a label beside each part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import cos, radians, sin
from typing import Any

from taizhang import numbers
from taizhang.errors import ReportError
from taizhang.present.chart import canvas
from taizhang.present.chart.series import Series

MOST = 5
FULL, TOP = 360.0, 90.0


def ring(axes: Any, caption: str, series: Sequence[Series]) -> None:
    """Draw it. ReportError for more than five parts, or a part without a value: the shares would be wrong."""
    values = [part.values()[0] for part in series]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0))
    if len(series) > MOST or len(known) < len(series) or total <= 0 or min(known) < 0:
        raise ReportError(
            f"图“{caption}”",
            f"{len(series)}个部分，{len(known)}个有数值",
            "环形图要二至五个部分，每个都有数值。",
        )
    styles = [canvas.style(index) for index in range(len(series))]
    wedges, *_ = axes.pie(
        [float(value) for value in known],
        colors=[style["color"] for style in styles],
        hatch=[style["hatch"] for style in styles],
        startangle=TOP,
        counterclock=False,
        radius=1.0,
        wedgeprops={"width": 0.42, "edgecolor": "white", "linewidth": 0.8},
    )
    for wedge, part, value in zip(wedges, series, known, strict=True):
        _label(axes, wedge, f"{part.name}\n{part.shown(value)}{part.unit}（{_share(value, total)}）")
    axes.text(
        0,
        0,
        f"合计\n{series[0].shown(total)}{series[0].unit}",
        ha="center",
        va="center",
        fontsize=canvas.SIZE,
    )
    axes.set_aspect("equal")
    axes.set_xlim(-2.2, 2.2)
    axes.set_ylim(-1.12, 1.12)
    axes.set_axis_off()


def _share(value: Decimal, total: Decimal) -> str:
    return f"{numbers.show(numbers.quotient(value, total, 100), 1)}%"


def _label(axes: Any, wedge: Any, text: str) -> None:
    middle = radians((wedge.theta1 + wedge.theta2) / 2)
    x, y = cos(middle), sin(middle)
    side = "left" if x >= 0 else "right"
    axes.annotate(
        text,
        (x * 0.98, y * 0.98),
        (1.22 if x >= 0 else -1.22, y * 1.0),
        ha=side,
        va="center",
        fontsize=canvas.SIZE,
        arrowprops={"arrowstyle": "-", "color": canvas.INK, "linewidth": 0.6},
    )
