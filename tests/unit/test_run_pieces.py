"""Editions, parameters, the swap of out/ and the shelf of finished stages, each on its own."""

import json
from pathlib import Path

import nbformat
import pytest

from taizhang import errors
from taizhang.errors import DefinitionError, LedgerError, NotebookError, ReportError, UsageError
from taizhang.run import edition, workspace
from taizhang.run.build import hashing, notebooks, swap
from taizhang.run.build.shelf import Shelf

EDITION = """report: year-end
title: 测试报告
place: "150600"
period: "2021"
as_of: "2021-12-10"
collection: sample
template: year-end.docx
issuer: 测试单位
"""


@pytest.fixture
def home(tmp_path: Path) -> workspace.Workspace:
    for name in ("reports/one", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "reports/one/edition.yml").write_text(EDITION, encoding="utf-8")
    return workspace.Workspace(tmp_path)


def test_a_workspace_is_found_from_any_folder_below_it(home: workspace.Workspace) -> None:
    assert workspace.find(home.root / "reports" / "one").root == home.root


def test_an_unknown_edition_names_the_nearest(home: workspace.Workspace) -> None:
    with pytest.raises(UsageError, match="one"):
        edition.load(home, "onee")


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ('place: "150600"', 'place: "159999"', "159999"),
        ('as_of: "2021-12-10"', 'as_of: "2021-13-10"', "2021-13-10"),
        ('as_of: "2021-12-10"', 'as_of: "2020-12-10"', "period"),
        ("title: 测试报告", "titel: 测试报告", "title"),
    ],
)
def test_a_wrong_edition_names_its_line(home: workspace.Workspace, line: str, wrong: str, said: str) -> None:
    (home.root / "reports/one/edition.yml").write_text(EDITION.replace(line, wrong), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        edition.load(home, "one")
    assert said in caught.value.text()
    assert "edition.yml" in caught.value.where


KNOWN = {
    "20_planning": {"edition": "x", "work": "", "horizon": 3},
    "30_audit": {"edition": "x", "rows_shown": 20, "figure": ""},
}


def test_a_parameter_goes_to_the_notebooks_that_declare_it() -> None:
    assert notebooks.choose({"horizon": "5"}, KNOWN) == {"20_planning": {"horizon": 5}, "30_audit": {}}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"horizn": "5"}, "horizon"),
        ({"horizon": "five"}, "3"),
        ({"horizon": "2.5"}, "3"),
        ({"work": "/x"}, "没有"),
    ],
)
def test_an_unknown_or_ill_typed_parameter_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        notebooks.choose(given, KNOWN)
    assert said in caught.value.text()


def test_a_notebook_has_exactly_one_parameters_cell(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[]), path)
    with pytest.raises(NotebookError, match="0 个参数单元"):
        notebooks.parameters(path)


def test_an_error_comes_back_from_its_name_and_text() -> None:
    error = LedgerError("甲.csv · 第 3 行", "收到“x”", "改正。")
    again = errors.parse("LedgerError", str(error))
    assert isinstance(again, LedgerError)
    assert again.lines() == error.lines()
    assert errors.parse("ValueError", "x") is None


def out_of(folder: Path, text: str) -> Path:
    out = folder / "out"
    out.mkdir(exist_ok=True)
    (out / "报告.docx").write_text(text, encoding="utf-8")
    return out


def test_out_is_replaced_as_a_whole(tmp_path: Path) -> None:
    out = out_of(tmp_path, "old")
    (out / "left.txt").write_text("x")
    new = tmp_path / swap.NEW
    new.mkdir()
    (new / "报告.docx").write_text("new")
    swap.replace(tmp_path, new)
    assert sorted(path.name for path in out.iterdir()) == ["报告.docx"]
    assert not (tmp_path / swap.OLD).exists()


def test_a_build_killed_between_its_two_renames_is_mended(tmp_path: Path) -> None:
    out_of(tmp_path, "good").rename(tmp_path / swap.OLD)
    (tmp_path / swap.NEW).mkdir()
    swap.recover(tmp_path)
    assert (tmp_path / "out" / "报告.docx").read_text(encoding="utf-8") == "good"
    assert not (tmp_path / swap.NEW).exists()


