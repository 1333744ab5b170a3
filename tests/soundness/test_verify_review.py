"""Digits that a reader sees and a plain reading of the text does not, and archives that bring programs along."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import anchored_world as world
import docx_edits as edits
from taizhang.document import anchoring, embedded, package
from taizhang.document.embedded import Embedded, Fingerprint
from taizhang.document.ooxml import el, qn
from taizhang.run.build import hashing
from taizhang.run.stages import STAGES
from taizhang.run.verify import document, trust
from taizhang.run.verify.document import Reference
from taizhang.run.verify.records import Recorded
from taizhang.run.workspace import HOME, Workspace

Node = Any
Change = Callable[[Node], None]
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
REGISTERED = Fingerprint("a" * 64, "b" * 64)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.document(tmp_path_factory.mktemp("report"))


def symbol(root: Node) -> None:
    """F031 in a font of symbols is a 1."""
    sign = el("w:r", None, el("w:sym", {"w:font": "Symbol", "w:char": "F031"}))
    edits.control_with(root, "5601人").addprevious(sign)


def formula(root: Node) -> None:
    whole = el("w:r")
    whole.tag = f"{MATH}oMath"
    run, text = el("w:r"), el("w:t")
    run.tag, text.tag, text.text = f"{MATH}r", f"{MATH}t", "1"
    run.append(text)
    whole.append(run)
    edits.control_with(root, "5601人").addprevious(whole)


def struck(root: Node) -> None:
    run = next(edits.control_with(root, "5601人").iter(qn("w:r")))
    if run.find(qn("w:rPr")) is None:
        run.insert(0, el("w:rPr"))
    run.find(qn("w:rPr")).append(el("w:strike"))


@pytest.mark.parametrize(
    ("change", "seen"),
    [(symbol, "15601人"), (formula, "15601人"), (struck, "")],
    ids=["符号", "公式", "删除线"],
)
def test_what_a_reader_sees_beside_plain_text_is_told(report: Path, change: Change, seen: str) -> None:
    found = anchoring.numbers(edits.edited(report, change))
    assert [n.text for n in found if n.edited and n.expected == "5601人"] == [seen]


def test_a_picture_in_the_old_notation_is_seen(report: Path) -> None:
    def change(root: Node) -> None:
        picture = el("w:r", None, el("w:pict", None, el("w:t", {"r:id": "rId1"})))
        picture[0][0].tag = "{urn:schemas-microsoft-com:vml}imagedata"
        edits.paragraph_with(root, "截至11月底").append(picture)

    before = anchoring.pictures(package.unpack(report))
    after = anchoring.pictures(package.unpack(edits.edited(report, change)))
    assert len(after) == len(before) + 1


def test_a_document_whose_record_is_another_than_the_editions_is_told_to_be_held_by_its_fingerprint(
    report: Path,
) -> None:
    own = embedded.read(report)
    other = dataclasses.replace(own, lines=own.lines[:-1])
    assert document.verify(report, Reference("甲", own)).remarks == ()
    assert document.verify(report, Reference("甲", other)).remarks == (document.OTHER.format("甲"),)


def notebooks(root: Path, text: str) -> Workspace:
    for folder in ("reports", "notebooks"):
        (root / folder).mkdir(parents=True)
    for stage in STAGES:
        (root / "notebooks" / f"{stage.name}.ipynb").write_text(json.dumps(text), encoding="utf-8")
    return Workspace(root)


def recorded_by(workspace: Workspace) -> Recorded:
    code = {f"notebooks/{path.name}": hashing.file_hash(path) for path in workspace.notebooks.iterdir()}
    return Recorded({}, {}, "", Embedded((), {}, {"code": code}), REGISTERED)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv(HOME, str(tmp_path / "own"))
    return notebooks(tmp_path / "own", "ours")


def test_the_notebooks_of_this_machine_may_be_run_from_an_archive(own: Workspace, tmp_path: Path) -> None:
    archive = notebooks(tmp_path / "archive", "ours")
    assert trust.refusal(archive, recorded_by(archive), None) == ""


@pytest.mark.parametrize("registered", [None, "c" * 64], ids=["没有指纹", "指纹不符"])
def test_a_strangers_notebook_is_not_run(own: Workspace, tmp_path: Path, registered: str | None) -> None:
    archive = notebooks(tmp_path / "archive", "theirs")
    assert trust.refusal(archive, recorded_by(archive), registered) == trust.UNKNOWN.format(
        "00_ledgers.ipynb"
    )


@pytest.mark.parametrize("registered", [REGISTERED.sha256, REGISTERED.sm3], ids=["SHA-256", "SM3"])
def test_a_notebook_that_the_registered_fingerprint_holds_may_be_run(
    own: Workspace, tmp_path: Path, registered: str
) -> None:
    archive = notebooks(tmp_path / "archive", "theirs")
    assert trust.refusal(archive, recorded_by(archive), registered) == ""


def test_a_notebook_changed_behind_the_registered_fingerprint_is_not_run(
    own: Workspace, tmp_path: Path
) -> None:
    archive = notebooks(tmp_path / "archive", "theirs")
    recorded = recorded_by(archive)
    (archive.notebooks / "90_report.ipynb").write_text("changed", encoding="utf-8")
    assert trust.refusal(archive, recorded, REGISTERED.sha256) == trust.UNKNOWN.format("90_report.ipynb")


@pytest.mark.parametrize("name", ["taizhang/__init__.py", "json.py", ".cache/taizhang/stages/甲/x"])
def test_nothing_that_a_kernel_would_import_or_a_build_reuse_comes_from_an_archive(
    own: Workspace, tmp_path: Path, name: str
) -> None:
    archive = notebooks(tmp_path / "archive", "ours")
    (archive.root / name).parent.mkdir(parents=True, exist_ok=True)
    (archive.root / name).write_text("", encoding="utf-8")
    top = name.partition("/")[0]
    assert trust.refusal(archive, recorded_by(archive), None) == trust.STRANGE.format(top)
