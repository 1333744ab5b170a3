"""All sheets of a collection -> duplicates between rows and files, and places and months that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import duckdb
import numpy as np

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.results import FileResult, SheetResult

_HALF = 2
_FEWEST_SHARED = 5
_MONTHS = range(1, 13)
_MOST_SORTED, _MOST_SHARED = 20_000_000, 10_000
Repeat = tuple[str, str, int, int]
"""File, sheet, row, and the number of its group of equal keys."""
Place = tuple[str, str]
"""A file and one of its sheets; an empty sheet name is the file as a whole."""


def repeats(connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, tables: Sequence[str]) -> list[Repeat]:
    """The accepted rows whose key stands more than once in the ledger."""
    key = ", ".join(f'"{name}"' for name in spec.key)
    shared = _alike(connection, key, tables)
    if shared is not None and not shared:
        return []
    chosen = "" if shared is None else f"where hash({key}) in (select unnest($2::ubigint[]))"
    # A part that may be blank is alike where both are blank; a plain = would lose such rows.
    same = " and ".join(f'whole."{name}" is not distinct from twice."{name}"' for name in spec.key)
    query = f"""
        with twice as (
            select {key}, row_number() over (order by min(_file), min(_row)) as grp
            from read_parquet($1) {chosen} group by {key} having count(*) > 1
        )
        select _file, _sheet, _row, grp from read_parquet($1) as whole join twice on {same}
        order by _file, _sheet, _row
    """
    return connection.execute(query, [list(tables), *([] if shared is None else [shared])]).fetchall()


def _alike(connection: duckdb.DuckDBPyConnection, key: str, tables: Sequence[str]) -> list[int] | None:
    """The hashes that several keys share, which all equal ones do; None where these are too many to help.

    Sorting numbers takes a fraction of the time of grouping texts, and most ledgers have no key twice.
    """
    count = connection.execute("select count(*) from read_parquet(?)", [list(tables)]).fetchone()
    if count is None or count[0] > _MOST_SORTED:
        return None
    found = connection.execute(f"select hash({key}) as one from read_parquet(?)", [list(tables)]).fetchnumpy()
    hashes = np.sort(found["one"])
    shared = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
    return shared.tolist() if len(shared) <= _MOST_SHARED else None


def repeat_findings(spec: LedgerSpec, rows: Sequence[Repeat]) -> list[Finding]:
    """A warning on every row of a repeated key; it names how many there are, never the key."""
    times: dict[int, int] = defaultdict(int)
    for *_, group in rows:
        times[group] += 1
    names = "、".join(spec.columns[name].name for name in spec.key)
    return [
        Finding(
            "DUPLICATE_KEY",
            WARNING,
            f"{names}相同的行共有 {times[group]} 行",
            path,
            sheet,
            row,
            None,
            spec.id,
        )
        for path, sheet, row, group in rows
    ]


def two_forms(connection: duckdb.DuckDBPyConnection, column: str, tables: Sequence[str]) -> list[Repeat]:
    """The rows with an id of 15 digits whose person stands in the ledger with 18 signs too."""
    old = f"""substr("{column}", 1, 6) || '19' || substr("{column}", 7, 9)"""
    query = f"""
        select _file, _sheet, _row, 0 from read_parquet(?) where length("{column}") = 15 and {old} in (
            select substr("{column}", 1, 17) from read_parquet(?) where length("{column}") = 18
        ) order by _file, _sheet, _row
    """
    return connection.execute(query, [list(tables), list(tables)]).fetchall()


def two_form_findings(spec: LedgerSpec, column: str, rows: Sequence[Repeat]) -> Iterator[Finding]:
    """A warning on each such row: a person with two numbers is counted as two."""
    name = spec.columns[column].name
    message = f"该{name}（15 位旧号）与本台账另一行的 18 位号码是同一人，会按两人计，请统一为 18 位"
    for path, sheet, row, _ in rows:
        yield Finding("ID_TWO_FORMS", WARNING, message, path, sheet, row, name, spec.id)


def repeat_summary(spec: LedgerSpec, rows: Sequence[Repeat]) -> Iterator[Finding]:
    """One warning a register: how many rows more than keys there are, all of which are counted."""
    if spec.coverage != "none" or not rows:
        return
    extra = len(rows) - len({group for *_, group in rows})
    names = "、".join(spec.columns[name].name for name in spec.key)
    message = f"{spec.label}中{names}重复，比不重复时多 {extra} 行，这些行都已计入，请逐行核对"
    yield Finding("DUPLICATE_ROWS", WARNING, message, ledger=spec.id)


def overlaps(rows: Sequence[Repeat], sizes: Mapping[Place, int]) -> list[tuple[Place, Place]]:
    """Pairs of files, and of sheets in one file, that share most of the keys of the smaller one.

    ``sizes`` counts the accepted rows of each sheet. A pair of files has empty sheet names.
    """
    holders: dict[int, set[Place]] = defaultdict(set)
    for path, sheet, _, group in rows:
        holders[group] |= {(path, sheet), (path, "")}
    shared: dict[tuple[Place, Place], int] = defaultdict(int)
    for found in holders.values():
        for one, other in combinations(sorted(found), 2):
            if _comparable(one, other):
                shared[one, other] += 1
    whole = dict(sizes)
    for (path, _), count in sizes.items():
        whole[path, ""] = sum(n for (other, _), n in sizes.items() if other == path) if count else 0
    return sorted(
        pair for pair, count in shared.items() if _mostly(count, min(whole[place] for place in pair))
    )


def _comparable(one: Place, other: Place) -> bool:
    """Two files as wholes, or two sheets of one file."""
    within = one[0] == other[0]
    return bool(one[1] and other[1]) if within else not (one[1] or other[1])


def _mostly(count: int, size: int) -> bool:
    return count * _HALF > size and (count >= _FEWEST_SHARED or count == size)


def duplicate_files(
    files: Iterable[FileResult],
    specs: Mapping[str, LedgerSpec],
    overlapping: Mapping[str, Sequence[tuple[Place, Place]]],
) -> Iterator[Finding]:
    """Pairs of files or sheets that give the same ledger for the same place and month, or the same rows."""
    pairs: dict[tuple[str, Place, Place], str] = {}
    sheets = [sheet for file in files for sheet in file.sheets if sheet.ledger]
    beside = list(_same_month(sheets, specs))
    for ledger, found in overlapping.items():
        for one, other in found:
            pairs[ledger, one, other] = "大部分行相同"
    for ledger, one, other, where in beside:
        if one[0] != other[0]:
            pairs[ledger, (one[0], ""), (other[0], "")] = where
    for ledger, first, second in _same_content(files):
        pairs[ledger, (first, ""), (second, "")] = "内容完全相同"
    for (ledger, one, other), why in sorted(pairs.items()):
        yield from _duplicate(specs[ledger], one, other, why)
    for ledger, one, other, where in beside:
        if one[0] == other[0] and (ledger, one, other) not in pairs:
            # 城市 and 农村, or one sheet a township: no person twice, so they add up. It is said, not refused.
            message = f"同一文件的工作表“{one[1]}”与“{other[1]}”{where}，没有重复的人员，已合并计算"
            yield Finding("SHEETS_SAME_MONTH", HINT, message, one[0], one[1], ledger=ledger)


def _duplicate(spec: LedgerSpec, one: Place, other: Place, why: str) -> Iterator[Finding]:
    shown = [_shown(place) for place in (one, other)]
    message = f"{spec.label}重复：{shown[0]} 与 {shown[1]} {why}"
    case = "DUPLICATE_FILE:" + "|".join(path + (f"#{sheet}" if sheet else "") for path, sheet in (one, other))
    for path, sheet in (one, other):
        yield Finding("DUPLICATE_FILE", ERROR, message, path, sheet, ledger=spec.id, case=case)


def _shown(place: Place) -> str:
    return place[0] + (f" 的工作表“{place[1]}”" if place[1] else "")


def _same_month(
    sheets: Iterable[SheetResult], specs: Mapping[str, LedgerSpec]
) -> Iterator[tuple[str, Place, Place, str]]:
    """Pairs of sheets, in one file or in two, that speak of the same place and month; each pair once."""
    reported: dict[tuple[str, str, str], set[Place]] = defaultdict(set)
    for sheet in sheets:
        if sheet.ledger and specs[sheet.ledger].coverage == "place_month":
            for place, month in sheet.reported:
                reported[sheet.ledger, place, month].add((sheet.path, sheet.sheet))
    told: dict[tuple[str, Place, Place], str] = {}
    for (ledger, place, month), found in sorted(reported.items(), reverse=True):
        for one, other in combinations(sorted(found), 2):
            told[ledger, one, other] = f"都有{places.name(place)} {month} 的数据"
    yield from ((*pair, where) for pair, where in told.items())


def _same_content(files: Iterable[FileResult]) -> Iterator[tuple[str, str, str]]:
    same: dict[str, list[FileResult]] = defaultdict(list)
    for file in files:
        if any(sheet.ledger for sheet in file.sheets):
            same[file.sha256].append(file)
    for group in same.values():
        for one, other in combinations(sorted(group, key=lambda file: file.path), 2):
            ledger = next(sheet.ledger for sheet in one.sheets if sheet.ledger)
            yield str(ledger), one.path, other.path


def gaps(sheets: Sequence[SheetResult], specs: Mapping[str, LedgerSpec]) -> Iterator[Finding]:
    """Places and months that others report and a ledger lacks; months that a ledger skips altogether."""
    reported: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sheet in sheets:
        if sheet.ledger:
            reported[sheet.ledger].update(sheet.reported)
    everyone = _reporters({place for pairs in reported.values() for place, _ in pairs})
    for ledger in sorted(reported):
        if pairs := reported[ledger]:
            yield from _ledger_gaps(specs[ledger], pairs, everyone)


def _reporters(found: set[str]) -> set[str]:
    """The counties among the reporting places; a city's own rows oblige nobody. Without counties, all."""
    counties = {code for code in found if not code.endswith("00")}
    return counties or found


