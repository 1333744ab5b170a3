"""All rows of a ledger -> those whose key stands more than once, and the files that share them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import duckdb
import numpy as np

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import WARNING, Finding

_HALF = 2
_FEWEST_SHARED = 5
_MOST_SORTED, _MOST_SHARED = 20_000_000, 10_000
Repeat = tuple[str, str, int, int]
"""File, sheet, row, and the number of its group of equal keys."""
Place = tuple[str, str]
"""A file and one of its sheets; an empty sheet name is the file as a whole."""


def repeats(connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, tables: Sequence[str]) -> list[Repeat]:
    """The accepted rows whose key stands more than once in the ledger."""
    key = ", ".join(f'"{name}"' for name in spec.key)
    shared = None if spec.figures else _alike(connection, key, tables)
    if shared is not None and not shared:
        return []
    chosen = "" if shared is None else f"where hash({key}) in (select unnest($2::ubigint[]))"
    # A part that may be blank is alike where both are blank; a plain = would lose such rows.
    same = " and ".join(f'whole."{name}" is not distinct from twice."{name}"' for name in spec.key)
    source = "read_parquet($1)"
    if spec.figures:  # one row of a sheet is a row for each of its figures
        source = f"(select distinct {key}, _file, _sheet, _row from read_parquet($1))"
    query = f"""
        with twice as (
            select {key}, row_number() over (order by min(_file), min(_row)) as grp
            from {source} {chosen} group by {key} having count(*) > 1
        )
        select _file, _sheet, _row, grp from {source} as whole join twice on {same}
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
