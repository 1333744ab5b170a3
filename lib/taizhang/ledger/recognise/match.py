"""A possible header and a ledger's columns -> which sheet column is which, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import pyarrow as pa

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.errors import nearest
from taizhang.ledger.recognise.headers import Header, is_letter
from taizhang.ledger.recognise.normal import loose_unit, money_unit, normal, split_unit

_UNIT_RANK = 1000
_NAME, _NAME_BUT_UNIT, _ALIAS = range(3)
_MISSPELT = 0.7
_SEVERAL = 2
_NO_FIGURES = ("text", "account", "uscc")
_OF_KINDS = re.compile(r"(?:类别|类型|种类|性质|类)$")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木|街道办(?:事处)?)$")
_GRADE = re.compile(r"[A-Za-z0-9一二三四五六甲乙丙丁ⅠⅡⅢ]{1,2}[类档级等]?(?:保障|对象|户|人员|保障对象|低保)?")
_SAMPLE = 100
YEAR_HEADER = re.compile(r"(?:所属|所在|发放|统计|补发)?年(?:份|度)?")
MONTH_HEADER = re.compile(r"(?:所属|所在|发放|统计|补发)?月(?:份|度)?")
_SERIAL = "序号"
_TOTALS = ("合计", "总计", "小计")
_BRACKETS = re.compile(r"\((?:单位:?)?([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A declared column found in a sheet: its 0-based place, its header, the unit that the header names."""

    index: int
    header: str
    unit: str | None


Rivals = tuple[tuple[str, tuple[str, ...]], ...]
"""Declared columns, each with the headers that name it equally well."""


@dataclass(frozen=True, slots=True)
class Match:
    """One ledger against one header. ``missing`` are required columns.

    ``ambiguous`` are columns that several headers name, so that a figure could come from the wrong one;
    ``chosen`` are notes and account numbers named so: the first is read, and that is said.
    ``by_words`` are categories whose column was found by the words in its cells.
    """

    spec: LedgerSpec
    header: Header
    columns: Mapping[str, Placed]
    missing: tuple[str, ...]
    ambiguous: Rivals
    chosen: Rivals = ()
    by_words: tuple[str, ...] = ()

    @property
    def required(self) -> int:
        """How many required columns were found."""
        return sum(1 for column in self.columns if self.spec.columns[column].required)

    @property
    def usable(self) -> bool:
        """Whether its rows can be read: nothing required is missing, nothing in doubt."""
        return not self.missing and not self.ambiguous


def ranks(column: ColumnSpec) -> Mapping[str, int]:
    """Normal header text -> how well it names ``column``: the name, its aliases, the same without units."""
    found: dict[str, int] = {}
    names = [normal(name) for name in (column.name, *column.aliases)]
    for rank, name in enumerate(names):
        found.setdefault(name, rank)
    for rank, name in enumerate(names):
        if name.endswith(")"):
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


