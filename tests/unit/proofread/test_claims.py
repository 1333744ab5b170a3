"""Which figures of a text are claims, and what each of them says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.proofread import proofread
from taizhang.proofread.model import Kind


def claims(text):
    return proofread(text).claims


def only(text):
    (claim,) = claims(text)
    return claim


@pytest.mark.parametrize(
    ("text", "value", "unit", "subject"),
    [
        ("全市城市低保对象3201人。", "3201", "人", "城市低保对象"),
        ("全年发放救助金16.4亿元。", "1640000000", "元", "救助金"),
        ("累计销售福利彩票２３．５万元。", "235000", "元", "销售福利彩票"),
        ("全县现有三十八家养老机构。", "38", "家", "养老机构"),
        ("城乡低保对象12，486人。", "12486", "人", "城乡低保对象"),
        ("医养结合率达到92.5%。", "92.5", "%", "医养结合率"),
        ("护理型床位占比提高3.5个百分点。", "3.5", "个百分点", "护理型床位占比"),
        ("满意的占七成。", "70", "%", "满意"),
    ],
)
def test_a_claim_has_its_exact_value_unit_and_subject(text, value, unit, subject):
    claim = only(text)
    assert (claim.value, claim.unit, claim.subject) == (Decimal(value), unit, subject)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("共有3.2万人。", "31500", "32500"),  # rounds to 3.2万
        ("共有32000人。", "32000", "32000"),  # a plain count is exact
        ("约500人。", "450", "550"),  # half a place of its last digit
        ("30余人。", "30", "40"),  # up to the next ten
        ("近30人。", "25.5", "30"),
        ("不超过30人。", "0", "30"),
        ("入住率为92%。", "91.5", "92.5"),
    ],
)
def test_a_printed_figure_stands_for_an_interval(text, low, high):
    span = only(text).span
    assert (span.low, span.high) == (Decimal(low), Decimal(high))


def test_at_least_has_no_upper_end():
    assert only("达到90%以上。").span.high.is_infinite()


@pytest.mark.parametrize(
    "text",
    [
        "根据某民发〔2021〕15号文件精神，现通知如下。",
        "2021年11月30日，截至12月底，2018年以来。",
        "（一）提高认识。1.加强领导。一是压实责任。",
        "联系电话：0477-8123456。",
        "第十三届全国人大四次会议提出“两个维护”，“十四五”规划。",
        "《社会救助暂行办法》第二十一条，第3章。",
        "全面落实两不愁三保障、三会一课、一门受理。",
    ],
)
def test_dates_document_numbers_headings_and_sayings_are_no_claims(text):
    assert not [claim.text for claim in claims(text) if claim.kind is Kind.AMOUNT and not claim.weak]


def test_a_standard_says_for_whom_and_for_how_long():
    month, year = claims("城市低保标准每人每月840元，农村低保标准每人每年7200元。")
    assert (month.per, year.per) == ("人·月", "人·年")
    assert only("标准为100元/人·月。").per == "人·月"


def test_a_range_keeps_both_ends():
    claim = only("覆盖率在15%～30%之间。")
    assert (claim.kind, claim.value, claim.upper) == (Kind.RANGE, Decimal(15), Decimal(30))


def test_a_unit_at_the_end_of_a_list_is_meant_for_the_whole_list():
    found = claims("支出分别为1.2、1.3和1.5亿元。")
    assert [claim.value for claim in found] == [
        Decimal(120_000_000),
        Decimal(130_000_000),
        Decimal(150_000_000),
    ]


def test_a_claim_is_found_at_its_place_in_the_text():
    text = "全市共有养老机构71家，床位１１２９０张。"
    assert [text[claim.start : claim.end] for claim in claims(text)] == ["71家", "１１２９０张"]


def test_a_period_is_the_one_that_was_named_last():
    first, second = claims("2020年有62家，2021年有71家。")
    assert (first.period, second.period) == ("2020年", "2021年")
