"""Averages and densities among several figures: only the ones that they speak of may contradict them."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread

OTHERS_FIGURES = [
    # 小区 are no 社会组织, and jobs found are no population
    "新增城镇就业23.6万人，改造小区1124个；每万人拥有社会组织由6.1个增加到7.7个。",
    # the gap is no stock of 护理员
    "失能老人约5.9万人，每百名失能老人拥有护理员5.8人，缺口约2484人。",
    # (2516＋318)÷604＝4.7: 604 carers are not shared out among 318 guests
    "入住特困老人2516人，入住社会老人318人。护理人员604人，人均照护4.7名老人。",
]
MISSED_AMONG_OTHERS = [
    # 48514÷30512＝1.59; the figures behind the semicolon are other ones
    ("低保对象30512户、48514人，户均2.59人；其中城市4127户、6025人，户均1.46人。", "2.59人", "1.59人"),
    # 412÷126＝3.3; the money belongs to another average
    ("投入1864万元，购买服务人员412名；按126个乡镇计算，平均每个配备4.3名。", "4.3名", "3.3名"),
    # 2880÷36000×100＝8
    ("3.6万名老年人中，有2880名签约，每百名老年人签约18名。", "18名", "8名"),
]


@pytest.mark.parametrize("text", OTHERS_FIGURES)
def test_figures_of_other_things_contradict_no_average(text: str) -> None:
    checks = proofread(text).checks
    assert [
        check
        for check in checks
        if check.rule in ("平均数", "每千人拥有量") and check.status is not Status.RIGHT
    ] == []


@pytest.mark.parametrize(("text", "figure", "expected"), MISSED_AMONG_OTHERS)
def test_an_average_is_held_against_the_figures_of_its_own_group(
    text: str, figure: str, expected: str
) -> None:
    told = [check for check in proofread(text).checks if check.status is not Status.RIGHT]
    assert [(text[slice(*check.focus)], check.expected) for check in told] == [(figure, expected)]
