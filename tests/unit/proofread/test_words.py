"""The declared word lists: each name stands in one file only, and every list that the rules ask for is declared."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import taizhang.proofread
from taizhang.proofread import words

PACKAGE = Path(taizhang.proofread.__file__).parent
FOLDER = PACKAGE.parent / "definitions" / "proofreading"
LISTS = [path for path in sorted(FOLDER.glob("*.yml")) if path.stem not in ("units", "not_claims")]
ASKED = re.compile(r"pattern\(((?:\"[a-z_]+\"(?:, )?)+|(?:'[a-z_]+'(?:, )?)+)\)")


def names(path: Path) -> list[str]:
    return re.findall(r"^([a-z_]+):", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_a_list_has_one_place() -> None:
    counted = Counter(name for path in LISTS for name in names(path))
    assert len(counted) > 100
    assert [name for name, times in counted.items() if times > 1] == []


def test_a_list_that_a_rule_asks_for_is_declared() -> None:
    asked = {
        name
        for path in PACKAGE.rglob("*.py")
        for found in ASKED.findall(path.read_text(encoding="utf-8"))
        for name in re.findall(r"[a-z_]+", found)
    }
    assert len(asked) > 50
    assert all(words.words(name) for name in asked)
