"""A table's column of changes is held against its two years, row by row."""

from __future__ import annotations

import pytest

from taizhang.proofread import proofread

RULE = "表格增减"
HEAD = "指标\t单位\t本年\t上年同期\t同比增减\n"


def held(table: str) -> list[tuple[str, str, str]]:
    """(cell, verdict, what it should be) for each row that was judged."""
    checks = proofread(table).checks
    return [(check.text, check.status.value, check.expected) for check in checks if check.rule == RULE]


def test_a_rate_of_change_is_computed_from_the_two_years() -> None:
    # 5601 / 5912 = 0.9474, 5096 / 5201 = 0.9798
    table = f"{HEAD}城市低保人数\t人\t5601\t5912\t-3.5%\n特困人员\t人\t5096\t5201\t-2.0%\n"
    assert held(table) == [("-3.5%", "存疑", "-5.3%"), ("-2.0%", "正确", "")]


def test_a_difference_is_arithmetic_alone() -> None:
    table = "项目\t2022年\t2023年\t增减\n低保金\t1860\t1920\t60\n特困金\t640\t680\t50\n"
    assert held(table) == [("60", "正确", ""), ("50", "错误", "40")]


def test_the_year_columns_may_stand_in_either_order_and_the_percent_in_the_header() -> None:
    # 5987 / 6494 = 0.9219
    for head, cells in (("2022年\t2023年", "6494\t5987"), ("2023年\t2022年", "5987\t6494")):
        assert held(f"项目\t{head}\t增长（%）\n结婚\t{cells}\t-7.8\n离婚\t{cells}\t-8.7\n") == [
            ("-7.8", "正确", ""),
            ("-8.7", "存疑", "-7.8"),
        ]


def test_rounded_values_are_intervals() -> None:
    # 0.4 may be 0.35 to 0.45, 0.3 may be 0.25 to 0.35: the difference may be anything from 0 to 0.2
    assert held("项目\t2022年\t2023年\t增减\n甲\t0.3\t0.4\t0.2\n乙\t0.3\t0.4\t0.3\n") == [
        ("0.2", "正确", ""),
        ("0.3", "错误", "0.1"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        f"{HEAD}护理型床位占比\t%\t53\t50\t+6%\n集中供养率\t%\t31\t30\t+3%\n",  # shares change by points
        f"{HEAD}养老机构床位\t张\t11290\t—\t—\n公墓\t处\t27\t—\t—\n",  # no value last year
        "项目\t2021年\t2022年\t2023年\t增长（%）\n甲\t1\t2\t3\t9\n乙\t1\t2\t3\t9\n",  # which two years?
        "项目\t2022年\t2023年\t可比口径增长（%）\n甲\t1\t2\t9\n乙\t1\t2\t9\n",
        "项目\t2022年\t2023年\t下降（%）\n甲\t4\t2\t50\n乙\t4\t2\t50\n",
    ],
)
def test_what_is_not_plain_is_left_alone(table: str) -> None:
    assert held(table) == []


def test_rows_of_years_running_are_held_against_the_row_above() -> None:
    # 10816 / 10400 = 1.04
    head = "年份\t高龄津贴人数\t比上年增长\n2023\t10400\t——\n"
    assert held(f"{head}2024\t10816\t4.9%\n") == [("4.9%", "存疑", "4%")]
    assert held(f"{head}2024\t10816\t4.0%\n") == [("4.0%", "正确", "")]


def test_rows_of_years_that_leave_one_out_are_not() -> None:
    assert held("年份\t高龄津贴人数\t比上年增长\n2021\t10400\t——\n2024\t10816\t1.9%\n") == []
