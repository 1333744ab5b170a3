"""元 and 万元 in the words that clerks use for them: scaled exactly, or told."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.ledger.recognise.normal import split_unit

HEAD = ["序号", "姓名", "身份证号", "发放金额"]
TITLE = "临河区2021年3月高龄津贴发放花名册"


def roll(folder, *amounts, line=None, foot=(), file="a.xlsx", head=HEAD):
    rows = [[TITLE], *([[line]] if line else []), head]
    rows += [[serial, "某甲", person(serial), amount] for serial, amount in enumerate(amounts, start=1)]
    book(folder, file, [*rows, *foot])
    return read(folder)


def paid(imported):
    return [line["amount"] for line in table(imported, "old_age")]


@pytest.mark.parametrize(
    "line",
    [
        "单位:  万 元",
        "金额：万元",
        "（以万元为单位）",
        "金额单位为万元",
        "单 位：万元",
        "金额以万元计",
        "按万元填列",
    ],
)
def test_a_unit_is_understood_in_other_words(tmp_path, line):
    assert paid(roll(tmp_path / "c", 0.12, 0.5, line=line)) == [1_200_00, 5_000_00]


def test_a_unit_in_a_note_below_and_in_a_file_name_is_understood(tmp_path):
    assert paid(roll(tmp_path / "a", 0.12, foot=[["说明：", "金额以万元计"]])) == [1_200_00]
    assert paid(roll(tmp_path / "b", 0.12, file="高龄津贴_单位万元.xlsx")) == [1_200_00]


@pytest.mark.parametrize("line", ["单位:万", "表中数字万元"])
def test_words_that_speak_of_a_unit_and_are_not_understood_stop(tmp_path, line):
    (one,) = found(roll(tmp_path / "c", 100, line=line), "UNIT_CONFLICT")
    assert (one.severity, line in one.message) == ("错误", True)


@pytest.mark.parametrize("line", ["本月共发放3.5万元", "户均存款5万元以下", "填报单位：百元乡"])
def test_an_amount_in_the_words_above_is_no_unit(tmp_path, line):
    imported = roll(tmp_path / "c", 100, line=line)
    assert (paid(imported), found(imported, "UNIT_CONFLICT")) == ([100_00], [])


def test_payments_to_persons_of_less_than_a_yuan_stop(tmp_path):
    (one,) = found(roll(tmp_path / "a", 0.12, 0.5, 100), "UNIT_CONFLICT")
    assert (one.severity, one.row) == ("错误", 3)
    assert not found(roll(tmp_path / "b", 0.5, 100, 100), "UNIT_CONFLICT")


def test_a_unit_that_is_only_usual_must_not_make_a_hundred_million(tmp_path):
    head = ["所属旗区", "记录编号", "组织名称", "投入日期", "投向领域", "投入金额"]
    rows = [["慈善台账"], head, ["东胜区", "A1", "某会", "2021-03-01", "其他", 1_000_000]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert "超过 1 亿元" in found(read(tmp_path / "c"), "UNIT_CONFLICT")[0].message


def test_a_unit_written_in_one_cell_only_is_not_guessed_for_the_others(tmp_path):
    imported = roll(tmp_path / "a", "0.12万元", 0.12, 0.15)
    assert paid(imported) == [1_200_00]
    assert [one.row for one in imported.set_aside] == [4, 5]
    assert paid(roll(tmp_path / "b", "0.12万元", 1200)) == [1_200_00, 1_200_00]


def test_one_payment_a_thousand_times_the_others_is_told(tmp_path):
    imported = roll(tmp_path / "c", 100, 100, 13_800_000_001, 110)
    assert [one.row for one in found(imported, "FAR_AMOUNT")] == [5]


def homes(folder, standard):
    head = ["单位", "总数", "固定资产", "管理工作经费", standard]
    rows = [["敬老院基本情况（2021年3月）"], ["单位：万元"], head, ["东胜区", 5, 3, 2, 6000]]
    book(folder, "a.xlsx", rows)
    imported = read(folder)
    return imported, table(imported, "rural_home_assets")[0]


def test_one_column_in_its_own_unit_is_an_exception_to_the_line_above(tmp_path):
    imported, row = homes(tmp_path / "c", "年均供养标准（元）")
    assert (row["assets"], row["management"], row["standard"]) == (30_000_00, 20_000_00, 6_000_00)
    assert not found(imported, "UNIT_CONFLICT")
    (one,) = found(imported, "UNIT_EXCEPTION")
    assert (one.severity, one.row, "年均供养标准（元）" in one.message) == ("警告", 3, True)


def test_more_exceptions_than_columns_under_the_line_are_a_contradiction(tmp_path):
    head = ["单位", "总数", "固定资产（元）", "管理工作经费（元）", "年均供养标准"]
    rows = [["敬老院基本情况（2021年3月）"], ["单位：万元"], head, ["东胜区", 5, 3, 2, 6000]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert len(found(read(tmp_path / "c"), "UNIT_CONFLICT")) == 2


@pytest.mark.parametrize(
    "header",
    [
        "金额/万元",
        "金额（单位：万元）",
        "金额:万元",
        "发放金额：万元",
        "发放金额，万元",
        "发放金额-万元",
        "发放金额_万元",
        "发放金额 万元",
        "发放金额（万）",
        "发放金额（人民币万元）",
        "发放金额（人民币，万元）",
        "发放金额（计量单位：万元）",
    ],
)
def test_a_unit_at_the_end_of_a_header_is_that_of_the_column(tmp_path, header):
    head = ["所属旗区", "姓名", "身份证号", "发放月份", header]
    rows = [["东胜区", "某甲", person(1), "2021-03", 1.5], ["东胜区", "某乙", person(2), "2021-03", 2]]
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放名册"], head, *rows])
    imported = read(tmp_path / "c")
    assert [line["amount"] for line in table(imported, "old_age")] == [15_000_00, 20_000_00]
    assert not [one for one in imported.findings if one.severity == "错误"]


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("金额/元", "金额", "元"),
        ("金额百万元", "金额", "百万元"),
        ("金额(亿)", "金额", "亿元"),
        ("人数(万)", "人数", "万元"),
        ("户数(户)", "户数", "户"),
        ("单位:万元", "单位:万元", None),
        ("补贴标准(元/月)", "补贴标准(元/月)", None),
        ("每人100元", "每人100元", None),
        ("不足五千元", "不足五千元", None),
        ("金额元/月", "金额元/月", None),
        ("万元", "万元", None),
    ],
)
def test_a_header_is_parted_from_its_unit_only_where_it_is_one(header, name, unit):
    assert split_unit(header) == (name, unit)


def test_a_count_in_ten_thousands_is_not_read_as_one(tmp_path):
    rows = [["敬老院基本情况（2021年3月）"], ["单位", "总数（万）", "固定资产（万元）"], ["东胜区", 5, 3]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert not table(imported, "rural_home_assets")
    figures = {line["item"]: line for line in table(imported, "assistance_statistics")}
    assert figures["总数(万)"]["value"] == 5
    assert figures["总数(万)"]["measure"] == "万"
    assert figures["固定资产(万元)"]["measure"] == "万元"
    assert not found(imported, "NO_PLACE")
