"""Plain numbers -> a fitted exponential smoothing and a naive extrapolation, each with its interval."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t as student  # type: ignore[import-untyped]  # it publishes no types
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

SEASON = 12
SEASONAL_FROM = 3 * SEASON
"""A seasonal pattern is only looked for when it has been seen three times."""
SEASONAL_NAIVE_FROM = 2 * SEASON
FORMS: dict[str, dict[str, Any]] = {
    "简单指数平滑": {"trend": None},
    "阻尼趋势指数平滑": {"trend": "add", "damped_trend": True},
    "季节指数平滑": {"trend": None, "seasonal": "add", "seasonal_periods": SEASON},
    "阻尼趋势季节指数平滑": {
        "trend": "add",
        "damped_trend": True,
        "seasonal": "add",
        "seasonal_periods": SEASON,
    },
}
TRIED = 8
"""One-step forecasts that are tried at most: each fits every form anew."""
NAIVE, SEASONAL_NAIVE = "沿用最近一期", "沿用上年同月"


@dataclass(frozen=True, slots=True)
class Path:
    """What one method says of the coming periods: middle, lower and upper end of the interval."""

    name: str
    middle: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    said: tuple[str, ...] = field(default=())


def smooth(values: Sequence[float], horizon: int, confidence: float, *, monthly: bool) -> Path:
    """The additive smoothing of least AICc, with the intervals of its state-space form.

    What the library warns of is caught and handed on in ``said``, in Chinese.
    """
    fitted = [made for name in _candidates(len(values), monthly=monthly) if (made := _fit(name, values))]
    if not fitted:
        raise ArithmeticError("no form of smoothing could be fitted")
    name, result, said = min(fitted, key=lambda made: made[1].aicc)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = result.get_prediction(start=len(values), end=len(values) + horizon - 1)
        frame = found.summary_frame(alpha=1 - confidence)
    middle, low, high = (tuple(map(float, frame[key])) for key in ("mean", "pi_lower", "pi_upper"))
    factor = _small_sample(len(values), len(result.params), confidence)
    lower = tuple(value - (value - end) * factor for value, end in zip(middle, low, strict=True))
    upper = tuple(value + (end - value) * factor for value, end in zip(middle, high, strict=True))
    if not all(map(math.isfinite, (*middle, *lower, *upper))):
        raise ArithmeticError("the interval is not finite")
    return Path(name, middle, lower, upper, said)


def _small_sample(count: int, parameters: int, confidence: float) -> float:
    """How much wider the interval must be because few values had to give both the form and the spread.

    The library divides by all values and takes the normal curve: right for long series only.
    """
    free = max(1, count - parameters)
    middle = (1 + confidence) / 2
    return float(math.sqrt(count / free) * student.ppf(middle, free) / NormalDist().inv_cdf(middle))


def _candidates(count: int, *, monthly: bool) -> list[str]:
    seasonal = monthly and count >= SEASONAL_FROM
    return [name for name, form in FORMS.items() if seasonal or "seasonal" not in form]


def _fit(name: str, values: Sequence[float]) -> tuple[str, Any, tuple[str, ...]] | None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = ETSModel(pd.Series(values, dtype=float), error="add", **FORMS[name]).fit(disp=False)
        except (ValueError, np.linalg.LinAlgError, FloatingPointError, ZeroDivisionError):
            return None
    said = {_in_chinese(name, warning) for warning in caught}
    return (name, result, tuple(sorted(said))) if math.isfinite(result.aicc) else None


def _in_chinese(name: str, warning: warnings.WarningMessage) -> str:
    if issubclass(warning.category, ConvergenceWarning):
        return f"{name}的拟合未完全收敛，预测仅供参考"
    return f"{name}的拟合有提示（{warning.category.__name__}），预测仅供参考"


def naive(values: Sequence[float], horizon: int, confidence: float, *, monthly: bool) -> Path:
    """The last value again, or the same month of last year; the interval from its own past errors."""
    lag = _lag(len(values), monthly=monthly)
    steps = range(1, horizon + 1)
    middle = tuple(float(values[len(values) - lag + (step - 1) % lag]) for step in steps)
    errors = [values[index] - values[index - lag] for index in range(lag, len(values))]
    spread = math.sqrt(sum(error * error for error in errors) / len(errors)) if errors else 0.0
    reach = float(student.ppf((1 + confidence) / 2, max(1, len(errors)))) * spread
    widths = [reach * math.sqrt((step - 1) // lag + 1) for step in steps]
    lower = tuple(value - width for value, width in zip(middle, widths, strict=True))
    upper = tuple(value + width for value, width in zip(middle, widths, strict=True))
    return Path(NAIVE if lag == 1 else SEASONAL_NAIVE, middle, lower, upper)


def _lag(count: int, *, monthly: bool) -> int:
    return SEASON if monthly and count >= SEASONAL_NAIVE_FROM else 1


def one_step_errors(values: Sequence[float], *, monthly: bool) -> tuple[float, float, int]:
    """Mean absolute errors of both methods, one period ahead, over the last quarter of the series; and how many.

    Each is made from the earlier values only, the form of smoothing chosen anew each time.
    """
    count = min(TRIED, max(2, len(values) // 4))
    model: list[float] = []
    plain: list[float] = []
    for end in range(len(values) - count, len(values)):
        past, truth = values[:end], values[end]
        model.append(abs(smooth(past, 1, 0.8, monthly=monthly).middle[0] - truth))
        plain.append(abs(naive(past, 1, 0.8, monthly=monthly).middle[0] - truth))
    return sum(model) / count, sum(plain) / count, count
