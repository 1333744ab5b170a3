"""年初…, 整治前…, 1月份…; 现…, 整治后…, 2月份… -> which of two figures is the earlier."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

AGO = r"[一-鿿]{2}前(?![后往来期列沿端台者提进移置景辈线次一二三四五六七八九十\d])"  # 整治前, no 整治前期
SINCE = r"[一-鿿]{2}后(?![续来期勤备])"
DATED = r"(?:19|20)\d\d年[末底]?|\d{1,2}月份?"


class Moment(Enum):
    """The time that a figure's own words give it, seen from the report."""

    BEFORE = "以前"
    NOW = "现在"
    OPEN = "未说"


def moment(claim: Claim) -> Moment:
    """Of several words the last: 由上年的…到今年的…."""
    found = [match for match in _words().finditer(claim.lead) if not (match["neither"] or match["dated"])]
    if not found:
        return Moment.OPEN
    last = found[-1]
    half = re.fullmatch(pattern("parts_of_year"), last[0])  # 上半年 may be the stretch that is told of
    return Moment.OPEN if half else Moment.BEFORE if last["before"] else Moment.NOW


@cache
def _words() -> re.Pattern[str]:
    before, now = pattern("former", "moment_before"), pattern("current", "moment_now")
    neither = pattern("no_moment_before", "no_moment_now")
    return re.compile(
        rf"(?P<neither>{neither})|(?P<before>{before}|{AGO})|(?P<now>{now}|{SINCE})|(?P<dated>{DATED})"
    )


def untimed(said: str) -> str:
    """The words without those that tell the time."""
    return _words().sub(lambda found: found[0] if found["neither"] else "", said)


def precedes(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether ``one`` is the earlier: by years, months, words of time, or 由 … 到 …."""
    years = roles.own_year(one), roles.own_year(other)
    if years[0] is not None and years[1] is not None and years[0] != years[1]:
        return years[0] < years[1]
    times = moment(one), moment(other)
    if times == (Moment.BEFORE, Moment.BEFORE):
        return _two_back(one) and not _two_back(other)
    if Moment.BEFORE in times:
        return times[0] is Moment.BEFORE
    months = month_of(one), month_of(other)
    if months[0] is not None and months[1] is not None:
        return months[0] < months[1]
    if years[0] is not None and years[1] is None:
        told = roles.year(other)
        return times[1] is Moment.NOW if told is None or told == years[0] else told > years[0]
    moved = roles.is_from(one, reading) and one.start < other.start
    return moved and (roles.is_target(other) or times[1] is Moment.NOW)


def _two_back(claim: Claim) -> bool:
    return re.search(r"前年|前一年|大前年|上上年|再上一年", claim.lead) is not None


def month_of(claim: Claim) -> int | None:
    """The month or the quarter that the figure's own words name."""
    found = re.findall(r"(\d{1,2})月(?!\d)", claim.lead)
    if found:
        return int(found[-1])
    quarter = re.search(r"([一二三四])季度", claim.lead)
    return "一二三四".index(quarter[1]) + 1 if quarter else None
