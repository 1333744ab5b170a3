"""Numbers as the report says them: units, phrases, direction words, and refusals."""

from decimal import Decimal

import pytest

from shared_definitions import definitions
from taizhang.errors import ReportError
from taizhang.indicators import CHANGE, GROWTH, Fact, FactBook
from taizhang.present.pieces import Piece, plain
from taizhang.present.wording import Request, Wording

CATALOGUE = definitions()
PLACE = "150600"


def fact(indicator: str, value: str | None, period: str = "2021-11", place: str = PLACE) -> Fact:
    base = indicator.removesuffix(GROWTH).removesuffix(CHANGE)
    spec = CATALOGUE.indicators[base]
    unit = "%" if indicator.endswith(GROWTH) else spec.unit
    number = None if value is None else Decimal(value)
    return Fact(
        indicator, spec.label, unit, place, "", period, number, status="正常" if value else "无上年数据"
    )


def say(facts: list[Fact], label: str, *formats: str, place: str | None = None) -> str:
    current = {one.indicator: one.period for one in facts if one.period.startswith("2021")}
    rich = Wording(FactBook(facts, current, PLACE), CATALOGUE).say(Request(label, place, formats, "第1段"))
    assert any(isinstance(part, Piece) for part in rich)
    return plain(rich)


PERSONS = [fact("urban_dibao_persons", "5601"), fact("urban_dibao_persons", "5800", "2020-11")]
PAID = [fact("dibao_paid", "14023.23", "2021-01..2021-11"), fact("dibao_paid", "13000", "2020-01..2020-11")]


def test_a_bare_placeholder_is_the_number_alone() -> None:
    assert say(PERSONS, "城市低保人数") == "5601"


def test_units_are_added_and_converted() -> None:
    assert say(PERSONS, "城市低保人数", "人") == "5601人"
    assert say(PAID, "累计发放低保金", "万元") == "14023.23万元"
    assert say(PAID, "累计发放低保金", "亿元") == "1.40亿元"  # 14023.23 / 10000 = 1.402323
    assert say([fact("urban_dibao_standard", "840")], "城市低保标准", "元") == "840元"
    assert say(PAID, "累计发放低保金", "万元", "保留1位") == "14023.2万元"


def test_last_year_is_found_under_the_same_form_of_period() -> None:
    assert say(PAID, "累计发放低保金", "上年") == "13000.00万元"
    assert say(PERSONS, "城市低保人数", "上年") == "5800人"


@pytest.mark.parametrize(
    ("growth", "said", "word"),
    [
        ("3.24", "同比增长3.2%", "增长"),
        ("-3.25", "同比下降3.3%", "下降"),
        ("0.04", "与上年同期持平", "持平"),
        ("-0.04", "与上年同期持平", "持平"),
    ],
)
def test_the_direction_word_follows_the_printed_sign(growth: str, said: str, word: str) -> None:
    facts = [*PERSONS, fact("urban_dibao_persons" + GROWTH, growth)]
    assert say(facts, "城市低保人数", "同比") == said
    assert say(facts, "城市低保人数", "增长") == word


def test_a_change_is_said_in_its_own_unit() -> None:
    assert (
        say([*PERSONS, fact("urban_dibao_persons" + CHANGE, "-199")], "城市低保人数", "增减") == "减少199人"
    )
    assert say([*PERSONS, fact("urban_dibao_persons" + CHANGE, "0")], "城市低保人数", "增减") == "持平"


@pytest.mark.parametrize(
    ("indicator", "label", "value", "word", "said"),
    [
        ("medical_care_share", "养老机构医养结合率", "90.1408450704", "以上", "90%以上"),
        ("medical_care_share", "养老机构医养结合率", "90", "以上", "90%以上"),
        ("facility_contract_share", "社区养老服务机构与卫生机构签约服务率", "52.9", "超过", "超过50%"),
        ("topic_studies", "专题学习", "12", "余", "10余次"),
        ("party_history_meetings", "党史学习教育会议", "9", "余", "8余次"),
        ("charity_amount", "公益慈善组织投入社会资金", "5236.48", "多", "5000多万元"),
        ("charity_amount", "公益慈善组织投入社会资金", "523.6", "多", "500多万元"),
        ("topic_studies", "专题学习", "7", "余", "6余次"),
    ],
)
def test_a_phrase_rounds_down_and_stays_true(
    indicator: str, label: str, value: str, word: str, said: str
) -> None:
    assert say([fact(indicator, value)], label, word) == said


def test_exactly_fifty_per_cent_is_never_said_to_be_more_than_fifty() -> None:
    assert (
        say([fact("facility_contract_share", "50")], "社区养老服务机构与卫生机构签约服务率", "超过")
        == "超过40%"
    )


def test_a_phrase_that_would_say_more_than_nothing_is_refused() -> None:
    with pytest.raises(ReportError, match="不足一个进位单位"):
        say([fact("topic_studies", "1")], "专题学习", "余")


@pytest.mark.parametrize(
    ("label", "formats", "said"),
    [
        ("城市低保人数数", (), "城市低保人数"),  # the nearest label is named
        ("城市低保人数", ("万元",), "单位是人"),
        ("城市低保人数", ("同比",), "没有数值"),
        ("城市低保人数", ("以上",), "没有规定"),
    ],
)
def test_what_cannot_be_said_stops_with_a_reason(label: str, formats: tuple[str, ...], said: str) -> None:
    with pytest.raises(ReportError) as caught:
        say(PERSONS, label, *formats)
    assert said in caught.value.text()
    assert len(caught.value.lines()) == 3


def test_a_fact_without_a_value_never_becomes_a_blank() -> None:
    with pytest.raises(ReportError, match="没有数值"):
        say([fact("urban_dibao_persons", None)], "城市低保人数", "人")
