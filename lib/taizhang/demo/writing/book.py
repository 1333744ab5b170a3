"""Sheets -> an xlsx as a bureau keeps it: title, reporter and unit, merged headers, rows, 合计, footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ..geography import CITY
from .styles import day_text

Value = str | int | Decimal | date | None
CREATED = datetime(2021, 12, 10, tzinfo=UTC).replace(
    tzinfo=None
)  # a fixed day: the same bytes whenever it is written
EXCEL = "excel"
ISSUER = f"{CITY}民政局"


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell; columns side by side with the same ``group`` share a merged cell above."""

    name: str
    group: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``totals`` names the columns that the 合计 row adds up; ``days`` is EXCEL or a text format.

    ``typed`` columns hold their numbers as text, as a clerk's pasting leaves them.
    """

    name: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    unit: str = ""
    totals: tuple[str, ...] = ()
    days: str = EXCEL
    typed: tuple[str, ...] = ()
    footer: str = "制表人：业务科室　审核人：分管负责人"
    lines_above: tuple[str, ...] = field(default=())


def write_book(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets to ``path``; the same sheets give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "author": ISSUER})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
            "head": book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True}),
            "cell": book.add_format({"border": 1}),
            "day": book.add_format({"border": 1, "num_format": "yyyy-mm-dd"}),
            "plain": book.add_format({}),
        }
        for sheet in sheets:
            _write_sheet(book, formats, sheet)
    return path


def _write_sheet(book: Workbook, formats: dict[str, Format], sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    heads = (Head("序号", width=6), *sheet.heads)
    row = _write_top(page, formats, sheet, len(heads))
    row = _write_heads(page, formats["head"], heads, row)
    write = _writer(page, formats, sheet)
    for number, values in enumerate(sheet.rows, 1):
        page.write_number(row, 0, number, formats["cell"])
        for column, value in enumerate(values):
            write(row, column + 1, value)
        row += 1
    if sheet.totals:
        _write_totals(page, formats["cell"], sheet, row)
        row += 1
    page.write_string(row, 0, sheet.footer, formats["plain"])


def _write_top(page: Worksheet, formats: dict[str, Format], sheet: Sheet, width: int) -> int:
    """Title, further lines and the line with reporter and unit; returns the next row."""
    page.merge_range(0, 0, 0, width - 1, sheet.title, formats["title"])
    row = 1
    for line in sheet.lines_above:
        page.merge_range(row, 0, row, width - 1, line, formats["plain"])
        row += 1
    page.write_string(row, 0, f"填报单位：{ISSUER}", formats["plain"])
    if sheet.unit:
        page.write_string(row, width - 1, f"单位：{sheet.unit}", formats["plain"])
    return row + 1


def _write_heads(page: Worksheet, style: Format, heads: Sequence[Head], row: int) -> int:
    deep = any(head.group for head in heads)
    column = 0
    while column < len(heads):
        page.set_column(column, column, heads[column].width)
        last = column
        while heads[column].group and last + 1 < len(heads) and heads[last + 1].group == heads[column].group:
            last += 1
        _write_group(page, style, heads[column : last + 1], row, column, deep)
        column = last + 1
    return row + (2 if deep else 1)


def _write_group(
    page: Worksheet, style: Format, heads: Sequence[Head], row: int, column: int, deep: bool
) -> None:
    if not deep:
        page.write_string(row, column, heads[0].name, style)
    elif len(heads) == 1:
        page.merge_range(row, column, row + 1, column, heads[0].name, style)
    else:
        page.merge_range(row, column, row, column + len(heads) - 1, heads[0].group, style)
        for offset, head in enumerate(heads):
            page.write_string(row + 1, column + offset, head.name, style)


def _writer(page: Worksheet, formats: dict[str, Format], sheet: Sheet) -> Callable[[int, int, Value], None]:
    """How to write one cell of this sheet."""
    typed = {number + 1 for number, head in enumerate(sheet.heads) if head.name in sheet.typed}

    def write(row: int, column: int, value: Value) -> None:
        if value is None:
            page.write_blank(row, column, None, formats["cell"])
        elif isinstance(value, date) and sheet.days == EXCEL:
            page.write_datetime(row, column, value, formats["day"])
        elif isinstance(value, date):
            page.write_string(row, column, day_text(sheet.days, value), formats["cell"])
        elif isinstance(value, str) or column in typed:
            page.write_string(row, column, str(value), formats["cell"])
        else:
            page.write_number(row, column, value, formats["cell"])

    return write


def _write_totals(page: Worksheet, style: Format, sheet: Sheet, row: int) -> None:
    page.write_string(row, 0, "合计", style)
    for column, head in enumerate(sheet.heads):
        if head.name in sheet.totals:
            values = [values[column] for values in sheet.rows]
            total = sum((v for v in values if isinstance(v, int | Decimal)), start=0)
            page.write_number(row, column + 1, total, style)
