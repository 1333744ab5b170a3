"""How bureaus write: whose base, whole, year and place a figure has (tests/spec/proofread/bureaus.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import Status, proofread

CASES = yaml.safe_load((Path(__file__).parent / "proofread" / "bureaus.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["right"], ids=lambda text: text[:16])
def test_a_right_sentence_is_left_alone(text):
    assert [check.reason for check in proofread(text).remarks] == []


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["text"][:16])
def test_the_wrong_figure_is_pointed_at_and_doubted_where_the_words_leave_room(case):
    text = case["text"]
    about = [check for check in proofread(text).remarks if text[slice(*check.focus)] == case["figure"]]
    assert about
    if case.get("doubt"):
        assert {check.status for check in about} == {Status.DOUBTFUL}
