"""Whatever is done to a file, it ends in a count that adds up or in a refusal in words, soon."""

from __future__ import annotations

import os
import re

import pytest

from fuzz.mutations import seeds
from fuzz.outcomes import outcome

COUNT = int(os.environ.get("FUZZ_COUNT", "500"))
FIRST = int(os.environ.get("FUZZ_SEED", "20211126"))
MOST_SECONDS = 30
STEP = 100


@pytest.fixture(scope="module")
def starts():
    return seeds()


@pytest.mark.parametrize("first", range(FIRST, FIRST + COUNT, STEP))
def test_a_damaged_file_is_counted_or_refused_in_words(first, starts, tmp_path):
    for seed in range(first, min(first + STEP, FIRST + COUNT)):
        ended = outcome(seed, starts, tmp_path / "t")
        assert ended.seconds < MOST_SECONDS, seed
        assert ended.sheets, seed
        for sheet in ended.sheets:
            assert sheet.rows == sheet.accepted + len(sheet.aside), seed
            told = all(re.search(r"[一-鿿]", one.message) for one in sheet.findings)
            assert told, seed
            assert sheet.ledger or sheet.findings, seed
