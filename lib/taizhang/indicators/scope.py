"""An edition's place, period and cut-offs -> what an indicator is computed for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from taizhang import places
from taizhang.periods import MONTHS, Month, Period, month, same_day_earlier


@dataclass(frozen=True, slots=True)
class Scope:
    """``place`` and the ``members`` below it; ``as_of`` is the reporting date; ``cutoffs`` a ledger's last month."""

    place: str
    members: tuple[str, ...]
    as_of: date
    cutoffs: Mapping[str, Month] = field(default_factory=dict)
    years: int = 2

    @property
    def year(self) -> int:
        """The year that the report is about."""
        return self.as_of.year

    def cutoff(self, ledger: str | None) -> Month:
        """The last month of a ledger that counts: its own cut-off, else the reporting month."""
        default = Month(self.as_of.year, self.as_of.month)
        return self.cutoffs.get(ledger, default) if ledger else default

    def to_date(self, ledger: str) -> Period:
        """January to the ledger's cut-off."""
        last = self.cutoff(ledger)
        return Period(Month(last.year, 1), last)

    def earlier(self, years: int = 1) -> Scope:
        """The same scope so many years before."""
        moved = {ledger: last.plus(-MONTHS * years) for ledger, last in self.cutoffs.items()}
        return replace(self, as_of=same_day_earlier(self.as_of, years), cutoffs=moved)

    def holds(self, code: str) -> bool:
        """Whether a place code lies in this scope."""
        return places.within(code, self.place)


def scope(place: str, as_of: str, cutoffs: Mapping[str, str], years: int = 2) -> Scope:
    """Build a scope from an edition's plain words."""
    day = date.fromisoformat(as_of)
    members = () if place == places.NATION else places.children(place, day.year)
    return Scope(place, members, day, {k: month(v) for k, v in cutoffs.items()}, years)
