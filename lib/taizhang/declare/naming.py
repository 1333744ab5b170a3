"""The names that a column has in any ledger -> the aliases of a ledger's columns, written once for all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Naming:
    """``names`` and ``of_persons`` by the id of a column; ``people`` stand before names of persons' columns.

    ``programme`` are names of a column that says from which programme a row is paid. ``instead`` are names of
    columns (paid_on, address) that stand for a month or a place which nothing else gives.
    """

    names: Mapping[str, Sequence[str]]
    of_persons: Mapping[str, Sequence[str]]
    people: Sequence[str]
    programme: Sequence[str]
    instead: Mapping[str, Sequence[str]]

    def ledger(self, raw: Raw) -> Raw:
        """A ledger's mapping in which every column has the shared names that no other column declares."""
        taken = {_plain(way) for part in raw["columns"].values() for way in _declared(part)}
        columns = {}
        for column, part in raw["columns"].items():
            more = [way for way in self._shared(column, part) if _plain(way) not in taken]
            taken |= {_plain(way) for way in more}
            columns[column] = {**part, "aliases": [*part.get("aliases", ()), *more]}
        return {**raw, "columns": columns}

    def _shared(self, column: str, part: Raw) -> Iterator[str]:
        family = part.get("like", column)
        yield from self.names.get(family, ())
        # 设施名称 is a name too, and no person has it.
        ways = self.of_persons.get(family, ()) if part.get("personal") else ()
        for people in ("", *part.get("people", ()), *(self.people if ways else ())):
            yield from (f"{people}{way}" for way in ways)


def _declared(part: Raw) -> Iterator[str]:
    yield from (part["name"], *part.get("aliases", ()))


@lru_cache(maxsize=16_384)
def _plain(name: str) -> str:
    """A name without differences of width, and without the unit that it ends in."""
    clean = unicodedata.normalize("NFKC", name)
    return clean.removesuffix("(元)")
