"""Figures near each other in no words that a rule knows: only an unlikely slip of the pen is named."""

from __future__ import annotations

import pytest

from taizhang.proofread import proofread


def _named(text: str) -> set[str]:
    """The figures that remarks point at."""
    return {text[start:end] for check in proofread(text).remarks for start, end in check.figures}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        # 9436－2518＝6918
        ("镇里共登记务工人员9436人。撇开省外的2518人不谈，省内就业者为6198人。", "6198人"),
        # 3275＋1468＋905＝5648，件与对、次相加
        ("窗口全年办结5468件，有婚姻登记3275对、补领证件1468件、查档905件。", "5468件"),
        # 685－542＝143
        ("志愿岗位685个，比上一季多出413个（上一季542个）。", "413个"),
        # 1035×12＝12420
        ("集中供养标准每人每月1035元。换算下来，每人每年12240元。", "12240元"),
        # 760×1.3＝988
        ("低保标准每人每月760元，供养标准照它的1.3倍核定，每人每月898元。", "898元"),
    ],
)
def test_a_swap_of_two_digits_is_named_whatever_the_words(text: str, figure: str) -> None:
    assert figure in _named(text)


@pytest.mark.parametrize(
    "text",
    [
        "镇里共登记务工人员9436人。撇开省外的2518人不谈，省内就业者为6918人。",
        "窗口全年办结5648件，有婚姻登记3275对、补领证件1468件、查档905件。",
        "志愿岗位685个，比上一季多出143个（上一季542个）。",
        "集中供养标准每人每月1035元。换算下来，每人每年12420元。",
        "低保标准每人每月760元，供养标准照它的1.3倍核定，每人每月988元。",
        "2022年投入420万元，2023年投入560万元，2024年计划投入800万元。",
        "三个镇分别有老人3120人、2180人和4210人，全年走访5300人次。",
    ],
)
def test_what_adds_up_or_has_nothing_to_do_with_each_other_is_left_alone(text: str) -> None:
    assert not proofread(text).remarks


@pytest.mark.parametrize(
    ("text", "rule", "figure"),
    [
        # 95.2－93.4＝1.8，高而不是低
        ("参保率95.2%，低于全市平均1.8个百分点（全市93.4%）。", "增减方向", "1.8个百分点"),
        # 3.5高于3.1
        ("失业率3.5%，控制在4.5%的目标以内，但比年初的3.1%下降0.4个百分点。", "百分点", "0.4个百分点"),
        # 0.96÷（8.96－0.96）＝12%，0.96÷8.96＝10.7%
        (
            "全年社会保障支出8.96亿元，支出结构趋稳。按账面数，增支0.96亿元，比上年增长10.7%。",
            "增减",
            "10.7%",
        ),
    ],
)
def test_a_fit_of_the_wrong_direction_or_base_is_named(text: str, rule: str, figure: str) -> None:
    found = [text[check.focus[0] : check.focus[1]] for check in proofread(text).remarks if check.rule == rule]
    assert found == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "参保率95.2%，高于全市平均1.8个百分点（全市93.4%）。",
        "失业率3.5%，控制在4.5%的目标以内，但比年初的3.1%上升0.4个百分点。",
        "全年社会保障支出8.96亿元，支出结构趋稳。按账面数，增支0.96亿元，比上年增长12%。",
        "共审计5个项目，送审总额1.27亿元，审减1016万元，平均审减率8.0%。",
    ],
)
def test_the_right_direction_and_base_are_left_alone(text: str) -> None:
    assert not proofread(text).remarks
