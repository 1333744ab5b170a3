"""20_planning: history, forecasts and next year's targets, for a planner to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from taizhang import numbers
from taizhang.analysis import forecast as forecasting
from taizhang.analysis import targets as tasks
from taizhang.analysis.forecast import Forecast
from taizhang.analysis.history import monthly, setting
from taizhang.analysis.years import yearly
from taizhang.declare import IndicatorSpec
from taizhang.errors import UsageError
from taizhang.indicators import Fact, FactBook
from taizhang.indicators.store import write_parquet
from taizhang.ledger import Finding
from taizhang.periods import parse
from taizhang.present import chart
from taizhang.run.desk import OpenDesk
from taizhang.run.work.shown import Table

PERCENT = 100
NONE = "—"


@dataclass(frozen=True, slots=True)
class History:
    """Facts by indicator, month by month and year by year."""

    months: Mapping[str, list[Fact]]
    years: Mapping[str, list[Fact]]


@dataclass(frozen=True, slots=True)
class Targets:
    """Next year's tasks with figures, and what could not be compared."""

    compared: tuple[tasks.Target, ...]
    findings: tuple[Finding, ...]


def history(desk: OpenDesk) -> History:
    """The history of the report's five indicators, and of those that its monthly charts show."""
    report = desk.catalogue.reports[desk.edition.report]
    drawn = [
        name for spec in report.charts.values() if spec.kind == "line_months" for name in spec.indicators
    ]
    given = setting(desk.catalogue, desk.engine())
    book = desk.book()
    specs = [desk.catalogue.indicators[name] for name in dict.fromkeys((*report.history, *drawn))]
    return History(
        {spec.id: monthly(spec, desk.scope, given) for spec in specs},
        {spec.id: yearly(spec, desk.scope, given, book) for spec in specs},
    )


def _planned(desk: OpenDesk) -> list[IndicatorSpec]:
    return [desk.catalogue.indicators[name] for name in desk.catalogue.reports[desk.edition.report].history]


def _wide(desk: OpenDesk, facts: Mapping[str, list[Fact]]) -> Table:
    specs = _planned(desk)
    periods = sorted({fact.period for spec in specs for fact in facts[spec.id]})
    columns: dict[str, list[str]] = {"统计期": [parse(period).in_chinese() for period in periods]}
    for spec in specs:
        shown = {fact.period: _shown(fact, spec) for fact in facts[spec.id]}
        columns[f"{spec.label}（{spec.unit}）"] = [shown.get(period, NONE) for period in periods]
    return Table(pd.DataFrame(columns))


def _shown(fact: Fact, spec: IndicatorSpec) -> str:
    if fact.value is None:
        return fact.status
    return numbers.show(fact.value, spec.decimals, spec.rounding)


def monthly_table(desk: OpenDesk, found: History) -> Table:
    """A row a month, a column an indicator; a gap is said, not filled."""
    return _wide(desk, found.months)


def yearly_table(desk: OpenDesk, found: History) -> Table:
    """A row a year, a column an indicator."""
    return _wide(desk, found.years)


def monthly_chart(desk: OpenDesk, found: History) -> chart.Figure:
    """Each indicator's own curve, one above the other."""
    return chart.curves([(spec.label, spec.unit, _line(desk, found, spec)) for spec in _planned(desk)])


def _line(desk: OpenDesk, found: History, spec: IndicatorSpec) -> list[Fact]:
    return found.months[spec.id] or found.years[spec.id]


def forecasts(desk: OpenDesk, found: History, horizon: int, confidence: int) -> dict[str, Forecast]:
    """A forecast a planned indicator; the monthly series where there is one.

    UsageError when horizon is below 1 or confidence is not between 1 and 99.
    """
    if horizon < 1:
        raise UsageError("参数 -p horizon", f"写了 {horizon}", "预测期数至少为 1。")
    if not 0 < confidence < PERCENT:
        raise UsageError("参数 -p confidence", f"写了 {confidence}", "置信水平写 1 到 99 之间的整数。")
    return {
        spec.id: forecasting.forecast(_line(desk, found, spec), horizon, confidence / PERCENT, spec.breaks)
        for spec in _planned(desk)
    }


