"""市、县、乡、村四级, 省市县三级 -> whether as many levels of government are named as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check
from taizhang.proofread.rules.wording.listed.points import number, remark

_MARK = r"[、,，和与及]"
_BRACKET = r"(?:[(·][^()、，\n]{1,7}[)·])?"  # 县(市), and 县(市、区) as it is read


def checks(reading: Reading) -> Iterator[Check]:
    """Every 级 behind a row of levels."""
    for found in _rows().finditer(reading.text):
        least, most = _levels(found[1], reading.text[: found.start()][-1:])
        said = number(found[2])
        if most < 2 or _of_one_rank(found[1]) or min(abs(said - least), abs(said - most)) > 2:
            continue
        listed = said if least <= said <= most else most
        reason = f"文中说{found[2]}级，列出{listed}级（{found[1]}）；请核对是漏列还是数错。"
        yield remark(reading, (found.start(2), found.end(2) + 1), reason, said, listed)


def _of_one_rank(row: str) -> bool:
    """省、自治区、直辖市: several names of one level."""
    return "自治区" in row and any(word in row for word in ("省", "、市", "直辖"))


def _levels(row: str, before: str) -> tuple[int, int]:
    """How many levels the row names: 乡镇 without marks may be one or two, and the first word without a mark behind
    it may end a name (清河县乡村三级)."""
    parts = [part for part in re.split(_MARK, re.sub(r"[(·][^()、]*[)·]", "", row)) if part]
    counts = [(1, 1) if part in _named() else _undivided(part) for part in parts]
    least, most = sum(low for low, _ in counts), sum(high for _, high in counts)
    whole = re.match(words.pattern("whole_starts"), before)  # 全市县、乡两级
    if whole or (re.match(r"[一-鿿]", before) and parts and parts[0] not in _named()):
        least -= 1
    return least, most


def _undivided(part: str) -> tuple[int, int]:
    return len(_level().findall(part)), len(part.replace("级", ""))


@cache
def _named() -> frozenset[str]:
    return frozenset(word + end for word in words.words("levels") for end in ("", "级"))


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('levels')}级?")


@cache
def _rows() -> re.Pattern[str]:
    level = rf"{words.pattern('levels')}级?{_BRACKET}"
    return re.compile(rf"((?:{level}{_MARK}?)+{level})([两二三四五六七])级(?![以及]上|公路|医院|护理)")
