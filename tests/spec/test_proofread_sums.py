"""Pairs of sentences that differ in one figure (tests/spec/proofread/sums.yml): the wrong one is found, the right one is quiet."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest
import yaml

from taizhang.proofread import proofread

CASES = yaml.safe_load((Path(__file__).parent / "proofread" / "sums.yml").read_text(encoding="utf-8"))
PAIRS, QUIET = CASES["pairs"], CASES["quiet"]


def changed(text, other):
    """Where the text differs from the other: from the first to behind the last character that does."""
    start = alike(text, other)
    return start, len(text) - alike(text[start:][::-1], other[start:][::-1])


def alike(text, other):
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


def meets(place, other):
    """Whether two places have a character in common."""
    return place[0] < other[1] and other[0] < place[1]


def figure(text, place):
    """The figure of the text at a place."""
    return next(
        (claim.text for claim in proofread(text).claims if meets((claim.start, claim.end), place)), ""
    )


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["wrong"][:24])
def test_the_relation_that_a_wrong_figure_breaks_is_remarked_on(case):
    place = changed(case["wrong"], case["right"])
    remarks = proofread(case["wrong"]).remarks
    assert any(meets((start, end), place) for remark in remarks for start, end in remark.figures)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["wrong"][:24])
def test_a_remark_on_the_wrong_figure_itself_says_what_the_right_sentence_has(case):
    place = changed(case["wrong"], case["right"])
    right = figure(case["right"], changed(case["right"], case["wrong"]))
    said = {
        remark.expected
        for remark in proofread(case["wrong"]).remarks
        if meets(remark.focus, place) and remark.expected and right[:1].isdigit()
    }
    assert not said or right in said


@pytest.mark.parametrize("text", [*(case["right"] for case in PAIRS), *QUIET], ids=lambda text: text[:24])
def test_a_right_sentence_is_left_alone(text):
    remarks = proofread(text).remarks
    assert not remarks, [check.reason for check in remarks]


def test_there_are_enough_pairs_and_right_sentences():
    assert len(PAIRS) >= 80 and len(QUIET) >= 40
