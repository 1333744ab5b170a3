"""The full-size demo, from written ledgers to the Word file, against the published table of 78 figures."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from functional.conftest import Bench

pytestmark = pytest.mark.slow
PLACE = "150600"
DOCUMENT = "2021年工作总结和2022年工作安排.docx"


@pytest.fixture(scope="module")
def ordos(root: Path, ordos_ledgers: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A workspace with the written demo and its finished build."""
    home = tmp_path_factory.mktemp("ordos")
    for name in ("notebooks", "reports/templates"):
        shutil.copytree(root / name, home / name)
    (home / "reports/ordos-2021").mkdir()
    shutil.copy2(root / "reports/ordos-2021/edition.yml", home / "reports/ordos-2021")
    shutil.copytree(ordos_ledgers, home / "data_raw/ordos-2021", copy_function=os.link)
    bench = Bench(home)
    done = bench.run("build", "ordos-2021")
    assert done.returncode == 0, done.stderr
    return bench


@pytest.fixture(scope="module")
def out(ordos: Bench) -> Path:
    return ordos.root / "reports/ordos-2021/out"


@pytest.fixture(scope="module")
def facts(out: Path) -> Mapping[tuple[str, str, str], dict[str, str]]:
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {(row["label"], row["place"], row["period"]): row for row in csv.DictReader(lines)}


def golden() -> list[dict[str, str]]:
    with (Path(__file__).parent / "ordos-2021-facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", golden(), ids=lambda row: f"{row['no']}")
def test_a_golden_figure_is_met_at_its_printed_precision(
    row: dict[str, str], facts: Mapping[tuple[str, str, str], dict[str, str]]
) -> None:
    fact = facts[row["indicator"], PLACE, row["as_of"]]
    value, stated = Decimal(fact["value"]), Decimal(row["value"])
    assert (fact["unit"], fact["group"], fact["status"]) == (row["unit"], "", "正常")
    if row["qualifier"] == "=":
        assert value.quantize(stated, rounding=ROUND_HALF_UP) == stated
    elif row["qualifier"] == "以上":
        assert value >= stated
    else:
        assert row["qualifier"] in ("余", "多", "超过")
        assert value > stated


def test_all_seventy_eight_are_there() -> None:
    assert [row["no"] for row in golden()] == [str(number) for number in range(1, 79)]


def test_a_golden_figure_is_printed_in_the_document(out: Path) -> None:
    from taizhang import declare
    from taizhang.document import read

    labels = declare.load().by_label()
    shown: dict[str, list[str]] = {}
    for anchor in read.anchors(out / DOCUMENT):
        shown.setdefault(anchor.source, []).append(anchor.text)
    for row in golden():
        texts = shown[f"{labels[row['indicator']].id}@{PLACE}@{row['as_of']}"]
        word = row["qualifier"]
        number = {"余": f"{row['value']}余", "多": f"{row['value']}多", "以上": f"{row['value']}%以上"}.get(
            word, f"超过{row['value']}" if word == "超过" else row["value"]
        )
        assert any(number in text for text in texts), (row["indicator"], texts)


def test_facts_stand_by_banner_and_with_last_year(
    facts: Mapping[tuple[str, str, str], dict[str, str]],
) -> None:
    banners = {place for label, place, _ in facts if label == "城市低保人数"} - {PLACE}
    assert len(banners) == 9
    assert facts["城市低保人数", PLACE, "2020-11"]["value"]
    parts = [Decimal(facts["累计发放低保金", code, "2021-01..2021-11"]["value"]) for code in banners]
    assert sum(parts) == Decimal(facts["累计发放低保金", PLACE, "2021-01..2021-11"]["value"])


def test_a_ratio_names_numerator_denominator_and_population(
    facts: Mapping[tuple[str, str, str], dict[str, str]],
) -> None:
    beds = facts["每千名老年人拥有养老床位", PLACE, "2021-12"]
    assert Decimal(beds["numerator"]) == 11290
    assert 211_029 <= Decimal(beds["denominator"]) <= 215_047
    assert "65岁及以上常住人口" in beds["note"]


def test_rows_in_are_rows_accepted_and_set_aside(out: Path) -> None:
    files = json.loads((out / "ledgers.json").read_text(encoding="utf-8"))["files"]
    assert all(file["rows"] == file["accepted"] + file["set_aside"] for file in files)
    assert sum(file["rows"] for file in files) > 3_000_000
    assert sum(file["set_aside"] for file in files) == 3


def test_the_planted_suspects_are_found_and_every_identity_holds(out: Path) -> None:
    audit = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    people = {flag["id"]: flag["people"] for flag in audit["flags"]}
    assert people == {"paid_after_cremation": 7, "dibao_with_hardship": 5, "invalid_id": 6}
    assert {row["result"].removesuffix("（有尾差）") for row in audit["reconciliations"]} == {"相符"}


def test_both_checkers_find_nothing_in_the_document(out: Path) -> None:
    from docx_sound import assert_sound

    assert_sound(out / DOCUMENT)


def test_a_second_build_reuses_every_stage(ordos: Bench) -> None:
    answer = json.loads(ordos.run("build", "ordos-2021", "--json").stdout)
    assert all(stage["reused"] for stage in answer["stages"])