def _ledger_gaps(spec: LedgerSpec, pairs: set[tuple[str, str]], everyone: set[str]) -> Iterator[Finding]:
    mine = {place for place, _ in pairs} & everyone
    if not mine:
        return
    for place in sorted(everyone - mine):
        message = f"{spec.label}没有{places.name(place)}的任何数据，其他台账有"
        yield _gap("MISSING_PLACE", spec, message, place)
    if spec.coverage != "place_month":
        return
    months = {month for place, month in pairs if place in mine}
    for month in _skipped(months):
        yield _gap("MISSING_MONTH", spec, f"{spec.label}缺 {month} 的数据，前后各月都有", month)
    for place in sorted(mine):
        for month in sorted(months - {month for other, month in pairs if other == place}):
            message = f"{spec.label}缺{places.name(place)} {month} 的数据，其他地区有"
            yield _gap("MISSING_PLACE_MONTH", spec, message, place, month)


def _skipped(months: set[str]) -> list[str]:
    """Months without any data between the first and the last of their year."""
    skipped = []
    for year in sorted({month[:4] for month in months}):
        known = [int(month[5:]) for month in months if month.startswith(year)]
        skipped += [
            f"{year}-{month:02d}"
            for month in _MONTHS
            if min(known) < month < max(known) and month not in known
        ]
    return skipped


def _gap(code: str, spec: LedgerSpec, message: str, *parts: str) -> Finding:
    return Finding(code, ERROR, message, ledger=spec.id, case=":".join([code, spec.id, *parts]))
