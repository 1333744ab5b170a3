"""问题清单: the rule's name, what to do, a link to the row, and the same as JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

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


NAMES = ["社会福利/3月 名册.xlsx", "a b#1.xlsx", "100%.xlsx", "a%20b.xls", "甲+乙（1）&丙.csv"]


@pytest.mark.render
def test_the_links_lead_to_their_files_when_libreoffice_has_opened_the_workbook(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path / "办公 室" / "reports" / "甲" / "out"
    ledgers = tmp_path / "办公 室" / "data_raw" / "样 例"
    for name in NAMES:
        (ledgers / name).parent.mkdir(parents=True, exist_ok=True)
        (ledgers / name).write_bytes(b"")
    folder.mkdir(parents=True)
    found = [finding(name, "东胜 区") for name in NAMES]
    findings_xlsx(found, folder / "问题清单.xlsx", root="../../../data_raw/样 例")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "ods", "问题清单.xlsx"],
        cwd=folder, capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    with zipfile.ZipFile(folder / "问题清单.ods") as package:
        links = re.findall(r'xlink:href="([^"]+)"', package.read("content.xml").decode())
    # An .ods counts its own parts as a folder: one step more up than in the workbook.
    opened = {(folder / "问题清单.ods" / unquote(unescape(link).partition("#")[0])) for link in links}
    assert {Path(os.path.normpath(path)) for path in opened} == {ledgers / name for name in NAMES}
    assert all(unquote(unescape(link)).endswith("A12") for link in links)


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(tmp_path):
    long = Finding("UNRECOGNISED", "警告", "长" * 40_000, "a.xlsx")
    (line,) = written(tmp_path, long)
    assert len(line["发现"].value) == 32_767
    assert line["发现"].value.endswith("长（已截断）")
