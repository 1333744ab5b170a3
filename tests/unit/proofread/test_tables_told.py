"""Ordinary tables: shares, rates and changes in columns, subtotals, rows under 其中."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread


def table(*rows: str) -> str:
    return "\n".join(row.replace(" ", "\t") for row in rows)


def told(text: str) -> list[tuple[str, Status, str]]:
    return [(check.rule, check.status, check.expected) for check in proofread(text).remarks]


def test_a_share_column_is_held_against_its_numbers() -> None:
    rows = (
        "年龄段 人数 占比（%）",
        "60—69岁 5230 52.3",
        "70—79岁 3170 31.7",
        "80岁以上 1600 18.0",
        "合计 10000 100.0",
    )
    assert told(table(*rows)) == [("表格占比", Status.WRONG, "16")]  # 1600 / 10000


def test_a_share_column_of_another_whole_stays_quiet() -> None:
    rows = (
        "镇 老年人口 占常住人口比重（%）",
        "甲镇 5230 22.3",
        "乙镇 3170 21.7",
        "丙镇 1600 25.0",
        "合计 10000 22.6",
    )
    assert told(table(*rows)) == []


def test_a_rate_column_is_held_against_the_two_columns_that_most_rows_divide() -> None:
    rows = ("名称 床位 入住 入住率 护理员", "甲 120 96 80% 12", "乙 90 72 80% 9", "丙 60 45 85% 6")
    assert told(table(*rows)) == [("表格占比", Status.WRONG, "75%")]  # 45 / 60


def test_a_change_in_words_is_held_against_its_two_years() -> None:
    assert told(table("指标 上年 今年 增减", "救助人次 5210 4983 增加227")) == [
        ("表格增减", Status.WRONG, "减少227")
    ]
    assert told(table("指标 上年 今年 增减", "救助人次 5210 4983 减少227")) == []


def test_a_change_and_its_rate_may_stand_side_by_side() -> None:
    head = "指标 2022年 2023年 增减数 增减（%）"
    assert told(table(head, "低保对象 7000 6160 -840 -12.0", "特困人员 2900 2845 -55 -1.9")) == []
    wrong = told(table(head, "低保对象 7000 6160 -840 -12.0", "特困人员 2900 2845 -55 -2.9"))
    assert wrong == [("表格增减", Status.DOUBTFUL, "-1.9")]  # -55 / 2900


@pytest.mark.parametrize("change", ["-4.4", "-227"])
def test_a_plain_heading_may_mean_a_number_or_a_rate(change: str) -> None:
    assert told(table("指标 本年 上年 同比", f"救助人次 4983 5210 {change}")) == []


def test_a_subtotal_is_held_against_its_own_rows() -> None:
    rows = ("地区 户数 人数", "城区 100 210", "开发区 50 90", "小计 150 310", "甲镇 60 120", "乙镇 40 70")
    end = ("小计 100 190", "总计 250 490")
    assert told(table(*rows, *end)) == [("表格合计", Status.WRONG, "300")]  # 210 + 90


def test_rows_under_a_heading_row_are_not_added_twice() -> None:
    among = ("机构 床位", "一、养老机构 900", "其中：护理型 500", "二、儿童福利机构 120", "合计 1020")
    numbered = ("项目 数量", "一、改造类 28", "1.适老化 16", "2.消防 12", "二、新建类 5", "合计 33")
    assert told(table(*among)) == told(table(*numbered)) == []


def test_a_whole_year_is_its_two_halves() -> None:
    rows = (
        "年度 上半年（人次） 下半年（人次） 全年（人次）",
        "2021 612 688 1300",
        "2022 705 746 1541",
        "2023 734 811 1545",
    )
    assert told(table(*rows)) == [("表格合计", Status.WRONG, "1451")]  # 705 + 746


def test_rows_under_among_are_held_against_the_row_above_where_another_year_adds_up() -> None:
    rows = ("项目 2023年 2022年", "机构（家） 118 121", "床位（张） 14260 14145", "其中：公办 5240 5312")
    end = ("公建民营 3618 3186", "民办 5402 5637")
    expected = [("表格合计", "14135")]  # 5312 + 3186 + 5637; 5240 + 3618 + 5402 = 14260
    assert [(rule, value) for rule, _, value in told(table(*rows, *end))] == expected


def test_two_tables_without_a_line_between_are_two_tables() -> None:
    one = table("类别 数量", "公办 31", "民办 55", "合计 86")
    other = table("地区 户数", "城区 100", "乡镇 150", "合计 250")
    assert told(f"{one}\n{other}") == []
