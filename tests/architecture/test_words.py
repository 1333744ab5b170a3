"""Totals come from ledgers and labels from declarations, and a breach is seen."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from architecture.conftest import PARAMETERS, Write, code, markdown, notebook
from architecture.findings import report
from architecture.rules_words import golden_totals, labels, labels_in_python, long_totals

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "ordos-2021-facts.csv"


def test_no_golden_total_stands_outside_the_demo(root: Path) -> None:
    assert not (breaches := golden_totals(root, GOLDEN)), report(breaches)


def test_no_label_stands_in_python_outside_the_demo(root: Path) -> None:
    assert not (breaches := labels_in_python(root)), report(breaches)


def test_the_rules_look_for_something(root: Path) -> None:
    assert {"12310", "70074", "14023.23", "140232300", "14023230000"} <= long_totals(GOLDEN)
    assert "840" not in long_totals(GOLDEN)
    assert labels(root)


def test_a_tree_that_keeps_the_rules_has_no_breach(tmp_path: Path, write: Write) -> None:
    assert golden_totals(tmp_path, GOLDEN) == []
    assert labels_in_python(tmp_path) == []


@pytest.mark.parametrize("path", ["lib/taizhang/run/a.py", "notebooks/x.md", "reports/x/edition.yml"])
@pytest.mark.parametrize("number", ["12310", "12,310", "12_310", "12310.0", "140232300", "14,023.23"])
def test_a_golden_total_is_seen_however_it_is_written(
    tmp_path: Path, write: Write, path: str, number: str
) -> None:
    write(path, f"X = {number}\n")
    assert [breach.where for breach in golden_totals(tmp_path, GOLDEN)] == [path]


@pytest.mark.parametrize("number", ["112310", "123100", "1.12310", "12310.5", "1231"])
def test_a_number_that_only_resembles_a_total_is_not_one(tmp_path: Path, write: Write, number: str) -> None:
    write("lib/taizhang/run/a.py", f"X = {number}\n")
    assert golden_totals(tmp_path, GOLDEN) == []


def test_a_golden_total_typed_into_a_word_template_is_seen(tmp_path: Path, write: Write) -> None:
    write("reports/templates/readme.txt", "模板")
    with zipfile.ZipFile(tmp_path / "reports/templates/a.docx", "w") as parts:
        parts.writestr("word/document.xml", '<w:p w:x="21474"><w:t>共123</w:t></w:r><w:t>10对</w:t></w:p>')
    breaches = golden_totals(tmp_path, GOLDEN)
    assert [str(breach).split(" ")[1] for breach in breaches] == ["12310"]


@pytest.mark.parametrize("constant", ["城市低保人数", "全市城市低保人数合计", "公墓"])
def test_a_label_in_python_is_seen(tmp_path: Path, write: Write, constant: str) -> None:
    write("lib/taizhang/run/a.py", f'X = "{constant}"\n')
    assert [breach.where for breach in labels_in_python(tmp_path)] == ["lib/taizhang/run/a.py:1"]


def test_a_label_in_an_f_string_is_seen(tmp_path: Path, write: Write) -> None:
    write("lib/taizhang/run/a.py", 'n = 1\nX = f"城市低保人数{n}人"\n')
    assert [breach.where for breach in labels_in_python(tmp_path)] == ["lib/taizhang/run/a.py:2"]


def test_a_short_label_inside_other_words_is_an_everyday_word(tmp_path: Path, write: Write) -> None:
    write("lib/taizhang/run/a.py", 'X = "请核对公墓的名称"\n')
    assert labels_in_python(tmp_path) == []


def test_a_notebook_may_name_a_label_among_its_parameters_only(tmp_path: Path, write: Write) -> None:
    choice = code('indicator = "城市低保人数"', tags=("parameters",))
    write("notebooks/x.ipynb", notebook(markdown("# 规划"), choice, code("show(indicator)")))
    assert labels_in_python(tmp_path) == []
    write("notebooks/x.ipynb", notebook(markdown("# 规划"), PARAMETERS, code('show("城市低保人数")')))
    assert [breach.where for breach in labels_in_python(tmp_path)] == ["notebooks/x.ipynb cell 3:1"]
