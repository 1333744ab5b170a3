"""The task ledger, current facts and forecasts -> each target beside what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang import numbers
from taizhang.analysis.forecast import Forecast, Point
from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.errors import nearest
from taizhang.indicators.facts import Fact, FactBook
from taizhang.indicators.query.engine import Engine, decimal
from taizhang.ledger.findings import WARNING, Finding, describe_word
from taizhang.periods import parse
from taizhang.trace import RowRef

AT_LEAST, AT_MOST, EQUAL = "不低于", "不高于", "等于"
COLUMNS = "code area text department cooperating indicator operator target unit nature deadline".split()


@dataclass(frozen=True, slots=True)
class Task:
    """One task as the ledger has it; ``target`` in ``unit``; ``ref`` is its row."""

    code: str
    area: str
    text: str
    department: str
    cooperating: str
    indicator: str
    operator: str
    target: Decimal | None
    unit: str
    nature: str
    deadline: date
    ref: RowRef


@dataclass(frozen=True, slots=True)
class Target:
    """A task with a figure: ``now``, ``gap`` and the forecast's ends in the task's own unit.

    ``gap`` is what is still lacking (never negative); ``met`` says whether the current value already
    satisfies the operator; ``expected`` whether the forecast of the deadline's year does: 可望达到,
    难以达到, 不确定, or empty without a forecast. ``problem`` says why there is no comparison.
    """

    task: Task
    spec: IndicatorSpec | None = None
    fact: Fact | None = None
    now: Decimal | None = None
    gap: Decimal | None = None
    met: bool | None = None
    point: Point | None = None
    expected: str = ""
    problem: str = ""


def read_tasks(engine: Engine) -> tuple[Task, ...]:
    """Every accepted task, in the ledger's order; none without a task ledger."""
    if not engine.has("tasks"):
        return ()
    table = engine.table("tasks")
    chosen = table.select(*COLUMNS, "_file", "_sheet", "_row").order_by("_file", "_sheet", "_row")
    return tuple(_task(dict(zip(chosen.columns, row, strict=True))) for row in engine.rows(chosen))


def _task(row: Mapping[str, Any]) -> Task:
    words = {name: row[name] or "" for name in COLUMNS if name not in ("target", "deadline")}
    target = None if row["target"] is None else Decimal(numbers.exact(decimal(row["target"])))
    ref = RowRef(row["_file"], row["_sheet"] or "", int(row["_row"]))
    return Task(**words, target=target, deadline=row["deadline"], ref=ref)


def compare(
    tasks: tuple[Task, ...],
    book: FactBook,
    catalogue: Catalogue,
    forecasts: Mapping[str, Forecast] | None = None,
) -> tuple[tuple[Target, ...], tuple[Finding, ...]]:
    """Hold each task that names an indicator against its fact; ``forecasts`` are by indicator id.

    A task whose indicator, unit, operator or target cannot be used is a finding, never left out.
    """
    by_label = catalogue.by_label()
    targets = tuple(_target(task, book, by_label, forecasts or {}) for task in tasks if task.indicator)
    return targets, tuple(_finding(target) for target in targets if target.problem)


def _finding(target: Target) -> Finding:
    task = target.task
    return Finding(
        "TARGET_NOT_COMPARED",
        WARNING,
        f"任务{task.code}：{target.problem}",
        task.ref.path,
        task.ref.sheet,
        task.ref.row,
        ledger="tasks",
        case=f"TARGET_NOT_COMPARED:tasks:{task.code}",
    )


def _target(
    task: Task, book: FactBook, by_label: Mapping[str, IndicatorSpec], forecasts: Mapping[str, Forecast]
) -> Target:
    spec = by_label.get(task.indicator)
    if spec is None:
        hint = nearest(task.indicator, by_label)
        return Target(
            task,
            problem=f"没有名为{describe_word(task.indicator, by_label)}的指标"
            + (f"，是否为“{hint}”" if hint else ""),
        )
    if task.target is None or task.operator not in (AT_LEAST, AT_MOST, EQUAL):
        return Target(task, spec, problem=f"指标“{spec.label}”没有写明目标值或目标要求")
    fact = book.get(spec.id)
    if fact is None or fact.value is None:
        return Target(
            task, spec, fact, problem=f"指标“{spec.label}”{fact.status if fact else '无数据'}，无从对照"
        )
    try:
        now = numbers.convert(fact.value, fact.unit, task.unit)
    except ValueError:
        return Target(
            task, spec, fact, problem=f"计量单位为“{task.unit}”，指标“{spec.label}”的单位是“{spec.unit}”"
        )
    point = _point(task, forecasts.get(spec.id), fact.unit)
    return Target(
        task,
        spec,
        fact,
        now,
        _gap(task, now),
        _met(task.operator, now, task.target),
        point,
        _expected(task, point),
    )


def _gap(task: Task, now: Decimal) -> Decimal:
    lacking = (task.target or Decimal(0)) - now
    if task.operator == EQUAL:
        return abs(lacking)
    return max(Decimal(0), lacking if task.operator == AT_LEAST else -lacking)


def _met(operator: str, value: Decimal, target: Decimal) -> bool:
    if operator == EQUAL:
        return value == target
    return value >= target if operator == AT_LEAST else value <= target


def _point(task: Task, found: Forecast | None, unit: str) -> Point | None:
    """The forecast of the deadline's year, or of its month, in the task's unit."""
    if found is None or found.better is None:
        return None
    day = task.deadline
    point = next(
        (
            point
            for point in found.better.points
            if parse(point.period).first.year == day.year
            and (
                parse(point.period).first != parse(point.period).last
                or parse(point.period).last.number == day.month
            )
        ),
        None,
    )
    if point is None:
        return None
    value, low, high = (
        numbers.convert(part, unit, task.unit) for part in (point.value, point.lower, point.upper)
    )
    return Point(point.period, value, low, high)


def _expected(task: Task, point: Point | None) -> str:
    if point is None or task.target is None or task.operator == EQUAL:
        return ""
    low, high = (_met(task.operator, end, task.target) for end in (point.lower, point.upper))
    if low and high:
        return "可望达到"
    return "不确定" if low or high else "难以达到"
