"""Headers, titles and sums that come again among the rows: passed over where they are the same, else told."""

import pytest

from ledger_world import book, found, person, read, table

TITLE = ["讷河市2021年5月高龄津贴发放表"]
HEAD = ["乡镇", "姓名", "身份证号", "发放金额", "银行账号", "标准"]


def row(serial, amount=100, town="拉哈镇"):
    return [town, "某甲", person(serial), amount, "6262626262626262", 999]


def paid(imported):
    return sum(line["amount"] for line in table(imported, "old_age"))


@pytest.mark.parametrize(
    "again",
    [
        HEAD,
        ["乡 镇", "姓 名", "身份证\n号", "发放金额 ", "银行账号", "标准"],
        ["镇街", "姓名", "身份证号", "实发金额", "银行账号", "标准"],
    ],
)
def test_the_same_header_on_every_page_is_passed_over(tmp_path, again):
    book(tmp_path / "c", "a.xlsx", [TITLE, HEAD, row(1), TITLE, again, row(2)])
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert (imported.files[0].rows, paid(imported)) == (2, 2 * 100_00)


@pytest.mark.parametrize(
    "again",
    [
        ["乡镇", "姓名", "身份证号", "标准", "银行账号", "发放金额"],
        ["乡镇", "姓名", "身份证号", "银行账号", "发放金额", "标准"],
    ],
)
def test_a_second_header_in_another_order_stops(tmp_path, again):
    book(tmp_path / "c", "a.xlsx", [TITLE, HEAD, row(1), again, row(2)])
    (one,) = found(read(tmp_path / "c"), "SECTIONS")
    assert (one.row, one.severity) == (4, "错误")


def test_a_subtotal_like_a_year_is_no_heading(tmp_path):
    sums = [["拉哈镇小计", "", "", 1900, "", ""], ["学田镇小计", "", "", 2021, "", ""]]
    rows = [row(1, 1900), sums[0], row(2, 2021, "学田镇"), sums[1], row(3, 100, "通南镇")]
    book(tmp_path / "c", "a.xlsx", [TITLE, HEAD, *rows])
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert paid(imported) == (1900 + 2021 + 100) * 100


def test_a_heading_with_another_year_still_stops(tmp_path):
    rows = [row(1), ["2020年", "", "", "", "", ""], row(2)]
    book(tmp_path / "c", "a.xlsx", [TITLE, HEAD, *rows])
    assert found(read(tmp_path / "c"), "SECTIONS")


def test_a_header_after_an_invisible_mark_is_the_same(tmp_path):
    again = ["\ufeff乡镇", "姓名\u200b", "身份证号", "发放金额", "银行账号", "标准"]
    book(tmp_path / "c", "a.xlsx", [TITLE, HEAD, row(1), again, row(2)])
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert paid(imported) == 2 * 100_00
