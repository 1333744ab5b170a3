"""Amounts paid, and the 政策标准 ledger -> the rows that are above, or not equal to, the standard of their month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from taizhang.declare.specs import LedgerSpec, StandardCheck
from taizhang.ledger.findings import WARNING, Finding

STANDARDS = "policy_standards"
AT_MOST = "at_most"
_NATION = "100000"
_MONTHS = 12
Judged = tuple[str, str, int, int]
"""File, sheet, row, and which of the ledger's checks it fails."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """One value of a standard: twelve times the 分 of a month, from one month until another."""

    place: str
    twelvefold: int
    since: str
    until: str


def against_standards(
    connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, tables: Sequence[str], standards: Sequence[str]
) -> list[Judged]:
    """The accepted rows of a ledger that do not keep to a standard; places without one are not judged."""
    query = f'select distinct "{spec.place}", "{spec.period}" from read_parquet(?)'
    pairs = sorted(connection.execute(query, [list(tables)]).fetchall())
    found: list[Judged] = []
    # One reading of the rows for each column: its checks exclude each other by their conditions.
    for column in dict.fromkeys(check.column for check in spec.standards):
        checks = {number: one for number, one in enumerate(spec.standards) if one.column == column}
        limits = [
            (place, month, number, value)
            for number, check in checks.items()
            for place, month, value in _limits(pairs, _known(connection, check, standards))
        ]
        if limits:
            query, values = _query(spec, checks, limits)
            found += connection.execute(query, [list(tables), *values]).fetchall()
    return sorted(found)


def standard_findings(spec: LedgerSpec, rows: Sequence[Judged]) -> Iterator[Finding]:
    """A warning on each row; it names the standard, never the amount."""
    for path, sheet, row, number in rows:
        check = spec.standards[number]
        column = spec.columns[check.column].name
        over = check.relation == AT_MOST
        code, word = ("OVER_STANDARD", "高于") if over else ("NOT_STANDARD", "不等于")
        by = f"×{spec.columns[check.times].name}" if check.times else ""
        message = f"{column}{word}当月执行的{check.items[0]}{by}"
        yield Finding(code, WARNING, message, path, sheet, row, column, spec.id)


def _known(
    connection: duckdb.DuckDBPyConnection, check: StandardCheck, standards: Sequence[str]
) -> list[_Dated]:
    query = """
        select place, amount, unit like '%年%', strftime(effective, '%Y-%m'), strftime(ended, '%Y-%m')
        from read_parquet(?) where list_contains(?, item) and amount is not null
    """
    rows = connection.execute(query, [list(standards), list(check.items)]).fetchall()
    return [
        _Dated(place, amount if yearly else amount * _MONTHS, since, until or "9999-12")
        for place, amount, yearly, since, until in rows
    ]


def _limits(pairs: Sequence[tuple[str, str]], known: Sequence[_Dated]) -> Iterator[tuple[str, str, int]]:
    """The standard of each place and month that the ledger speaks of."""
    for place, month in pairs:
        value = _standard(place, month, known)
        if value is not None:
            yield place, month, value


def _standard(place: str, month: str, known: Sequence[_Dated]) -> int | None:
    """The value of the nearest place, county before city; None where two differ within the month."""
    for code in (place, place[:4] + "00", place[:2] + "0000", _NATION):
        valid = [one for one in known if one.place == code and one.since <= month <= one.until]
        if valid:
            latest = max(one.since for one in valid)
            values = {one.twelvefold for one in valid if one.since == latest}
            return values.pop() if len(values) == 1 else None
    return None


def _query(
    spec: LedgerSpec, checks: Mapping[int, StandardCheck], limits: Sequence[tuple[str, str, int, int]]
) -> tuple[str, list[Any]]:
    """The query, and its parameters after the first one, which is the tables."""
    values: list[Any] = [part for limit in limits for part in limit]
    rows = ", ".join(
        f"(${index}, ${index + 1}, ${index + 2}, ${index + 3})" for index in range(2, len(values) + 2, 4)
    )
    chosen, wrong = [], []
    for number, check in checks.items():
        conditions = ["true", *(_of_age(spec, check) if check.ages else ())]
        for name, wanted in sorted(check.where.items()):
            values.append(wanted)
            conditions.append(f'"{name}" = ${len(values) + 1}')
        chosen.append(f"when {' and '.join(conditions)} then {number}")
        sign = ">" if check.relation == AT_MOST else "<>"
        times = f'* "{check.times}"' if check.times else ""
        wrong.append(f'number_ = {number} and "{check.column}" * {_MONTHS} {sign} twelvefold {times}')
    column = next(iter(checks.values())).column
    query = f"""
        with limits(place_, month_, number_, twelvefold) as (values {rows})
        select _file, _sheet, _row, number_ from read_parquet($1) join limits
        on "{spec.place}" = place_ and "{spec.period}" = month_ and number_ = case {" ".join(chosen)} end
        where "{column}" > 0 and ({" or ".join(wrong)})
    """
    return query, values


def _of_age(spec: LedgerSpec, check: StandardCheck) -> list[str]:
    """Of the age on the first and on the last day of the month; whose birthday decides is not judged."""
    assert check.ages is not None and check.person is not None
    person, first, last = f'"{check.person}"', *check.ages
    born = f"try_cast(substr({person}, 7, 4) as int) * 12 + try_cast(substr({person}, 11, 2) as int)"
    now = f'cast(substr("{spec.period}", 1, 4) as int) * 12 + cast(substr("{spec.period}", 6, 2) as int)'
    months = f"(({now}) - ({born}))"
    return [f"length({person}) = 18", f"({months} - 1) // 12 >= {first}", f"{months} // 12 <= {last}"]
