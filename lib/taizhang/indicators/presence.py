"""Which places reported which months: what may be compared with what."""

from __future__ import annotations

from collections.abc import Mapping

import ibis

from taizhang.declare.specs import LedgerSpec
from taizhang.indicators.query.engine import Engine
from taizhang.indicators.scope import Scope
from taizhang.periods import Month, Period

Cells = frozenset[tuple[str, str]]


class Presence:
    """The (place, month) cells in which each ledger has accepted rows."""

    def __init__(self, engine: Engine, ledgers: Mapping[str, LedgerSpec]) -> None:
        """Cells are read once a ledger, when first asked for."""
        self._engine = engine
        self._ledgers = ledgers
        self._known: dict[str, Cells] = {}
        self._blanks: dict[tuple[str, str], int] = {}

    def cells(self, ledger: str) -> Cells:
        """Every (place, month or year) of a ledger."""
        if ledger not in self._known:
            self._known[ledger] = self._read(self._ledgers[ledger])
        return self._known[ledger]

    def blanks(self, ledger: str, column: str) -> int:
        """How many accepted rows have nothing readable in a column."""
        if (ledger, column) not in self._blanks:
            table = self._engine.table(ledger)
            ((count,),) = self._engine.rows(table.aggregate(count=table[column].isnull().sum().fill_null(0)))
            self._blanks[ledger, column] = int(count)
        return self._blanks[ledger, column]

    def _read(self, spec: LedgerSpec) -> Cells:
        table = self._engine.table(spec.id)
        if spec.period is None:
            return frozenset()
        column = table[spec.period]
        kind = spec.columns[spec.period].type
        month = (
            column
            if kind == "month"
            else column.strftime("%Y-%m")
            if kind == "date"
            else column.cast("string")
        )
        place = table[spec.place] if spec.place else ibis.literal("")
        found = table.select(place=place, month=month).distinct()
        return frozenset((row[0], row[1]) for row in self._engine.rows(found) if row[1] is not None)

    def within(self, ledger: str, window: Period, place: str, scope: Scope) -> frozenset[tuple[str, str]]:
        """The cells of a window at a place: (place, month as MM-relative text)."""
        months = {str(month): index for index, month in enumerate(window.months())}
        years = {f"{month.year:04d}" for month in window.months()}
        codes = {place, *scope.members} if place == scope.place else {place}
        return frozenset(
            (code, str(months.get(when, "year")))
            for code, when in self.cells(ledger)
            if (code in codes or not self._ledgers[ledger].place or not scope.members)
            and (when in months or when in years)
        )

    def complete(self, ledger: str, window: Period, place: str, scope: Scope) -> bool:
        """Whether the window has rows at all at this place."""
        return bool(self.within(ledger, window, place, scope))


def months_of(ledger: LedgerSpec, cells: Cells) -> list[Month]:
    """The months that a monthly ledger has rows for, in order."""
    if ledger.period is None or ledger.columns[ledger.period].type != "month":
        return []
    return sorted({Month(int(when[:4]), int(when[5:7])) for _, when in cells})
