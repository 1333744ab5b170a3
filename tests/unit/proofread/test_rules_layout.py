"""The two lists of rules: whoever takes what is left over only doubts, and no rule runs twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from taizhang.proofread import Status, examine
from taizhang.proofread.claims import read

SPECS = Path(__file__).parents[2] / "spec" / "proofread"
TEXTS = [
    case["text"]
    for name in ("changes_told.yml", "sentences.yml", "changes.yml")
    for cases in yaml.safe_load((SPECS / name).read_text(encoding="utf-8")).values()
    for case in cases
    if isinstance(case, dict)
]


def test_no_rule_is_declared_twice() -> None:
    rules = [*examine.RULES, *examine.LEFTOVERS]
    assert len({rule.__module__ for rule in rules}) == len(rules) > 50


# A series names the time of each of its figures, so the ends of a change in it are certain.
DOUBTING = [rule for rule in examine.LEFTOVERS if not rule.__module__.endswith("series.verdict")]


@pytest.mark.parametrize("leftover", DOUBTING, ids=lambda rule: rule.__module__.rsplit(".", 2)[-2])
def test_what_is_left_over_is_only_doubted(leftover: examine.Leftover) -> None:
    said = [check for text in TEXTS for check in leftover(read(text), [])]
    assert said, "the rule says nothing of any sentence"
    assert not [check.reason for check in said if check.status is Status.WRONG]
