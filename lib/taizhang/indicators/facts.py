"""The fact: one indicator, place, period and group, with its exact value and its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.trace import fact_id

NORMAL = "正常"
GROWTH = "__growth"
CHANGE = "__change"


@dataclass(frozen=True, slots=True)
class Fact:
    """One data point. ``value`` is None when there is none; ``status`` then says why."""

    indicator: str
    label: str
    unit: str
    place: str
    place_name: str
    period: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = NORMAL
    note: str = ""
    group: str = ""

    @property
    def fact(self) -> str:
        """Its id: ``indicator@place@period`` or with ``#group``."""
        return fact_id(self.indicator, self.place, self.period, self.group)


class FactBook:
    """Facts by id, with the period that each indicator currently stands at."""

    def __init__(self, facts: Iterable[Fact], current: Mapping[str, str], place: str) -> None:
        """``current`` maps an indicator to the period that the report speaks of; ``place`` is the edition's."""
        self._facts = {fact.fact: fact for fact in sorted(facts, key=lambda fact: fact.fact)}
        self.current = dict(current)
        self.place = place

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def by_id(self, fact: str) -> Fact:
        """The fact of that id; KeyError when there is none."""
        return self._facts[fact]

    def get(self, indicator: str, place: str | None = None, period: str | None = None) -> Fact | None:
        """The fact of an indicator at a place (the edition's) and period (the current one), or None."""
        when = period or self.current.get(indicator)
        return self._facts.get(fact_id(indicator, place or self.place, when)) if when else None

    def history(self, indicator: str, place: str | None = None) -> list[Fact]:
        """Every fact of an indicator at a place, by period."""
        where = place or self.place
        return [fact for fact in self if fact.indicator == indicator and fact.place == where]
