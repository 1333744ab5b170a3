"""A possible header and a ledger's columns -> which sheet column is which, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.errors import nearest
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.normal import money_unit, normal, split_unit

_UNIT_RANK = 1000


@dataclass(frozen=True, slots=True)
class Placed:
    """A declared column found in a sheet: its 0-based place, its header, the unit that the header names."""

    index: int
    header: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """One ledger against one header. ``missing`` are required columns."""

    spec: LedgerSpec
    header: Header
    columns: Mapping[str, Placed]
    missing: tuple[str, ...]
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def required(self) -> int:
        """How many required columns were found."""
        return sum(1 for column in self.columns if self.spec.columns[column].required)


def ranks(column: ColumnSpec) -> Mapping[str, int]:
    """Normal header text -> how well it names ``column``: the name, its aliases, the same without units."""
    found: dict[str, int] = {}
    names = [normal(name) for name in (column.name, *column.aliases)]
    for rank, name in enumerate(names):
        found.setdefault(name, rank)
    for rank, name in enumerate(names):
        found.setdefault(split_unit(name)[0], _UNIT_RANK + rank)
    return found


def _unit_fits(column: ColumnSpec, unit: str | None) -> bool:
    if unit is None:
        return True
    if column.type == "money":
        return money_unit(unit) is not None
    # 万人 in a column of heads would be wrong by 10,000: such a header is not this column.
    return money_unit(unit) is None and not unit.startswith("万")


Index = Mapping[str, tuple[tuple[ColumnSpec, int], ...]]
_indexes: dict[int, tuple[LedgerSpec, Index]] = {}
_MOST_INDEXES = 1000


def _index(spec: LedgerSpec) -> Index:
    """Normal header text -> the columns of ``spec`` that it may name, each with its rank."""
    known = _indexes.get(id(spec))
    if known is not None and known[0] is spec:
        return known[1]
    found: dict[str, list[tuple[ColumnSpec, int]]] = {}
    for column in spec.columns.values():
        for way, rank in ranks(column).items():
            found.setdefault(way, []).append((column, rank))
    if len(_indexes) >= _MOST_INDEXES:
        _indexes.clear()
    frozen = {way: tuple(columns) for way, columns in found.items()}
    _indexes[id(spec)] = (spec, frozen)
    return frozen


def _named(index: Index, ways: Sequence[str]) -> Mapping[str, int]:
    """The columns that a header cell may name, each with its best rank (0 is best)."""
    best: dict[str, int] = {}
    for step, way in enumerate(ways):
        base, unit = split_unit(way)
        exact = index.get(way, ())
        loose = index.get(base, ()) if base != way else ()
        options = [(column, rank) for column, rank in exact]
        options += [
            (column, rank % _UNIT_RANK + _UNIT_RANK) for column, rank in loose if _unit_fits(column, unit)
        ]
        for column, rank in options:
            best[column.id] = min(best.get(column.id, rank + step), rank + step)
    return best


def match(spec: LedgerSpec, header: Header) -> Match:
    """Place every declared column that the header names."""
    known = _index(spec)
    options = sorted(
        (rank, name, index)
        for index, ways in enumerate(header.names)
        for name, rank in _named(known, ways).items()
    )
    columns: dict[str, Placed] = {}
    taken: set[int] = set()
    best: dict[str, int] = {}
    rivals: dict[str, list[int]] = {}
    for found, name, index in options:
        if index in taken:
            continue
        if name not in columns:
            columns[name] = Placed(index, header.shown[index], _unit(header.names[index]))
            best[name] = found
            taken.add(index)
        elif best[name] == found:
            rivals.setdefault(name, []).append(index)
    order = {name: columns[name] for name in spec.columns if name in columns}
    return Match(
        spec,
        header,
        order,
        tuple(one.id for one in spec.columns.values() if one.required and one.id not in columns),
        _ambiguous(header, columns, rivals, taken),
    )


def _unit(ways: Sequence[str]) -> str | None:
    return next((unit for way in ways if (unit := split_unit(way)[1])), None)


def nearest_header(found: Match, column: str) -> str | None:
    """The unused header most like a missing column's name or one of its aliases."""
    used = {placed.index for placed in found.columns.values()}
    unused = [shown for index, shown in enumerate(found.header.shown) if shown and index not in used]
    spec = found.spec.columns[column]
    near = (nearest(name, unused) for name in (spec.name, *spec.aliases))
    return next((header for header in near if header is not None), None)


def _ambiguous(
    header: Header, columns: Mapping[str, Placed], rivals: Mapping[str, list[int]], taken: set[int]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for name, others in sorted(rivals.items()):
        left = [index for index in others if index not in taken]
        if left:
            found.append((name, (columns[name].header, *(header.shown[index] for index in left))))
    return tuple(found)
