"""Forms that differ in title or in a column from a known one -> the same ledger, the kind that the title says."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table

PAID = ["户籍地", "姓名", "身份证号", "优抚证号", "省标准", "发放月数", "发放金额", "发放资金总额"]
GRANTS = ["户主姓名", "身份证号", "行政村(社区)", "开户银行账号", "核准救助金额(元)", "实际发放金额(元)"]
STAFF = ["姓名", "性别", "身份证号", "民族", "参加工作时间", "学历"]


def payments(tmp_path, title):
    rows = [
        ["东胜区", "某甲", person(1), "证1", 600, 1, 600, 650],
        ["康巴什区", "某乙", person(2), "证2", 600, 1, 600, 700],
    ]
    book(tmp_path / "c", f"2021年5月{title}.xlsx", [PAID, *rows, ["合计", "", "", "", "", "", 1200, 1350]])
    return read(tmp_path / "c")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("参战参试退役人员生活补助发放", "参战参试退役人员生活补助"),
        ("两参人员生活补助发放", "参战参试退役人员生活补助"),
        ("60周岁农村籍退役士兵老年生活补助发放", "农村籍退役士兵老年生活补助"),
        ("部分烈士子女生活补助发放", "烈士子女生活补助"),
        ("病故军人遗属定期抚恤金发放", "三属定期抚恤金"),
        ("残疾军人抚恤金发放", "伤残抚恤金"),
        ("在乡老复员军人定期定量补助发放", "在乡复员军人定期定量补助"),
    ],
)
def test_payments_to_other_veterans_are_of_the_kind_of_the_title(tmp_path, title, kind):
    lines = table(payments(tmp_path, title), "veterans_payments")
    assert {line["kind"] for line in lines} == {kind}
    assert sum(line["total"] for line in lines) == 135_000  # 650 + 700 yuan in fen


def test_a_kind_that_nobody_knows_is_blank_and_said(tmp_path):
    imported = payments(tmp_path, "优抚对象补助发放")
    assert imported.files[0].accepted == 2
    assert found(imported, "NO_KIND")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("旱灾救助发放名册", "旱灾临时生活救助"),
        ("应急救助发放名册", "应急生活救助"),
        ("倒损住房重建补助名册", "因灾倒损民房恢复重建补助"),
    ],
)
def test_grants_after_other_disasters(tmp_path, title, kind):
    rows = [[title], ["统计单位：东胜区"], GRANTS, ["某甲", person(1), "某村", "6228000000000001", 500, 400]]
    book(tmp_path / "c", "2021年5月.xlsx", rows)
    (line,) = table(read(tmp_path / "c"), "relief_payments")
    assert (line["kind"], line["place"], line["paid"]) == (kind, "150602", 40_000)


@pytest.mark.parametrize("title", ["基层民政人员信息", "社区工作者名册", "婚姻登记员信息", "特邀颁证师名册"])
def test_lists_of_staff(tmp_path, title):
    rows = [[title], STAFF, ["某甲", "男", person(1), "汉族", "2010-07", "本科"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [line["education"] for line in table(read(tmp_path / "c"), "civil_affairs_staff")] == ["本科"]


def test_a_list_of_persons_is_no_list_of_staff_without_a_title(tmp_path):
    book(tmp_path / "c", "a.xlsx", [STAFF, ["某甲", "男", person(1), "汉族", "2010-07", "本科"]])
    (sheet,) = read(tmp_path / "c").files
    assert sheet.ledger is None
    assert sheet.nearest != "civil_affairs_staff"
