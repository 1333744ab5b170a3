"""Files that speak of the same place and month -> those that a column tells apart: parts of one roll."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import combinations

import duckdb

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import WARNING, Finding
from taizhang.ledger.rules.across.duplicates import Met, Pair, Where, both_have
from taizhang.ledger.rules.across.repeats import Place, Repeat

_KIND_OF_PLACE = re.compile(r"(?:民族乡|街道办事处|办事处|街道|苏木|镇|乡)$")
_SHOWN = 3
Value = tuple[str, str, str, str, str | None]
"""File, sheet, place, period, and what stands in one column; one for each that differ."""
Parts = Mapping[Pair, str]
"""Two files, or two sheets of one -> the column that tells them apart."""


def values(
    connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, column: str, tables: Sequence[str]
) -> list[Value]:
    """What the accepted rows of each file say in ``column``, by place and period."""
    query = f"""
        select distinct _file, _sheet, "{spec.place}", cast("{spec.period}" as varchar), trim("{column}")
        from read_parquet(?) order by all
    """
    return connection.execute(query, [list(tables)]).fetchall()


def parts(
    met: Met,
    said: Mapping[str, Sequence[Value]],
    rows: Sequence[Repeat],
) -> Parts:
    """Of pairs of files or sheets with places and months in common (``met``), those that are parts of one roll.

    No key stands in both, and wherever they meet, one column (``said``: its values) is filled in every
    row of both and has no value in common. A second version of a roll is no part of it.
    """
    twice = _sharing(rows)
    known = {column: _by_holder(found) for column, found in said.items()}
    told: dict[Pair, str] = {}
    for (one, other), where in met.items():
        apart = (name for name, found in known.items() if _apart(found[one], found[other], where))
        if (one, other) not in twice and (column := next(apart, None)) is not None:
            told[one, other] = column
    return told


def _sharing(rows: Sequence[Repeat]) -> Set[Pair]:
    holders: dict[int, set[Place]] = defaultdict(set)
    for path, sheet, _, group in rows:
        holders[group] |= {(path, ""), (path, sheet)}
    return {pair for found in holders.values() for pair in combinations(sorted(found), 2)}


def _by_holder(found: Sequence[Value]) -> Mapping[Place, Mapping[Where, set[str]]]:
    by_holder: dict[Place, dict[Where, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, sheet, place, period, value in found:
        for holder in ((path, ""), (path, sheet)):
            by_holder[holder][place, period].add(_KIND_OF_PLACE.sub("", value or ""))
    return by_holder


def _apart(one: Mapping[Where, set[str]], other: Mapping[Where, set[str]], shared: Collection[Where]) -> bool:
    nothing: set[str] = set()
    pairs = [(one.get(where, nothing), other.get(where, nothing)) for where in shared]
    return all(
        first and second and "" not in first | second and not first & second for first, second in pairs
    )


def part_findings(spec: LedgerSpec, told: Parts, met: Met) -> Iterator[Finding]:
    """One warning for all files that belong together."""
    between = {pair: column for pair, column in told.items() if pair[0][0] != pair[1][0]}
    for files in _groups(between):
        pair = min(pair for pair in between if pair[0][0] in files)
        names = "、".join(files[:_SHOWN]) + (f" 等 {len(files)} 个文件" if len(files) > _SHOWN else " ")
        how = f"按“{spec.columns[told[pair]].name}”分开，没有重复的{_grain(spec)}，已合并计算"
        message = f"{spec.label}：{names}{both_have(met[pair])}，{how}"
        yield Finding("FILES_SAME_MONTH", WARNING, message, ledger=spec.id)


def _grain(spec: LedgerSpec) -> str:
    return "人员" if any(spec.columns[name].type == "id_number" for name in spec.key) else "行"


def _groups(told: Parts) -> list[list[str]]:
    """The files that pairs link, directly or over others."""
    group: dict[str, set[str]] = {}
    for (one, _), (other, _) in told:
        both = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(both, both)
    return sorted({found[0]: found for found in (sorted(both) for both in group.values())}.values())


def missing_parts(spec: LedgerSpec, told: Parts, said: Mapping[str, Sequence[Value]]) -> Iterator[Finding]:
    """A month that lacks a part which the other months of the place have in files of their own."""
    for column in sorted(set(told.values())):
        pairs = [pair for pair, name in told.items() if name == column and pair[0][0] != pair[1][0]]
        files = {path for pair in pairs for path, _ in pair}
        yield from _missing(spec, column, said[column], files)


def _missing(
    spec: LedgerSpec, column: str, found: Sequence[Value], files: Collection[str]
) -> Iterator[Finding]:
    split = {place for path, _, place, _, _ in found if path in files}
    months: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, _, place, period, value in found:
        if place in split and value and period:
            months[place][period].add(value)
    for place, by_month in sorted(months.items()):
        everything = set().union(*by_month.values())
        for month, present in sorted(by_month.items()):
            for value in sorted(everything - present):
                message = f"{spec.label}中{places.name(place)} {month} 没有{value}的数据，其他月份有"
                yield Finding("MISSING_PART", WARNING, message, ledger=spec.id)
