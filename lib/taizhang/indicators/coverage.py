"""Indicators' windows and what each ledger reported -> the months and places that are missing from a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taizhang.declare.specs import Catalogue, IndicatorSpec, LedgerSpec
from taizhang.indicators.presence import Presence
from taizhang.indicators.query.plan import plan
from taizhang.indicators.scope import Scope
from taizhang.periods import Month

MONTHLY = "place_month"


@dataclass(frozen=True, slots=True)
class Hole:
    """A month that an indicator's period includes and that the ledger does not have (at a place, or at all)."""

    ledger: str
    month: str
    place: str | None

    @property
    def case(self) -> str:
        """The name by which an edition accepts it."""
        if self.place is None:
            return f"MISSING_MONTH:{self.ledger}:{self.month}"
        return f"MISSING_PLACE_MONTH:{self.ledger}:{self.place}:{self.month}"


def holes(
    specs: Iterable[IndicatorSpec], catalogue: Catalogue, scope: Scope, presence: Presence
) -> Iterator[Hole]:
    """Every hole in the windows of ``specs``, this year's and, where it was reported at all, last year's.

    A sum over January to November of which January is missing looks like any other sum: nobody sees it
    in the number.
    """
    wanted: dict[str, set[Month]] = {}
    for spec in specs:
        ledger = catalogue.ledgers.get(spec.ledger or "")
        if ledger is None or ledger.coverage != MONTHLY or not scope.members or spec.function:
            continue
        for moved in (scope, scope.earlier()):
            window = plan(spec, ledger, moved).window
            if window is None or (moved is not scope and not _reported(ledger, window.months(), presence)):
                continue
            wanted.setdefault(ledger.id, set()).update(window.months())
    for name, months in sorted(wanted.items()):
        yield from _in_ledger(name, months, scope, presence)


def _reported(ledger: LedgerSpec, months: Iterable[Month], presence: Presence) -> bool:
    known = {when for _, when in presence.cells(ledger.id)}
    return any(str(month) in known for month in months)


def _in_ledger(name: str, months: set[Month], scope: Scope, presence: Presence) -> Iterator[Hole]:
    cells = presence.cells(name)
    places = {code for code, _ in cells if code in scope.members}
    for month in sorted(months, key=lambda month: (-month.year, month.number)):
        there = {code for code, when in cells if when == str(month)}
        if not there:
            yield Hole(name, str(month), None)
            continue
        yield from (Hole(name, str(month), code) for code in sorted(places - there))
