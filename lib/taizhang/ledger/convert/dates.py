"""Months and dates in the ways that people write them -> '2021-03' and real dates; an ambiguous one is unreadable."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import DASHES, Cells, Context, NotReadableError, clean, each

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
_DOTTED = r"^\s*[0-9]{4}\.[0-9]{2}\s*$"
_ONE = re.compile(r"\d{4}\.1")
_YEARS = range(1900, 2101)


def months(texts: pa.Array, context: Context) -> Cells:
    """Months to text YYYY-MM."""
    # A number 2021.10 loses its last zero in a workbook: October would be read as January.
    sure = not context.numeric_cells or pc.any(pc.match_substring_regex(texts, _DOTTED)).as_py()

    def one(text: str) -> str | None:
        written = clean(text)
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
    if year not in _YEARS or not 1 <= month <= 12:
        raise NotReadableError
    return f"{year:04d}-{month:02d}"


def dates(texts: pa.Array, context: Context) -> Cells:
    """Dates to date32; a month without a day is unreadable."""

    def one(text: str) -> date | None:
        written = clean(text)
        return None if not written or written in DASHES else _date(written)

    return each(texts, pa.date32(), one)


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
