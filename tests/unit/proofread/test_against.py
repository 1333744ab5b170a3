"""A report held against last year's, and against an edition's facts: same name, same unit, the right year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from taizhang.proofread import KnownFact, NamedText, proofread
from taizhang.proofread.against import core, year_of

LAST_YEAR = "与上年报告"
FACTS = "与期次数据"
BEFORE = NamedText("2022年总结.docx", "年末城市低保对象5921人。社会组织2188家。养老机构66家，床位10800张。")


def held(text: str, *, name: str = "2023年总结.docx", before: NamedText = BEFORE) -> list[tuple[str, str]]:
    found = proofread(text, name=name, earlier=[before])
    return [(check.status.value, check.expected) for check in found.checks if check.rule == LAST_YEAR]


def test_last_years_value_agrees_or_is_doubtful_with_the_other_value() -> None:
    assert held("城市低保对象5601人，上年为5921人。") == [("正确", "")]
    assert held("城市低保对象5601人，上年为5912人。") == [("存疑", "5921人")]
    assert held("2022年城市低保对象5912人。") == [("存疑", "5921人")]
    assert held("养老机构由上年的68家增加到71家。") == [("存疑", "66家")]


def test_growth_is_computed_anew_from_last_years_report() -> None:
    # 2317 / 2188 = 1.0590, and 2317 - 2188 = 129
    assert held("社会组织2317家，同比增长5.9%。") == [("正确", "")]
    assert held("社会组织2317家，同比增长9.5%。") == [("存疑", "增长5.9%")]
    assert held("社会组织2317家，比上年增加129家。") == [("正确", "")]
    assert held("社会组织2317家，比上年增加219家。") == [("存疑", "增长129家")]


def test_a_fall_keeps_its_sign() -> None:
    # 5601 / 5921 = 0.9460
    assert held("城市低保对象5601人，同比下降5.4%。") == [("正确", "")]
    assert held("城市低保对象5601人，同比增长5.4%。") == [("存疑", "下降5.4%")]


def test_rounded_figures_meet_what_they_may_stand_for() -> None:
    assert held("床位11290张，上年为1.08万张。") == [("正确", "")]


@pytest.mark.parametrize(
    "text",
    [
        "城市低保户数3426户，上年为3555户。",  # families are not persons
        "东部片区社会组织317家，同比增长5.9%。",  # another name
        "社会组织2317家，比2019年增长9.5%。",  # another base
        "社会组织2317家，同比增长9.5%（可比口径）。",
        "社会组织2317家。",
    ],
)
def test_what_cannot_be_compared_is_left_alone(text: str) -> None:
    assert not [status for status, _ in held(text) if status != "正确"]


def test_a_report_of_two_years_before_speaks_of_its_own_year_alone() -> None:
    before = NamedText("2021年总结.docx", "社会组织2000家。")
    assert held("社会组织2317家，同比增长5.9%。上年为2188家。", before=before) == []
    assert held("社会组织2317家，2021年为2010家。", before=before) == [("存疑", "2000家")]


def test_a_later_report_is_never_held_behind_an_earlier_one() -> None:
    assert held("社会组织1900家，上年为1800家。", name="2021年总结.docx") == []


@pytest.mark.parametrize(
    ("name", "text", "year"),
    [
        ("2023年工作总结.docx", "", 2023),
        ("总结2022.txt", "2021年", 2022),
        ("总结.txt", "关于2020年工作的报告", 2020),
        ("总结.txt", "没有年份", None),
    ],
)
def test_the_year_of_a_report_is_in_its_name_or_its_first_lines(
    name: str, text: str, year: int | None
) -> None:
    assert year_of(NamedText(name, text)) == year


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("2023年全市城市低保对象", "城市低保人数"),
        ("截至11月底累计发放低保金", "累计发放低保金"),
        ("全市共有养老机构", "养老机构"),
        ("养老机构床位", "养老机构总床位"),
        ("集中供养孤儿", "集中供养孤儿"),
    ],
)
def test_a_name_in_a_report_and_a_label_meet(said: str, label: str) -> None:
    assert core(said) == core(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [("集中供养孤儿", "分散供养孤儿"), ("城市低保对象", "农村低保人数"), ("新建殡仪馆", "殡仪馆")],
)
def test_different_things_keep_different_names(one: str, other: str) -> None:
    assert core(one) != core(other)


@dataclass(frozen=True)
class Known:
    """Facts by the short form of their labels."""

    facts: tuple[KnownFact, ...]

    def about(self, label: str) -> Sequence[KnownFact]:
        return [fact for fact in self.facts if core(fact.label) == label]


KNOWN = Known(
    (
        KnownFact("城市低保人数", "人", Decimal(5601), "2021-11"),
        KnownFact("城市低保人数", "人", Decimal(5912), "2020-11"),
        KnownFact("累计发放低保金", "万元", Decimal("14023.23"), "2021-01..2021-11"),
        KnownFact("城市低保标准", "元/人·月", Decimal(840), "2021-11"),
    )
)


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("城市低保对象5601人。", "正确", ""),
        ("城市低保对象5610人。", "存疑", "5601人"),
        ("城市低保对象5601人，上年为5921人。", "存疑", "5912人"),
        ("累计发放低保金1.40亿元。", "正确", ""),
        ("累计发放低保金1.50亿元。", "存疑", "14023.23万元"),
        ("城市低保标准每人每月850元。", "存疑", "840元/人·月"),
    ],
)
def test_a_figure_is_held_against_the_fact_of_its_name_unit_and_year(
    text: str, status: str, expected: str
) -> None:
    found = proofread(text, name="2021年总结.docx", facts=KNOWN)
    last = [check for check in found.checks if check.rule == FACTS][-1]
    assert (last.status.value, last.expected) == (status, expected)


@pytest.mark.parametrize(
    "text", ["城市低保家庭3426户。", "东胜区城市低保对象969人。", "城市低保标准每人每年10080元。"]
)
def test_another_unit_or_place_is_no_business_of_the_fact(text: str) -> None:
    assert [check for check in proofread(text, facts=KNOWN).checks if check.rule == FACTS] == []
