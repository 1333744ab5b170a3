"""Catalogue, scope and checked tables -> the fact book of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.errors import SourceError
from taizhang.indicators.compare import comparisons
from taizhang.indicators.evaluate import Setting, composed_facts, ordered, read_facts
from taizhang.indicators.facts import CHANGE, NORMAL, Fact, FactBook
from taizhang.indicators.presence import Presence
from taizhang.indicators.query.engine import Engine
from taizhang.indicators.scope import Scope


def build(
    catalogue: Catalogue, scope: Scope, tables: Mapping[str, Path], *, wanted: set[str] | None = None
) -> FactBook:
    """Compute every indicator whose ledger the collection is meant to hold.

    ``wanted`` names indicators that must be there (a report asks for them); SourceError when the
    ledger of one is missing. Indicators of ledgers that this collection does not have are left out.
    """
    engine = Engine(tables)
    setting = Setting(catalogue, engine, Presence(engine, catalogue.ledgers))
    by_year: list[dict[str, list[Fact]]] = []
    specs = [spec for spec in ordered(catalogue) if _computable(spec, catalogue, engine, wanted or set())]
    for step in range(scope.years):
        moved = scope.earlier(step) if step else scope
        by_year.append(_year(specs, moved, setting, first=step == 0))
    facts = [fact for year in by_year for group in year.values() for fact in group]
    for step in range(scope.years - 1):
        facts += _compared(
            specs, by_year[step], by_year[step + 1], scope.earlier(step) if step else scope, setting
        )
    current = {name: group[0].period for name, group in by_year[0].items() if group}
    current |= {
        fact.indicator: fact.period for fact in facts if "__" in fact.indicator and _now(fact, current)
    }
    return FactBook(facts, current, scope.place)


def _now(fact: Fact, current: Mapping[str, str]) -> bool:
    return current.get(fact.indicator.partition("__")[0]) == fact.period


def _year(
    specs: list[IndicatorSpec], scope: Scope, setting: Setting, *, first: bool
) -> dict[str, list[Fact]]:
    known: dict[str, list[Fact]] = {}
    for spec in specs:
        if not first and (spec.compare == "none" or spec.time == "now"):
            known[spec.id] = []
            continue
        known[spec.id] = read_facts(spec, scope, setting) if spec.ledger else composed_facts(spec, known)
    return known


def _compared(
    specs: list[IndicatorSpec],
    now: Mapping[str, list[Fact]],
    before: Mapping[str, list[Fact]],
    scope: Scope,
    setting: Setting,
) -> list[Fact]:
    found: list[Fact] = []
    for spec in specs:
        if spec.compare == "none" or spec.time in ("now", "since"):
            continue
        ledger = setting.catalogue.ledgers.get(spec.ledger or "")
        monthly = (
            ledger is not None and ledger.period is not None and ledger.columns[ledger.period].type == "month"
        )
        given = setting.presence if monthly else None
        made = list(comparisons(spec, now[spec.id], before[spec.id], scope, given))
        found += _refused_with_parts(spec, made, found)
    return found


def _refused_with_parts(spec: IndicatorSpec, made: list[Fact], known: list[Fact]) -> list[Fact]:
    """What is made of a part that may not be compared may not be compared either."""
    parts = {name for name in (spec.numerator, spec.denominator, *spec.sum_of) if name}
    refused = {
        (fact.place, fact.period[:4]): fact.status
        for fact in known
        if fact.indicator.endswith(CHANGE)
        and fact.indicator.removesuffix(CHANGE) in parts
        and fact.status != NORMAL
    }
    return [
        replace(
            fact, value=None, numerator=None, denominator=None, status=refused[fact.place, fact.period[:4]]
        )
        if fact.value is not None and (fact.place, fact.period[:4]) in refused
        else fact
        for fact in made
    ]


def ledgers_of(spec: IndicatorSpec, catalogue: Catalogue) -> tuple[str, ...]:
    """The ledgers that an indicator reads, also through the indicators it is made of."""
    if spec.ledger:
        return (spec.ledger,)
    parts = [name for name in (spec.numerator, spec.denominator, *spec.sum_of) if name]
    return tuple(
        dict.fromkeys(name for part in parts for name in ledgers_of(catalogue.indicators[part], catalogue))
    )


def _computable(spec: IndicatorSpec, catalogue: Catalogue, engine: Engine, wanted: set[str]) -> bool:
    missing = [name for name in ledgers_of(spec, catalogue) if not engine.has(name)]
    if missing and spec.id in wanted:
        label = catalogue.ledgers[missing[0]].label
        raise SourceError(
            f"台账“{label}”", f"没有这份台账，指标“{spec.label}”无法计算", f"把{label}放入台账目录后再运行。"
        )
    return not missing
