"""Specs -> problems between them: names that do not exist, labels used twice, circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taizhang.declare.specs import (
    FlagSpec,
    IndicatorSpec,
    LedgerSpec,
    ReconciliationSpec,
    ReportSpec,
)
from taizhang.errors import nearest

Found = tuple[str, str, str]


def problems(
    ledgers: Mapping[str, LedgerSpec],
    indicators: Mapping[str, IndicatorSpec],
    flags: Mapping[str, FlagSpec],
    reconciliations: Mapping[str, ReconciliationSpec],
    reports: Mapping[str, ReportSpec],
) -> Iterator[Found]:
    """Yield (kind, id, Chinese message) for each problem."""
    for ledger in ledgers.values():
        yield from (("ledgers", ledger.id, text) for text in _ledger(ledger))
    for spec in indicators.values():
        yield from (("indicators", spec.id, text) for text in _indicator(spec, ledgers, indicators))
    yield from _labels(indicators)
    for flag in flags.values():
        names = (*flag.ledgers, *((flag.against,) if flag.against else ()))
        yield from (("flags", flag.id, text) for text in _known(names, ledgers, "台账"))
    for check in reconciliations.values():
        yield from (
            ("reconciliations", check.id, text)
            for text in _known((check.whole, *check.parts), indicators, "指标")
        )
    for report in reports.values():
        names = tuple(name for table in report.tables.values() for name in table.columns)
        names += tuple(name for chart in report.charts.values() for name in chart.indicators) + report.history
        yield from (("reports", report.id, text) for text in _known(names, indicators, "指标"))


def _known(names: tuple[str, ...], known: Mapping[str, object], what: str) -> Iterator[str]:
    for name in names:
        if name not in known:
            hint = nearest(name, known)
            yield f"没有名为 {name} 的{what}" + (f"，是否为 {hint}" if hint else "")


def _ledger(spec: LedgerSpec) -> Iterator[str]:
    names = [*spec.key, *spec.totals, *spec.parts, *(name for name in (spec.place, spec.period) if name)]
    if spec.stock:
        names += [spec.stock.start, *([spec.stock.until] if spec.stock.until else [])]
    if house := spec.household:
        names += [house.id, house.person, house.relation, *house.amounts]
        names += [house.members] if house.members else []
    for standard in spec.standards:
        names += [standard.column, *standard.where]
        names += [name for name in (standard.times, standard.person) if name]
    for check in spec.row_checks:
        names += [check.equal, *check.total]
    if long := spec.figures:
        names += [long.label, long.statistic, long.group, long.item, long.value, long.unit]
    yield from _known(tuple(names), spec.columns, "列")
    for column in spec.columns.values():
        if column.from_title and not column.values:
            yield f"列 {column.id} 写了 from_title，要写明 values（标题里可能出现的词）"
        if column.month_enough and column.type != "date":
            yield f"列 {column.id} 写了 month_enough，只有日期（date）列可以写"


def _indicator(
    spec: IndicatorSpec, ledgers: Mapping[str, LedgerSpec], indicators: Mapping[str, IndicatorSpec]
) -> Iterator[str]:
    parts = tuple(name for name in (spec.numerator, spec.denominator, *spec.sum_of) if name)
    yield from _known(parts, indicators, "指标")
    if spec.ledger is None:
        yield from _composed(spec, parts, indicators)
        return
    if spec.ledger not in ledgers:
        yield from _known((spec.ledger,), ledgers, "台账")
        return
    names = tuple(condition.column for condition in spec.where) + ((spec.of,) if spec.of else ())
    yield from _known(names, ledgers[spec.ledger].columns, "列")
    if spec.kind in ("sum", "distinct", "cumulative") and spec.of is None:
        yield f"类型 {spec.kind} 要写明 of（对哪一列）"
    if spec.time is None:
        yield "要写明 time（统计时间）"
    if spec.time == "since" and spec.since is None:
        yield "time 为 since 时要写明 since（从何时起）"
    if spec.time == "stock" and ledgers[spec.ledger].stock is None:
        yield f"台账 {spec.ledger} 没有 stock（存续起止列），不能按期末存量统计"


def _composed(
    spec: IndicatorSpec, parts: tuple[str, ...], indicators: Mapping[str, IndicatorSpec]
) -> Iterator[str]:
    if not parts:
        yield "既没有台账，也没有分子分母或组成指标"
    if spec.kind in ("ratio", "share", "per_capita") and not (spec.numerator and spec.denominator):
        yield "比率要同时写明 numerator 和 denominator"
    if _reaches(spec.id, parts, indicators):
        yield "指标的定义绕回了自己"


def _reaches(goal: str, parts: tuple[str, ...], indicators: Mapping[str, IndicatorSpec]) -> bool:
    stack, seen = list(parts), set[str]()
    while stack:
        name = stack.pop()
        if name == goal:
            return True
        if name in seen or name not in indicators:
            continue
        seen.add(name)
        other = indicators[name]
        stack += [part for part in (other.numerator, other.denominator, *other.sum_of) if part]
    return False


def _labels(indicators: Mapping[str, IndicatorSpec]) -> Iterator[Found]:
    first: dict[str, str] = {}
    for spec in indicators.values():
        if spec.label in first:
            yield "indicators", spec.id, f"名称“{spec.label}”已由 {first[spec.label]} 使用"
        first.setdefault(spec.label, spec.id)
