"""A report's sentences are held against its own tables: same name, same unit, the right year."""

from __future__ import annotations

import pytest

from taizhang.proofread import NamedText, proofread

RULE = "文字与表格"
SERIES = "年份\t城市低保人数（万人）\t养老床位（张）\n2022年\t805.1\t5600\n2023年\t737.8\t5880\n"
THIS_YEAR = "指标\t单位\t本年\t上年同期\n社会组织\t家\t2317\t2188\n特困人员\t人\t5096\t5201\n"
BY_PLACE = "地区\t公墓（处）\t低保金（万元）\n甲镇\t12\t310.5\n乙镇\t15\t289.5\n合计\t27\t600.0\n"


def held(sentence: str, table: str) -> list[tuple[str, str]]:
    found = proofread(f"{sentence}\n{table}", name="2023年总结.docx").checks
    return [(check.status.value, check.expected) for check in found if check.rule == RULE]


@pytest.mark.parametrize(
    ("sentence", "table", "status", "expected"),
    [
        ("年末城市低保对象737.8万人。", SERIES, "正确", ""),
        ("年末城市低保对象7378214人。", SERIES, "正确", ""),  # the table rounds it
        ("年末城市低保对象738.7万人。", SERIES, "存疑", "737.8万人"),
        ("2022年城市低保对象850.1万人。", SERIES, "存疑", "805.1万人"),
        ("社会组织2371家。", THIS_YEAR, "存疑", "2317家"),
        ("社会组织2317家，上年为2188家。", THIS_YEAR, "正确", ""),
        ("全市公墓27处。", BY_PLACE, "正确", ""),
        ("发放低保金0.06亿元。", BY_PLACE, "正确", ""),
        ("发放低保金660万元。", BY_PLACE, "存疑", "600万元"),
    ],
)
def test_a_value_in_a_sentence_is_that_of_the_table(
    sentence: str, table: str, status: str, expected: str
) -> None:
    assert held(sentence, table)[-1] == (status, expected)


def test_a_change_is_computed_from_the_tables_two_years() -> None:
    # 737.8 / 805.1 = 0.9164, 5880 / 5600 = 1.05
    assert held("城市低保对象737.8万人，同比下降8.4%。", SERIES) == [("正确", ""), ("正确", "")]
    assert held("养老床位5880张，同比增长15%。", SERIES) == [("正确", ""), ("存疑", "增长5%")]


@pytest.mark.parametrize(
    ("sentence", "table"),
    [
        ("农村低保对象3474万人。", SERIES),
        ("城市低保家庭420万户。", SERIES),
        ("新增养老床位280张。", SERIES),
    ],
)
def test_other_names_and_units_are_left_alone(sentence: str, table: str) -> None:
    assert held(sentence, table) == []


def test_last_years_report_may_give_its_value_in_a_table() -> None:
    before = NamedText("2022年总结.docx", BY_PLACE)
    found = proofread("公墓30处，上年为25处。", name="2023年总结.docx", earlier=[before]).checks
    assert [(one.status.value, one.expected) for one in found if one.rule == "与上年报告"] == [
        ("存疑", "27处")
    ]


def test_a_place_is_held_against_its_own_row() -> None:
    assert held("甲镇公墓12处。", BY_PLACE) == [("正确", "")]
    assert held("甲镇公墓21处。", BY_PLACE) == [("存疑", "12")]
    assert held("甲镇新建公墓3处。", BY_PLACE) == []  # not a slip of the 12, so of something else
