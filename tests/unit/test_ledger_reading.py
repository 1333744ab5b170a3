"""Raw bytes -> text cells with true row numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from fuzz.hostile import SPREADSHEET, book_of, text_cell, worksheet
from taizhang.ledger.reading import UnreadableError, is_ledger_file, read_sheets, source
from taizhang.ledger.reading.sheet import NO_VALUE

TEXT = '名册\n\n甲,乙\n1,"x\ny"\n'


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_a_text_file_is_found_by_itself(encoding):
    (sheet,) = read_sheets("a.csv", (TEXT + "2,3\n" * 40).encode(encoding))
    assert sheet.head(4) == [("名册", ""), ("", ""), ("甲", "乙"), ("1", "x\ny")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_the_one_under_which_rows_are_regular(delimiter):
    rows = [["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]]
    (sheet,) = read_sheets("a.txt", "\r\n".join(delimiter.join(row) for row in rows).encode())
    assert sheet.head(3) == [tuple(row) for row in rows]


def test_rows_keep_the_number_that_a_spreadsheet_shows_whatever_is_above_them():
    (sheet,) = read_sheets("a.csv", b"title\n\n\na,b,c\n1,2,3\n4,5\n,,\n7,8,9,10\n")
    assert sheet.numbers.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert sheet.head(8)[4] == ("1", "2", "3", "")
    assert sheet.head(8)[5] == ("4", "5", "", "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xls", b"text"),
        ("a.csv", b"\xff\xff\xff\xfe\x80"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name, data):
    with pytest.raises(UnreadableError) as refusal:
        read_sheets(name, data)
    assert str(refusal.value)


def test_a_quote_that_is_never_closed_does_not_swallow_rows():
    data = 'a,b\n1,"open\n' + "2,3\n" * 10
    with pytest.raises(UnreadableError):
        read_sheets("a.csv", data.encode())


@pytest.mark.parametrize("name", ["~$a.xlsx", "a.json", "a.yml", "a.md", "a.png", ".hidden.csv"])
def test_lock_files_and_other_kinds_are_not_ledgers(name):
    assert not is_ledger_file(name)


def test_a_column_keeps_its_letter_where_the_first_columns_are_empty(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().write("C4", "表头")
    (sheet,) = read_sheets("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert sheet.head(4)[3] == ("", "", "表头")


def test_hidden_rows_and_columns_are_read_and_said(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row("A1", ["甲", "乙", "丙"])
        page.write_column("A2", [1, 2, 3])
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
    (sheet,) = read_sheets("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert sheet.table.num_rows == 4
    assert [(note.code, note.row, note.column) for note in sheet.notes] == [
        ("HIDDEN_ROWS", 3, None),
        ("HIDDEN_COLUMNS", None, "B"),
    ]


@pytest.mark.parametrize(
    ("cell", "read", "notes"),
    [
        ("<f>1+1</f>", NO_VALUE, ["FORMULA_WITHOUT_VALUE"]),
        ("<f>1+1</f><v></v>", NO_VALUE, ["FORMULA_WITHOUT_VALUE"]),
        ("<f>1+1</f><v/>", NO_VALUE, ["FORMULA_WITHOUT_VALUE"]),
        ("<f>1+1</f><v>2</v>", "2", []),
        ("<f>1-1</f><v>0</v>", "0", []),
    ],
)
def test_a_formula_reads_as_its_last_result_and_never_as_blank(cell, read, notes):
    rows = f'<row r="1">{text_cell("A1", "甲")}<c r="B1">{cell}</c>{text_cell("C1", "丙")}</row>'
    (sheet,) = read_sheets("a.xlsx", book_of(worksheet(rows)))
    assert sheet.head(1) == [("甲", read, "丙")]
    assert [note.code for note in sheet.notes] == notes


def test_a_zero_that_a_program_put_where_it_computed_nothing_is_no_result(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_formula("A1", "=1+1")
        page.write_formula("A2", "=1+1", None, 2)
    (sheet,) = read_sheets("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert sheet.head(2) == [(NO_VALUE,), ("2",)]


def test_an_empty_text_as_the_result_of_a_formula_is_a_blank():
    rows = f'<row r="1">{text_cell("A1", "甲")}<c r="B1" t="str"><f>""</f><v></v></c>{text_cell("C1", "丙")}</row>'
    (sheet,) = read_sheets("a.xlsx", book_of(worksheet(rows)))
    assert (sheet.head(1), sheet.notes) == ([("甲", "", "丙")], ())


def test_an_error_cell_reads_as_the_error_that_the_spreadsheet_shows():
    rows = f'<row r="1">{text_cell("A1", "甲")}</row><row r="2"><c r="A2" t="e"><v>#DIV/0!</v></c></row>'
    (sheet,) = read_sheets("a.xlsx", book_of(worksheet(rows)))
    assert sheet.head(2)[1] == ("#DIV/0!",)


def test_a_sheet_written_in_an_unusual_way_is_seen_through_all_the_same():
    space = f'xmlns:x="{SPREADSHEET}"'
    row = "<x:row r='2' hidden='1'><x:c r='B2'><x:f>1+1</x:f></x:c><x:c r='C2'><x:v>3</x:v></x:c></x:row>"
    text = f"<x:worksheet {space}><x:sheetData>{row}</x:sheetData></x:worksheet>"
    (sheet,) = read_sheets("a.xlsx", book_of(text))
    assert {note.code for note in sheet.notes} == {"HIDDEN_ROWS", "FORMULA_WITHOUT_VALUE"}


def test_merged_ranges_are_known_by_row_and_column(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().merge_range("B2:D3", "合并")
    (sheet,) = read_sheets("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert sheet.merged == ((2, 2, 3, 4),)


@pytest.mark.parametrize("block", [64, 1 << 22])
def test_lines_are_the_same_however_a_text_is_cut_into_blocks(monkeypatch, block):
    monkeypatch.setattr(source, "BLOCK_BYTES", block)
    lines = [
        "名册",
        *(f"东胜区,{n},甲" for n in range(300)),
        "一,二,三,四",
        "",
        *(f"乙,{n},丙" for n in range(300)),
    ]
    (sheet,) = read_sheets("a.csv", "\r\n".join(lines).encode("gb18030"))
    assert sheet.numbers.tolist() == list(range(1, 604))
    assert sheet.head(603)[301:304] == [("一", "二", "三"), ("", "", ""), ("乙", "0", "丙")]
    assert sheet.wide == {302}


def test_a_strict_workbook_is_read_whole():
    path = next(
        (Path(__file__).resolve().parents[3] / "shared/data/ledgers").glob("strict_ooxml_*.xlsx"), None
    )
    if path is None:
        pytest.skip("the reference data is not beside the checkout")
    (sheet,) = read_sheets(path.name, path.read_bytes())
    assert sheet.table.num_rows == 4008
