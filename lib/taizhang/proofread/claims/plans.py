"""“十三五”末 -> the year that it stands for, so that every rule sees a year."""

from __future__ import annotations

import re
from functools import cache

from taizhang.proofread import words

_QUOTES = '[“”"]?'


def dated(text: str) -> str:
    """The words with each end (or beginning) of a five-year plan as a year: 2020年末, 2016年初."""
    return _end().sub(_year, text) if "五" in text else text


def _year(found: re.Match[str]) -> str:
    first, last = words.plan_periods()[found[1]]
    return f"{first}年初" if found[2] in ("初", "之初", "开局") else f"{last}年末"


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        rf"{_QUOTES}({words.either(words.plan_periods())}){_QUOTES}(?:规划|时期|期间|期)?(末|初|收官|结束|之初|开局)[期年时]?"
    )
