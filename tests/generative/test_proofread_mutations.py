"""Whatever a report's text has become, proofreading ends with a result whose places are in the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from taizhang.proofread import proofread

SENTENCES = Path(__file__).resolve().parents[2] / "benchmarks/proofread/sentences.yml"
PUT_IN = (
    "0123456789.%‰万亿元人户张家个，。、；：（）\t\n其中占比增长下降由到共为分别和-—~∶十百千零半倍番成每月年"
)
TEXTS = [entry["text"] for entry in yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))]


def mutated(seed: int) -> str:
    """Up to four texts in a row with up to 25 characters changed, put in or taken out."""
    chance = random.Random(seed)
    text = list("".join(chance.sample(TEXTS, chance.randint(1, 4))))
    for _ in range(chance.randint(1, 25)):
        at = chance.randrange(len(text) - 1)
        new = chance.choice(PUT_IN) * chance.choice((1, 1, 2, 5))
        text[at : at + chance.randint(0, 1)] = chance.choice(([new], []))
    return "".join(text)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_a_damaged_text_still_ends_in_a_result(first: int) -> None:
    for seed in range(first, first + 100):
        text = mutated(seed)
        result = proofread(text)
        assert all(text[check.start : check.end] == check.text for check in result.checks), seed
        assert all(text[claim.start : claim.end] == claim.text for claim in result.claims), seed
        assert 0 <= result.unchecked <= len(result.claims), seed
        assert all(check.reason for check in result.remarks), seed
