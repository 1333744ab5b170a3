"""taizhang proofread as an official uses it: files in, remarks out, exceptions and comments beside the report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from taizhang.cli import main
from taizhang.document import RenderReport, review
from taizhang.indicators import Fact, FactBook
from taizhang.indicators.store import write_parquet
from taizhang.run import edition as editions
from taizhang.run.desk import OpenDesk
from taizhang.run.work import proofreading
from taizhang.run.work.report import Written
from taizhang.run.workspace import Workspace

RIGHT = "2023年民政工作总结\n全市共有养老机构92家，其中公办34家、民办58家。\n"
WRONG = "2023年民政工作总结\n全市共有养老机构86家，其中公办31家、民办45家。\n"  # 31 + 45 = 76
RULE = "分项与合计"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str]]]:
    """Run ``taizhang proofread`` here; the exit code and the lines it printed."""

    def run(*arguments: str | Path) -> tuple[int, list[str]]:
        with pytest.raises(SystemExit) as ended:
            main(["proofread", *map(str, arguments)])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), (printed.out + printed.err).splitlines()

    return run


def report(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    if path.suffix == ".txt":
        path.write_text(text, encoding="utf-8")
        return path
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_right_report_ends_with_the_counts_and_code_0(tmp_path: Path, said: Any) -> None:
    code, lines = said(report(tmp_path, "总结.txt", RIGHT))
    assert code == 0
    assert lines == ["共3个数字，核对1处，未能核对0处。"]


@pytest.mark.parametrize("name", ["总结.txt", "总结.docx"])
def test_a_wrong_sum_is_said_with_paragraph_rule_and_what_it_should_be(
    name: str, tmp_path: Path, said: Any
) -> None:
    code, lines = said(report(tmp_path, name, WRONG))
    assert code == 1
    assert lines[0].startswith(f"错误　第2段　{RULE}")
    assert "31家＋45家＝76家" in lines[1]
    assert lines[-1] == "共3个数字，核对1处，未能核对0处。"


def test_machines_get_the_text_and_the_places_in_it(tmp_path: Path, said: Any) -> None:
    code, lines = said(report(tmp_path, "总结.docx", WRONG), "--json")
    found = json.loads("".join(lines))
    assert code == 1
    assert [claim["value"] for claim in found["claims"]] == ["86", "31", "45"]
    (check,) = found["checks"]
    assert check["status"] == "错误"
    assert found["text"][check["start"] : check["end"]] == check["text"]
    assert found["unchecked"] == 0


def test_annotate_writes_comments_on_a_copy_and_leaves_the_report_alone(tmp_path: Path, said: Any) -> None:
    path = report(tmp_path, "总结.docx", WRONG)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    code, lines = said(path, "--annotate")
    copy = tmp_path / "总结（校核意见）.docx"
    assert code == 1
    assert lines[-1] == "已写入 总结（校核意见）.docx，批注1条；原文件没有改动。"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    (comment,) = Document(str(copy)).comments
    assert (comment.author, comment.timestamp) == ("校核", None)
    assert comment.text.startswith(f"【错误】{RULE}\n")
    assert review.text(copy) == review.text(path)
    first = copy.read_bytes()
    said(path, "--annotate")
    assert copy.read_bytes() == first


@pytest.mark.parametrize(
    ("name", "arguments", "code", "what"),
    [
        ("总结.txt", ["--annotate"], 2, "只有 Word 文件能加批注"),
        ("总结（校核意见）.docx", ["--annotate"], 2, "这是带校核意见的副本"),
        ("没有.docx", [], 11, "没有这个文件"),
        ("坏.docx", [], 11, "不是完好的 Word 文件"),
        ("表.xlsx", [], 11, "不能校核 .xlsx 文件"),
        ("总结.txt", ["--against", "没有的期次"], 2, "没有名为“没有的期次”的期次"),
    ],
)
def test_what_cannot_be_done_is_said_in_three_lines(
    name: str, arguments: list[str], code: int, what: str, tmp_path: Path, said: Any
) -> None:
    report(tmp_path, "总结.txt", RIGHT)
    report(tmp_path, "总结（校核意见）.docx", RIGHT)
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    (tmp_path / "表.xlsx").write_bytes(b"PK")
    got, lines = said(tmp_path / name, *arguments)
    assert got == code
    assert [line.partition("：")[0] for line in lines] == ["位置", "收到", "请做"]
    assert what in lines[1]


LAST = "2022年民政工作总结\n年末城市低保对象5921人。全年结婚登记6500对。\n"
THIS = "2023年民政工作总结\n年末城市低保对象5601人，上年为5912人。全年结婚登记5850对，同比下降10.0%。\n"


@pytest.mark.parametrize("swapped", [False, True])
def test_last_years_value_is_held_against_last_years_report(swapped: bool, tmp_path: Path, said: Any) -> None:
    files = [report(tmp_path, "2023年总结.txt", THIS), report(tmp_path, "2022年总结.docx", LAST)]
    code, lines = said(*(reversed(files) if swapped else files))
    assert code == 1
    about = lines[lines.index("—— 2023年总结.txt") + 1 :][:2]
    assert "与上年报告" in about[0]
    assert "5912" in about[0]
    assert "《2022年总结》中为5921人" in about[1]
    # 5850 / 6500 = 0.9: the change agrees with last year's report, and nothing is said of it.
    assert not any("6500" in line for line in lines)


def test_known_exceptions_are_printed_as_such_and_end_in_code_0(tmp_path: Path, said: Any) -> None:
    path = report(tmp_path, "总结.docx", WRONG)
    known = f"exceptions:\n  - {{text: 民办45家, rule: {RULE}, reason: 另有公建民营10家}}\n"
    (tmp_path / "总结.例外.yml").write_text(known, encoding="utf-8")
    code, lines = said(path)
    assert code == 0
    assert lines[0].startswith("例外")
    assert "另有公建民营10家" in lines[1]


def test_an_exception_that_explains_nothing_is_said(tmp_path: Path, said: Any) -> None:
    path = report(tmp_path, "总结.txt", RIGHT)
    known = f"exceptions:\n  - {{text: 民办45家, rule: {RULE}, reason: 另有公建民营10家}}\n"
    (tmp_path / "总结.例外.yml").write_text(known, encoding="utf-8")
    code, lines = said(path)
    assert code == 1
    assert lines[0] == f"例外未用到：{RULE}“民办45家”，请核对例外文件。"


def test_an_exception_without_a_reason_is_refused_with_its_line(tmp_path: Path, said: Any) -> None:
    path = report(tmp_path, "总结.txt", RIGHT)
    (tmp_path / "总结.例外.yml").write_text(f"exceptions:\n  - text: 民办45家\n    rule: {RULE}\n", "utf-8")
    code, lines = said(path)
    assert code == 10
    assert "总结.例外.yml 第 2 行" in lines[0]
    assert "reason" in lines[1]


def test_an_editions_facts_stand_behind_a_report(
    root: Path, tmp_path: Path, said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports" / "ordos-2021"
    (tmp_path / "notebooks").mkdir()
    (folder / "out").mkdir(parents=True)
    (folder / "edition.yml").write_bytes((root / "reports/ordos-2021/edition.yml").read_bytes())
    monkeypatch.setenv("TAIZHANG_HOME", str(tmp_path))
    path = report(tmp_path, "2021年总结.txt", "全市城市低保对象5601人。社会组织2371家。\n")
    assert said(path, "--against", "ordos-2021")[0] == 2  # not built yet

    def fact(name: str, label: str, unit: str, value: int, place: str = "150600") -> Fact:
        return Fact(name, label, unit, place, "", "2021-12", Decimal(value))

    book = [
        fact("a", "城市低保人数", "人", 5601),
        fact("b", "社会组织", "家", 2317),
        fact("b", "社会组织", "家", 2371, "150602"),
    ]
    write_parquet(FactBook(book, {}, "150600"), folder / "out" / "facts.parquet")
    code, lines = said(path, "--against", "ordos-2021")
    assert code == 1
    assert [line for line in lines if line.startswith("存疑")] == [lines[0]]
    assert "2371家" in lines[0]
    assert "“社会组织”（2021-12）为2317家" in lines[1]


def test_the_report_notebook_keeps_what_it_found_and_shows_it(root: Path, tmp_path: Path) -> None:
    edition = replace(editions.load(Workspace(root), "ordos-2021"), folder=tmp_path)
    desk = OpenDesk("90_report", Workspace(root), edition, tmp_path / "work")
    path = report(tmp_path, "总结.docx", WRONG)
    shown = proofreading.check(desk, FactBook([], {}, "150600"), Written(path, RenderReport((), ())))
    found = json.loads((tmp_path / "work/90_report/校核.json").read_text(encoding="utf-8"))
    assert found["counts"] == {"claims": 3, "checks": 1, "unchecked": 0}
    assert [(part["rule"], part["status"]) for part in found["remarks"]] == [(RULE, "错误")]
    assert "31家＋45家＝76家" in repr(shown)


def test_a_notebook_shows_any_reports_as_a_table(tmp_path: Path) -> None:
    files = [report(tmp_path, "2023年总结.txt", THIS), report(tmp_path, "2022年总结.docx", LAST)]
    frame = proofreading.of_files(*map(str, files)).frame
    assert list(frame.columns) == ["文件", "结论", "规则", "原文", "应为", "理由"]
    assert frame["规则"].tolist()[0] == "与上年报告"
    assert frame["文件"].tolist()[-1] == "2022年总结.docx"


def test_a_remark_on_a_header_names_the_header_and_is_annotated_at_the_beginning(
    tmp_path: Path, said: Any
) -> None:
    document = Document()
    document.add_paragraph("全市现有公墓3处。")
    document.sections[0].header.paragraphs[0].text = "截至2023年11月31日"
    path = tmp_path / "总结.docx"
    document.save(str(path))
    code, lines = said(path, "--annotate")
    assert code == 1
    assert any(line.startswith("错误　页眉　不可能的数") for line in lines)
    (comment,) = Document(str(tmp_path / "总结（校核意见）.docx")).comments
    assert "页眉中的“2023年11月31日”" in comment.text