def _named(index: Index, ways: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    """The columns that a header cell may name, each with its best tier and, within the tier, its rank."""
    best: dict[str, tuple[int, int]] = {}
    for step, way in enumerate(ways):
        base, unit = split_unit(way)
        loose = index.get(base, ()) if base != way else ()
        options = [(column, rank) for column, rank in index.get(way, ())]
        options += [
            (column, rank % _UNIT_RANK + _UNIT_RANK) for column, rank in loose if _unit_fits(column, unit)
        ]
        for column, rank in options:
            found = (_tier(column, way, 0 if is_letter(way) else step), rank + step)
            best[column.id] = min(best.get(column.id, found), found)
    return best


def _tier(column: ColumnSpec, way: str, step: int) -> int:
    """0: the whole header is the declared name; 1: but for the unit; 2: an alias, or a part of the header."""
    name = normal(column.name)
    if step or split_unit(way)[0] != split_unit(name)[0]:
        return _ALIAS
    return _NAME if way == name else _NAME_BUT_UNIT


def match(spec: LedgerSpec, header: Header) -> Match:
    """Place every declared column that the header names."""
    known = _index(spec)
    options = sorted(
        (tier, rank, name, index)
        for index, ways in enumerate(header.names)
        for name, (tier, rank) in _named(known, ways).items()
    )
    columns: dict[str, Placed] = {}
    taken: set[int] = set()
    best: dict[str, int] = {}
    rivals: dict[str, list[int]] = {}
    for tier, _, name, index in options:
        if index in taken:
            continue
        if name not in columns:
            columns[name] = Placed(index, header.shown[index], unit_of(header.names[index]))
            best[name] = tier
            taken.add(index)
        elif best[name] == tier:
            rivals.setdefault(name, []).append(index)
    for column in spec.columns.values():
        if column.id not in columns and column.instead in columns:
            columns[column.id] = columns[column.instead]
    order = {name: columns[name] for name in spec.columns if name in columns}
    spec = _with_sums_alone(spec, columns)
    missing = tuple(one.id for one in spec.columns.values() if one.required and one.id not in columns)
    found = _rivals(header, columns, rivals, taken)
    ambiguous = tuple(one for one in found if _decides(spec, one[0]))
    chosen = tuple(one for one in found if one not in ambiguous)
    return Match(spec, header, order, missing, ambiguous, chosen)


def _with_sums_alone(spec: LedgerSpec, columns: Collection[str]) -> LedgerSpec:
    """The ledger that needs no parts of a sum in a sheet that has the sum and none of its parts.

    Where one part stands, the others are needed: what is called the sum could be the other part.
    """
    alone = [
        check
        for check in spec.row_checks
        if check.equal in columns and not any(name in columns for name in check.total)
    ]
    parts = {name for check in alone for name in check.total}
    if not parts:
        return spec
    own = {name: replace(one, required=False) if name in parts else one for name, one in spec.columns.items()}
    return replace(spec, columns=own, row_checks=tuple(one for one in spec.row_checks if one not in alone))


def settled(spec: LedgerSpec, header: Header, told: Mapping[str, str]) -> LedgerSpec:
    """The ledger in which a column that someone has named in sources.yml goes by that header alone."""
    ways = {way for cell in header.names for way in cell}
    sure = {name for name, text in told.items() if name in spec.columns and normal(text) in ways}
    if not sure:
        return spec
    columns = {
        name: replace(column, aliases=()) if name in sure else column for name, column in spec.columns.items()
    }
    return replace(spec, columns=columns)


def over_several(found: Match, below: Sequence[str]) -> Match:
    """The match in which an amount or number is in doubt whose header stands over several columns.

    ``below`` is the row right below the header: 应发 实发 below 发放金额 and a header cell without a text.
    """
    words = {index: normal(cell) for index, cell in enumerate(below) if cell.strip()}
    if len(words) < _SEVERAL or any(any(map(str.isdigit, word)) for word in words.values()):
        return found
    doubts = []
    for name, placed in found.columns.items():
        under = [placed.index]
        while under[-1] + 1 in words and not found.header.names[under[-1] + 1]:
            under.append(under[-1] + 1)
        if placed.index in words and len(under) >= _SEVERAL and _decides(found.spec, name):
            group = normal(placed.header)
            doubts.append((name, tuple(f"{group}{words[index]}" for index in under)))
    return replace(found, ambiguous=(*found.ambiguous, *doubts))


def month_beside_year(found: Match, *, year_said: bool) -> Match:
    """The match in which a column 月 beside a column 年 is the month that is missing.

    ``year_said``: the titles give the year and no month, and the column need not stand beside one of years.
    """
    spec = found.spec
    name = spec.period if spec.period in found.missing else None
    if name is None or spec.columns[name].type != "month":
        return found
    used = {placed.index for placed in found.columns.values()}
    unused = [index for index in range(len(found.header.names)) if index not in used]
    fit = [index for index in unused if _any_fits(MONTH_HEADER, found.header.names[index])]
    years = [index for index in unused if _any_fits(YEAR_HEADER, found.header.names[index])]
    if len(fit) != 1 or not (len(years) == 1 or year_said):
        return found
    columns = {**found.columns, name: Placed(fit[0], found.header.shown[fit[0]], None)}
    order = {one: columns[one] for one in spec.columns if one in columns}
    return replace(found, columns=order, missing=tuple(one for one in found.missing if one != name))


def _any_fits(pattern: re.Pattern[str], ways: Sequence[str]) -> bool:
    return any(pattern.fullmatch(way) for way in ways)


def by_words(found: Match, body: pa.Table, given: Collection[str]) -> Match:
    """The match in which a required category stands where a 类别 or 类型 column holds nothing but its words.

    ``given`` are columns that the titles give; ``body`` are the rows below the header.
    """
    spec, columns = found.spec, dict(found.columns)
    for name in found.missing:
        used = {placed.index for placed in columns.values()}
        words = _words(spec.columns[name])
        fit = [
            index
            for index, shown in enumerate(found.header.shown)
            if words and name not in given and index not in used and _OF_KINDS.search(normal(shown))
            if _says_only(body.column(index), words, normal(shown))
        ]
        if len(fit) == 1:
            columns[name] = Placed(fit[0], found.header.shown[fit[0]], None)
    if len(columns) == len(found.columns):
        return found
    order = {name: columns[name] for name in spec.columns if name in columns}
    left = tuple(name for name in found.missing if name not in columns)
    new = tuple(name for name in order if name not in found.columns)
    return replace(found, columns=order, missing=left, by_words=(*found.by_words, *new))


def towns_for_place(found: Match, body: pa.Table, places: Collection[str]) -> Match:
    """The match in which a 地区 column that holds nothing but 镇, 乡 and 街道 is that of the townships.

    ``places`` are the ways of writing places; the caller has the place from elsewhere.
    """
    spec = found.spec
    placed = found.columns.get(spec.place or "")
    town = next((name for name in spec.parts if spec.columns[name].type == "text"), None)
    if placed is None or town is None or town in found.columns:
        return found
    cells = body.column(placed.index)
    if not (_only_towns(cells.slice(0, _SAMPLE), placed, places) and _only_towns(cells, placed, places)):
        return found
    columns = {name: one for name, one in found.columns.items() if name != spec.place} | {town: placed}
    order = {name: columns[name] for name in spec.columns if name in columns}
    return replace(found, columns=order, missing=(*found.missing, str(spec.place)), by_words=(town,))


def _only_towns(cells: pa.ChunkedArray, placed: Placed, places: Collection[str]) -> bool:
    said = {normal(text) for text in cells.unique().to_pylist()} - {"", normal(placed.header), *_TOTALS}
    return bool(said) and all(_TOWN.search(text) and text not in places for text in said)


def _words(column: ColumnSpec) -> frozenset[str]:
    return frozenset(normal(word) for value, others in column.values.items() for word in (value, *others))


def _says_only(cells: pa.ChunkedArray, words: Collection[str], header: str) -> bool:
    said = {normal(text) for text in cells.unique().to_pylist()} - {"", header}
    return bool(said) and said <= set(words)


def _decides(spec: LedgerSpec, name: str) -> bool:
    """Whether reading the wrong one of two headers could change a figure."""
    column = spec.columns[name]
    return column.required or name in spec.key or column.type not in _NO_FIGURES


def unit_of(ways: Sequence[str]) -> str | None:
    """The unit that a header names, at its end or on the group above it; the lowest one where both do."""
    at_end = next((unit for way in ways if (unit := split_unit(way)[1])), None)
    return at_end or next(iter(group_units(ways)), None) or next(filter(None, map(loose_unit, ways)), None)


def group_units(ways: Sequence[str]) -> list[str]:
    """The units of money that stand in brackets within a joined header, from the top down."""
    return [text for text in _BRACKETS.findall(ways[0]) if money_unit(text)] if ways else []


def nearest_header(found: Match, column: str) -> str | None:
    """The unused header most like a missing column's name or one of its aliases."""
    used = {placed.index for placed in found.columns.values()}
    # Without their units: 村（社区） is like 基本生活费（元） in nothing but its brackets.
    unused = {
        split_unit(normal(shown))[0]: shown
        for index, shown in enumerate(found.header.shown)
        if shown and index not in used and normal(shown) != _SERIAL
    }
    spec = found.spec.columns[column]
    near = (nearest(split_unit(normal(name))[0], unused) for name in (spec.name, *spec.aliases))
    return next((unused[header] for header in near if header is not None), None)


def misspelt(found: Match, column: str) -> bool:
    """Whether an unused header is so like a column's name that it is that name with a sign wrong."""
    return bool(_misspelt(found, column))


def only_grades(found: Match, column: str, body: pa.Table) -> bool:
    """Whether the headers that are like a column's name stand over grades (A类, 二档): over another thing."""
    return all(
        (said := {normal(text) for text in body.column(index).unique().to_pylist()} - {"", normal(header)})
        and all(_GRADE.fullmatch(text) for text in said)
        for index, header in _misspelt(found, column)
    )


def _misspelt(found: Match, column: str) -> list[tuple[int, str]]:
    used = {placed.index for placed in found.columns.values()}
    spec = found.spec.columns[column]
    names = [normal(name) for name in (spec.name, *spec.aliases)]
    unused = [(index, shown) for index, shown in enumerate(found.header.shown) if shown and index not in used]
    return [
        (index, shown)
        for index, shown in unused
        if get_close_matches(normal(shown), names, n=1, cutoff=_MISSPELT)
    ]


def in_doubt(column: ColumnSpec, headers: Sequence[str]) -> str:
    """That several columns could be ``column``, and how sources.yml decides it."""
    names = "、".join(f"“{header.strip()}”" for header in headers)
    example = f"columns: {{{column.id}: {headers[0].strip()}}}"
    told = f"请在 sources.yml 写明，写法如 {example}"
    return f"{names}这 {len(headers)} 列都可以是“{column.name}”，无法确定用哪一列；{told}"


def _rivals(
    header: Header, columns: Mapping[str, Placed], rivals: Mapping[str, list[int]], taken: set[int]
) -> Rivals:
    found = []
    for name, others in sorted(rivals.items()):
        left = [index for index in others if index not in taken]
        if left:
            found.append((name, _told_apart(header, sorted([columns[name].index, *left]))))
    return tuple(found)


def _told_apart(header: Header, places: Sequence[int]) -> tuple[str, ...]:
    """Headers as a person names them: with their groups, and the letter of the column, where they are alike."""
    shown = [header.shown[place] for place in places]
    whole = [header.names[place][0] for place in places]
    if len(set(shown)) == len(places):
        return tuple(shown)
    if len(set(whole)) == len(places):
        return tuple(whole)
    letters = [next((way for way in header.names[place] if is_letter(way)), "") for place in places]
    return tuple(letter or name for letter, name in zip(letters, shown, strict=True))
