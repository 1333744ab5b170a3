"""Catalogue, scope and checked tables -> facts of every place and of both years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from taizhang import numbers, places
from taizhang.declare.specs import Catalogue, IndicatorSpec, LedgerSpec
from taizhang.indicators.facts import NORMAL, Fact
from taizhang.indicators.presence import Presence
from taizhang.indicators.query import compile as compiled
from taizhang.indicators.query.engine import Engine, decimal
from taizhang.indicators.query.functions import FUNCTIONS
from taizhang.indicators.query.plan import Plan, plan
from taizhang.indicators.scope import Scope

CENTS = Decimal(100)
NO_ROWS = "无数据"
SEVERAL_DATES = "当年有多个统计时点，不能相加"


@dataclass(frozen=True, slots=True)
class Setting:
    """All that computing a fact needs."""

    catalogue: Catalogue
    engine: Engine
    presence: Presence


def read_facts(spec: IndicatorSpec, scope: Scope, setting: Setting) -> list[Fact]:
    """The facts of an indicator that reads a ledger, for one year's scope: the edition's place and each member."""
    ledger = setting.catalogue.ledgers[str(spec.ledger)]
    if spec.function:
        answer = FUNCTIONS[spec.function].answer(spec, ledger, scope, setting.engine)
        value = None if answer.value is None else in_unit(answer.value, spec, ledger)
        state = NORMAL if value is not None else answer.note or NO_ROWS
        return [_fact(spec, scope.place, answer.period, value, state, answer.note)]
    made = plan(spec, ledger, scope)
    return list(_measured(spec, ledger, scope, made, setting))


def _measured(
    spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, made: Plan, setting: Setting
) -> Iterator[Fact]:
    table = setting.engine.table(ledger.id)
    if spec.time == "one_date" and len(_dates(made, ledger, setting)) > 1:
        yield _fact(spec, scope.place, made.period, None, SEVERAL_DATES, "")
        return
    ((total,),) = setting.engine.rows(compiled.whole(made.query, table))
    split: dict[str, Decimal] = {}
    members: tuple[str, ...] = ()
    if spec.by_place and ledger.place and scope.members:
        found = setting.engine.rows(compiled.by(made.query, table, ledger.place))
        split = {str(code): decimal(value) for code, value in found}
        members = scope.members
    raw = {scope.place: decimal(total)} | {code: split.get(code, Decimal(0)) for code in members}
    note = _unread(spec, ledger, setting)
    for code, value in raw.items():
        there = made.window is None or setting.presence.complete(ledger.id, made.window, code, scope)
        known = in_unit(value, spec, ledger) if there else None
        yield _fact(spec, code, made.period, known, NORMAL if there else NO_ROWS, note)


def _unread(spec: IndicatorSpec, ledger: LedgerSpec, setting: Setting) -> str:
    """How many rows of the ledger have no readable word in a required column that decides what is counted."""
    names = [
        condition.column
        for condition in spec.where
        if ledger.columns[condition.column].type == "category" and ledger.columns[condition.column].required
    ]
    told = []
    for name in dict.fromkeys(names):
        count = setting.presence.blanks(ledger.id, name)
        if count:
            told.append(f"台账中有{count}行“{ledger.columns[name].name}”无法识别，没有计入")
    return "；".join(told)


def _dates(made: Plan, ledger: LedgerSpec, setting: Setting) -> set[Any]:
    """The dates on which the counted rows were taken."""
    kept = compiled.rows(made.query, setting.engine.table(ledger.id))
    return {row[0] for row in setting.engine.rows(kept.select(ledger.period).distinct())}


def in_unit(value: Decimal, spec: IndicatorSpec, ledger: LedgerSpec) -> Decimal:
    """A raw count, sum of 分 or published figure in the indicator's own unit, exactly."""
    unit = numbers.unit(spec.unit)
    if spec.source_unit:
        return numbers.convert(value, spec.source_unit, spec.unit)
    if spec.kind not in ("count", "distinct") and spec.of and ledger.columns[spec.of].type == "money":
        return value / CENTS / unit.factor
    return value / unit.factor


def _fact(
    spec: IndicatorSpec, place: str, period: str, value: Decimal | None, status: str, note: str
) -> Fact:
    return Fact(
        spec.id, spec.label, spec.unit, place, places.name(place), period, value, status=status, note=note
    )


def composed_facts(spec: IndicatorSpec, known: dict[str, list[Fact]]) -> list[Fact]:
    """The facts of an indicator made of others: a sum of indicators, or a ratio of two."""
    if spec.sum_of:
        return [_added(spec, parts) for parts in _matched([known[name] for name in spec.sum_of])]
    pairs = _matched([known[str(spec.numerator)], known[str(spec.denominator)]])
    return [_divided(spec, top, bottom) for top, bottom in pairs]


def _matched(parts: list[list[Fact]]) -> Iterator[tuple[Fact, ...]]:
    """Facts of the same place and year, side by side, in the first one's order."""
    others = [{(fact.place, fact.period[:4]): fact for fact in facts} for facts in parts[1:]]
    for fact in parts[0]:
        key = (fact.place, fact.period[:4])
        if all(key in other for other in others):
            yield (fact, *(other[key] for other in others))


def _missing(parts: Iterable[Fact]) -> str | None:
    return next((f"{part.label}{part.status}" for part in parts if part.value is None), None)


def _added(spec: IndicatorSpec, parts: tuple[Fact, ...]) -> Fact:
    first = parts[0]
    gap = _missing(parts)
    if gap:
        return _fact(spec, first.place, first.period, None, gap, "")
    values = [numbers.convert(part.value or Decimal(0), part.unit, spec.unit) for part in parts]
    return _fact(spec, first.place, first.period, sum(values, Decimal(0)), NORMAL, "")


def _divided(spec: IndicatorSpec, top: Fact, bottom: Fact) -> Fact:
    gap = _missing((top, bottom))
    if gap is None and bottom.value == 0:
        gap = "分母为零"
    base = _fact(spec, top.place, top.period, None, gap or NORMAL, f"分母：{bottom.label}")
    if gap or top.value is None or bottom.value is None:
        return replace(base, numerator=top.value, denominator=bottom.value)
    scale = spec.scale or (100 if spec.kind == "share" else 1)
    value = numbers.quotient(top.value, bottom.value, scale)
    return replace(base, value=value, numerator=top.value, denominator=bottom.value)


def ordered(catalogue: Catalogue) -> list[IndicatorSpec]:
    """Indicators so that each comes after those it is made of."""
    done: dict[str, IndicatorSpec] = {}

    def visit(spec: IndicatorSpec) -> None:
        if spec.id in done:
            return
        for name in (spec.numerator, spec.denominator, *spec.sum_of):
            if name:
                visit(catalogue.indicators[name])
        done[spec.id] = spec

    for spec in catalogue.indicators.values():
        visit(spec)
    return list(done.values())
