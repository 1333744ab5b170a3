"""The declared words of proofreading -> compiled patterns and lookups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.declare import read_checked
from taizhang.declare.problems import raise_all

_FOLDER = Path(__file__).parent.parent / "definitions" / "proofreading"
_OTHER_FILES = ("units", "not_claims")


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One unit as written: what kind of quantity it counts, and how many base units it is."""

    word: str
    kind: str
    factor: Decimal


@cache
def _raw(name: str) -> Mapping[str, Any]:
    document, problems = read_checked(_FOLDER / f"{name}.yml", "proofreading")
    raise_all(problems)
    return document.value if document else {}


@cache
def words(name: str) -> tuple[str, ...]:
    """A declared list of words, longest first."""
    return tuple(sorted(_lists()[name], key=lambda word: (-len(word), word)))


@cache
def _lists() -> Mapping[str, Any]:
    """All lists of all files; a name stands in one of them only (tests/unit/proofread/test_words.py)."""
    files = sorted(path.stem for path in _FOLDER.glob("*.yml") if path.stem not in _OTHER_FILES)
    return {name: found for file in files for name, found in _raw(file).items()}


@cache
def qualifiers() -> Mapping[str, tuple[str, ...]]:
    """The words of each qualifier (about, nearly, over, at_least, under, at_most)."""
    raw = _raw("words")["qualifiers"]
    return {name: tuple(sorted(found, key=lambda word: (-len(word), word))) for name, found in raw.items()}


@cache
def partitions() -> tuple[tuple[str, ...], ...]:
    """Groups of words that together leave nothing out and share nothing."""
    return tuple(tuple(group) for group in _raw("words")["partitions"])


@cache
def verbs_alike() -> tuple[tuple[str, ...], ...]:
    """Groups of verbs that tell of one act (侦破, 破获)."""
    return tuple(tuple(group) for group in _raw("again")["verbs_alike"])


@cache
def year_stretches() -> Mapping[str, tuple[int | None, int]]:
    """Words for a stretch of a year or a moment in it: its first month (None at a moment) and its last."""
    return {word: (months[0], months[1]) for word, months in _raw("again2")["year_stretches"].items()}


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """Steps of one scale (高中, 大专, 本科): whoever stands on one stands on no other."""
    return tuple(tuple(group) for group in _raw("words")["scales"])


@cache
def plan_periods() -> Mapping[str, tuple[int, int]]:
    """The first and the last year of each five-year plan (十四五: 2021, 2025)."""
    return {name: (years[0], years[1]) for name, years in _raw("words")["plan_periods"].items()}


@cache
def measures_said() -> Mapping[str, str]:
    """Endings of a name that tell what is counted (户数: household)."""
    return dict(_raw("words")["measures_said"])


@cache
def bases() -> Mapping[str, tuple[str, ...]]:
    """For each time that a change may be measured against, its words; the first that is met counts."""
    return {name: tuple(found) for name, found in _raw("words")["bases"].items()}


@cache
def months_said() -> Mapping[str, int]:
    """Words for a stretch of a year, and how many months it has (上半年: 6)."""
    return {word: int(months) for word, months in _raw("words")["months_said"].items()}


@cache
def paid_each() -> Mapping[str, str]:
    """The kind of units that is counted where a sum is paid for each one (每人: people)."""
    return dict(_raw("words")["paid_each"])


@cache
def counted_by() -> Mapping[str, tuple[str, ...]]:
    """For each word of 人均, 村均, 平均每名: the kinds of units that are counted by it."""
    return {word: tuple(kinds) for word, kinds in _raw("words")["counted_by"].items()}


@cache
def relative_years() -> Mapping[str, int]:
    """Words for a year without its number, and how many years from the present one it is (去年: -1)."""
    return {word: int(off) for word, off in _raw("words")["relative_years"].items()}


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A kind of rate: words of its name, of what is divided, of what it is divided by."""

    rate: tuple[str, ...]
    part: tuple[str, ...]
    whole: tuple[str, ...]


@cache
def named_rates() -> tuple[NamedRate, ...]:
    """The rates whose part and whole go by words of their own (结案率: 办结, 受理)."""
    return tuple(
        NamedRate(tuple(raw["rate"]), tuple(raw["part"]), tuple(raw["whole"]))
        for raw in _raw("words")["named_rates"]
    )


@cache
def rate_parts() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words of a rate's name, and the words that its part may go by where the whole is known by its place."""
    return tuple((tuple(raw["rate"]), tuple(raw["part"])) for raw in _raw("words")["rate_parts"])


@cache
def units() -> Mapping[str, UnitWord]:
    """Every unit word with its kind and factor."""
    return {
        word: UnitWord(word, kind, Decimal(str(factor)))
        for kind, part in _raw("units")["units"].items()
        for word, factor in part["words"].items()
    }


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit word with an optional 每-part (元/人·月), the longest first."""
    per = either(sorted(_raw("units")["per"], key=len, reverse=True))
    return re.compile(rf"({either(sorted(units(), key=len, reverse=True))})({per})?")


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The declared patterns of ``not_claims`` or ``times``, in order."""
    return tuple(re.compile(part["pattern"]) for part in _raw("not_claims")[name])


def either(found: Iterable[str]) -> str:
    """A regular expression for any of the words."""
    return "(?:" + "|".join(re.escape(word) for word in found) + ")"


@cache
def pattern(*names: str) -> str:
    """A regular expression for any word of the named lists, longest first."""
    found: Sequence[str] = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return either(found)
