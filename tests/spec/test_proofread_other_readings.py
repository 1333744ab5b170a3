"""Right sentences with a second base, time, scope or whole (tests/spec/proofread/other_readings.yml): nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import Status, proofread

CASES = yaml.safe_load(
    (Path(__file__).parent / "proofread" / "other_readings.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", CASES["right"])
def test_what_another_reading_explains_is_left_alone(text: str) -> None:
    said = [check for check in proofread(text).checks if check.status is not Status.RIGHT]
    assert not said, [check.reason for check in said]


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["figure"])
def test_what_no_other_reading_explains_is_pointed_at(case: dict[str, str]) -> None:
    start = case["text"].index(case["figure"])
    place = (start, start + len(case["figure"]))
    said = [check for check in proofread(case["text"]).checks if check.status is not Status.RIGHT]
    assert any(place in check.figures for check in said), [check.reason for check in said]


@pytest.mark.parametrize("case", CASES["certain"], ids=lambda case: case["figure"])
def test_a_word_within_a_name_or_a_reason_lowers_nothing(case: dict[str, str]) -> None:
    start = case["text"].index(case["figure"])
    wrong = [check for check in proofread(case["text"]).checks if check.status is Status.WRONG]
    assert any(a <= start < b for check in wrong for a, b in check.figures), wrong
