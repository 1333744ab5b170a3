"""前三季度, 1—9月, 截至9月底; 2023年, 去年 -> of which year and months words speak, however they say it, and whether two differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from taizhang import numbers
from taizhang.proofread.words import pattern, words, year_stretches

_N = r"\d{1,2}|[一二两三四五六七八九十]{1,2}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?=年|[-./]\d)"
_MONTHS = (
    rf"(?P<first>{_N})(?:月份?)?\s?(?:[-—–~]{{1,2}}|至|到)\s?(?P<last>{_N})月"
    rf"|前(?P<many>{_N})个月|前(?P<quarters>[二两三23])季度|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?<![\d.个])(?P<month>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月(?:(?P<day>\d{{1,2}})日)?(?P<moment>[底末]?)"
)
_COMPARED = re.compile(
    r"(?:与|同|和)[^，。；□]{1,14}?(?:相比|相较|比较|比)|(?:比|较)(?=[^，。；□]{0,8}[年月期初季])[^，。；□]{2,10}"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year (None where none is said; ``former`` where it is 去年), months from ``first`` to ``last`` (0 is the
    beginning of the year; ``first`` is None at a moment, both where nothing is said), the day, and whether it is called 今年."""

    year: int | None = None
    former: bool | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    this: bool = False

    def differs(self, other: Stretch) -> bool:
        """Whether both cannot be one time: what one of them leaves unsaid may be what the other says; but a year told
        by its number behind 今年 is another one."""
        return (self.this and other.year is not None) or any(
            one is not None and its is not None and one != its
            for one, its in (
                (self.year, other.year),
                (self.former, other.former),
                (self.first, other.first),
                (self.last, other.last),
                (self.day, other.day),
            )
        )


def stretch(said: str) -> Stretch:
    """What words say of the time of the figure behind them; a later word outweighs an earlier one of its sort."""
    known = Stretch()
    for match in _any().finditer(_no_time().sub("", _COMPARED.sub("", said))):
        known = _read(known, match)
    return known


def _read(known: Stretch, match: re.Match[str]) -> Stretch:
    told = match.groupdict()
    if told["year"]:
        return Stretch(year=int(told["year"]))
    if told["former"]:
        return Stretch(former=True)
    if told["current"]:
        return replace(known, former=False, this=known.this or told["current"] in words("this_year"))
    first, last = _months(told)
    return replace(known, first=first, last=last, day=int(told["day"]) if told["day"] else None)


def _months(told: dict[str, str | None]) -> tuple[int | None, int | None]:
    if told["named"]:
        return year_stretches()[told["named"]]
    if told["first"] and told["last"]:
        return _number(told["first"]), _number(told["last"])
    if told["many"]:
        return 1, _number(told["many"])
    if told["quarters"]:
        return 1, 3 * _number(told["quarters"])
    if told["quarter"]:
        return 3 * _number(told["quarter"]) - 2, 3 * _number(told["quarter"])
    month = _number(told["month"] or "0")
    return (None if told["moment"] or told["day"] else month), month


def _number(said: str) -> int:
    return int(numbers.read(said.replace("两", "二")).value)


@cache
def _any() -> re.Pattern[str]:
    named = "|".join(map(re.escape, sorted(year_stretches(), key=len, reverse=True)))
    relative = rf"(?P<former>{pattern('years_before')})(?![末底]?以来)|(?P<current>{pattern('this_year', 'at_present')})"
    return re.compile(rf"{_YEAR}|(?P<named>{named})|{relative}|{_MONTHS}")


@cache
def _no_time() -> re.Pattern[str]:
    """年初安排的6480万元: when it was settled, not of when it is."""
    return re.compile(rf"年初(?={pattern('settled', 'planned')})|(?<![底末])年初的")
