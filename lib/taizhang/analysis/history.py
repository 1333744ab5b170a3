"""An indicator's ledger -> its value in every month that the ledger holds, with each gap said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang import places
from taizhang.declare.specs import Catalogue, IndicatorSpec, LedgerSpec
from taizhang.indicators.evaluate import Setting, composed_facts, in_unit
from taizhang.indicators.facts import NORMAL, Fact
from taizhang.indicators.presence import Presence
from taizhang.indicators.query import compile as compiled
from taizhang.indicators.query import nodes
from taizhang.indicators.query.engine import Engine, decimal
from taizhang.indicators.query.plan import plan
from taizhang.indicators.scope import Scope
from taizhang.periods import MONTHS, Month, Period, month

NO_ROWS = "无数据"
YEARS = 10
"""How far back a history reaches: one mistyped month must not open a century of gaps."""
NAMED = 3
WHEN = "when"


def setting(catalogue: Catalogue, engine: Engine) -> Setting:
    """All that ``monthly`` and ``yearly`` need, made once and shared: presence is read once a ledger."""
    return Setting(catalogue, engine, Presence(engine, catalogue.ledgers))


def monthly(spec: IndicatorSpec, scope: Scope, given: Setting, place: str | None = None) -> list[Fact]:
    """Every month from the ledger's first to the scope's cut-off, in the indicator's unit.

    A sum is the month's own, not yet cumulated. A month without rows, or without some place that
    reports in other months, has no value and says so in ``status``; the reporting month that is not
    over yet keeps its value and says that. Empty for an indicator that has no months (registers).
    """
    where = place or scope.place
    if spec.ledger is None:
        return _composed(spec, scope, given, where)
    ledger = given.catalogue.ledgers[spec.ledger]
    kind = ledger.columns[ledger.period].type if ledger.period else ""
    if spec.function or kind not in ("month", "date") or spec.time in ("stock", "now", "each_year"):
        return []
    found = grouped(spec, ledger, scope, given, where, "%Y-%m")
    reported = _reported(ledger, scope, given)
    return [
        _month_fact(spec, ledger, scope, where, when, found, reported)
        for when in _months(ledger, scope, reported)
    ]


def grouped(
    spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, given: Setting, place: str, form: str
) -> dict[str, Decimal]:
    """Raw values by month (``%Y-%m``) or year (``%Y``) up to the cut-off, in one query."""
    query = plan(spec, ledger, scope).query
    kept = tuple(part for part in query.conditions if not _timed(part, ledger))
    inside = (nodes.InPlaces(ledger.place, (place,)),) if ledger.place and place != scope.place else ()
    asked = replace(query, conditions=(*kept, _until(ledger, scope), *inside))
    table = _with_when(given.engine.table(ledger.id), ledger, form)
    rows = given.engine.rows(compiled.by(asked, table, WHEN))
    return {str(key): decimal(value) for key, value in rows if key is not None}


def _timed(part: nodes.Condition, ledger: LedgerSpec) -> bool:
    return isinstance(part, nodes.MonthBetween | nodes.DateBetween) and part.column == ledger.period


def _until(ledger: LedgerSpec, scope: Scope) -> nodes.Condition:
    column = str(ledger.period)
    if ledger.columns[column].type == "date":
        return nodes.DateBetween(column, date(scope.year - YEARS + 1, 1, 1), scope.as_of)
    last = scope.cutoff(ledger.id)
    return nodes.MonthBetween(column, str(Month(last.year - YEARS + 1, 1)), str(last))


def _with_when(table: Any, ledger: LedgerSpec, form: str) -> Any:
    column = table[ledger.period]
    if ledger.columns[str(ledger.period)].type == "date":
        return table.mutate(**{WHEN: column.strftime(form)})
    return table.mutate(**{WHEN: column if form == "%Y-%m" else column.substr(0, 4)})


Reported = dict[str, frozenset[str]]


def _reported(ledger: LedgerSpec, scope: Scope, given: Setting) -> Reported:
    """The places that have rows, by month."""
    codes = {scope.place, *scope.members}
    found: dict[str, set[str]] = {}
    for code, when in given.presence.cells(ledger.id):
        if not ledger.place or not scope.members or code in codes:
            found.setdefault(when, set()).add(code)
    return {when: frozenset(held) for when, held in found.items()}


def _months(ledger: LedgerSpec, scope: Scope, reported: Reported) -> tuple[Month, ...]:
    by_day = ledger.columns[str(ledger.period)].type == "date"
    last = Month(scope.as_of.year, scope.as_of.month) if by_day else scope.cutoff(ledger.id)
    known = [
        when for when in (month(text) for text in reported) if last.year - YEARS < when.year and when <= last
    ]
    return Period(min(known), last).months() if known else ()


def _month_fact(
    spec: IndicatorSpec,
    ledger: LedgerSpec,
    scope: Scope,
    place: str,
    when: Month,
    found: dict[str, Decimal],
    reported: Reported,
) -> Fact:
    gap = _gap(ledger, scope, place, str(when), reported)
    if gap:
        return made(spec, place, str(when), None, gap)
    value = in_unit(found.get(str(when), Decimal(0)), spec, ledger)
    return made(spec, place, str(when), value, _unfinished(ledger, scope, when))


def _gap(ledger: LedgerSpec, scope: Scope, place: str, when: str, reported: Reported) -> str:
    there = reported.get(when, frozenset())
    if not there:
        return NO_ROWS
    if ledger.coverage != "place_month":
        return ""
    expected = frozenset[str]().union(*reported.values()) if place == scope.place else frozenset({place})
    missing = sorted(expected - there)
    if not missing:
        return ""
    names = "、".join(places.name(code) for code in missing[:NAMED])
    return f"{names}{f'等{len(missing)}地' if len(missing) > NAMED else ''}未报送"


def _unfinished(ledger: LedgerSpec, scope: Scope, when: Month) -> str:
    by_day = ledger.columns[str(ledger.period)].type == "date"
    if by_day and when == Month(scope.as_of.year, scope.as_of.month) and scope.as_of != when.last_day():
        return f"截至{scope.as_of.month}月{scope.as_of.day}日，不足一月"
    return NORMAL


def made(
    spec: IndicatorSpec, place: str, period: str, value: Decimal | None, status: str, note: str = ""
) -> Fact:
    """A fact of this indicator."""
    return Fact(
        spec.id, spec.label, spec.unit, place, places.name(place), period, value, status=status, note=note
    )


def _composed(spec: IndicatorSpec, scope: Scope, given: Setting, place: str) -> list[Fact]:
    names = parts_of(spec)
    parts = [monthly(given.catalogue.indicators[name], scope, given, place) for name in names]
    return list(composed(spec, names, parts, lambda fact: fact.period))


def parts_of(spec: IndicatorSpec) -> tuple[str, ...]:
    """The indicators that one is made of."""
    return spec.sum_of or tuple(name for name in (spec.numerator, spec.denominator) if name)


def composed(spec: IndicatorSpec, names: Iterable[str], parts: list[list[Fact]], key: Any) -> Iterator[Fact]:
    """Facts of the parts with the same ``key`` (period or year) -> facts of the whole, with their parts' states."""
    tables = [{key(fact): fact for fact in facts} for facts in parts]
    if not tables:
        return
    for when in tables[0]:
        if all(when in table for table in tables):
            known = dict(zip(names, ([table[when]] for table in tables), strict=True))
            (whole,) = composed_facts(spec, known)
            odd = [facts[0].status for facts in known.values() if facts[0].status != NORMAL]
            yield replace(whole, status=odd[0]) if odd and whole.value is not None else whole


def spans(months: Iterable[str]) -> list[Period]:
    """Months as texts -> the unbroken runs that they make."""
    runs: list[Period] = []
    for when in sorted(month(text) for text in months):
        if runs and runs[-1].last.plus(1) == when:
            runs[-1] = Period(runs[-1].first, when)
        else:
            runs.append(Period(when, when))
    return runs


def whole_year(year: int) -> Period:
    """January to December."""
    return Period(Month(year, 1), Month(year, MONTHS))
