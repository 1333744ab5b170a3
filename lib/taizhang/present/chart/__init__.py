"""A declared chart and its facts -> PNG, SVG and a Chinese sentence that says what they show."""

from taizhang.present.chart.draw import Chart, draw
from taizhang.present.chart.sketch import Figure, bars, curves

__all__ = ["Chart", "Figure", "bars", "curves", "draw"]
