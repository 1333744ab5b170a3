"""Real documents beside the checkout: every claim listed, the known doubt found, nothing else remarked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.proofread import Status, proofread, read_source

SEEDS = sorted((Path(__file__).parents[4] / "shared" / "seeds").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEEDS, reason="没有 ../shared/seeds")
SUMMARY = next((path for path in SEEDS if path.name.startswith("003")), Path())


@pytest.fixture(scope="module")
def summary():
    return proofread(read_source(SUMMARY).text)


def test_every_figure_of_every_document_is_listed():
    found = [len(proofread(read_source(path).text).claims) for path in SEEDS]
    assert len(found) == 5
    assert min(found) >= 3 and max(found) >= 80


def test_the_inner_sums_of_the_summary_all_hold(summary):
    sums = [check for check in summary.checks if check.rule == "分项与合计"]
    assert len(sums) >= 5
    assert {check.status for check in sums} == {Status.RIGHT}


def test_beds_per_thousand_elderly_are_the_only_doubt(summary):
    (doubt,) = summary.remarks
    # 11290 beds / 297 thousand elderly = 38, where 53 is said; 11290 / 53 = 213 thousand.
    assert (doubt.rule, doubt.status, doubt.expected) == ("每千人拥有量", Status.DOUBTFUL, "38张")
    assert "11290张" in doubt.reason and "29.7万名" in doubt.reason and "21.3万" in doubt.reason


@pytest.mark.parametrize("path", [path for path in SEEDS if path != SUMMARY], ids=lambda path: path.name[:3])
def test_the_other_documents_stay_quiet(path):
    assert not proofread(read_source(path).text).remarks
