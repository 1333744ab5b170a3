"""“十四五”期间（2021—2035年）, 上半年（1—7月）, 第54周 -> stretches of time that are not as long as said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status

RULE = "不可能的数"
_TO = r"\s?(?:-|—|–|~|至|到){1,2}\s?"
_LENGTHS = {
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "上半年": (1, 6), "下半年": (7, 12),
    "前三季度": (1, 9), "前二季度": (1, 6), "前两季度": (1, 6),
}  # fmt: skip
_STRETCH = re.compile(
    rf"(前三季度|前二季度|前两季度|第?[一二三四]季度|上半年|下半年)\((\d{{1,2}})月?{_TO}(\d{{1,2}})月(?:份|底)?\)"
)
_WEEK = re.compile(r"(?:年|^|[^\d])第(\d{2,3})周(?![岁年])")
_HOUR = re.compile(
    r"(?<![\d:.])(\d{1,2})时(\d{1,2})分|(?:上午|下午|晚上|凌晨|早上|中午|至|到|于|自|从)(\d{1,2})时(?![间段点期代长速刻效值机常])"
)
_MONTHS_OF_A_YEAR = re.compile(r"(?:全年|一年|当年|年内)(?:共|有|累计|中|的)*(\d{1,2})个月")
_OVER_ONE = re.compile(
    r"(?<![十百千万])([二三四五六七八九十])分之([一二三四五六七八九十])(?![一二三四五六七八九十百千万点])"
)
_OPEN = re.compile(
    r"(?<![\d:])(\d{1,2})(?:时|点|:00)(?:至|到|—|-|~)(?:当日|当天|次日)?(\d{1,2})(?:时|点|:00)[，(]?(?:共|每天|每日|全天|开放|连续|计|合计|服务|营业)*(\d{1,2})个?小时"
)
_DAYS_OF_A_WEEK = re.compile(r"每周(?:[一-鿿]{0,6})(\d{1,2})(?:天|日)(?![一-鿿]?次)")
_HOURS_OF_A_DAY = re.compile(r"每[天日](?:[一-鿿]{0,6})(\d{1,3})(?:个)?小时(?!内)")
_DAYS_OF_A_YEAR = re.compile(
    r"(?:全年|一年|每年)(?:共|有|开放|营业|运营|值守)*(\d{3,4})(?:天|日)(?=，?(?:从|全年)?(?:不间断|无休|全天候|开放|营业|运营|值守|不打烊|如一日))"
)
_NUMERALS = "零一二三四五六七八九十"
_EACH_MONTH = re.compile(r"每月(\d{1,2})日")
_CLOCK = re.compile(r"(?:至|到|-|—|~)(\d{2}):\d{2}(?!\d|:)")
_LAST_HOUR, _LAST_MINUTE = 24, 59
_LIMITS = (
    (_EACH_MONTH, 31, "一个月最多31天。"),
    (_WEEK, 53, "一年最多53周。"),
    (_DAYS_OF_A_WEEK, 7, "一周只有7天。"),
    (_HOURS_OF_A_DAY, 24, "一天只有24小时。"),
    (_DAYS_OF_A_YEAR, 366, "一年最多366天。"),
    (_MONTHS_OF_A_YEAR, 12, "一年只有12个月。"),
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every stretch of time beside its years or months, every week, hour, and fraction above one."""
    text = reading.text
    for found in _plan().finditer(text):
        first, last = words.plan_periods()[found[1]]
        if (int(found[2]), int(found[3])) != (first, last):
            why = f"“{found[1]}”是{first}—{last}年，文中为{found[2]}—{found[3]}年。"
            yield _said(reading, found.start(2), found.end(3), why, f"{first}—{last}")
    for found in _STRETCH.finditer(text):
        months = _LENGTHS[found[1].removeprefix("第")]
        if (int(found[2]), int(found[3])) != months:
            why = f"{found[1]}是{months[0]}—{months[1]}月，文中为{found[2]}—{found[3]}月。"
            yield _said(reading, found.start(2), found.end(3), why, f"{months[0]}—{months[1]}")
    yield from _counted(reading)


@cache
def _plan() -> re.Pattern[str]:
    names = words.either(words.plan_periods())
    years = rf"((?:19|20)\d\d)年?{_TO}((?:19|20)\d\d)年"
    return re.compile(rf"({names})[”\"]?(?:期间|时期|五年)?\({years}\)")


def _counted(reading: Reading) -> Iterator[Check]:
    """第54周, 25时, 全年13个月, 每周8天."""
    yield from _clock(reading)
    for pattern, most, why in _LIMITS:
        for found in pattern.finditer(reading.text):
            if not 1 <= int(found[1]) <= most:
                yield _said(reading, found.start(1), found.end(), why, "")
    for found in _OVER_ONE.finditer(reading.text):
        if _NUMERALS.index(found[1]) < _NUMERALS.index(found[2]):
            why = f"{found[0]}大于1，部分不会大于全体。"
            yield _said(reading, found.start(), found.end(), why, "")


def _clock(reading: Reading) -> Iterator[Check]:
    for found in _HOUR.finditer(reading.text):
        hour, minute = int(found[1] or found[3]), int(found[2] or 0)
        if hour > _LAST_HOUR or minute > _LAST_MINUTE:
            yield _said(reading, found.start(), found.end(), f"没有“{found[0]}”这个时刻。", "")
    for found in _CLOCK.finditer(reading.text):
        if int(found[1]) > _LAST_HOUR:
            yield _said(reading, found.start(1), found.end(), "一天只有24小时。", "")
    for found in _OPEN.finditer(reading.text):
        hours = (int(found[2]) - int(found[1])) % _LAST_HOUR
        if hours != int(found[3]) % _LAST_HOUR:
            why = f"{found[1]}时至{found[2]}时是{hours}小时，文中为{found[3]}小时。"
            yield _said(reading, found.start(3), found.end(), why, f"{hours}小时", Status.DOUBTFUL)


def _said(
    reading: Reading, start: int, end: int, why: str, expected: str, status: Status = Status.WRONG
) -> Check:
    place = (start, end)
    return Check(RULE, status, start, end, reading.original[start:end], expected, why, (place,), place)
