"""Building an edition: what stands in out/, that it is the same everywhere, and that nothing is done twice."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from functional.conftest import REPORT, Bench
from shared_definitions import definitions
from taizhang.document import digits_outside_controls, embedded, read

pytestmark = pytest.mark.slow
STEADY = ("*.docx", "facts.csv", "*.xlsx", "figures/*.png", "figures/*.svg")


def steady(out: Path) -> dict[str, str]:
    paths = [path for pattern in STEADY for path in out.glob(pattern)]
    assert len(paths) > 15
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def facts(out: Path) -> dict[str, dict[str, str]]:
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["fact"]: row for row in csv.DictReader(lines)}


def test_out_holds_everything_that_is_promised(bench: Bench) -> None:
    names = {path.relative_to(bench.out).as_posix() for path in bench.out.rglob("*") if path.is_file()}
    for name in (
        f"{REPORT}.docx",
        "facts.csv",
        "facts.parquet",
        "指标.xlsx",
        "问题清单.xlsx",
        "ro-crate-metadata.json",
    ):
        assert name in names
    for stage in ("00_ledgers", "10_indicators", "20_planning", "30_audit", "90_report"):
        assert {f"notebooks/{stage}.ipynb", f"html/{stage}.html"} <= names
    assert sum(name.startswith("figures/") and name.endswith(".png") for name in names) >= 8
    assert not (bench.edition / ".out-new").exists()


def test_a_second_build_runs_no_notebook(bench: Bench) -> None:
    done = bench.run("build", "sample", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert [stage["reused"] for stage in answer["stages"]] == [True] * 5
    assert set(answer) >= {"edition", "out", "document", "facts", "seconds", "stages"}


def test_the_same_ledgers_give_the_same_bytes_in_another_zone_folder_and_hash_seed(
    bench: Bench, new_bench: Callable[[str], Bench]
) -> None:
    other = new_bench("elsewhere")
    done = other.cold("build", "sample", TZ="Asia/Shanghai", PYTHONHASHSEED="4711", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert steady(other.out) == steady(bench.out)


def test_every_digit_of_the_document_has_a_source(bench: Bench) -> None:
    from taizhang.present.digits import unexplained

    phrases = definitions().reports["year-end"].phrases
    loose = digits_outside_controls(bench.out / f"{REPORT}.docx")
    assert loose
    assert unexplained(loose, phrases, "鄂民示例〔2021〕1号") == []
    assert unexplained([("第1段", "共发放123万元")], phrases, "") == [("第1段", "共发放123万元")]


RISES, FALLS = ("增长", "增加", "提高", "+"), ("下降", "减少", "-")
STRICT = ("余", "多", "超过")
SCALE = {"万": 10_000, "亿": 100_000_000}


def in_base(number: Decimal, unit: str) -> Decimal:
    return number * SCALE.get(unit[:1], 1) if len(unit) > 1 else number


def decimals_of(indicator: str) -> int:
    spec = definitions().indicators[indicator.partition("__")[0]]
    return 1 if indicator.endswith("__growth") else spec.decimals


def test_every_number_in_a_control_is_the_number_of_its_fact(bench: Bench) -> None:
    known = facts(bench.out)
    checked = 0
    for anchor in read.anchors(bench.out / f"{REPORT}.docx"):
        if "@" not in anchor.source:
            continue
        row = known[anchor.source]
        value, text = Decimal(row["value"]), anchor.text
        if "__" in row["indicator"]:
            assert any(word in text for word in RISES) == (value > 0) or "持平" in text
            assert any(word in text for word in FALLS) == (value < 0) or "持平" in text
            value = abs(value)
        found = re.search(r"(\d+(?:\.(\d+))?)(.*)", text)
        if found is None:
            assert text in ("持平", "增长", "下降")
            continue
        shown = found[3].lstrip("余多")
        unit = shown if shown[:1] in SCALE and row["unit"][:1] in SCALE else row["unit"]
        printed, exact = in_base(Decimal(found[1]), unit), in_base(value, row["unit"])
        last = in_base(Decimal(1).scaleb(-len(found[2] or "")), unit)
        if any(word in text for word in STRICT):
            assert printed < exact, anchor
        elif "以上" in text:
            assert printed <= exact, anchor
        else:
            assert len(found[2] or "") >= decimals_of(row["indicator"]) or unit != row["unit"], anchor
            assert abs(printed - exact) <= last / 2, (anchor, row)
        checked += 1
    assert checked > 300


def test_no_person_is_named_in_what_is_shown(bench: Bench) -> None:
    shown = [*bench.out.glob("html/*.html"), *bench.out.glob("notebooks/*.ipynb"), *bench.out.glob("*.json")]
    assert len(shown) >= 11
    for path in shown:
        assert not re.search(
            r"(?<![0-9a-f])1599\d{2}(?:19|20)\d{6}[\dXx]{4}", path.read_text(encoding="utf-8")
        ), path.name


def test_no_path_of_this_machine_stands_in_out(bench: Bench) -> None:
    for path in bench.out.rglob("*"):
        if path.suffix in (".ipynb", ".html", ".json", ".csv"):
            assert str(bench.root) not in path.read_text(encoding="utf-8"), path.name


def test_the_manifest_names_every_input_and_output_with_its_hash(bench: Bench) -> None:
    graph = json.loads((bench.out / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    known = {part["name"]: part["sha256"] for part in graph if "sha256" in part}
    for path in bench.out.rglob("*"):
        if path.is_file() and path.name != "ro-crate-metadata.json":
            assert (
                known[path.relative_to(bench.out).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()
            )
    for path in bench.ledgers.rglob("*"):
        if path.is_file():
            assert path.relative_to(bench.root).as_posix() in known


def test_the_appendix_defines_every_indicator_that_the_document_shows(bench: Bench) -> None:
    anchors = read.anchors(bench.out / f"{REPORT}.docx")
    shown = {one.source.partition("@")[0].partition("__")[0] for one in anchors if "@" in one.source}
    defined = {
        one.source.removeprefix("definition:") for one in anchors if one.source.startswith("definition:")
    }
    assert shown <= defined


def test_every_picture_has_an_alternative_text(bench: Bench) -> None:
    with zipfile.ZipFile(bench.out / f"{REPORT}.docx") as package:
        body = etree.fromstring(package.read("word/document.xml"))
    pictures = body.findall(
        ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert len(pictures) >= 8
    assert all(len(picture.get("descr") or "") > 10 for picture in pictures)


def test_one_changed_ledger_runs_the_notebooks_again_and_reads_one_file(bench: Bench, tmp_path: Path) -> None:
    chosen = next(bench.ledgers.rglob("*会议活动台账.xlsx"))
    saved = tmp_path / "saved.xlsx"
    shutil.copy2(chosen, saved)
    before = facts(bench.out)
    import openpyxl

    book = openpyxl.load_workbook(chosen)
    sheet = book.active
    header = next(row for row in sheet.iter_rows() if any(cell.value in ("数量", "次数") for cell in row))
    column = next(cell.column for cell in header if cell.value in ("数量", "次数"))
    kind = next(cell.column for cell in header if cell.value in ("活动类别", "类别"))
    rows = [row for row in sheet.iter_rows(min_row=header[0].row + 1) if row[kind - 1].value == "党组会议"]
    row = rows[-1]  # in order of date: the last one is of the report's year
    row[column - 1].value = int(row[column - 1].value) + 5
    book.save(chosen)
    try:
        done = bench.run("build", "sample", "--json")
        assert done.returncode == 0, done.stdout
        assert not any(stage["reused"] for stage in json.loads(done.stdout)["stages"])
        name = next(fact for fact in before if fact.startswith("party_group_meetings@150600@2021"))
        assert Decimal(facts(bench.out)[name]["value"]) == Decimal(before[name]["value"]) + 5
    finally:
        shutil.copy2(saved, chosen)


def test_an_edited_document_moves_to_the_shelf_of_edited_ones(bench: Bench) -> None:
    document = bench.out / f"{REPORT}.docx"
    document.write_bytes(document.read_bytes() + b"edited")
    done = bench.run("build", "sample")
    assert done.returncode == 0
    assert "人工稿" in done.stdout
    assert (bench.edition / "人工稿" / f"{REPORT}.docx").read_bytes().endswith(b"edited")
    assert not document.read_bytes().endswith(b"edited")


def test_a_chart_of_a_notebook_is_a_picture(bench: Bench) -> None:
    pictures = 0
    for path in bench.out.glob("notebooks/*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            kinds = {kind for output in cell.get("outputs", []) for kind in output.get("data", {})}
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and re.search(r"_chart\(|chart_of", source):
                assert "image/png" in kinds, source
                pictures += 1
    assert pictures >= 5


def test_the_document_carries_a_manifest_of_everything_but_itself_without_time_or_place(bench: Bench) -> None:
    document = bench.out / f"{REPORT}.docx"
    found = embedded.read(document)
    assert found.manifest is not None
    assert embedded.problems(document) == []
    for name, digest in found.manifest["inputs"].items():
        assert hashlib.sha256((bench.root / name).read_bytes()).hexdigest() == digest, name
    for name, digest in found.manifest["outputs"].items():
        assert hashlib.sha256((bench.out / name).read_bytes()).hexdigest() == digest, name
    assert {"facts.csv", "指标.xlsx", "workflow.json"} <= set(found.manifest["outputs"])
    assert document.name not in found.manifest["outputs"]
    text = json.dumps(found.manifest, ensure_ascii=False)
    assert str(bench.root) not in text
    assert not re.search(r"\d\d:\d\d:\d\d|统计人员", text)


def test_the_document_carries_each_fact_that_it_prints_with_its_value(bench: Bench) -> None:
    known = facts(bench.out)
    found = embedded.read(bench.out / f"{REPORT}.docx")
    named = {anchor.source for anchor in found.anchors if "@" in anchor.source}
    assert set(found.facts) == named and len(named) > 300
    for name, fact in found.facts.items():
        row = known[name]
        assert (fact.label, fact.unit, fact.value) == (row["label"], row["unit"], row["value"])


def test_build_prints_both_fingerprints_of_what_the_document_carries(bench: Bench) -> None:
    found = embedded.fingerprint(bench.out / f"{REPORT}.docx")
    assert found is not None
    said = bench.run("build", "sample").stdout
    assert f"SHA-256 {found.sha256}" in said
    assert re.search(rf"SM3 +{found.sm3}", said)


def test_the_crate_tells_what_each_notebook_took(bench: Bench) -> None:
    graph = json.loads((bench.out / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    parts = {part["@id"]: part for part in graph}
    for stage in ("00_ledgers", "10_indicators", "20_planning", "30_audit", "90_report"):
        run = parts[f"#run-{stage}"]
        assert run["startTime"] < run["endTime"]
        assert parts[f"#usage-{stage}-peakRSS"]["value"] > 50_000_000
        assert parts[f"#usage-{stage}-percentCPU"]["value"] > 0
        assert {link["@id"] for link in run["result"]} >= {f"html/{stage}.html", f"notebooks/{stage}.ipynb"}
