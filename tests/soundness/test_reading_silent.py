"""Ways in which a file could be read wrongly without a word; each must be read right or be said."""

from __future__ import annotations

import pytest
import xlsxwriter

from fuzz import hostile
from ledger_world import found, person, read, table, write

HEADER = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]


@pytest.mark.parametrize("formula", ["=50+50", "=1/0"])
def test_an_amount_that_was_never_computed_is_not_a_zero(tmp_path, formula):
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["高龄津贴发放名册"])
        page.write_row(1, 0, HEADER)
        page.write_row(2, 0, ["东胜区", "某", person(1), "2021-03", 100])
        page.write_row(3, 0, ["东胜区", "某", person(2), "2021-03"])
        page.write_formula(3, 4, formula)
    imported = read(tmp_path / "c")
    assert [line["amount"] for line in table(imported, "old_age")] == [100_00]
    assert [one.row for one in imported.set_aside] == [4]
    assert [(one.row, one.column) for one in found(imported, "FORMULA_WITHOUT_VALUE")] == [(4, "E")]


def test_an_error_in_an_amount_is_not_a_blank(tmp_path):
    cells = "".join(
        hostile.text_cell(f"{letter}2", name) for letter, name in zip("ABCDE", HEADER, strict=True)
    )
    values = ["东胜区", "某", person(1), "2021-03"]
    row = "".join(hostile.text_cell(f"{letter}3", text) for letter, text in zip("ABCD", values, strict=True))
    rows = (
        f'<row r="1">{hostile.text_cell("A1", "高龄津贴发放名册")}</row><row r="2">{cells}</row>'
        f'<row r="3">{row}<c r="E3" t="e"><v>#REF!</v></c></row>'
    )
    write(tmp_path / "c", "高龄津贴.xlsx", hostile.book_of(hostile.worksheet(rows)))
    imported = read(tmp_path / "c")
    assert [one.row for one in imported.set_aside] == [3]


def test_a_hidden_row_counts_and_is_said(tmp_path):
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["高龄津贴发放名册"])
        page.write_row(1, 1, HEADER)
        for number in (1, 2):
            page.write_row(1 + number, 1, ["东胜区", "某", person(number), "2021-03", 100])
        page.set_row(3, None, None, {"hidden": True})
    imported = read(tmp_path / "c")
    assert len(table(imported, "old_age")) == 2
    assert [one.row for one in found(imported, "HIDDEN_ROWS")] == [4]
