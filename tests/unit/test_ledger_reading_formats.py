"""xlsb, xls and ods: the same cells, places and merged ranges as in xlsx, and what is not looked at is said."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from biff12 import Error, Formula, InPlace, Rk, Sheet, sheet_of, xlsb
from fuzz.hostile import ods, ods_cell, ods_row
from ledger_world import found, person, read, table, write
from taizhang.ledger.reading import read_sheets
from taizhang.ledger.reading.sheet import NO_VALUE

HEADER = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）", "出生日期"]
BORN = datetime.date(1940, 1, 31)
UNCHECKED = "xlsb 文件的隐藏行、隐藏列和公式未能核对；需要核对时请另存为 xlsx"


def _roll() -> Sheet:
    """A roll from D3 on: the place is given once for two rows, and the second of them is hidden."""
    rows = [
        ["高龄津贴发放名册"],
        HEADER,
        ["东胜区", "某甲", person(1), Formula("2021-03"), Rk(100), BORN],
        [None, "某乙", InPlace(person(2)), "2021-03", Formula(100.5), BORN],
        ["康巴什区", "某丙", person(3), datetime.date(2021, 3, 1), 200.0, BORN],
    ]
    sheet = sheet_of("名册", rows, top=2, left=3)
    return replace(sheet, hidden_rows=frozenset([5]), merged=[(4, 3, 5, 3)])


def test_an_xlsb_reads_cell_by_cell_as_it_was_written():
    roll, second, hidden = read_sheets("a.xlsb", xlsb([_roll(), _second(), _hidden()]))
    assert roll.head(7)[:2] == [("",) * 9, ("",) * 9]
    assert roll.head(7)[3] == ("", "", "", *HEADER)
    day = "1940-01-31 00:00:00"
    assert roll.head(7)[4] == ("", "", "", "东胜区", "某甲", person(1), "2021-03", "100", day)
    assert roll.head(7)[5] == ("", "", "", "", "某乙", person(2), "2021-03", "100.5", day)
    assert roll.merged == ((5, 4, 6, 4),)
    assert [note.message for note in roll.notes] == [UNCHECKED]
    assert second.head(9) == [("甲", "乙"), ("true", "#N/A"), ("2.5", "")]
    assert (second.hidden, hidden.hidden, hidden.head(9)) == (False, True, [("丙",)])


def _second() -> Sheet:
    return sheet_of("第二张", [["甲", "乙"], [True, Error(0x2A)], [2.5, None]])


def _hidden() -> Sheet:
    return replace(sheet_of("藏", [["丙"]]), hidden=True)


def test_a_place_given_once_in_a_merged_cell_holds_for_its_rows_in_an_xlsb(tmp_path):
    write(tmp_path / "c", "高龄津贴.xlsb", xlsb([_roll()]))
    imported = read(tmp_path / "c")
    (sheet,) = imported.files
    assert (sheet.header_row, sheet.rows, sheet.accepted) == (4, 3, 3)
    # 100 元 + 100.5 元 + 200 元, in 分
    assert [line["amount"] for line in table(imported, sheet.ledger)] == [10000, 10050, 20000]
    assert {line["month"] for line in table(imported, sheet.ledger)} == {"2021-03"}
    places = [line["place"] for line in table(imported, sheet.ledger)]
    assert places == ["150602", "150602", "150603"]
    assert [line["_row"] for line in table(imported, sheet.ledger)] == [5, 6, 7]
    assert [one.message for one in found(imported, "FILLED_DOWN")] == [
        "“所属旗区”有 1 格按合并单元格取上一行的内容"
    ]


def test_a_blank_place_that_no_merged_cell_covers_is_set_aside_and_not_guessed(tmp_path):
    write(tmp_path / "c", "高龄津贴.xlsb", xlsb([replace(_roll(), merged=())]))
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted, [one.row for one in sheet.aside]) == (3, 2, [6])


def test_an_id_that_an_xlsb_holds_as_a_number_has_lost_digits_and_is_set_aside(tmp_path):
    fifteen_digits = float(person(1, "150602")[:15] + "000")
    rows = [["高龄津贴发放名册"], HEADER, ["东胜区", "某甲", fifteen_digits, "2021-03", 100, BORN]]
    write(tmp_path / "c", "高龄津贴.xlsb", xlsb([sheet_of("名册", rows)]))
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted) == (1, 0)


def test_a_damaged_list_of_merged_cells_is_not_believed():
    begin_of_a_list = b"\xb1\x01\x04\x01\x00\x00\x00\x00".decode("utf-16-le")
    (sheet,) = read_sheets("a.xlsb", xlsb([sheet_of("甲", [[InPlace(begin_of_a_list)]])]))
    assert sheet.merged == ()


def test_merged_cells_hidden_rows_and_columns_of_an_ods_are_told_at_their_true_place():
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = (
        ods_row("<table:table-cell/>", 'table:number-rows-repeated="2"')
        + ods_row(
            ods_cell("甲", 'table:number-columns-repeated="2"')
            + ods_cell("乙", 'table:number-rows-spanned="2"')
        )
        + ods_row(
            ods_cell("丙", 'table:number-columns-repeated="2"') + "<table:covered-table-cell/>",
            'table:visibility="filter"',
        )
    )
    (sheet,) = read_sheets("a.ods", ods(columns + rows))
    assert sheet.head(4)[2:] == [("甲", "甲", "乙"), ("丙", "丙", "")]
    assert sheet.merged == ((3, 3, 4, 3),)
    told = [(note.code, note.row, note.column, note.message) for note in sheet.notes]
    assert told == [
        ("HIDDEN_ROWS", 4, None, "第 4 行是隐藏的，已照常读取"),
        ("HIDDEN_COLUMNS", None, "B", "第 B—C 列是隐藏的，已照常读取"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        '<table:table-cell table:formula="of:=1+1"/>',
        ods_cell("#N/A", 'calcext:value-type="error"'),
    ],
)
def test_a_formula_without_a_result_in_an_ods_is_no_blank(cell):
    (sheet,) = read_sheets("a.ods", ods(ods_row(ods_cell("甲") + cell + ods_cell("乙"))))
    assert sheet.head(1) == [("甲", NO_VALUE, "乙")]
    assert [note.code for note in sheet.notes] == ["FORMULA_WITHOUT_VALUE"]


def test_merged_cells_of_an_old_xls_are_known():
    folder = Path(__file__).resolve().parents[3] / "shared/data/ledgers/xls-templates"
    path = next(folder.glob("*partyCheck.xls"), None)
    if path is None:
        pytest.skip("the reference data is not beside the checkout")
    sheet = read_sheets(path.name, path.read_bytes())[0]
    assert (2, 36, 5, 36) in sheet.merged  # AJ2:AJ5


@pytest.mark.render
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_the_same_roll_saved_by_another_program_gives_the_same_rows(tmp_path, kind):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    roll = _roll()
    plain = {at: value.value if isinstance(value, Formula) else value for at, value in roll.cells.items()}
    (tmp_path / "高龄津贴.xlsb").write_bytes(xlsb([replace(roll, cells=plain)]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "c", "高龄津贴.xlsb"],
        cwd=tmp_path, capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    write(tmp_path / "c", f"高龄津贴.{kind}", (tmp_path / "c" / f"高龄津贴.{kind}").read_bytes())
    imported = read(tmp_path / "c")
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted) == (3, 3)
    lines = table(imported, sheet.ledger)
    assert [(line["_row"], line["place"], line["amount"]) for line in lines] == [
        (5, "150602", 10000),
        (6, "150602", 10050),
        (7, "150603", 20000),
    ]
