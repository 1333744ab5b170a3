"""年初…, 整治前…, 1月份…; 现…, 整治后…, 2月份… -> which of two figures is the earlier."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

AGO = r"[一-鿿]{2}前(?![后往来期列沿端台者提进移置景辈线次一二三四五六七八九十\d])"  # 整治前, no 整治前期
SINCE = r"[一-鿿]{2}后(?![续来期勤备])"
MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
DATED = rf"(?:19|20)\d\d年[末底]?|{MONTH}月份?"


class Moment(Enum):
    """The time that a figure's own words give it, seen from the report."""

    BEFORE = "以前"
    NOW = "现在"
    OPEN = "未说"


def moment(claim: Claim) -> Moment:
    """Of several words the last: 由上年的…到今年的…."""
    return _moment_of(claim.lead)


def _moment_of(said: str) -> Moment:
    found = [match for match in _words().finditer(said) if not (match["neither"] or match["dated"])]
    if found and re.fullmatch(pattern("parts_of_year"), found[-1][0]):
        found.pop()  # 上半年 may be the stretch that is told of; 去年上半年 is of last year
    if not found:
        return Moment.OPEN
    return Moment.BEFORE if found[-1]["before"] else Moment.NOW


def _moment_in(reading: Reading, claim: Claim) -> Moment:
    """The same; of 比上年(50000人) the words before the bracket."""
    if claim.lead or not claim.depth:
        return moment(claim)
    before = re.search(r"([^，。；()□]*)\($", reading.blanked[: claim.outer_start][-_BEFORE_BRACKET:])
    return _moment_of(before[1]) if before else Moment.OPEN


_BEFORE_BRACKET = 16


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
    times = _moment_in(reading, one), _moment_in(reading, other)
    if times == (Moment.BEFORE, Moment.BEFORE):
        return _two_back(one) and not _two_back(other)
    if Moment.BEFORE in times:
        return times[0] is Moment.BEFORE
    first, second = (claim.lead if step_of(claim.lead) else claim.period for claim in (one, other))
    if is_earlier(first, second) or is_earlier(second, first):
        return is_earlier(first, second)
    if years[0] is not None and years[1] is None:
        told = roles.year(other)
        return times[1] is Moment.NOW if told is None or told == years[0] else told > years[0]
    moved = roles.is_from(one, reading) and one.start < other.start
    return moved and (roles.is_target(other) or times[1] is Moment.NOW)


def _two_back(claim: Claim) -> bool:
    return re.search(r"前年|前一年|大前年|上上年|再上一年", claim.lead) is not None


_STEP = re.compile(rf"({MONTH})月(?!\d)|第?([一二三四])季度|([上下])半年")
_LAST = {"月": 12, "季度": 4, "半年": 2}


def step_of(said: str) -> tuple[str, int] | None:
    """The month, quarter or half year that the words name last: (月, 11), (季度, 2); steps of two sorts have no order."""
    found = list(_STEP.finditer(said))
    if not found:
        return None
    month, quarter, half = found[-1].groups()
    if month:
        return "月", int(numbers.read(month).value)
    return ("季度", "一二三四".index(quarter) + 1) if quarter else ("半年", "上下".index(half) + 1)


def is_next(one: str, other: str) -> bool:
    """Whether the step that ``other`` names comes right after that of ``one``, over the turn of a year too."""
    first, second = step_of(one), step_of(other)
    if first is None or second is None or first[0] != second[0]:
        return False
    return second[1] == first[1] % _LAST[first[0]] + 1


def not_a_year_apart(change: Claim, former: Claim, now: Claim) -> bool:
    """今年一季度…，去年四季度…，同比增长8.2%: a year ago is the same quarter or month, and no other."""
    one, other = step_of(former.lead), step_of(now.lead)
    return (
        bool(re.search("同比|同期", change.lead)) and one is not None and other is not None and one != other
    )


def is_earlier(one: str, other: str) -> bool:
    """Whether the words name an earlier step of one year; the last before the first is of the year before."""
    first, second = step_of(one), step_of(other)
    if first is None or second is None or first[0] != second[0]:
        return False
    turned = {first[1], second[1]} == {1, _LAST[first[0]]} and first[0] != "半年"
    return first[1] > second[1] if turned else first[1] < second[1]
