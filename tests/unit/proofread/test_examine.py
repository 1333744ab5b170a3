"""A whole text: what is counted, excepted, said once, and said fast."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import yaml

from taizhang.proofread import KnownException, Status, proofread, table

WRONG = "全市共有养老机构71家，其中公办26家，民办46家。"
SENTENCES = Path(__file__).parents[2] / "spec" / "proofread" / "sentences.yml"


def test_json_has_the_keys_of_the_contract_and_spans_that_cut_the_text():
    said = json.loads(json.dumps(proofread(WRONG).as_json(), ensure_ascii=False))
    assert said["text"] == WRONG and said["unchecked"] == 0
    for part in said["claims"] + said["checks"]:
        assert WRONG[part["start"] : part["end"]] == part["text"]
    (check,) = said["checks"]
    assert (check["rule"], check["status"], check["expected"]) == ("分项与合计", "错误", "72家")


def test_what_no_rule_touches_is_counted_as_unchecked():
    result = proofread("全年召开会议12次，走访企业35家。")
    assert (len(result.claims), len(result.checks), result.unchecked) == (2, 0, 2)
    assert table.lines(result)[-1] == "共2个数字，核对0处，未能核对2处。"


def test_the_table_names_paragraph_figure_rule_and_verdict():
    first, second, last = table.lines(proofread(f"标题\n\n{WRONG}"))
    assert first.startswith("错误　第2段　分项与合计：") and "【71家】" in first
    assert "应为72家。" in second and "26家＋46家＝72家" in second
    assert last == "共3个数字，核对1处，未能核对0处。"


def test_a_known_exception_explains_a_remark_and_an_unused_one_is_told():
    known = KnownException("其中公办26家，民办46家", "分项与合计", "一家机构年内转制，两类都计。")
    other = KnownException("没有这句话", "占比", "无")
    result = proofread(WRONG, exceptions=[known, other])
    assert not result.remarks
    assert [part.exception for part in result.excepted] == [known]
    assert result.unused == (other,)


def test_an_exception_of_another_rule_explains_nothing():
    result = proofread(WRONG, exceptions=[KnownException("公办26家", "占比", "无")])
    assert [check.status for check in result.remarks] == [Status.WRONG]


def test_one_finding_is_said_once():
    result = proofread("全年结案率95.5%，共受理200件，办结197件。")
    assert len(result.remarks) == 1


def test_tables_are_read_row_by_row():
    rows = "地区\t户数\t人数\n东片\t10\t21\n西片\t30\t40\n合计\t40\t62"
    (remark,) = proofread(rows).remarks
    assert (remark.rule, remark.text, remark.expected) == ("表格合计", "62", "61")


def test_half_width_punctuation_reads_like_full_width():
    wide = proofread("共有床位500张，其中甲处320张，乙处280张；其余不计。")
    narrow = proofread("共有床位500张,其中甲处320张,乙处280张;其余不计。")
    assert [check.reason for check in wide.checks] == [check.reason for check in narrow.checks]


def test_an_empty_text_has_nothing_in_it():
    result = proofread("")
    assert (result.claims, result.checks, result.unchecked) == ((), (), 0)


@pytest.mark.parametrize(
    "text", ["12345678901234567890" * 50, "、，。；" * 500, "亿" * 300, "由1到" * 200, "\t\n" * 300]
)
def test_odd_texts_end_in_bounded_time(text):
    begun = time.perf_counter()
    proofread(text)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "百百分之七十的对象，零千分之7.5，三分之一千千千千千。",
        "为0名老人每人每月发放100元，全年共发放0元，人均0元。",
        "由0人增加到0人，增长0%，占0人的0%。",
        "一百" * 300,
        "其中1人、" * 300,
    ],
)
def test_malformed_numerals_and_noughts_never_end_in_an_error(text):
    assert proofread(text).text == text


def test_a_part_belongs_to_the_total_that_it_adds_up_to_not_to_a_figure_in_between():
    text = "总产值70亿元，增加值38亿元，其中农业10亿元，渔业60亿元。"  # 10 + 60 = 70
    assert not proofread(text).remarks


def test_a_report_of_thirty_pages_takes_less_than_two_seconds():
    groups = yaml.safe_load(SENTENCES.read_text(encoding="utf-8")).values()
    prose = "健全工作机制，压实各方责任，把各项部署落到实处，不断提升服务对象的获得感。"
    paragraphs = [case["text"] + prose for cases in groups for case in cases]
    text = "\n".join(paragraphs * 3)[: 30 * 616]  # 22 lines of 28 characters a page
    proofread(WRONG)  # the declared words are read once
    begun = time.process_time()
    result = proofread(text)
    assert time.process_time() - begun < 2
    assert len(result.claims) > 750
