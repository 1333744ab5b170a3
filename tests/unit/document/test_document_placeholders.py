"""What a clerk may type between braces, and what is told to one who mistypes."""

from __future__ import annotations

import pytest

from taizhang.document import Placeholder, placeholders
from taizhang.errors import ReportError


@pytest.mark.parametrize(
    ("inner", "kind", "name", "place", "formats"),
    [
        (" 城市低保人数 ", "数", "城市低保人数", None, ()),
        (" 累计发放低保金 | 万元 ", "数", "累计发放低保金", None, ("万元",)),
        ("护理型床位占比|以上：10|%", "数", "护理型床位占比", None, ("以上：10", "%")),
        (" 残疾人两项补贴资金 @ 150602 | 万元 ", "数", "残疾人两项补贴资金", "150602", ("万元",)),
        (" 残疾人两项补贴资金 ＠ 东胜区 ｜ 万元 ", "数", "残疾人两项补贴资金", "东胜区", ("万元",)),
        (" 表：低保分旗区 ", "表", "低保分旗区", None, ()),
        ("图:低保人数", "图", "低保人数", None, ()),
        ("\u3000任务：社会救助\u3000", "任务", "社会救助", None, ()),
        (" 附录：指标口径 ", "附录", "指标口径", None, ()),
        (" 高龄津贴标准(75—79周岁) ", "数", "高龄津贴标准(75—79周岁)", None, ()),
        (" 2018年以来累计销售福利彩票 | 亿元 ", "数", "2018年以来累计销售福利彩票", None, ("亿元",)),
        (" 苏木乡镇(街道)级社工服务平台 ", "数", "苏木乡镇(街道)级社工服务平台", None, ()),
    ],
)
def test_a_placeholder_is_read_into_its_parts(
    inner: str, kind: str, name: str, place: str | None, formats: tuple[str, ...]
) -> None:
    assert placeholders.read(inner, "第1段") == Placeholder(kind, name, place, formats, "第1段")


@pytest.mark.parametrize("inner", ["", "  ", "表：", "：低保", "低保 @ ", "低保 | ", "低保 | | 万元"])
def test_a_placeholder_with_an_empty_part_is_refused_with_its_place(inner: str) -> None:
    with pytest.raises(ReportError) as caught:
        placeholders.read(inner, "第7段")
    assert caught.value.where == "第7段"


def test_placeholders_are_found_with_their_characters() -> None:
    spans, problems = placeholders.find("共{{ 甲 }}户、｛｛乙｝｝人", "第1段")
    assert [(span.start, span.end, span.inner.strip()) for span in spans] == [(1, 8, "甲"), (10, 15, "乙")]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("共{{ 甲 户", 1),
        ("共 甲 }}户", 1),
        ("共{ 甲 }}户", 2),
        ("共{{ 甲 }户", 2),
        ("共{{{ 甲 }}}户", 2),
        ("{{ 甲 {{ 乙 }}", 1),
        ("{% if 甲 %}", 1),
        ("{# 说明 #}", 1),
    ],
)
def test_a_brace_that_belongs_to_no_placeholder_is_a_problem(text: str, count: int) -> None:
    _, problems = placeholders.find(text, "第3段")
    assert [problem.where for problem in problems] == ["第3段"] * count
