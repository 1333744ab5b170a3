"""Administrative places: GB/T 2260 codes, names with and without suffix, who lies within whom, and since when."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

NATION = "100000"
CODE_LENGTH = 6
_SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|街道|省|市|盟|州|县|区|旗)$"
)
_OF_PEOPLES = re.compile(
    r"(.{2,}?)(?:(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米"
    r"|塔吉克|保安|裕固|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒各])族|族)+自治([县旗州])"
)
_OPEN = 9999
_PROVINCE = re.compile(r"(\d{2}) province=")
_COUNTY = re.compile(r'\s+(\d{4}) county="([^"]*)"')
_ERA = re.compile(r"(?:\[(\d*)-(\d*)\])?([^\[\],]+)")
_WORDLESS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of GB/T 2260."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Era:
    """A name that a code had, and the years of it, both included; 0 and 9999 where no year is known."""

    name: str
    first: int
    last: int

    def at_end_of(self, year: int) -> bool:
        """Whether the place still was there on 31 December; in its last year it no longer is."""
        return self.first <= year < self.last


@cache
def registry() -> Mapping[str, Place]:
    """All places by code: the nation, provinces, cities, counties."""
    text = resources.files("taizhang").joinpath("data/gbt2260.csv").read_text(encoding="utf-8")
    return {row["code"]: Place(row["code"], row["name"]) for row in csv.DictReader(text.splitlines())}


@cache
def eras() -> Mapping[str, tuple[Era, ...]]:
    """Every code of a city or county that GB/T 2260 has or once had -> its names, the oldest first.

    From the table that python-stdnum checks Chinese ids by: a line is a province, or under it four digits
    and ``county="[1983-2021]梅列区,…"``, the brackets left out where the years are not known.
    """
    found: dict[str, tuple[Era, ...]] = {}
    province = ""
    text = resources.files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8")
    for line in text.splitlines():
        if head := _PROVINCE.match(line):
            province = head[1]
        elif below := _COUNTY.fullmatch(line):
            found[province + below[1]] = tuple(_era(*one) for one in _ERA.findall(below[2]))
    return found


def _era(first: str, last: str, name: str) -> Era:
    return Era(name, int(first or 0), int(last or _OPEN))


@cache
def id_areas() -> frozenset[str]:
    """Every code that an id number may begin with: a number keeps the county of its first issue.

    Counties that are or ever were, and the cities that have no county below them.
    """
    counties = {code for code in (*registry(), *eras()) if not code.endswith("00")}
    childless = {code for code in registry() if code[2:4] != "00" and not children(code)}
    return frozenset(counties | childless)


def name(code: str) -> str:
    """The name of a code, the last one of a place that is no more; KeyError when there never was one."""
    known = registry().get(code)
    return known.name if known else eras()[code][-1].name


def exists(code: str, year: int) -> bool:
    """Whether a place is in the register at the end of a year; one without known years always was."""
    found = eras().get(code, ())
    return any(one.at_end_of(year) for one in found) if found else code in registry()


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


def children(code: str, year: int | None = None) -> tuple[str, ...]:
    """The codes one level below, in order; those of today, or of the end of a ``year``."""
    if year is None:
        return _below().get(code, ())
    return _below_in(year).get(code, ())


@cache
def _below() -> dict[str, tuple[str, ...]]:
    """The codes of today under the one above them: asked for thousands of times."""
    return _grouped(sorted(registry()))


@cache
def _below_in(year: int) -> dict[str, tuple[str, ...]]:
    former = {other for other, _ in _former(year)}
    return _grouped(other for other in sorted({*registry(), *former}) if exists(other, year))


def _grouped(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(parent(code) or "", []).append(code)
    return {above: tuple(found) for above, found in groups.items()}


def short_name(full: str) -> str:
    """The name without its suffix: 东胜区 to 东胜, unless nothing sayable is left."""
    bare = _SUFFIX.sub("", full)
    return bare if len(bare) > 1 else full


def _without_peoples(full: str) -> str:
    """景宁畲族自治县 as people say it: 景宁县; 鄂温克族自治旗, which has no other name, as 鄂温克旗.

    Not where another place has or had that name (东乡县), or a province the first part of it (河南县).
    """
    found = _OF_PEOPLES.fullmatch(full)
    said = found[1] + found[2] if found else full
    return full if found is None or said in _ever() or found[1] in _ever() else said


@cache
def _ever() -> frozenset[str]:
    """Every name that a place has or had, and the short names of those with others below them."""
    names = {one.name for found in eras().values() for one in found}
    wholes = (place.name for code, place in registry().items() if code.endswith("00"))
    return frozenset(names | {short_name(whole) for whole in wholes})


def lookup(codes: Iterable[str]) -> dict[str, str]:
    """Every way of writing the places ``codes`` -> the code: code, name, short name, full path.

    A way of writing that two places share is left out: it is read as unreadable, never guessed.
    """
    return dict(_meant(tuple(codes)))


# Kept, because each reading of a folder asks several times for the ways of writing all places.
@lru_cache(maxsize=8)
def _meant(codes: tuple[str, ...]) -> Mapping[str, str]:
    return {way: next(iter(found)) for way, found in _written(codes).items() if len(found) == 1}


@lru_cache(maxsize=8)
def _written(codes: tuple[str, ...]) -> Mapping[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for code in codes:
        for way in _ways(code):
            ways.setdefault(way, set()).add(code)
    return ways


def _ways(code: str, own: str | None = None) -> set[str]:
    own = own or name(code)
    plain = _without_peoples(own)
    paths = {own, short_name(own), plain}
    above, prefix = parent(code), ""
    while above is not None and above != NATION:
        if name(above) not in _WORDLESS:
            prefix = name(above) + prefix
            paths.add(prefix + own)
            # 黑龙江省讷河市 and 徐州鼓楼区: the city left out, or its suffix.
            paths |= {start + end for start in (name(above), short_name(name(above))) for end in (own, plain)}
        above = parent(above)
    return paths | {code, code + "000000"}


@cache
def former_ways(year: int, scope: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Ways of writing places that meant another place in ``year`` than ``lookup`` says, or only then one.

    ``scope`` limits it to what lies in these places. Where a place of then and one of today are written
    alike, the one that stood at the end of the year is meant; where both did, neither: its code is "".
    """
    today = _written(scope or tuple(registry()))
    taken: dict[str, set[str]] = {}
    for code, own in _former(year):
        if not scope or any(within(code, whole) for whole in scope):
            for way in _ways(code, own):
                taken.setdefault(way, set()).add(code)
    return {way: _standing(codes | today.get(way, set()), year) for way, codes in taken.items()}


def _standing(codes: set[str], year: int) -> str:
    still = {code for code in codes if exists(code, year)} or codes
    return next(iter(still)) if len(still) == 1 else ""


def _former(year: int) -> Iterator[tuple[str, str]]:
    """Codes that were in use at some time in a year and have been given up, each with its name then."""
    for code, found in eras().items():
        if code not in registry() and found[-1].last != _OPEN and found[-1].name not in _WORDLESS:
            yield from ((code, one.name) for one in found if one.first <= year <= one.last)
