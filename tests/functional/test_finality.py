"""定稿: written once, never again; what says so, what keeps it, and how a revision begins."""

from __future__ import annotations

import contextlib
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from functional.conftest import REPORT, Bench
from taizhang.document import embedded, read
from taizhang.run import edition, workspace

pytestmark = pytest.mark.slow
HOW = "taizhang new 新期次 --revises sample --reason 原因"


def state(bench: Bench, old: str, new: str) -> None:
    path = bench.edition / "edition.yml"
    text = path.read_text(encoding="utf-8")
    assert f"state: {old}" in text
    path.write_text(text.replace(f"state: {old}", f"state: {new}"), encoding="utf-8")


def everything(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@contextlib.contextmanager
def untouched(bench: Bench) -> Iterator[None]:
    before = everything(bench.out)
    yield
    assert everything(bench.out) == before


@pytest.fixture(scope="module")
def final(new_bench: Callable[[str], Bench]) -> Bench:
    """An edition that was made final: refused without --final, then written."""
    made = new_bench("final")
    lines = made.lines_of_failure(2, "build", "sample", "--final")
    assert "状态为草稿" in lines[1]
    state(made, "草稿", "定稿")
    lines = made.lines_of_failure(2, "build", "sample")
    assert "状态为定稿，不再生成" in lines[1]
    assert "taizhang build sample --final" in lines[2] and HOW in lines[2]
    assert not made.out.exists()
    done = made.run("build", "sample", "--final")
    assert done.returncode == 0, done.stderr
    return made


def test_the_document_says_that_it_is_final(final: Bench) -> None:
    document = final.out / f"{REPORT}.docx"
    shown = "".join(line.text for line in read.lines(document))
    assert "内部资料·定稿" in shown
    assert "草稿" not in shown
    manifest = embedded.read(document).manifest
    assert manifest is not None and manifest["edition"]["state"] == "定稿"


def test_it_is_never_built_again_with_or_without_the_option(final: Bench) -> None:
    with untouched(final):
        for arguments in (("build", "sample"), ("build", "sample", "--final")):
            lines = final.lines_of_failure(2, *arguments)
            assert "已经定稿，不再生成" in lines[1]
            assert HOW in lines[2]


def test_setting_the_state_back_does_not_open_it(final: Bench) -> None:
    state(final, "定稿", "草稿")
    try:
        with untouched(final):
            assert "已经定稿" in final.lines_of_failure(2, "build", "sample")[1]
    finally:
        state(final, "草稿", "定稿")


def test_a_lost_out_folder_does_not_open_it(final: Bench) -> None:
    final.out.rename(final.edition / "elsewhere")
    try:
        assert "已经定稿" in final.lines_of_failure(2, "build", "sample")[1]
    finally:
        (final.edition / "elsewhere").rename(final.out)


def test_the_seal_holds_the_fingerprint_of_the_document(final: Bench) -> None:
    seal = json.loads((final.edition / "定稿记录.json").read_text(encoding="utf-8"))
    found = embedded.fingerprint(final.out / f"{REPORT}.docx")
    assert found is not None
    assert seal == {"edition": "sample", "sha256": found.sha256, "sm3": found.sm3}


def test_a_final_edition_is_packed_and_the_archive_says_so(final: Bench) -> None:
    answer = json.loads(final.run("pack", "sample", "--json").stdout)
    assert answer["state"] == "定稿"
    with zipfile.ZipFile(final.root / answer["archive"]) as archive:
        assert "本期已定稿" in archive.read("说明.txt").decode("utf-8-sig")
        assert "reports/sample/定稿记录.json" in archive.namelist()


def test_a_final_edition_whose_files_were_changed_is_not_packed(final: Bench) -> None:
    path = final.out / "facts.csv"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept + b" ")
        assert "facts.csv" in final.lines_of_failure(2, "pack", "sample")[1]
    finally:
        path.write_bytes(kept)


def test_a_final_document_that_was_exchanged_is_not_packed(final: Bench) -> None:
    path = final.out / f"{REPORT}.docx"
    kept = path.read_bytes()
    found = embedded.read(path)
    assert found.manifest is not None
    try:
        path.write_bytes(embedded.embed(path, list(found.facts.values())[1:], found.manifest))
        assert "定稿之后被改动或替换" in final.lines_of_failure(2, "pack", "sample")[1]
    finally:
        path.write_bytes(kept)


def test_a_revision_begins_as_a_draft_of_its_own_and_leaves_the_old_one(final: Bench) -> None:
    before = everything(final.edition)
    arguments = ("new", "sample-修订1", "--revises", "sample", "--reason", '一个旗更正了"11月"花名册')
    done = final.run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    made = edition.load(workspace.Workspace(final.root), "sample-修订1")
    assert (made.state, made.revises) == ("草稿", "sample")
    assert made.revision_reason == '一个旗更正了"11月"花名册'
    assert made.title == REPORT
    assert everything(final.edition) == before
    assert "已经有了" in final.lines_of_failure(2, *arguments)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "../外面", "--revises", "sample", "--reason", "因"), "写了“../外面”"),
        (("new", "甲", "--revises", "smaple", "--reason", "因"), "没有名为“smaple”的期次"),
        (("new", "甲", "--revises", "sample", "--reason", "  "), "没有写"),
    ],
)
def test_a_revision_that_cannot_be_begun_says_why(
    final: Bench, arguments: tuple[str, ...], said: str
) -> None:
    assert said in final.lines_of_failure(2, *arguments)[1]
    assert not (final.root / "reports" / "甲").exists()


def test_a_revision_without_its_reason_is_refused(final: Bench) -> None:
    folder = final.root / "reports" / "无因"
    folder.mkdir()
    text = (final.edition / "edition.yml").read_text(encoding="utf-8").replace("state: 定稿", "state: 草稿")
    (folder / "edition.yml").write_text(text + "\nrevises: sample\n", encoding="utf-8")
    assert "revision_reason" in final.lines_of_failure(10, "build", "无因")[1]
