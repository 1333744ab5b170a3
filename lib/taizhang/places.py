"""Administrative places: GB/T 2260 codes, names with and without suffix, who lies within whom."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

NATION = "100000"
CODE_LENGTH = 6
_SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|街道|省|市|盟|州|县|区|旗)$"
)
_WORDLESS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of GB/T 2260."""

    code: str
    name: str


@cache
def registry() -> Mapping[str, Place]:
    """All places by code: the nation, provinces, cities, counties."""
    text = resources.files("taizhang").joinpath("data/gbt2260.csv").read_text(encoding="utf-8")
    return {row["code"]: Place(row["code"], row["name"]) for row in csv.DictReader(text.splitlines())}


def name(code: str) -> str:
    """The name of a code; KeyError when GB/T 2260 has none."""
    return registry()[code].name


def parent(code: str) -> str | None:
    """The place one level up: county, city, province, nation, None."""
    if code == NATION:
        return None
    if not code.endswith("00"):
        return code[:4] + "00"
    return NATION if code.endswith("0000") else code[:2] + "0000"


def within(code: str, whole: str) -> bool:
    """Whether ``code`` is ``whole`` or lies in it."""
    if whole == NATION:
        return True
    return code.startswith(whole[:2] if whole.endswith("0000") else _stem(whole))


def _stem(code: str) -> str:
    return code[:4] if code.endswith("00") else code


def children(code: str) -> tuple[str, ...]:
    """The codes one level below, in order."""
    return tuple(other for other in sorted(registry()) if parent(other) == code)


def short_name(full: str) -> str:
    """The name without its suffix: 东胜区 to 东胜, unless nothing sayable is left."""
    bare = _SUFFIX.sub("", full)
    return bare if len(bare) > 1 else full


def lookup(codes: Iterable[str]) -> dict[str, str]:
    """Every way of writing the places ``codes`` -> the code: code, name, short name, full path.

    A way of writing that two places share is left out: it is read as unreadable, never guessed.
    """
    ways: dict[str, set[str]] = {}
    for code in codes:
        for way in _ways(code):
            ways.setdefault(way, set()).add(code)
    return {way: next(iter(found)) for way, found in ways.items() if len(found) == 1}


def _ways(code: str) -> set[str]:
    own = name(code)
    paths = {own, short_name(own)}
    above, prefix = parent(code), ""
    while above is not None and above != NATION:
        if name(above) not in _WORDLESS:
            prefix = name(above) + prefix
            paths.add(prefix + own)
        above = parent(above)
    return paths | {code, code + "000000"}
