"""What the reader of spreadsheets does with leading blanks: row numbers in messages depend on it."""

from __future__ import annotations

from pathlib import Path

import fastexcel
import pytest
import xlsxwriter

from fuzz.hostile import ods, ods_cell, ods_row


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """One sheet with 表头 in C4, 1 in C6, and nothing else."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.write(3, 2, "表头")
        sheet.write(5, 2, "1")
    return path


def _rows(book: Path, skip_rows: int | None) -> list[list[str | None]]:
    sheet = fastexcel.read_excel(str(book)).load_sheet(
        "S", header_row=None, skip_rows=skip_rows, dtypes="string"
    )
    return [list(row.values()) for row in sheet.to_arrow().to_pylist()]


def test_leading_empty_rows_are_dropped_by_default(book: Path) -> None:
    """When this fails, room ledger need no longer ask for skip_rows=0."""
    assert _rows(book, None) == [["表头"], [None], ["1"]]


def test_leading_empty_rows_are_kept_when_none_are_to_be_skipped(book: Path) -> None:
    """When this fails, the row numbers of every finding are off: room ledger needs another way."""
    assert _rows(book, 0) == [[None], [None], [None], ["表头"], [None], ["1"]]


def test_leading_empty_columns_are_always_dropped(book: Path) -> None:
    """When this fails, room ledger may count columns from the sheet's own first one."""
    widths = {len(row) for skip in (None, 0) for row in _rows(book, skip)}
    assert widths == {1}  # not 3, though the values stand in column C


def test_no_sheet_of_fastexcel_gives_its_merged_ranges(book: Path) -> None:
    """When this fails, python-calamine is no longer needed, nor our search in xlsb and ods."""
    sheet = fastexcel.read_excel(str(book)).load_sheet("S", header_row=None, dtypes="string")
    assert not [name for name in dir(sheet) if "merge" in name.lower()]


def test_an_error_value_in_an_ods_reads_as_a_blank() -> None:
    """When this fails, room ledger need no longer look for errors in content.xml."""
    error = ods_cell("#N/A", 'calcext:value-type="error" office:string-value=""')
    data = ods(ods_row(ods_cell("甲") + error + ods_cell("乙")))
    sheet = fastexcel.read_excel(data).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    assert [list(row.values()) for row in sheet.to_arrow().to_pylist()] == [["甲", "", "乙"]]
