"""The edition of published yearly figures: twelve years, breaks of scope marked, no growth across one."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from docx_sound import assert_sound
from functional.conftest import Bench
from shared_definitions import definitions
from taizhang.document import digits_outside_controls, read
from taizhang.periods import parse
from taizhang.present.digits import unexplained

pytestmark = pytest.mark.slow
SOURCE = "data_raw/national/全国民政统计年度数据.csv"


@pytest.fixture(scope="module")
def national(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    home = tmp_path_factory.mktemp("national")
    for name in ("notebooks", "reports/templates", "data_raw/national"):
        shutil.copytree(root / name, home / name)
    (home / "reports/national-2021").mkdir()
    shutil.copy2(root / "reports/national-2021/edition.yml", home / "reports/national-2021")
    bench = Bench(home)
    done = bench.run("build", "national-2021")
    assert done.returncode == 0, done.stderr
    return bench


@pytest.fixture(scope="module")
def out(national: Bench) -> Path:
    return national.root / "reports/national-2021/out"


@pytest.fixture(scope="module")
def facts(out: Path) -> dict[str, dict[str, str]]:
    with (out / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["fact"]: row for row in csv.DictReader(lines)}


def test_every_value_is_the_published_one(root: Path, facts: dict[str, dict[str, str]]) -> None:
    with (root / SOURCE).open(encoding="utf-8-sig", newline="") as lines:
        published = {
            (row["indicator"], row["unit"], row["year"]): Decimal(row["value"])
            for row in csv.DictReader(lines)
        }
    checked = 0
    for spec in definitions().indicators.values():
        if spec.ledger != "national_annual":
            continue
        words = {condition.column: condition.value for condition in spec.where}
        for year in range(2010, 2022):
            fact = facts[f"{spec.id}@100000@{year}"]
            stated = published.get((str(words["indicator"]), str(spec.source_unit), str(year)))
            assert (Decimal(fact["value"]) if fact["value"] else None) == stated, (spec.label, year)
            checked += stated is not None
    assert checked > 200


def test_no_growth_is_told_across_a_change_of_scope(facts: dict[str, dict[str, str]]) -> None:
    broken = 0
    for spec in definitions().indicators.values():
        for change in spec.breaks:
            fact = facts.get(f"{spec.id}__growth@100000@{parse(change.period).first.year}")
            if fact is not None:
                assert fact["value"] == ""
                assert fact["status"].startswith("口径变化") or "无" in fact["status"]
                broken += 1
    assert broken >= 4


def test_the_document_is_sound_and_every_digit_has_a_source(out: Path) -> None:
    document = next(out.glob("*.docx"))
    assert_sound(document)
    phrases = definitions().reports["national"].phrases
    assert unexplained(digits_outside_controls(document), phrases, "") == []
    assert len(read.anchors(document)) > 200
    assert len(list(out.glob("figures/*.png"))) >= 8
