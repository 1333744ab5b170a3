"""问题清单: the rule's name, what to do, a link to the row, and the same as JSON."""

from __future__ import annotations

import json

import openpyxl
import pytest

from taizhang.ledger.findings import Finding
from taizhang.present.workbook import findings_xlsx

ROOT = "../../../data_raw/sample"


def written(tmp_path, *findings):
    findings_xlsx(findings, tmp_path / "问题清单.xlsx", root=ROOT)
    page = openpyxl.load_workbook(tmp_path / "问题清单.xlsx")["问题"]
    header = [cell.value for cell in page[1]]
    return [dict(zip(header, line, strict=True)) for line in page.iter_rows(min_row=2)]


def finding(path="社会福利/3月.xlsx", sheet="东胜 区", row=12, code="ID_CHECK_DIGIT"):
    return Finding(code, "警告", "末位校验码不符", path, sheet, row, "身份证号", "old_age")


@pytest.mark.parametrize(
    ("path", "sheet", "row", "target", "location"),
    [
        ("社会福利/3月.xlsx", "东胜区", 12, "社会福利/3月.xlsx", "'东胜区'!A12"),
        ("a.xlsx", "张三's", 3, "a.xlsx", "'张三''s'!A3"),
        ("a b#1.csv", "", 4, "a%20b%231.csv", "A4"),
        ("a.xls", "Sheet1", None, "a.xls", "'Sheet1'!A1"),
    ],
)
def test_a_finding_opens_its_file_at_its_row(tmp_path, path, sheet, row, target, location):
    (line,) = written(tmp_path, finding(path, sheet, row))
    link = line["打开"].hyperlink
    opened, _, place = link.target.replace("\\", "/").partition("#")
    assert (opened, place or link.location) == (f"{ROOT}/{target}", location)


def test_a_finding_says_its_rule_and_what_to_do_in_chinese(tmp_path):
    (line,) = written(tmp_path, finding())
    assert (line["规则"].value, line["怎么办"].value) == ("身份证号校验码不符", "对照证件核对号码。")


def test_a_finding_about_the_whole_collection_has_no_link(tmp_path):
    (line,) = written(tmp_path, Finding("MISSING_MONTH", "错误", "缺 2021-02 的数据", ledger="old_age"))
    assert line["打开"].value is None


def test_the_same_findings_stand_beside_it_as_json(tmp_path):
    written(tmp_path, finding(), finding(row=3))
    found = json.loads((tmp_path / "问题清单.json").read_text(encoding="utf-8"))["findings"]
    assert [(one["path"], one["row"], one["rule"]) for one in found] == [
        ("社会福利/3月.xlsx", 3, "身份证号校验码不符"), ("社会福利/3月.xlsx", 12, "身份证号校验码不符"),
    ]  # fmt: skip
