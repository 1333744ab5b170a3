"""Small tables whose heads say what their columns make of one another, and tables whose rows follow in time."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread


def told(rows: str) -> list[tuple[Status, str]]:
    """The remarks on a table; a row a part between /, a cell a word."""
    text = "\n".join(row.replace(" ", "\t") for row in rows.split("/"))
    return [(check.status, check.expected) for check in proofread(text).remarks]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("类别 上年末 本年增加 本年减少 本年末/孤儿 64 5 9 60/困境儿童 320 41 26 353", "335"),  # 320＋41－26
        ("科目 年初余额 本年收入 本年支出 年末余额/公益金 180 940 870 205", "250"),  # 180＋940－870
        ("单位 编制数 实有数 空编/机关 24 21 3/救助站 15 11 5", "4"),  # 15－11
        ("项目 预算数 支出数 结余/低保 900 860 40/特困 400 385 51/孤儿 60 60 0", "15"),  # 400－385
        ("单位 在职 退休 合计/福利院 34 18 52/救助站 16 7 32", "23"),  # 16＋7
        ("物品 数量 单价（元） 金额（元）/轮椅 12 700 8400/床 10 1500 51000", "15000"),  # 10×1500
        ("单位 床位 入住 入住率/甲院 150 120 80%/乙院 200 130 56%", "65%"),  # 130÷200
        ("月份 人次 累计/1月 40 40/2月 35 75/3月 52 172/4月 30 157", "127"),  # 40＋35＋52
        ("年份 人数 比上年增减/2021年 500 —/2022年 460 -40/2023年 445 -51", "-15"),  # 445－460
        ("年份 资金（万元） 增长率/2021年 200 —/2022年 240 20.0%/2023年 276 51.0%", "15.0%"),  # 276÷240－1
    ],
)
def test_the_cell_that_breaks_what_the_heads_say_is_told(rows: str, expected: str) -> None:
    assert [value.removesuffix("%").removesuffix(".0") for _, value in told(rows)] == [
        expected.removesuffix("%").removesuffix(".0")
    ]


def test_a_word_of_direction_is_held_against_its_two_columns() -> None:
    assert told("指标 2024年 2023年 变化/低保 827 864 上升/特困 186 183 上升") == [(Status.WRONG, "下降")]


def test_a_total_row_may_have_a_running_number_before_it() -> None:
    assert told("序号 项目 金额/1 低保 430/2 特困 170/ 合计 510") == [(Status.WRONG, "600")]  # 430＋170


@pytest.mark.parametrize(
    "rows",
    [
        "类别 本年增加 本年减少 年末数/低保 31 47 640/特困 6 9 183",  # no figure of the beginning
        "单位 编制 在编 聘用/机关 22 19 3/救助站 18 16 5/福利院 46 40 12",  # 聘用 is no 空编
        "名称 占地（亩） 投资（万元） 床位/甲院 56 1860 200/乙院 40 1420 150",
        "类型 上年结余 本年收入 本年支出 其中：项目支出 年末结余/福彩 26 184 175 160 35/慈善 12 86 79 70 19",
        "县区 户数 人数 月人均补助（元）/甲县 1200 2100 420/乙县 800 1350 436",
        "年份 低保人数 特困人数/2022年 864 186/2023年 827 183/2024年 791 180",
        "项目 本月 本年累计/结婚 25 286/离婚 9 124",
    ],
)
def test_columns_that_are_of_something_else_stay_quiet(rows: str) -> None:
    assert told(rows) == []
