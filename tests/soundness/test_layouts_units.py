"""元、千元、万元 wherever a sheet may say them: scaled exactly, or refused with both places named."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, row, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

LOTTERY = ["所属旗区", "销售月份", "电脑票", "即开票", "销售额合计"]
NAMES = ["序号", "所属旗区", "老人姓名", "身份证号码", "发放月份"]


def lottery(folder, above, header=None, below=(), name="a.xlsx", sheet="Sheet1"):
    rows = [*[[line] for line in above], header or LOTTERY, ["东胜区", "2021-03", 1, 2, 3], *below]
    book(folder, name, rows, sheet)
    return read(folder)


def sold(imported):
    return [line["amount"] for line in table(imported, "lottery_sales")]


def ages(folder, above, amount, header="发放金额", sources=""):
    rows = [*[[line] for line in above], [*NAMES, header], [1, "东胜区", "某", person(1), "2021-03", amount]]
    book(folder, "a.xlsx", rows)
    if sources:
        (folder / "sources.yml").write_text(f'valid_id_areas: ["1599"]\n{sources}', encoding="utf-8")
    return read(folder)


def paid(imported):
    return [line["amount"] for line in table(imported, "old_age")]


@pytest.mark.parametrize(
    ("unit", "yuan"), [("元", 1), ("百元", 100), ("千元", 1000), ("万元", 10_000), ("亿元", 100_000_000)]
)
@pytest.mark.parametrize(
    "above",
    [
        ["高龄津贴发放名册", "单位：{}"],
        ["高龄津贴发放名册", "（{}）"],
        ["高龄津贴发放名册（{}）"],
        ["高龄津贴发放名册（单位：{}）"],
        ["高龄津贴发放名册", "计量单位：人、{}"],
        ["高龄津贴发放名册", "（人、{}）"],
        ["高龄津贴发放名册", "{}"],
        ["高龄津贴发放名册", "单位：{}", "填报单位：东胜区民政局"],
    ],
)
def test_a_unit_above_the_header_scales_amounts_whose_header_names_none(tmp_path, above, unit, yuan):
    imported = ages(tmp_path / "c", [line.format(unit) for line in above], 3)
    assert paid(imported) == [3 * yuan * 100]


@pytest.mark.parametrize(("unit", "yuan"), [("元", 1), ("百元", 100), ("千元", 1000), ("万元", 10_000)])
def test_a_unit_in_the_header_scales_its_column(tmp_path, unit, yuan):
    assert paid(ages(tmp_path / "c", ["高龄津贴"], 3, f"发放金额（{unit}）")) == [3 * yuan * 100]
    assert paid(ages(tmp_path / "d", ["高龄津贴"], 3, f"发放金额（单位：{unit}）")) == [3 * yuan * 100]


@pytest.mark.parametrize("line", ["单位：万元", "（万元）", "金额单位：人民币万元", "（单位：千元）"])
def test_a_line_that_contradicts_a_header_stops_and_both_places_are_named(tmp_path, line):
    imported = ages(tmp_path / "c", ["高龄津贴", line], 3, "发放金额（元）")
    (error,) = found(imported, "UNIT_CONFLICT")
    assert error.severity == "错误"
    assert f"第 2 行“{line}”".replace("（", "(").replace("）", ")").replace("：", ":") in error.message
    assert "“发放金额（元）”列" in error.message
    with pytest.raises(LedgerError, match=r"UNIT_CONFLICT:a\.xlsx"):
        accept(imported)


def test_a_line_that_agrees_with_the_header_is_not_reported(tmp_path):
    imported = ages(tmp_path / "c", ["高龄津贴", "单位：人、元"], 3, "发放金额（元）")
    assert (paid(imported), found(imported, "UNIT_CONFLICT")) == ([3_00], [])


@pytest.mark.parametrize("above", [["单位：元、万元"], ["单位：元", "（万元）"]])
def test_two_units_above_and_none_in_the_header_stop(tmp_path, above):
    imported = ages(tmp_path / "c", ["高龄津贴", *above], 3)
    (error,) = found(imported, "UNIT_CONFLICT")
    assert ("元" in error.message, "万元" in error.message) == (True, True)


def test_sources_yml_decides_the_unit(tmp_path):
    rule = "files:\n  - {{match: a.xlsx, {}}}\n"
    above = ["高龄津贴", "单位：万元"]
    whole = ages(tmp_path / "c", above, 3, "发放金额（元）", rule.format("unit: 元"))
    assert (paid(whole), found(whole, "UNIT_CONFLICT")) == ([3_00], [])
    one = ages(tmp_path / "d", above, 3, "发放金额（元）", rule.format("units: {amount: 万元}"))
    assert (paid(one), found(one, "UNIT_CONFLICT")) == ([30_000_00], [])
    silent = ages(tmp_path / "e", ["高龄津贴"], 3, "发放金额", rule.format("unit: 千元"))
    assert paid(silent) == [3_000_00]


def test_a_unit_in_the_corner_of_the_header_counts(tmp_path):
    for corner in ("单位：千元", "（千元）", "千元"):
        header = [corner, *LOTTERY[1:]]
        rows = [["东胜区福利彩票销售"], header, ["", "2021-03", 1, 2, 3]]
        book(tmp_path / corner / "c", "a.xlsx", rows)
        assert sold(read(tmp_path / corner / "c")) == [3_000_00]


def test_a_unit_over_a_group_of_columns_counts_for_each_of_them(tmp_path):
    rows = [
        ["福利彩票销售"],
        ["所属旗区", "销售月份", "销售额（元）", None, None],
        [None, None, "电脑票", "即开票", "销售额合计"],
        ["东胜区", "2021-03", 1, 2, 3],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    assert sold(read(tmp_path / "c")) == [3_00]


def test_a_group_in_yuan_over_a_column_in_wan_yuan_stops(tmp_path):
    rows = [
        ["福利彩票销售"],
        ["所属旗区", "销售月份", "销售额（元）", None, None],
        [None, None, "电脑票（万元）", "即开票（万元）", "销售额合计（万元）"],
        ["东胜区", "2021-03", 1, 2, 3],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [one.severity for one in found(read(tmp_path / "c"), "UNIT_CONFLICT")] == ["错误"] * 3


def test_a_unit_below_the_rows_or_in_a_name_counts(tmp_path):
    below = lottery(tmp_path / "a" / "c", ["福利彩票销售"], below=[["注：单位为元"]])
    assert sold(below) == [3_00]
    file = lottery(tmp_path / "b" / "c", ["福利彩票销售"], name="福利彩票（元）.xlsx")
    assert sold(file) == [3_00]
    sheet = lottery(tmp_path / "d" / "c", ["福利彩票销售"], sheet="销售(千元)")
    assert sold(sheet) == [3_000_00]


def test_persons_in_ten_thousands_are_refused(tmp_path):
    rows = [["骨灰去向统计（2021年3月）"], ["单位：万人"], ["单位", "总数"], ["东胜区", 5]]
    book(tmp_path / "c", "a.xlsx", rows)
    (error,) = found(read(tmp_path / "c"), "UNIT_CONFLICT")
    assert ("万人" in error.message, "“总数”" in error.message) == (True, True)


def test_a_place_or_a_price_in_a_title_is_no_unit(tmp_path):
    above = ["高龄津贴（80至99周岁每月100元）", "填报单位：元宝山区民政局", "统计单位：百元乡"]
    imported = ages(tmp_path / "c", above, 3)
    assert (paid(imported), found(imported, "UNIT_CONFLICT")) == ([3_00], [])
    text = "高龄津贴\n序号,所属旗区,老人姓名,身份证号码,发放月份,发放金额（元）\n" + row(1) + "\n"
    write(tmp_path / "d", "a.csv", text)
    assert paid(read(tmp_path / "d")) == [100_00]
