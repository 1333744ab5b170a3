"""The same rows twice, in one workbook or in two files: never added up without a word."""

from __future__ import annotations

import pytest
import xlsxwriter

from ledger_world import found, person, read, row, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

HOMES = ("所属旗区", "机构编号", "机构名称", "机构性质", "床位数（张）", "护理型床位数（张）")
ROLL = ("所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）")


def workbook(folder, name, title, header, **sheets):
    path = write(folder, name, b"")
    with xlsxwriter.Workbook(path) as made:
        for sheet, rows in sheets.items():
            page = made.add_worksheet(sheet)
            for number, cells in enumerate([(title,), header, *rows]):
                page.write_row(number, 0, cells)


def homes(*beds):
    return [("东胜区", f"A{number}", "某院", "公办", count, 10) for number, count in enumerate(beds)]


def paid(*serials):
    return [("东胜区", "某", person(serial), "2021-03", 100) for serial in serials]


@pytest.mark.parametrize("beds", [(100, 200, 390), (690,), (100, 200), tuple(range(20, 40))])
def test_a_sheet_copied_within_a_workbook_stops_the_build(tmp_path, beds):
    workbook(tmp_path / "c", "养老机构.xlsx", "养老机构台账", HOMES, Sheet1=homes(*beds), 副本=homes(*beds))
    imported = read(tmp_path / "c")
    with pytest.raises(LedgerError, match="工作表“Sheet1”"):
        accept(imported)
    accept(imported, [found(imported, "DUPLICATE_FILE")[0].case])


def test_a_roll_s_sheet_copied_within_a_workbook_stops_the_build(tmp_path):
    workbook(tmp_path / "c", "高龄.xlsx", "高龄津贴", ROLL, Sheet1=paid(1, 2), Sheet2=paid(1, 2, 3))
    with pytest.raises(LedgerError, match="大部分行相同"):
        accept(read(tmp_path / "c"))


def test_two_sheets_of_different_people_in_one_month_add_up_and_are_named(tmp_path):
    workbook(tmp_path / "c", "高龄.xlsx", "高龄津贴", ROLL, 东部=paid(1, 2), 西部=paid(3, 4))
    imported = read(tmp_path / "c")
    accept(imported)
    assert len(found(imported, "SHEETS_SAME_MONTH")) == 1


def test_repeated_rows_of_a_register_are_summed_up_in_one_warning(tmp_path):
    workbook(tmp_path / "c", "养老机构.xlsx", "养老机构台账", HOMES, Sheet1=homes(100, 200) + 2 * homes(100))
    (one,) = found(read(tmp_path / "c"), "DUPLICATE_ROWS")
    assert (one.ledger, "养老机构台账" in one.message, "多 2 行" in one.message) == (
        "elder_institutions",
        True,
        True,
    )


def test_a_copied_roll_with_the_same_rows_under_another_name_is_one_case(tmp_path):
    from ledger_world import old_age

    folder = tmp_path / "c"
    for name in ("一.csv", "二.csv"):
        write(folder, name, old_age([row(number) for number in range(1, 7)], "600"))
    assert {one.case for one in found(read(folder), "DUPLICATE_FILE")} == {"DUPLICATE_FILE:一.csv|二.csv"}