def test_a_read_only_out_is_refused_before_any_work(tmp_path: Path) -> None:
    out = out_of(tmp_path, "good")
    out.chmod(0o555)
    try:
        with pytest.raises(ReportError, match="不能写入"):
            swap.refuse_unwritable(tmp_path)
    finally:
        out.chmod(0o755)


def test_an_edited_document_is_kept_and_never_overwritten(tmp_path: Path) -> None:
    out = out_of(tmp_path, "written")
    written = {"报告.docx": hashing.file_hash(out / "报告.docx")}
    assert swap.keep_edited(tmp_path, written) == []
    for text in ("first edit", "second edit"):
        (out / "报告.docx").write_text(text, encoding="utf-8")
        swap.keep_edited(tmp_path, written)
    kept = {path.read_text(encoding="utf-8") for path in (tmp_path / swap.KEPT).iterdir()}
    assert kept == {"first edit", "second edit"}


def test_a_document_without_a_record_counts_as_edited(tmp_path: Path) -> None:
    out_of(tmp_path, "who wrote this")
    assert len(swap.keep_edited(tmp_path, {})) == 1


def test_a_shelf_gives_back_what_it_was_given_and_nothing_damaged(tmp_path: Path) -> None:
    source = tmp_path / "stage"
    source.mkdir()
    (source / "a.csv").write_text("1")
    shelf = Shelf(tmp_path / "shelf")
    shelf.put("s", "k", source, {"memory": 5})
    assert shelf.take("s", "k", tmp_path / "one") == {"memory": 5}
    assert (tmp_path / "one" / "a.csv").read_text() == "1"
    assert not shelf.take("s", "other", tmp_path / "two")
    (tmp_path / "shelf" / "s" / "k" / "files" / "a.csv").write_text("2")
    assert not shelf.take("s", "k", tmp_path / "three")


def test_hashes_do_not_depend_on_the_order_of_keys() -> None:
    assert hashing.combined({"a": 1, "b": 2}) == hashing.combined(dict(reversed([("a", 1), ("b", 2)])))
    assert json.dumps({"a": 1}) != json.dumps({"a": 2})
    assert hashing.combined({"a": 1}) != hashing.combined({"a": 2})


def test_one_edition_is_built_by_one_process_at_a_time(tmp_path: Path) -> None:
    with swap.alone(tmp_path), pytest.raises(ReportError, match="另一个生成过程"), swap.alone(tmp_path):
        pass
    with swap.alone(tmp_path):
        pass  # and is free again


def test_whatever_a_person_left_in_out_is_kept(tmp_path: Path) -> None:
    out = out_of(tmp_path, "written")
    (out / "html").mkdir()
    (out / "html" / "a.html").write_text("page")
    written = {
        "报告.docx": hashing.file_hash(out / "报告.docx"),
        "html/a.html": hashing.file_hash(out / "html/a.html"),
    }
    (out / "备注.txt").write_text("note", encoding="utf-8")
    (out / "html" / "a.html").write_text("changed")
    swap.keep_edited(tmp_path, written)
    shelf = tmp_path / swap.KEPT
    assert sorted(path.relative_to(shelf).as_posix() for path in shelf.rglob("*") if path.is_file()) == [
        "html/a.html",
        "备注.txt",
    ]


def test_a_ledger_that_changes_while_it_is_read_stops_the_build(home: workspace.Workspace) -> None:
    from taizhang.errors import SourceError
    from taizhang.run.build import job as jobs

    made = edition.load(home, "one")
    (home.root / "data_raw/sample").mkdir(parents=True)
    ledger = home.root / "data_raw/sample/a.csv"
    ledger.write_text("1")
    (home.reports / "templates").mkdir()
    (home.reports / "templates/year-end.docx").write_bytes(b"x")
    job = jobs.Job(home, made, {}, home.root, jobs.inputs_of(home, made))
    jobs.refuse_moved(job)
    ledger.write_text("2")
    with pytest.raises(SourceError, match="被改动") as caught:
        jobs.refuse_moved(job)
    assert caught.value.where == "data_raw/sample/a.csv"
