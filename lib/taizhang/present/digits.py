"""Digits that stand outside every control -> those that no rule explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

DATE = (
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|份)?|\d{4}年(?:度|底|初)?|\d{4}(?:—|-|至)\d{4}年|\d{1,2}—\d{1,2}月"
)
HEADING = (
    r"^\s*(?:附件：)?(?:\d{1,2}\.(?!\d)|（\d{1,2}）|附件\d{1,2})|(?:^|(?<=[\s（见和、]))(?:图|表|附件)\d{1,2}"
)
PAGE = r"—\s*\d+\s*—"
DIGITS = re.compile(r"\d")


def unexplained(
    loose: Iterable[tuple[str, str]], phrases: Sequence[str], document_number: str
) -> list[tuple[str, str]]:
    """The (where, text) that still hold a digit once dates, numbers of headings and declared phrases are gone."""
    fixed = [re.escape(text) for text in sorted((*phrases, document_number), key=len, reverse=True) if text]
    known = re.compile("|".join([*fixed, DATE, HEADING, PAGE]), flags=re.MULTILINE)
    return [(where, text) for where, text in loose if DIGITS.search(known.sub("", text))]
