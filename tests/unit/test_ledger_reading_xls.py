"""xls: what stands behind its cells is told as in xlsx."""

from __future__ import annotations

import pytest

from biff8 import Cell, Sheet, Shorts, xls
from ledger_world import OLD_AGE, found, person, read, table, write
from taizhang.ledger.reading import read_sheets
from taizhang.ledger.reading.sheet import NO_VALUE
from taizhang.ledger.reading.workbook.legacy import unseen_by_sheet

TO_COMPUTE, SHARED = 0x2, 0x8
FEN = 100


def _notes(lines, formats=(), **hidden):
    (sheet,) = read_sheets("a.xls", xls([Sheet("名册", lines, **hidden)], formats))
    return sheet, [(note.code, note.row, note.column) for note in sheet.notes]


def test_hidden_rows_and_columns_are_told():
    lines = [["甲", "乙", "丙"], [Cell(1), Cell(2), Cell(3)], [Cell(4), Cell(5), Cell(6)]]
    sheet, told = _notes(lines, hidden_rows=frozenset([2]), hidden_columns=frozenset([1]))
    assert sheet.head(3)[2] == ("4", "5", "6")
    assert told == [("HIDDEN_ROWS", 3, None), ("HIDDEN_COLUMNS", None, "B")]


def test_a_sheet_with_nothing_behind_it_has_no_notes():
    assert _notes([["甲"], [Cell(1)], [Cell(0)], [Cell(7, flags=SHARED)]])[1] == []


def test_a_formula_that_is_to_be_computed_on_opening_has_no_value():
    sheet, told = _notes([["甲"], [Cell(0, flags=TO_COMPUTE)], [Cell(3, flags=TO_COMPUTE)]])
    assert sheet.head(3) == [("甲",), (NO_VALUE,), ("3",)]
    assert told == [("FORMULA_WITHOUT_VALUE", 2, "A")]


def test_a_formula_with_a_result_of_nought_is_told_and_kept():
    sheet, told = _notes([["甲"], [Cell(0, flags=SHARED)], [Cell(0)]])
    assert sheet.head(3) == [("甲",), ("0",), ("0",)]
    assert told == [("FORMULA_NOUGHT", 2, "A")]


def test_numbers_whose_format_adds_a_unit_are_read_as_shown():
    lines = [["甲", "乙", "丙"], [Cell(0.12, 1), Shorts((3, 4), 1)], [Cell(5), Shorts((6, 7))]]
    sheet, told = _notes(lines, ['0.00"万元"'])
    assert sheet.head(3)[1:] == [("0.12万元", "3万元", "4万元"), ("5", "6", "7")]
    assert told == [("FORMAT_WORDS", 2, "A"), ("FORMAT_WORDS", 2, "B"), ("FORMAT_WORDS", 2, "C")]


def test_a_roll_in_an_xls_gives_the_amounts_that_a_person_sees(tmp_path):
    lines = [["高龄津贴发放名册"], OLD_AGE.split(",")]
    lines += [[Cell(n), "东胜区", "某甲", person(n), "2021-03", Cell(0.01 * n, 1)] for n in (1, 2)]
    write(tmp_path / "c", "高龄津贴.xls", xls([Sheet("名册", lines)], ['0.00"万元"']))
    imported = read(tmp_path / "c")
    assert [line["amount"] for line in table(imported, "old_age")] == [100 * FEN, 200 * FEN]
    assert [one.row for one in found(imported, "FORMAT_WORDS")] == [3]


@pytest.mark.parametrize("cut", [700, 1100, 1600])
def test_a_damaged_file_is_said_not_to_be_looked_at(cut):
    data = xls([Sheet("名册", [["甲"], [Cell(1)]])])
    assert unseen_by_sheet(data[:cut]) is None
    assert unseen_by_sheet(data.replace(b"\x0a\x00\x00\x00", b"\x0b\x00\x00\x00")) is None
