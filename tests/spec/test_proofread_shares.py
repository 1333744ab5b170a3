"""Shares, rates, averages, ratios, standards and units (shares.yml), in other words and orders (plain.yml, by_place.yml); one thing
said twice, lists and their counts (mentions.yml): each wrong once and right once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import proofread

SPECS = [
    yaml.safe_load((Path(__file__).parent / "proofread" / name).read_text(encoding="utf-8"))
    for name in ("shares.yml", "plain.yml", "by_place.yml", "mentions.yml")
]
QUIET = [text for groups in SPECS for text in groups.pop("quiet")]
CASES = [case for groups in SPECS for cases in groups.values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_the_wrong_figure_is_among_those_that_do_not_fit(case):
    start = case["text"].index(case["figure"])
    end = start + len(case["figure"])
    figures = [place for check in proofread(case["text"]).remarks for place in check.figures]
    assert any(a < end and start < b for a, b in figures)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_the_right_figure_in_its_place_is_left_alone(case):
    right = case["text"].replace(case["figure"], case["right"], 1)
    assert not [check.reason for check in proofread(right).remarks]


@pytest.mark.parametrize("text", QUIET, ids=lambda text: text[:24])
def test_a_right_sentence_that_only_looks_wrong_is_left_alone(text):
    assert not [check.reason for check in proofread(text).remarks]
