"""A typed number is told the facts that print exactly like it, and no others."""

from __future__ import annotations

import pytest

from taizhang.document.embedded import PrintedFact
from taizhang.run.verify.nearest import Typed, nearest

FACTS = (
    PrintedFact("paid@150600@2021", "累计发放低保金", "万元", "14023.2345", "鄂尔多斯市", "2021", "正常"),
    PrintedFact("persons@150600@2021-11", "城市低保人数", "人", "5601", "鄂尔多斯市", "2021-11", "正常"),
    PrintedFact("beds@150600@2021-12", "床位", "张", "5601", "鄂尔多斯市", "2021-12", "正常"),
    PrintedFact("share@150600@2021-12", "护理型床位占比", "%", "52.99", "鄂尔多斯市", "2021-12", "正常"),
    PrintedFact("fall@150600@2021-11", "同比", "%", "-5.26", "鄂尔多斯市", "2021-11", "正常"),
    PrintedFact("none@150600@2021-11", "没有数值", "人", "", "鄂尔多斯市", "2021-11", "上年无数据"),
)


@pytest.mark.parametrize(
    ("text", "after", "facts"),
    [
        ("14023.23", "万元", ["paid@150600@2021"]),
        ("1.40", "亿元", ["paid@150600@2021"]),
        ("1.4", "亿元", ["paid@150600@2021"]),
        ("140232345", "元", ["paid@150600@2021"]),
        ("14023.24", "万元", []),  # one cent off is another number
        ("5601", "人", ["persons@150600@2021-11"]),
        ("5601", "张", ["beds@150600@2021-12"]),
        ("5601", "", ["beds@150600@2021-12", "persons@150600@2021-11"]),
        ("0.56", "万人", ["persons@150600@2021-11"]),
        ("5602", "人", []),
        ("53", "人", []),  # two digits and another unit: 53% is not meant
        ("5601", "户", ["beds@150600@2021-12", "persons@150600@2021-11"]),
        ("53", "%", ["share@150600@2021-12"]),
        ("53.0", "%", ["share@150600@2021-12"]),
        ("5.3", "%", ["fall@150600@2021-11"]),  # 下降5.3%
    ],
)
def test_exact_printed_forms_in_the_usual_units(text: str, after: str, facts: list[str]) -> None:
    assert [fact.id for fact in nearest(Typed(text, after), FACTS)] == facts
