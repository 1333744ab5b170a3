"""A sheet and the statistics that are declared -> which of them it is, and by what right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.convert.cells import clean
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.headers import HEAD_ROWS, Header
from taizhang.ledger.recognise.match import Match, match, misspelt, ranks
from taizhang.ledger.recognise.titles import evidence, of_persons, sources
from taizhang.ledger.recognise.wide.figures import wide
from taizhang.ledger.recognise.wide.shape import headers

_SUMS_UP = re.compile(r"统计(?!单位|时间|日期|年度|年月|地区|人)|汇总|总表|情况|状况|报表|一览")
_WITH_FILE = 3
_FEWEST = 2
_HALF = 2


@dataclass(frozen=True, slots=True)
class Statistic:
    """A match; ``certain`` when titles or the names of its rows say that it is one; else it is only the nearest.

    ``titled``: a title speaks of its subject.
    """

    match: Match
    certain: bool
    titled: bool


def statistics(
    sheet: RawSheet,
    path: str,
    specs: Mapping[str, LedgerSpec],
    places: Mapping[str, str],
    first: int | None = None,
) -> Statistic | None:
    """The statistic that a sheet is or is most like. ``first`` is its header's row (0-based), where it is told.

    A single spec is taken at its word. None where there are no figures beside names of rows, or where a title
    names a ledger that gives indicators and whose columns are there.
    """
    head = sheet.head(HEAD_ROWS)
    found = [one for spec in specs.values() for one in _matches(spec, sheet, head, first, places)]
    if not found:
        return None
    if len(specs) == 1:
        return Statistic(found[0], certain=True, titled=True)
    texts = sources(path, sheet.name, head, found[0].header.first)[:_WITH_FILE]
    told = [(said, one) for one in found if (said := evidence(one.spec, texts)) is not None]
    best = min(told, key=lambda one: one[0])[1] if told else _general(found)
    if any(_meant(spec, best.header) for spec in specs.values() if _claimed(spec, texts)):
        return None
    sure = bool(told) or _of_places(best, sheet, texts, places)
    return Statistic(best, certain=sure, titled=bool(told))


def _general(found: Sequence[Match]) -> Match:
    """The statistic of no subject of its own."""
    return next((one for one in found if not one.spec.title), found[0])


def _claimed(spec: LedgerSpec, texts: Sequence[str]) -> bool:
    """Whether a title names a ledger that gives indicators."""
    return not spec.figures and not spec.supplementary and evidence(spec, texts) is not None


def _meant(spec: LedgerSpec, header: Header) -> bool:
    """Whether a sheet has, or has misspelt, half of the columns that only the rows of such a ledger have.

    A ledger of places and months is all but meant where the sheet has a column of its months.
    """
    seen = match(spec, header)
    if spec.period in seen.columns and not of_persons(spec):
        return True
    around = (spec.place, spec.period)
    needed = [name for name, column in spec.columns.items() if column.required and name not in around]
    held = sum(name in seen.columns or misspelt(seen, name) for name in needed)
    return held > 0 and held * _HALF >= len(needed)


def _matches(
    spec: LedgerSpec,
    sheet: RawSheet,
    head: Sequence[Sequence[str]],
    first: int | None,
    places: Mapping[str, str],
) -> Iterator[Match]:
    if spec.figures is None:
        return
    for header in headers(head, ranks(spec.columns[spec.figures.label]), places):
        found = wide(spec, header, sheet.table, places) if first in (None, header.first) else None
        if found is not None:
            yield found
            return


def _of_places(found: Match, sheet: RawSheet, texts: Sequence[str], places: Mapping[str, str]) -> bool:
    """Whether a title speaks of a summary, or most rows are named by places."""
    assert found.spec.figures is not None
    if any(_SUMS_UP.search(text) for text in texts):
        return True
    column = sheet.table.column(found.columns[found.spec.figures.label].index)
    body = column.slice(found.header.first + found.header.depth).unique().to_pylist()
    names = [name for cell in body if (name := clean(cell))]
    known = sum(name in places for name in names)
    return known >= _FEWEST and known * _HALF > len(names)
