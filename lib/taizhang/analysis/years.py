"""An indicator's ledger -> its value in every year, with part years and gaps said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from taizhang.analysis.history import (
    NO_ROWS,
    YEARS,
    composed,
    grouped,
    made,
    monthly,
    parts_of,
    spans,
    whole_year,
)
from taizhang.declare.specs import IndicatorSpec, LedgerSpec
from taizhang.indicators.evaluate import Setting, in_unit
from taizhang.indicators.facts import NORMAL, Fact, FactBook
from taizhang.indicators.query import compile as compiled
from taizhang.indicators.query import nodes
from taizhang.indicators.query.engine import decimal
from taizhang.indicators.query.plan import plan
from taizhang.indicators.scope import Scope
from taizhang.periods import MONTHS, Period


def yearly(
    spec: IndicatorSpec, scope: Scope, given: Setting, book: FactBook | None = None, place: str | None = None
) -> list[Fact]:
    """One fact a year, in the indicator's unit, as far back as the ledger allows (ten years at most).

    Sums of months: full years under the year's name; a part year under its months, with the reason in
    ``status``. Heads on a roll: the cut-off's month of each year. Registers: what was in being at each
    year's end. Events: by the year of their date. Published figures: as ``book`` holds them.
    """
    where = place or scope.place
    if spec.time == "each_year" or spec.function:
        return book.history(spec.id, where) if book else []
    if spec.ledger is None:
        return _composed(spec, scope, given, book, where)
    ledger = given.catalogue.ledgers[spec.ledger]
    if spec.time == "stock":
        return list(_stock(spec, ledger, scope, given, where))
    kind = ledger.columns[ledger.period].type if ledger.period else ""
    if kind == "month":
        months = monthly(spec, scope, given, where)
        return (
            _same_month(months, scope.cutoff(ledger.id).number)
            if spec.time == "at"
            else _summed(spec, months)
        )
    return list(_events(spec, ledger, scope, given, where)) if kind == "date" and spec.time != "now" else []


def _composed(
    spec: IndicatorSpec, scope: Scope, given: Setting, book: FactBook | None, place: str
) -> list[Fact]:
    names = parts_of(spec)
    parts = [yearly(given.catalogue.indicators[name], scope, given, book, place) for name in names]
    return list(composed(spec, names, parts, lambda fact: fact.period[:4]))


def _same_month(months: list[Fact], number: int) -> list[Fact]:
    """The same month of each year: heads in November are not compared with heads in December."""
    return [replace(fact, note=f"各年{number}月数") for fact in months if int(fact.period[5:7]) == number]


def _summed(spec: IndicatorSpec, months: list[Fact]) -> list[Fact]:
    years: dict[int, list[Fact]] = {}
    for fact in months:
        years.setdefault(int(fact.period[:4]), []).append(fact)
    return [_year_of(spec, year, facts) for year, facts in years.items()]


def _year_of(spec: IndicatorSpec, year: int, facts: list[Fact]) -> Fact:
    there = [fact for fact in facts if fact.value is not None]
    runs = spans(fact.period for fact in there)
    place = facts[0].place
    if len(runs) != 1:
        return made(spec, place, f"{year:04d}", None, "月份有缺，不作全年数" if runs else NO_ROWS)
    first, last = runs[0].first, runs[0].last
    odd = next((fact for fact in facts if fact.value is None and fact.status != NO_ROWS), None)
    if odd is not None:
        return made(spec, place, f"{year:04d}", None, f"{int(odd.period[5:7])}月{odd.status}")
    whole = runs[0] == whole_year(year)
    period = f"{year:04d}" if whole else f"{first}..{last}"
    status = NORMAL if whole else f"不足一年（{_words(runs[0])}）"
    return made(spec, place, period, sum((fact.value or Decimal(0) for fact in there), Decimal(0)), status)


def _words(period: Period) -> str:
    first, last = period.first.number, period.last.number
    return f"{first}月" if first == last else f"{first}—{last}月"


def _events(
    spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, given: Setting, place: str
) -> Iterator[Fact]:
    found = grouped(spec, ledger, scope, given, place, "%Y")
    first = scope.year - YEARS + 1
    held = {
        int(when[:4]) for _, when in given.presence.cells(ledger.id) if first <= int(when[:4]) <= scope.year
    }
    for year in range(min(held), scope.year + 1) if held else ():
        if year not in held:
            yield made(spec, place, f"{year:04d}", None, NO_ROWS)
            continue
        value = in_unit(found.get(f"{year:04d}", Decimal(0)), spec, ledger)
        open_year = year == scope.year and scope.as_of != date(year, MONTHS, 31)
        status = f"不足一年（截至{scope.as_of.month}月{scope.as_of.day}日）" if open_year else NORMAL
        yield made(spec, place, f"{year:04d}", value, status)


def _stock(
    spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, given: Setting, place: str
) -> Iterator[Fact]:
    begun = False
    for year in range(scope.year - YEARS + 1, scope.year + 1):
        day = scope.as_of if year == scope.year else date(year, MONTHS, 31)
        moved = replace(scope, as_of=day)
        asked = plan(spec, ledger, moved)
        inside = (nodes.InPlaces(ledger.place, (place,)),) if ledger.place and place != scope.place else ()
        query = replace(asked.query, conditions=(*asked.query.conditions, *inside))
        ((raw,),) = given.engine.rows(compiled.whole(query, given.engine.table(ledger.id)))
        begun = begun or decimal(raw) != 0
        if begun:
            note = f"按台账登记的起止日期推算至{day.year}年{day.month}月{day.day}日"
            yield made(spec, place, asked.period, in_unit(decimal(raw), spec, ledger), NORMAL, note)
