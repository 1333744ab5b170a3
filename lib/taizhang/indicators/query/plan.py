"""An indicator's closed words and a scope -> the query, and the period that its answer is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.declare.specs import Condition, IndicatorSpec, LedgerSpec
from taizhang.indicators.query import nodes
from taizhang.indicators.scope import Scope
from taizhang.periods import MONTHS, Month, Period, month


@dataclass(frozen=True, slots=True)
class Plan:
    """A query and the period of its answer; ``window`` is what the ledger must have rows for."""

    query: nodes.Query
    period: str
    window: Period | None


def plan(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope) -> Plan:
    """Turn an indicator that reads a ledger into a query for this scope."""
    timed, period, window = _time(spec, ledger, scope)
    fixed = tuple(_condition(condition, scope) for condition in spec.where)
    inside: tuple[nodes.Condition, ...] = ()
    if ledger.place and scope.members:
        inside = (nodes.InPlaces(ledger.place, (scope.place, *scope.members)),)
    return Plan(
        nodes.Query(ledger.id, (*timed, *fixed, *inside), _measure(spec), ledger.place), period, window
    )


def _measure(spec: IndicatorSpec) -> nodes.Measure:
    if spec.kind == "count" or spec.of is None:
        return nodes.Rows()
    return nodes.Distinct(spec.of) if spec.kind == "distinct" else nodes.Total(spec.of)


def _condition(raw: Condition, scope: Scope) -> nodes.Condition:
    column, value = raw.column, raw.value
    if raw.word == "in" and isinstance(value, tuple):
        return nodes.OneOf(column, value)
    if raw.word == "in_year":
        return nodes.DateBetween(column, date(scope.year, 1, 1), scope.as_of)
    if raw.word == "not_blank":
        return nodes.NotBlank(column)
    text = str(value)
    if raw.word in ("before", "not_before"):
        kind = nodes.Before if raw.word == "before" else nodes.NotBefore
        return kind(column, date.fromisoformat(text))
    return nodes.NotEquals(column, text) if raw.word == "not_equals" else nodes.Equals(column, text)


Timed = tuple[tuple[nodes.Condition, ...], str, Period | None]


def _time(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope) -> Timed:
    last = scope.cutoff(ledger.id)
    if spec.time == "stock" and ledger.stock:
        return (nodes.InBeing(ledger.stock.start, ledger.stock.until, scope.as_of),), _reported(scope), None
    if spec.time == "now" or ledger.period is None:
        return (), _reported(scope), None
    kind = ledger.columns[ledger.period].type
    if kind == "year":
        return (nodes.YearIs(ledger.period, scope.year),), f"{scope.year:04d}", _year(scope)
    if kind == "date":
        return _dates(spec, ledger.period, scope)
    window = Period(last, last) if spec.time == "at" else scope.to_date(ledger.id)
    if spec.time == "since" and spec.since:
        window = Period(month(spec.since[:7]), last)
    between = nodes.MonthBetween(ledger.period, str(window.first), str(window.last))
    return (between,), _span(window, spec), window


def _span(window: Period, spec: IndicatorSpec) -> str:
    # A cumulative figure names its months even when they happen to make up a whole year or one month.
    return str(window.last) if spec.time == "at" else f"{window.first}..{window.last}"


def _dates(spec: IndicatorSpec, column: str, scope: Scope) -> Timed:
    first = date(scope.year, 1, 1)
    if spec.time == "since" and spec.since:
        first = date.fromisoformat(spec.since)
        return (nodes.DateBetween(column, first, scope.as_of),), _reported(scope), None
    return (nodes.DateBetween(column, first, scope.as_of),), _reported(scope), _year(scope)


def _reported(scope: Scope) -> str:
    return str(Month(scope.as_of.year, scope.as_of.month))


def _year(scope: Scope) -> Period:
    return Period(Month(scope.year, 1), Month(scope.year, MONTHS))
