"""Workbooks: what a clerk finds in them, and the same bytes twice."""

from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest

from taizhang.indicators.facts import CHANGE, GROWTH, Fact, FactBook
from taizhang.ledger.findings import Finding
from taizhang.periods import parse
from taizhang.places import name
from taizhang.present.workbook import findings_xlsx, indicators_xlsx
from unit.analysis_world import CITY, EAST, catalogue

KNOWN = catalogue()
PAID = KNOWN.indicators["disability_paid"]
NOW, BEFORE = "2021-01..2021-11", "2020-01..2020-11"


def fact(place, period, value, status="正常", suffix="", unit=PAID.unit):
    number = None if value is None else Decimal(value)
    return Fact(PAID.id + suffix, PAID.label, unit, place, name(place), period, number, status=status)


def book():
    facts = [fact(CITY, NOW, "6987.9412"), fact(CITY, BEFORE, "6000"), fact(EAST, NOW, None, "无数据")]
    facts += [
        fact(CITY, NOW, "16.4656866667", suffix=GROWTH, unit="%"),
        fact(CITY, NOW, "987.9412", suffix=CHANGE),
    ]
    return FactBook(facts, {PAID.id: NOW, PAID.id + GROWTH: NOW}, CITY)


def sheet(path, title):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[title].iter_rows()]


def test_a_row_has_this_year_last_year_and_growth_as_printed(tmp_path):
    indicators_xlsx(book(), KNOWN, tmp_path / "指标.xlsx")
    _, row = sheet(tmp_path / "指标.xlsx", "指标")
    ledger = KNOWN.ledgers[PAID.ledger].label
    assert row == [
        PAID.subject,
        PAID.label,
        6987.94,
        6000,
        16.5,
        "万元",
        parse(NOW).in_chinese(),
        None,
        PAID.definition,
        ledger,
    ]


def test_a_place_without_a_value_shows_the_reason(tmp_path):
    indicators_xlsx(book(), KNOWN, tmp_path / "指标.xlsx")
    header, row = sheet(tmp_path / "指标.xlsx", "分旗区")
    assert dict(zip(header, row, strict=True)) == {
        "指标": PAID.label, "计量单位": "万元", "鄂尔多斯市": 6987.94, "东胜区": "无数据"
    }  # fmt: skip


def test_every_fact_keeps_its_exact_text(tmp_path):
    indicators_xlsx(book(), KNOWN, tmp_path / "指标.xlsx")
    values = {row[0]: row[7] for row in sheet(tmp_path / "指标.xlsx", "数据点")[1:]}
    assert values[f"disability_paid@{CITY}@{NOW}"] == "6987.9412"
    assert len(values) == len(book())


def found(path="a.csv", row=5, severity="警告", message="末位校验码不符", **more):
    return Finding("ID_CHECK", severity, message, path, "", row, "身份证号", "old_age", **more)


def test_findings_are_grouped_by_file_and_counted(tmp_path):
    findings = [found("b.csv"), found("a.csv", 9), found("a.csv", 5), found("a.csv", 7, "错误")]
    findings_xlsx(findings, tmp_path / "问题清单.xlsx", [("b.csv", "", 8, "日期无法读取")])
    assert [row[:4] for row in sheet(tmp_path / "问题清单.xlsx", "问题")[1:]] == [
        ["a.csv", None, 7, "身份证号"],
        ["a.csv", None, 5, "身份证号"],
        ["a.csv", None, 9, "身份证号"],
        ["b.csv", None, 5, "身份证号"],
    ]
    assert sheet(tmp_path / "问题清单.xlsx", "汇总")[1:] == [
        ["a.csv", 1, 2, 0, 0],
        ["b.csv", 0, 1, 0, 1],
        ["合计", 1, 3, 0, 1],
    ]
    assert sheet(tmp_path / "问题清单.xlsx", "未采用的行")[1:] == [["b.csv", None, 8, "日期无法读取"]]


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-5", "@SUM(A1)", "http://x.cn"])
def test_text_is_never_a_formula_or_a_link(tmp_path, text):
    findings_xlsx([found(message=text)], tmp_path / "问题清单.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "问题清单.xlsx")["问题"]["G2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_no_findings_give_a_list_with_a_zero_total(tmp_path):
    findings_xlsx([], tmp_path / "问题清单.xlsx")
    assert sheet(tmp_path / "问题清单.xlsx", "汇总")[1:] == [["合计", 0, 0, 0, 0]]


def test_the_same_content_in_any_order_gives_the_same_bytes(tmp_path):
    findings = [found("b.csv"), found("a.csv", 9), found("a.csv", 5)]
    for turn, part in (("one", findings), ("two", findings[::-1])):
        (tmp_path / turn).mkdir()
        findings_xlsx(part, tmp_path / turn / "问题清单.xlsx")
        indicators_xlsx(book(), KNOWN, tmp_path / turn / "指标.xlsx")
    for file in ("问题清单.xlsx", "指标.xlsx"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_headers_stay_in_view_and_can_be_filtered(tmp_path):
    indicators_xlsx(book(), KNOWN, tmp_path / "指标.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "指标.xlsx"):
        assert page.freeze_panes
        assert page.auto_filter.ref.startswith("A1:")
