"""A column of months without a year -> months with the year of the column beside it, or of the titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import YEAR_HEADER
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.rules.rowkinds import column_numbers

_NUMBERS = {
    text: number for number, text in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), start=1)
}
_MONTH = re.compile(r"(?:0?([1-9]|1[0-2])(?:\.0)?|(十[一二]?|[一二三四五六七八九]))(月份?)?")
_HOPEFUL = r"^[\s　]*[0-9０-９一二三四五六七八九十]{1,2}(?:\.0)?[\s　]*(?:月份?)?[\s　]*$"
_YEAR = r"^[\s　]*(?P<year>(?:19|20)[0-9]{2})(?:\.0)?[\s　]*(?:年度?)?[\s　]*$"
_MONTH_HEADERS = ("月份", "月")
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Dated:
    """How many months got their year, and from where."""

    count: int
    source: str


def with_years(sheet: RawSheet, layout: Layout) -> tuple[RawSheet, Dated | None]:
    """Write 2021-06 where the column of the ledger's months says 6: with the year of the row, else the titles'."""
    spec = layout.match.spec
    placed = layout.match.columns.get(spec.period or "")
    if placed is None or spec.columns[spec.period or ""].type != "month":
        return sheet, None
    column = sheet.table.column(placed.index)
    body = pc.fill_null(column.slice(layout.body), "").combine_chunks()
    if not pc.any(pc.match_substring_regex(body.slice(0, _SAMPLE), _HOPEFUL)).as_py():
        return sheet, None
    years, source, beside = _years(sheet, layout)
    numbered = pa.array(column_numbers(sheet.table.slice(layout.body)))
    years = pc.if_else(numbered, pa.scalar(None, pa.string()), years)
    texts = body.dictionary_encode()
    sure = beside or normal(placed.header) in _MONTH_HEADERS or _said(layout, texts.dictionary.to_pylist())
    months = pa.array([_month(text, sure=sure) for text in texts.dictionary.to_pylist()], pa.string())
    dated = pc.binary_join_element_wise(years, months.take(texts.indices), "-")
    count = len(dated) - dated.null_count
    if not count:
        return sheet, None
    whole = pa.chunked_array([*column.slice(0, layout.body).chunks, pc.coalesce(dated, body)], pa.string())
    table = sheet.table.set_column(placed.index, sheet.table.field(placed.index), whole)
    return replace(sheet, table=table.combine_chunks()), Dated(count, source)


def _month(text: str, *, sure: bool) -> str | None:
    """06 for 6月; for a bare 6 only where it is ``sure`` that it is no number of months."""
    found = _MONTH.fullmatch(normal(text))
    if found is None or not (sure or found[3]):
        return None
    return f"{int(found[1]) if found[1] else _NUMBERS[found[2]]:02d}"


def _said(layout: Layout, texts: Sequence[str]) -> bool:
    """Whether every bare month is the one that the titles speak of."""
    found = {_month(text, sure=True) for text in texts} - {None}
    given = layout.said.month() if layout.said else None
    return given is not None and found == {given.text[5:]}


def _years(sheet: RawSheet, layout: Layout) -> tuple[pa.Array, str, bool]:
    """The year of each row: of a column beside (true), or the only one in the titles; null where there is none."""
    header = layout.match.header
    used = {placed.index for placed in layout.match.columns.values()}
    for index, ways in enumerate(header.names):
        if index not in used and any(YEAR_HEADER.fullmatch(way) for way in ways):
            cells = sheet.table.column(index).slice(layout.body).combine_chunks()
            years = pc.struct_field(pc.extract_regex(cells, _YEAR), "year")
            month = layout.said.month() if layout.said else None
            if month is not None:  # a year since when, beside a title that says which month is paid
                years = pc.if_else(pc.equal(years, month.text[:4]), years, pa.scalar(None, pa.string()))
            return years, f"“{header.shown[index].strip()}”列", True
    given = layout.said.year() if layout.said else None
    said = {year for _, time in layout.said.periods for year in time.years} if layout.said else set()
    text = given.text if given and said == {int(given.text)} else None
    return (
        pa.array([text] * (sheet.table.num_rows - layout.body), pa.string()),
        given.source if given else "",
        False,
    )
