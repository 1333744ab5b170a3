"""taizhang verify on a built edition, its document, and what happens to both."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import docx_edits as edits
from functional.conftest import REPORT, Bench
from taizhang.document import embedded, package
from taizhang.document.embedded import parts
from taizhang.document.embedded.facts import ROOT as FACTS
from taizhang.document.embedded.manifest import ROOT as MANIFEST
from taizhang.document.ooxml import serialise

pytestmark = pytest.mark.slow
Node = edits.Node


@pytest.fixture
def copy(bench: Bench, tmp_path: Path) -> Path:
    """The built document, to be changed."""
    return Path(shutil.copy(bench.out / f"{REPORT}.docx", tmp_path / "总结改稿.docx"))


def asked(bench: Bench, code: int, *arguments: str) -> dict[str, Any]:
    done = bench.run("verify", *arguments, "--json")
    assert done.returncode == code, done.stdout[-2000:] + done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def wrong(found: dict[str, Any]) -> list[dict[str, str]]:
    return [number for number in found["numbers"] if number["status"] != "一致"]


def figure(copy: Path, unit: str = "人") -> str:
    """A figure of the report in prose that is printed once."""
    texts = [anchor.text for anchor in embedded.read(copy).anchors if "@" in anchor.source]
    return next(text for text in texts if text.endswith(unit) and texts.count(text) == 1 and len(text) > 1)


def change(copy: Path, what: Any) -> None:
    copy.write_bytes(edits.edited(copy, what))


def test_an_untouched_edition_is_all_the_same(bench: Bench) -> None:
    found = asked(bench, 0, "sample")
    assert found["counts"]["same"] == len(found["numbers"]) > 500
    assert {name: found["counts"][name] for name in ("stale", "edited", "unsourced")} == {
        "stale": 0, "edited": 0, "unsourced": 0,
    }  # fmt: skip
    assert {file["status"] for file in found["files"]} == {"一致"}
    assert found["anchors"]["control"] > 500 > found["anchors"]["context"] == 0
    assert not found["recomputed"]


def test_an_untouched_document_is_all_the_same(bench: Bench, copy: Path) -> None:
    found = asked(bench, 0, str(copy))
    assert found["edition"] == "sample"
    assert wrong(found) == []
    assert all(picture["status"] == "一致" for picture in found["pictures"])


def test_a_figure_changed_by_hand_is_told_with_what_should_stand_there(bench: Bench, copy: Path) -> None:
    text = figure(copy)
    change(copy, lambda root: edits.say(edits.control_with(root, text), "9" + text))
    (number,) = wrong(asked(bench, 1, str(copy)))
    assert (number["status"], number["text"], number["expected"]) == ("人工改动", "9" + text, text)
    assert number["anchor"] == "control"
    assert "@" in number["fact"]


def test_people_read_it_in_chinese(bench: Bench, copy: Path) -> None:
    text = figure(copy)
    change(copy, lambda root: edits.say(edits.control_with(root, text), "9" + text))
    done = bench.run("verify", str(copy))
    assert done.returncode == 1
    assert f"现为“9{text}”，应为“{text}”（认出依据：控件）" in done.stdout
    assert "人工改动 1" in done.stdout
    assert done.stdout.strip().endswith("结论：有不一致，见上。")


def test_a_typed_figure_names_the_fact_that_has_its_value(bench: Bench, copy: Path) -> None:
    text = figure(copy)
    fact = next(a.source for a in embedded.read(copy).anchors if a.text == text)
    change(copy, lambda root: next(root.iter(edits.P)).append(edits.typed(f"另据统计共有{text}")))
    (number,) = wrong(asked(bench, 1, str(copy)))
    assert (number["status"], number["text"]) == ("无来源", text.rstrip("人"))
    assert number["fact"] == fact or "数值相同" in number["note"]


def test_a_picture_replaced_is_told(bench: Bench, copy: Path) -> None:
    found = package.unpack(copy)
    image = next(name for name in sorted(found) if name.startswith("word/media/"))
    copy.write_bytes(package.repack({**found, image: found[image] + b" "}))
    pictures = asked(bench, 1, str(copy))["pictures"]
    assert [picture["status"] for picture in pictures].count("人工改动") == 1


def test_pasted_into_another_document_the_edition_is_found_by_its_controls(bench: Bench, copy: Path) -> None:
    copy.write_bytes(edits.without_custom_parts(copy))
    found = asked(bench, 0, str(copy))
    assert found["edition"] == "sample"
    assert found["anchors"]["control"] > 500


def test_without_controls_and_record_the_edition_is_named(bench: Bench, copy: Path) -> None:
    change(copy, edits.strip_controls)
    change(copy, edits.strip_bookmarks)
    copy.write_bytes(edits.without_custom_parts(copy))
    lines = bench.lines_of_failure(14, "verify", str(copy))
    assert "期次" in lines[2]
    found = asked(bench, 0, str(copy), "sample")
    assert found["anchors"]["context"] > 500


def test_the_fingerprint_of_the_build_holds(bench: Bench, copy: Path) -> None:
    prints = embedded.fingerprint(copy)
    assert prints is not None
    assert asked(bench, 0, str(copy), "--fingerprint", prints.sha256)["problems"] == []
    assert asked(bench, 0, str(copy), "--fingerprint", prints.sm3.upper())["problems"] == []
    (problem,) = asked(bench, 1, str(copy), "--fingerprint", "0" * 64)["problems"]
    assert "不符" in problem


def test_a_fingerprint_that_is_none_is_refused(bench: Bench, copy: Path) -> None:
    lines = bench.lines_of_failure(2, "verify", str(copy), "--fingerprint", "12ab")
    assert "64" in lines[1]


def test_an_altered_facts_part_is_told(bench: Bench, copy: Path) -> None:
    found = package.unpack(copy)
    root = parts.find(found, FACTS)
    assert root is not None
    root[0].text = "1"
    copy.write_bytes(package.repack(parts.put(found, FACTS, serialise(root))))
    problems = asked(bench, 1, str(copy))["problems"]
    assert any("数据点" in problem for problem in problems)


def test_an_altered_manifest_is_told_by_the_fingerprint(bench: Bench, copy: Path) -> None:
    prints = embedded.fingerprint(copy)
    found = package.unpack(copy)
    root = parts.find(found, MANIFEST)
    assert root is not None and prints is not None
    root.text = root.text.replace('"library":"', '"library":"9')
    copy.write_bytes(package.repack(parts.put(found, MANIFEST, serialise(root))))
    (problem,) = asked(bench, 1, str(copy), "--fingerprint", prints.sha256)["problems"]
    assert "指纹" in problem


@pytest.fixture
def kept(bench: Bench) -> Iterator[None]:
    """Put out/ back afterwards."""
    shutil.copytree(bench.out, bench.root / "kept-out")
    try:
        yield
    finally:
        shutil.rmtree(bench.out)
        (bench.root / "kept-out").rename(bench.out)


@pytest.mark.usefixtures("kept")
def test_files_of_an_edition_that_were_altered_or_lost_are_told(bench: Bench) -> None:
    facts = bench.out / "facts.csv"
    facts.write_bytes(facts.read_bytes().replace(b"2021", b"2022", 1))
    chart = next((bench.out / "figures").glob("*.png"))
    chart.unlink()
    (bench.out / "说明.txt").write_text("自己写的", encoding="utf-8")
    found = {file["path"]: file["status"] for file in asked(bench, 1, "sample")["files"]}
    said = {path: status for path, status in found.items() if status != "一致"}
    assert said == {"facts.csv": "人工改动", f"figures/{chart.name}": "缺失", "说明.txt": "未登记"}


@pytest.mark.usefixtures("kept")
def test_a_file_altered_together_with_the_crate_is_told_by_the_record_in_the_document(bench: Bench) -> None:
    facts, crate = bench.out / "facts.csv", bench.out / "ro-crate-metadata.json"
    old = embedded.read(bench.out / f"{REPORT}.docx").manifest
    assert old is not None
    facts.write_bytes(facts.read_bytes().replace(b"2021", b"2022", 1))
    from taizhang.run.build.hashing import file_hash

    text = crate.read_text(encoding="utf-8").replace(old["outputs"]["facts.csv"], file_hash(facts))
    crate.write_text(text, encoding="utf-8")
    found = {file["path"]: file["status"] for file in asked(bench, 1, "sample")["files"]}
    assert found["facts.csv"] == "人工改动"


def test_an_edition_that_was_never_built_says_so(bench: Bench) -> None:
    folder = bench.root / "reports" / "another"
    folder.mkdir()
    shutil.copy(bench.edition / "edition.yml", folder)
    lines = bench.lines_of_failure(14, "verify", "another")
    assert "taizhang build another" in lines[2]
    shutil.rmtree(folder)


def test_a_name_that_is_nothing_gives_the_nearest(bench: Bench) -> None:
    lines = bench.lines_of_failure(2, "verify", "smaple")
    assert "sample" in lines[2]


def test_a_file_that_is_no_docx_is_refused(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "旧稿.docx").write_bytes(b"not a package")
    bench.lines_of_failure(14, "verify", str(tmp_path / "旧稿.docx"))


def test_an_archive_is_verified_without_its_ledgers(bench: Bench, tmp_path: Path) -> None:
    target = tmp_path / "归档.zip"
    assert bench.run("pack", "sample", "-o", str(target)).returncode == 0
    found = asked(bench, 0, str(target))
    assert found["counts"]["same"] == len(found["numbers"]) > 500
    assert {file["status"] for file in found["files"]} == {"一致", "未随附"}


def test_after_a_ledger_changed_the_figures_from_it_are_out_of_date(bench: Bench, copy: Path) -> None:
    """One household of 东胜区 got 1,000 元 more in November: the sums of money are stale, nothing else is."""
    name = "东胜区_2021年11月_城市低保发放花名册.csv"
    roll = next(bench.ledgers.rglob(name))
    before, out = roll.read_bytes(), (bench.out / "facts.csv").read_bytes()
    text = before.decode("gb18030")
    assert text.count("599.20") == text.count("7005.50") == 1
    roll.write_bytes(text.replace("599.20", "1599.20").replace("7005.50", "8005.50").encode("gb18030"))
    try:
        found = asked(bench, 1, str(copy))
        edition = asked(bench, 1, "sample")
    finally:
        roll.write_bytes(before)
    stale = [number for number in wrong(found) if number["status"] == "过期"]
    assert stale == wrong(found)
    paid = next(n for n in stale if n["fact"] == "dibao_paid@150600@2021-01..2021-11")
    assert Decimal(paid["expected"].rstrip("万元")) - Decimal(paid["text"].rstrip("万元")) == Decimal("0.10")
    assert all("dibao" in number["fact"] for number in stale)
    assert edition["recomputed"]
    files = {file["path"]: file["status"] for file in edition["files"]}
    assert files["facts.csv"] == files["指标.xlsx"] == files[f"{REPORT}.docx"] == "过期"
    assert files[roll.relative_to(bench.root).as_posix()] == "已变动"
    assert (bench.out / "facts.csv").read_bytes() == out  # verification writes nothing


def test_a_full_verification_recomputes_everything_and_agrees(bench: Bench) -> None:
    found = asked(bench, 0, "sample", "--full")
    assert found["recomputed"]
    assert {file["status"] for file in found["files"]} == {"一致"}
