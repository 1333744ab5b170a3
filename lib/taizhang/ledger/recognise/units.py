"""What a sheet says about its units, above, beside and below its rows -> one unit of money, or a contradiction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.match import Match, group_units
from taizhang.ledger.recognise.normal import (
    PLAIN_UNITS,
    money_unit,
    normal,
    only_units,
    split_unit,
    unit_words,
)

_TAIL = 6
_NOTE_CELLS = 3
_RECALLED = 16
_IN_BRACKETS = re.compile(r"\((?:[^():]*单位(?:均)?[:为]?)?([^()]*)\)")
_SEPARATORS = re.compile(r"[\s,、;/和]+")
_MANY = re.compile(r"(?:百|千|万)(?:人次|户次|[人户张个名件具对])")
_COUNTS = ("count",)
UNKNOWN = "？"
"""In the place of a unit: the words name one, but not in a way that is known."""
_NUMERALS = "0-9.,几数多余一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_HINTED = re.compile(
    rf"(?<![{_NUMERALS}])(?:千元|万元|百万元|亿元)(?!以[上下内]|[^,，。;；()]{{0,4}}[以之][上下内])"
    r"|(?<![统填编制]计)(?<![报表制])单位(?:均?为)?:?[百千万亿]+$"
)
_FORMAT_UNIT = re.compile(r"(百万|[百千万亿])元?")
_UNIT_COLUMN = frozenset(("单位", "金额单位", "计量单位", "货币单位"))


@dataclass(frozen=True, slots=True)
class SaidUnit:
    """One unit, as 万元 or 万人, and where the sheet says it."""

    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Units:
    """``unit`` is what amounts are in whose header names none; ``columns`` are told by sources.yml.

    ``doubts`` are contradictions, one Chinese sentence each: the figures may be wrong by a factor.
    ``assumed`` are headers whose amounts are taken in 万元 because the ledger is kept so, not the sheet.
    ``exceptions`` say which columns keep the unit of their header beside others in that of the sheet.
    """

    unit: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


def units(match: Match, said: Sequence[SaidUnit], told: str | None, columns: Mapping[str, str]) -> Units:
    """Weigh the units said around the table against those of its headers."""
    money = [one for one in said if money_unit(one.unit)]
    distinct = {one.unit for one in money}
    unit = told or (next(iter(distinct)) if len(distinct) == 1 else None)
    doubts = [] if told else list(_contradictions(match, money, columns))
    doubts += [] if told or money else list(_not_understood(match, said, columns))
    doubts += [*_stacked(match, columns), *_many(match, said)]
    assumed = () if money or told else tuple(_assumed(match, columns))
    exceptions = tuple(_exceptions(match, money, columns)) if not told else ()
    return Units(unit, columns, tuple(dict.fromkeys(doubts)), assumed, exceptions)


def _assumed(match: Match, told: Mapping[str, str]) -> Iterator[str]:
    for name, placed in match.columns.items():
        column = match.spec.columns[name]
        if (
            column.type == "money"
            and (money_unit(column.unit) or 1) > 1
            and not placed.unit
            and name not in told
        ):
            yield f"“{placed.header.strip()}”按{column.unit}"


def _contradictions(match: Match, money: Sequence[SaidUnit], told: Mapping[str, str]) -> Iterator[str]:
    """An amount whose header differs from what stands around the table, or that could take two units."""
    distinct = {one.unit: one for one in money}
    apart = _apart(match, distinct, told)
    for name, placed in match.columns.items():
        if match.spec.columns[name].type != "money" or name in told:
            continue
        if placed.unit is None and len(distinct) > 1:
            places = "，".join(f"{one.source}写的是{one.unit}" for one in distinct.values())
            yield f"{places}，“{placed.header}”列没有写单位，无法确定"
        elif placed.unit is not None and distinct and placed.unit not in distinct and name not in apart:
            one = next(iter(distinct.values()))
            yield f"{one.source}写的是{one.unit}，“{placed.header}”列的表头写的是{placed.unit}，相互矛盾"


def _apart(match: Match, said: Collection[str], told: Mapping[str, str]) -> frozenset[str]:
    """The amounts whose headers keep a unit of their own under a line that speaks of at least as many others."""
    own = {
        name: placed.unit
        for name, placed in match.columns.items()
        if match.spec.columns[name].type == "money" and name not in told
    }
    apart = frozenset(name for name, unit in own.items() if said and unit not in (None, *said))
    return apart if len(apart) * 2 <= len(own) else frozenset()


def _exceptions(match: Match, money: Sequence[SaidUnit], told: Mapping[str, str]) -> Iterator[str]:
    """单位：万元 above, and among columns that name no unit one whose header says 元."""
    distinct = {one.unit: one for one in money}
    apart = _apart(match, distinct, told)
    for name, placed in match.columns.items():
        if name in apart:
            one = next(iter(distinct.values()))
            header = placed.header.strip()
            yield f"“{header}”列按表头写的{placed.unit}计，其余金额列按{one.source}写的{one.unit}计"


def _not_understood(match: Match, said: Sequence[SaidUnit], told: Mapping[str, str]) -> Iterator[str]:
    """Words around the table that speak of 万元 in a way that is not known, over amounts without a unit."""
    bare = [
        placed.header.strip()
        for name, placed in match.columns.items()
        if match.spec.columns[name].type == "money" and not placed.unit and name not in told
    ]
    for one in said if bare else ():
        if one.unit == UNKNOWN:
            yield f"{one.source}提到了金额单位，看不出是不是“{bare[0]}”列的单位"


def _stacked(match: Match, told: Mapping[str, str]) -> Iterator[str]:
    """A group of columns in 万元 over a column in 元."""
    for name, placed in match.columns.items():
        found = list(dict.fromkeys(group_units(match.header.names[placed.index])))
        if match.spec.columns[name].type == "money" and len(found) > 1 and name not in told:
            yield f"“{placed.header}”列的上下两行表头写了{'和'.join(found)}，相互矛盾"


def _many(match: Match, said: Sequence[SaidUnit]) -> Iterator[str]:
    """万人 beside a column of persons: the figures are 10,000 times what they show, and rounded."""
    for one in said:
        if not _MANY.fullmatch(one.unit):
            continue
        for name, placed in match.columns.items():
            own = split_unit(match.header.names[placed.index][0])[1]
            if (
                match.spec.columns[name].type in _COUNTS
                and own is None
                and one.unit[-1] in _bases(match, name)
            ):
                yield f"{one.source}写的是{one.unit}，“{placed.header}”列须是整数，不能换算"


def _bases(match: Match, name: str) -> str:
    """The units in which a declared count may be said; without one in its name, all."""
    own = split_unit(normal(match.spec.columns[name].name))[1]
    return own or "人户张个名件具对次"


def said_units(
    path: str, sheet: str, head: Sequence[Sequence[str]], header: Header, tail: Sequence[Sequence[str]]
) -> tuple[SaidUnit, ...]:
    """Every unit that stands above the header, in its corner, below the rows, in the sheet's or file's name."""
    found: list[SaidUnit] = []
    for number, row in enumerate(head[: header.first], start=1):
        found += [
            SaidUnit(unit, f"第 {number} 行“{_short(cell)}”")
            for cell in row
            for unit in _said_or_hinted(cell)
        ]
    corner = _corner(head[header.first : header.first + header.depth])
    found += [SaidUnit(unit, f"表头左上角“{_short(corner)}”") for unit in _said(corner)]
    for row in tail:
        cells = [cell for cell in row if cell.strip()]
        if len(cells) <= _NOTE_CELLS:
            found += [SaidUnit(unit, f"表尾“{_short(cell)}”") for cell in cells for unit in unit_words(cell)]
    names = (("工作表名", sheet), ("文件名", PurePosixPath(path).stem))
    found += [
        SaidUnit(unit, f"{source}“{_short(text)}”")
        for source, text in names
        for unit in (*_bracketed(text), *unit_words(text))
    ]
    return tuple(dict.fromkeys(found))


def units_among_rows(sheet: RawSheet, found: Match) -> Iterator[SaidUnit]:
    """Units of money in a row right below the header, or row by row in a column that the ledger does not have."""
    body = found.header.first + found.header.depth
    below = [column[body].as_py() for column in sheet.table.columns] if sheet.table.num_rows > body else []
    for unit in only_units(below):
        if money_unit(unit):
            yield SaidUnit(unit, f"第 {int(sheet.numbers[body])} 行“{unit}”")
    used = {placed.index for placed in found.columns.values()}
    for index, ways in enumerate(found.header.names):
        if index not in used and _UNIT_COLUMN.intersection(ways):
            words = {normal(cell) for cell in sheet.table.column(index).slice(body).unique().to_pylist()}
            source = f"“{found.header.shown[index].strip()}”列"
            yield from (SaidUnit(word, source) for word in sorted(words) if money_unit(word))


def of_format(words: str) -> str | None:
    """The unit of money that the words of a number format say: 万元, 万."""
    found = _FORMAT_UNIT.fullmatch(normal(words).strip("()"))
    return f"{found[1]}元" if found else None


def tail_rows(sheet: RawSheet, body: int) -> list[tuple[str, ...]]:
    """The last rows below the header and below all data, where a note may say the unit."""
    last = sheet.table.slice(max(body, sheet.table.num_rows - _TAIL))
    rows = list(zip(*(column.to_pylist() for column in last.columns), strict=True))
    full = [place for place, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > _NOTE_CELLS]
    return rows[full[-1] + 1 :] if full else rows


def _corner(rows: Sequence[Sequence[str]]) -> str:
    """The leftmost cell of a header: over the names of the rows it may say what the figures are in."""
    cells = (cell.strip() for place in range(len(rows[0]) if rows else 0) for cell in _column(rows, place))
    return next((cell for cell in cells if cell), "")


def _column(rows: Sequence[Sequence[str]], place: int) -> Iterator[str]:
    return (row[place] for row in rows)


def _said(cell: str) -> list[str]:
    """The units of a 单位：… line, of brackets in a title, of a cell that holds nothing else."""
    if not cell.strip():
        return []
    return list(dict.fromkeys([*unit_words(cell), *_bracketed(cell), *_listed(normal(cell))]))


def _said_or_hinted(cell: str) -> list[str]:
    """The units of a cell above a table, or that it speaks of one in words that are not known."""
    found = _said(cell)
    hinted = not found and bool(cell.strip()) and _HINTED.search(normal(cell)) is not None
    return [UNKNOWN] if hinted else found


def _bracketed(text: str) -> list[str]:
    return [unit for inside in _IN_BRACKETS.findall(normal(text)) for unit in _listed(inside)]


def _listed(text: str) -> list[str]:
    """人、万元: its units of money and of many, when it names nothing but units."""
    words = [word for word in _SEPARATORS.split(text.removeprefix("人民币")) if word]
    known = all(money_unit(word) or word in PLAIN_UNITS or _MANY.fullmatch(word) for word in words)
    return [word for word in words if known and (money_unit(word) or _MANY.fullmatch(word))]


def _short(text: str) -> str:
    clean = "".join(unicodedata.normalize("NFKC", text).split())
    return clean if len(clean) <= _RECALLED else clean[: _RECALLED - 1] + "…"
