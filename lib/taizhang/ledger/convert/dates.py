"""Months and dates in the ways that people write them -> '2021-03' and real dates; an ambiguous one is unreadable."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import DASHES, Cells, Context, NotReadableError, Odd, clean, each, mask
from taizhang.ledger.recognise.periods_said import in_digits

_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:月份?)?")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})(?:\.0)?")
_SHORT_MONTH = re.compile(r"(\d{2})年(\d{1,2})月份?")
_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT_DATE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\.0)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIALS = range(14_611, 73_051)  # 1940 to 2100
_MONTH_RUN_TOGETHER = re.compile(r"(?:19|20)\d{3}")
_EXCEL_EPOCH = date(1899, 12, 30)
_OCTOBER = r"^\s*[0-9]{4}\.10\s*$"
_ONE = re.compile(r"\d{4}\.1")
_YEARS = range(1900, 2101)
_MONTHS_OF = range(1949, 2101)  # a 5 that a spreadsheet shows as a date is a day of 1900
_NO_YEAR = r"^[\s　]*[0-9０-９]{1,2}[\s　]*月(?:份|[\s　]*[0-9０-９]{1,2}[\s　]*[日号]?)?[\s　]*$"
_NO_DAY = "只写到月，没有写日，不能当作某一天，请补写到日，写成 2021-03-01 的样式"
_WITHOUT_YEAR = "没有写年份，请补写年份，写成 2021-03-01 的样式"
_AS_MONTH = "只写到月，没有写日，已按该月计；只影响以日计的结果"
MONTH_ONLY = "MONTH_ONLY"
"""The code of a date of which no day was written: a checked table holds the first of its month, and says so."""


def months(texts: pa.Array, context: Context) -> Cells:
    """Months to text YYYY-MM."""
    # A number 2021.10 loses its last zero in a workbook: October would be read as January. Only where a cell
    # has kept it are they texts, or where the sheet holds no such number.
    sure = (
        not (context.numeric_cells and context.tenths)
        or pc.any(pc.match_substring_regex(texts, _OCTOBER)).as_py()
    )

    def one(text: str) -> str | None:
        written = in_digits(clean(text))
        if not written or written in DASHES:
            return None
        if not sure and _ONE.fullmatch(written):
            raise NotReadableError
        return _month(written)

    return each(texts, pa.string(), one)


def _month(written: str) -> str:
    found = _MONTH.fullmatch(written) or _COMPACT_MONTH.fullmatch(written)
    if found:
        return _month_text(int(found[1]), int(found[2]))
    if found := _SHORT_MONTH.fullmatch(written):
        return _month_text(2000 + int(found[1]), int(found[2]))
    if _MONTH_RUN_TOGETHER.fullmatch(written):
        raise NotReadableError  # 20213 means March 2021, and would be a day of 1955 by its number
    day = _date(written)
    return _month_text(day.year, day.month)


def _month_text(year: int, month: int) -> str:
    if year not in _MONTHS_OF or not 1 <= month <= 12:
        raise NotReadableError
    return f"{year:04d}-{month:02d}"


def dates(texts: pa.Array, context: Context, *, month_enough: bool = False) -> Cells:
    """Dates to date32; a month without a day is unreadable, or where it is enough, its first day and odd."""

    def one(text: str) -> date | None:
        written = clean(text)
        return None if not written or written in DASHES else _date(written)

    found = each(texts, pa.date32(), one)
    if not found.unreadable.any():
        return found
    left = pc.if_else(pa.array(found.unreadable), texts, pa.scalar(""))
    dayless = months(left, context)
    only_month = mask(pc.is_valid(dayless.values))
    no_year = mask(pc.match_substring_regex(left, _NO_YEAR))
    if not month_enough:
        return replace(found, lacking=(Odd("", _NO_DAY, only_month), Odd("", _WITHOUT_YEAR, no_year)))
    first = pc.cast(pc.binary_join_element_wise(dayless.values, "01", "-"), pa.date32())
    unreadable = found.unreadable & ~only_month
    odd, lacking = (Odd(MONTH_ONLY, _AS_MONTH, only_month),), (Odd("", _WITHOUT_YEAR, no_year),)
    return Cells(pc.coalesce(found.values, first), found.blank, unreadable, odd, lacking)


def _date(written: str) -> date:
    found = _DATE.fullmatch(written) or _COMPACT_DATE.fullmatch(written)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    serial = _SERIAL.fullmatch(written)
    if serial and int(serial[1]) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    raise NotReadableError


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise NotReadableError
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotReadableError from error
