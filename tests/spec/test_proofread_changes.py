"""Sentences on change, rates, standards and wording (tests/spec/proofread), alone and among others."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import Status, proofread

FOLDER = Path(__file__).parent / "proofread"
CASES = [
    case
    for name in ("changes.yml", "changes_told.yml", "moves.yml", "wording.yml", "directions.yml")
    for cases in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).values()
    for case in cases
]
WRONG = [case for case in CASES if "remarks" in case]
RIGHT = [case for case in CASES if "remarks" not in case]
BEFORE = "全市共有养老机构86家，其中公办31家、民办55家。"
AFTER = "全年组织培训48期、2160人次，参训人员1530人。"


def said(text):
    """The remarks of a text as the cases write them."""
    return [
        {
            "rule": check.rule,
            "status": check.status.value,
            "figure": text[check.focus[0] : check.focus[1]],
        }
        | ({"expected": check.expected} if check.expected else {})
        for check in proofread(text).remarks
    ]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["text"][:24])
def test_the_wrong_figure_is_named_with_its_rule_and_what_it_should_be(case):
    assert said(case["text"]) == case["remarks"]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["text"][:24])
def test_a_right_sentence_of_the_same_pattern_stays_quiet(case):
    result = proofread(case["text"])
    assert not result.remarks, [check.reason for check in result.remarks]
    held = {check.rule for check in result.checks if check.status is Status.RIGHT}
    assert set(case.get("holds", ())) <= held


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["text"][:24])
def test_other_sentences_beside_it_do_not_excuse_a_wrong_figure(case):
    assert case["remarks"][0] in said(BEFORE + case["text"] + AFTER)


def test_right_sentences_are_as_many_as_needed_to_see_a_false_remark():
    assert len(RIGHT) >= 0.4 * len(CASES) and len(CASES) >= 350
