"""2022年末, 去年, 上半年, 3月 -> moments that can be put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang.proofread import words

PRESENT = 3000
"""The present year where the text gives it no number: later than every year that it numbers."""
_PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12, "step": 1}
COMPARED = re.compile(r"(?<![占对])比(?![例重率])|较(?![大多快高低])|与")
"""Where the words about what something is held against begin."""
_DIGITS = {digit: number for number, digit in enumerate("一二三四", 1)}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A stretch of time: ``grain`` is year, half, quarter, month or step; ``index`` counts stretches of that grain."""

    grain: str
    index: int

    @property
    def per_year(self) -> int:
        """How many stretches of that grain a year has."""
        return _PER_YEAR[self.grain]

    @property
    def year(self) -> int:
        """The year it lies in; ``PRESENT`` and below for years said without a number."""
        return self.index // self.per_year


def moments_in(text: str) -> list[Moment]:
    """Every moment that a stretch of text names, in order; a stretch of several quarters or months is none."""
    return [found for match in _moment().finditer(text) if (found := _read(match)) is not None]


def spread(text: str, number: int) -> list[Moment]:
    """As many moments as there are figures: named one by one, or as the ends of a stretch (2021年至2023年)."""
    found = moments_in(text)
    if len(found) == 2 < number and re.search(
        r"年?(?:-|—|–|~|至|到)+(?:19|20)\d\d年|[月度](?:至|到|-|—)", text
    ):
        first, last = found
        if first.grain == last.grain and last.index - first.index + 1 == number:
            return [Moment(first.grain, index) for index in range(first.index, last.index + 1)]
    return found if len(found) == number == len(set(found)) else []


@cache
def _moment() -> re.Pattern[str]:
    relative = words.either(sorted(words.relative_years(), key=len, reverse=True))
    year = rf"(?:(?P<numbered>(?:19|20)\d\d)(?=年|-|—|–|~|至|到)年?|(?P<named>{relative}))(?P<end>年?[末底初]|同期|度|全年)?"
    half, quarter = "(?P<half>[上下])半年", "(?<!前)第?(?P<quarter>[一二三四1-4])季度"
    month = r"(?<![\d\-至到—–~])(?P<month>\d{1,2})月"
    return re.compile(rf"(?:{year})?(?:{half}|{quarter}|{month})|{_renamed(year)}")


def _renamed(pattern: str) -> str:
    """The same groups by other names: a pattern may have each name once."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\1_alone>", pattern)


def _read(found: re.Match[str]) -> Moment | None:
    numbered, named = found["numbered"] or found["numbered_alone"], found["named"] or found["named_alone"]
    year = int(numbered) if numbered else PRESENT + words.relative_years().get(named, 0)
    if found["half"]:
        return Moment("half", year * 2 + (found["half"] == "下"))
    if found["quarter"]:
        return Moment("quarter", year * 4 + (_DIGITS.get(found["quarter"]) or int(found["quarter"])) - 1)
    if found["month"]:
        month = int(found["month"])
        return Moment("month", year * 12 + month - 1) if 1 <= month <= 12 else None
    return Moment("year", year - ("初" in (found["end_alone"] or "")))
