"""The tables of a report -> the values they give under a name and a year, for its sentences to be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.numbers import halved
from taizhang.proofread.claims.subjects import core
from taizhang.proofread.model import KnownFact
from taizhang.proofread.rules.amounts.grids import TOTAL, Cell, Row, tables
from taizhang.proofread.rules.amounts.table_changes import printed

_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:末|底)?")
_LABEL = re.compile(r"(.+?)\(([^()]+)\)")
_NOW, _BEFORE = re.compile(r"本年|今年|本期|当年"), re.compile(r"上年|去年|上年同期|去年同期")


@dataclass(frozen=True, slots=True)
class TableFacts:
    """The values that a report's tables give, by the short form of their names."""

    by_name: Mapping[str, tuple[KnownFact, ...]]

    def about(self, label: str) -> Sequence[KnownFact]:
        """The values of that name; empty when no table has it."""
        return self.by_name.get(label, ())


def read(text: str, year: int | None) -> TableFacts:
    """The values of every table with a named unit: by years down or across, this year and last, or in a 合计 row."""
    found: dict[str, list[KnownFact]] = {}
    for rows in tables(text):
        for fact in _facts(rows, year):
            found.setdefault(core(fact.label), []).append(fact)
    return TableFacts({name: tuple(facts) for name, facts in found.items()})


def _facts(rows: Sequence[Row], year: int | None) -> Iterator[KnownFact]:
    header, body = rows[0], rows[1:]
    if all(_YEAR.fullmatch(_plain(row[0])) for row in body):
        for row in body:
            yield from _across(header, row, _plain(row[0])[:4])
        return
    years = {at: said for at, cell in enumerate(header) if (said := _year(_plain(cell), year))}
    unit_at = next((at for at, cell in enumerate(header) if _plain(cell) in ("单位", "计量单位")), None)
    for row in body if years else ():
        yield from _along(row, years, unit_at)
    for row in body if not years and year else ():
        if TOTAL.match(row[0].text):
            yield from _across(header, row, str(year))


def _across(header: Row, row: Row, year: str) -> Iterator[KnownFact]:
    """A row of one year (or of all places) under headers that name what and in which unit."""
    for head, cell in list(zip(header, row, strict=False))[1:]:
        label = _LABEL.fullmatch(_plain(head))
        if label:
            yield from _fact(label[1], label[2], cell, year)


def _along(row: Row, years: dict[int, str], unit_at: int | None) -> Iterator[KnownFact]:
    """A row of one name under headers that are years."""
    label = _LABEL.fullmatch(_plain(row[0]))
    name = label[1] if label else _plain(row[0])
    unit = label[2] if label else _plain(row[unit_at]) if unit_at is not None and unit_at < len(row) else ""
    for at, year in years.items():
        if unit and at < len(row):
            yield from _fact(name, unit, row[at], year)


def _fact(label: str, unit: str, cell: Cell, year: str) -> Iterator[KnownFact]:
    value = printed(cell)
    if value is not None and value.sign in ("", unit):
        step = value.step if value.step < 1 else value.step * 0
        yield KnownFact(label, unit, value.value, year, step)


def _year(head: str, year: int | None) -> str:
    """The year that a header names; empty when it names none."""
    found = _YEAR.fullmatch(head)
    if found:
        return found[1]
    if year is None:
        return ""
    return str(year) if _NOW.fullmatch(head) else str(year - 1) if _BEFORE.fullmatch(head) else ""


def _plain(cell: Cell) -> str:
    return halved(cell.text).replace(" ", "")