def forecast_table(desk: OpenDesk, made: Mapping[str, Forecast]) -> Table:
    """Model and naive forecast side by side with intervals and past errors; or why there is none."""
    rows: list[tuple[Any, ...]] = []
    for spec in _planned(desk):
        one = made[spec.id]
        if one.model is None or one.naive is None:
            rows.append((spec.label, NONE, one.reason, "", "", ""))
            continue
        for method in (one.model, one.naive):
            for point in method.points:
                bounds = f"{_round(point.lower, spec)} ～ {_round(point.upper, spec)}"
                rows.append(
                    (
                        spec.label,
                        point.period,
                        method.name,
                        _round(point.value, spec),
                        bounds,
                        numbers.exact(method.error),
                    )
                )
    return Table(pd.DataFrame(rows, columns=["指标", "统计期", "方法", "预测值", "区间", "过去一步平均误差"]))


def _round(value: Decimal, spec: IndicatorSpec) -> str:
    return numbers.show(value, spec.decimals, spec.rounding)


def forecast_chart(desk: OpenDesk, found: History, made: Mapping[str, Forecast]) -> chart.Figure:
    """History and forecast with its interval, one panel an indicator."""
    return chart.curves(
        [(spec.label, spec.unit, _line(desk, found, spec)) for spec in _planned(desk)],
        {spec.label: made[spec.id] for spec in _planned(desk)},
    )


def targets(desk: OpenDesk, made: Mapping[str, Forecast] | None = None) -> Targets:
    """Next year's targets from the task ledger against current facts and the forecasts."""
    return Targets(*tasks.compare(tasks.read_tasks(desk.engine()), desk.book(), desk.catalogue, made))


def target_table(found: Targets) -> Table:
    """A row a target: now, goal, what is lacking, whether the forecast reaches it."""
    rows = [
        (row["code"], row["indicator"], row["now"], row["target"], row["state"]) for row in target_rows(found)
    ]
    return Table(pd.DataFrame(rows, columns=["任务", "指标", "本年", "目标", "状态"]))


def target_rows(found: Targets) -> list[dict[str, str]]:
    """The same as plain words, for the appendix; ``fact`` is the id of the current value."""
    return [_target_row(one) for one in found.compared]


def _target_row(one: tasks.Target) -> dict[str, str]:
    task = one.task
    goal = NONE if task.target is None else f"{task.operator}{numbers.exact(task.target)}{task.unit}"
    now = NONE
    if one.now is not None and one.spec is not None and one.fact is not None:
        now = f"{numbers.show(one.now, _places(task.target, one.spec))}{task.unit}"
        # A year's target beside the months so far: say which months, or it reads as falling short.
        now += f"（{parse(one.fact.period).in_chinese()}）" if ".." in one.fact.period else ""
    return {
        "code": task.code,
        "area": task.area,
        "indicator": task.indicator,
        "now": now,
        "target": goal,
        "state": one.problem or ("本年已达到" if one.met else "待完成"),
        "expected": one.expected or NONE,
        "fact": one.fact.fact if one.fact else "",
    }


def _places(target: Decimal | None, spec: IndicatorSpec) -> int:
    exponent = target.normalize().as_tuple().exponent if target is not None else 0
    return max(spec.decimals, -exponent if isinstance(exponent, int) else 0, 0)


def finish(desk: OpenDesk, found: History, made: Mapping[str, Forecast], goals: Targets) -> Table:
    """Write history.parquet (months), years.parquet and planning.json."""
    for name, series in (("history", found.months), ("years", found.years)):
        facts = [fact for one in series.values() for fact in one]
        write_parquet(FactBook(facts, {}, desk.scope.place), desk.folder / f"{name}.parquet")
    written = {name: _forecast_json(one) for name, one in made.items()}
    desk.write("planning.json", {"forecasts": written, "targets": target_rows(goals)})
    counts = {
        "历史数据点": sum(len(one) for series in (found.months, found.years) for one in series.values()),
        "作了预测的指标": sum(one.model is not None for one in made.values()),
        "量化目标": len(goals.compared),
        "不能对照的目标": len(goals.findings),
    }
    return Table(pd.DataFrame({"项目": list(counts), "个数": list(counts.values())}))


def _forecast_json(one: Forecast) -> dict[str, Any]:
    methods: Sequence[Any] = [method for method in (one.model, one.naive) if method]
    return {
        "reason": one.reason,
        "notes": list(one.notes),
        "methods": [
            {
                "name": method.name,
                "error": numbers.exact(method.error),
                "points": [
                    [point.period, *map(numbers.exact, (point.value, point.lower, point.upper))]
                    for point in method.points
                ],
            }
            for method in methods
        ],
    }
