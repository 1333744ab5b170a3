"""All ledgers of a catalogue -> which header names exist, and which belong to one ledger only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.match import MONTH_HEADER, YEAR_HEADER, Match, ranks
from taizhang.ledger.recognise.normal import split_unit

FEWEST = 2
_MAY_LACK = 2
_GROUPS = ("户主情况", "户主信息", "户主基本")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Normal header name -> the ledgers that use it."""

    ledgers: Mapping[str, frozenset[str]]
    supplementary: frozenset[str] = frozenset()
    grouped: frozenset[str] = frozenset()

    def promising(self, headers: Iterable[Header]) -> list[Header]:
        """The headers in which at least two columns have a known name and every row adds one.

        A row that adds none is a title above the header or data below it.
        """
        counts = {(one.first, one.depth): (self._count(one), one) for one in headers}
        return [
            one
            for (first, depth), (count, one) in counts.items()
            if count >= FEWEST
            and all(
                count > counts[flatter][0]
                for flatter in ((first + 1, depth - 1), (first, depth - 1))
                if flatter in counts
            )
        ]

    def _count(self, header: Header) -> int:
        """Columns with a known name, and once more those that only their group makes known (户主信息 姓名)."""
        known = sum(1 for ways in header.names if any(self.knows(way) for way in ways))
        return known + sum(1 for ways in header.names if len(ways) > 1 and ways[0] in self.grouped)

    def knows(self, way: str) -> bool:
        """Whether a normal header text is the name of a column, with or without a unit, or 年 or 月 as half of one."""
        half = YEAR_HEADER.fullmatch(way) or MONTH_HEADER.fullmatch(way)
        return way in self.ledgers or _bare(way) in self.ledgers or half is not None

    def peculiar(self, found: Match) -> int:
        """How many of the matched headers only this ledger uses."""
        return sum(1 for placed in found.columns.values() if self._only(found, placed.index))

    def _only(self, found: Match, index: int) -> bool:
        users = [self.ledgers[way] for way in found.header.names[index] if way in self.ledgers]
        if found.spec.id not in self.supplementary:
            users = [others for all_users in users if (others := all_users - self.supplementary)]
        return bool(users) and users[0] == {found.spec.id}

    def sharing(self, header: Header) -> dict[str, int]:
        """How many headers each ledger knows."""
        counts: dict[str, int] = {}
        for ways in header.names:
            for name in frozenset[str]().union(*(self._users(way) for way in ways)):
                counts[name] = counts.get(name, 0) + 1
        return counts

    def _users(self, way: str) -> frozenset[str]:
        bare = _bare(way)
        users = self.ledgers.get(way, frozenset())
        return users | self.ledgers.get(bare, frozenset()) if bare != way else users


def _bare(way: str) -> str:
    """A header without its brackets, or without the unit at its end."""
    bare = way.partition("(")[0]
    return split_unit(way)[0] if bare == way else bare


def known_names(specs: Iterable[LedgerSpec]) -> KnownNames:
    """Index the names and aliases of every column; a statistic has no columns before it has a sheet."""
    specs = tuple(spec for spec in specs if spec.figures is None)
    users: dict[str, set[str]] = {}
    for spec in specs:
        for column in spec.columns.values():
            for way in ranks(column):
                users.setdefault(way, set()).add(spec.id)
    extra = frozenset(spec.id for spec in specs if spec.supplementary)
    grouped = frozenset(way for way in users if way.startswith(_GROUPS))
    return KnownNames({way: frozenset(found) for way, found in users.items()}, extra, grouped)


def best_header(spec: LedgerSpec, found: Sequence[Match]) -> Match | None:
    """Of one ledger's matches: fewest missing, most found, none in doubt, then the flattest and first header."""

    def order(one: Match) -> tuple[int, int, int, int, int]:
        shape = (one.header.depth, one.header.first)
        return (len(one.missing), -len(one.columns), len(one.ambiguous), *shape)

    usable = [one for one in found if one.columns]
    return min(usable, key=order) if usable else None


def shared(
    specs: Mapping[str, LedgerSpec], headers: Sequence[Header], known: KnownNames
) -> list[tuple[LedgerSpec, list[Header]]]:
    """Each ledger with the headers in which it knows at least two names; supplementary ones, nearly all."""
    counts = [(header, known.sharing(header)) for header in headers]
    fitting = (
        (spec, [header for header, count in counts if count.get(spec.id, 0) >= _fewest(spec)])
        for spec in specs.values()
    )
    return [(spec, fit) for spec, fit in fitting if fit]


def _fewest(spec: LedgerSpec) -> int:
    if not spec.supplementary:
        return FEWEST
    needed = sum(column.required for column in spec.columns.values())
    return max(FEWEST, needed - _MAY_LACK)
