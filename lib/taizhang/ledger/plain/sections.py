"""Rows between the data of a sheet -> those that speak of another month, place, kind or ledger than its titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.convert.scan import filled
from taizhang.ledger.plain.other_lists import heads_others
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.given import Claims, Given, title_lines
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import money_unit, unit_words
from taizhang.ledger.recognise.titles import evidence

_FEW = 2
_WIDE = 4
_MOST = 500
_SUMS = re.compile(r"[小合总共累]\s*计")
_FIGURE = re.compile(r"[-+¥￥]?[\d,，.]+元?")
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d{2})?")
_TITLE = re.compile(r"台账|名册|花名册|发放表|明细表|统计表|汇总表|名单|(?:补贴|津贴|低保金?|救助金?)$")


@dataclass(frozen=True, slots=True)
class Section:
    """The first row (as the sheet counts) that says something else of a given column, or '' of the whole."""

    column: str
    row: int
    text: str


def without_sections(
    sheet: RawSheet, layout: Layout, known: Mapping[str, str], specs: Iterable[LedgerSpec]
) -> tuple[Layout, list[Section]]:
    """The layout without what its titles give and a heading among the rows contradicts.

    ``known`` are the ways of writing places, ``specs`` the ledgers that a sheet of the collection may be.
    """
    found = {one.column: one for one in reversed(list(_sections(sheet, layout, known, tuple(specs))))}
    given = {name: value for name, value in layout.given.items() if name not in found}
    return replace(layout, given=given), list(found.values())


def _sections(
    sheet: RawSheet, layout: Layout, known: Mapping[str, str], specs: Sequence[LedgerSpec]
) -> Iterator[Section]:
    spec = layout.match.spec
    given = {name: value for name, value in layout.given.items() if value.source != "sources.yml"}
    for position in _headings(sheet, layout):
        row = int(sheet.numbers[position])
        lines = tuple(
            title_lines(_without_sums([column[position].as_py() for column in sheet.table.columns]))
        )
        said = Claims((("", lines),), known)
        for name, value in given.items():
            text = _otherwise(spec, name, value, said)
            if text:
                yield Section(name, row, text)
        if heads_others(spec, "".join(lines)):
            yield Section("", row, "".join(lines))
        other = _other_ledger(spec, "".join(lines), specs)
        if other:
            yield Section("", row, other)


def _without_sums(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a row without its amounts where it is one of sums: 小计 1900 speaks of no year."""
    summed = any(_SUMS.search(cell) for cell in cells)
    return [cell for cell in cells if not (summed and _FIGURE.fullmatch(cell.strip()))]


def _otherwise(spec: LedgerSpec, name: str, value: Given, said: Claims) -> str | None:
    if name == spec.place:
        return _place(said, value)
    if name == spec.period:
        return _month(said, value)
    found = said.category(spec.columns[name])
    return found.text if found and found.text != value.text else None


def _other_ledger(spec: LedgerSpec, text: str, specs: Sequence[LedgerSpec]) -> str | None:
    """The label of another ledger whose title this is; a roll may well speak of groups of people."""
    if not _TITLE.search(text) or evidence(spec, (text,)):
        return None
    return next((one.label for one in specs if one.id != spec.id and evidence(one, (text,))), None)


def _headings(sheet: RawSheet, layout: Layout, most: int = _FEW) -> list[int]:
    """Rows with at most ``most`` cells in a wide table that have rows of data below them."""
    named = sum(bool(name) for name in layout.match.header.shown)
    body = sheet.table.slice(layout.body)
    if named < _WIDE or not body.num_rows:
        return []
    # A few columns tell the rows that may be headings; only these are looked at as a whole.
    count = _counts(body, _looked_at(layout))
    few = np.flatnonzero(count <= min(most, named - _FEW, count.max() - 1))
    full = np.flatnonzero(count > min(_FEW, count.max() - 1))
    above = few[few < full[-1]] if len(full) else few[:0]
    cells = _counts(body.take(pa.array(above)), range(body.num_columns))
    chosen = above[(cells > 0) & (cells <= min(most, named - _FEW))]
    return [layout.body + position for position in chosen[:_MOST].tolist()]


def _looked_at(layout: Layout) -> list[int]:
    """The places of the required columns, and of as many others as make four."""
    columns = layout.match.columns
    wanted = sorted(columns, key=lambda name: not layout.match.spec.columns[name].required)
    return [columns[name].index for name in wanted[:_WIDE]]


def _counts(rows: pa.Table, places: Iterable[int]) -> np.ndarray:
    count = np.zeros(rows.num_rows, np.int64)
    for place in places:
        count += filled(rows.column(place))
    return count


def other_units(sheet: RawSheet, layout: Layout) -> Iterator[Section]:
    """A row and a sentence for each unit line among the rows that does not fit what amounts are taken in."""
    spec, told = layout.match.spec, layout.units
    taken = {
        told.columns.get(name) or placed.unit or told.unit or spec.columns[name].unit
        for name, placed in layout.match.columns.items()
        if spec.columns[name].type == "money"
    }
    for position in _headings(sheet, layout, _FEW + 1) if taken else ():
        for column in sheet.table.columns:
            for unit in unit_words(column[position].as_py()):
                if money_unit(unit) and unit not in taken:
                    row = int(sheet.numbers[position])
                    yield Section("", row, f"第 {row} 行起写的是{unit}，上面的金额不是按{unit}计的")


def _place(said: Claims, given: Given) -> str | None:
    found = said.place
    agrees = found is None or found.text == given.text or places.within(given.text, found.text)
    return None if found is None or agrees else places.name(found.text)


def _month(said: Claims, given: Given) -> str | None:
    """A month, or where a year alone is given or said, a year."""
    (_, time), *_ = said.periods
    if not _YEAR_OR_MONTH.fullmatch(given.text):
        return None
    year, _, month = given.text.partition("-")
    others = [one for one in time.months if month and one != given.text]
    others += [f"{one} 月" for one in time.bare_months if month and one != int(month)]
    others += [f"{one} 年" for one in time.years if one != int(year)]
    return others[0] if others else None
