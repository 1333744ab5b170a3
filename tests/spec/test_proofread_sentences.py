"""Sentences of reports, right and wrong, and what proofreading says of each (tests/spec/proofread/sentences.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import Status, proofread

CASES = [
    (group, case)
    for group, cases in yaml.safe_load(
        (Path(__file__).parent / "proofread" / "sentences.yml").read_text(encoding="utf-8")
    ).items()
    for case in cases
]
WRONG = [case for _, case in CASES if "remarks" in case]
RIGHT = [case for _, case in CASES if "remarks" not in case]


def said(case):
    """The remarks as the case writes them."""
    found = []
    for check in proofread(case["text"]).remarks:
        remark = {
            "rule": check.rule,
            "status": check.status.value,
            "figure": case["text"][check.focus[0] : check.focus[1]],
        }
        found.append(remark | ({"expected": check.expected} if check.expected else {}))
    return found


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["text"][:24])
def test_a_wrong_figure_is_remarked_on_with_its_rule_and_what_it_should_be(case):
    assert said(case) == case["remarks"]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["text"][:24])
def test_a_right_sentence_is_left_alone_and_its_relations_hold(case):
    result = proofread(case["text"])
    assert not result.remarks, [check.reason for check in result.remarks]
    held = {check.rule for check in result.checks if check.status is Status.RIGHT}
    assert set(case.get("holds", ())) == held


def test_half_of_the_sentences_are_right_ones():
    assert len(RIGHT) >= 0.4 * len(CASES) and len(CASES) >= 150
