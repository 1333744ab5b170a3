"""Dates that a text sets side by side -> ends before their beginnings, wrong weekdays, dates after the report's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status

RULE = "不可能的数"
_DAY = r"((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?"
_SPAN = re.compile(
    rf"{_DAY}[初底末]?(?:开始|启动|起|开工|动工)?[，]?\s?(?:至|到|截至|持续到|-|—|–|~|―)+\s?{_DAY}(?!.{{0,6}}(?:较|比))"
)
_WITHIN = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日(?:至|到|-|—|–|~)+(?:\1月)?(\d{1,2})日")
_LASTED = re.compile(
    r"^[^。；，]{0,6}[，(（]?(?:历时|为期|共|持续|工期|周期|期限)[为]?(\d{1,2}|[一二三四五六七八九十]{1,2})个月"
)
_WEEKDAY = re.compile(rf"{_DAY}[，]?[(]?(?:星期|周)([一二三四五六日天])[)]?")
_SIGNED = re.compile(rf"(?m)^[ \t　]*{_DAY}[ \t　]*$")  # a line of its own; headers may stand behind it
_UNTIL = re.compile(rf"截[至止到]{_DAY}")
_DAYS = "一二三四五六日"
_YEAR = 12
_NUMERALS = "零一二三四五六七八九十"


def checks(reading: Reading) -> Iterator[Check]:
    """Every stretch of time, weekday and 截至 whose full dates the text gives."""
    for found in _SPAN.finditer(reading.text):
        yield from _span(reading, found)
    for found in _works().finditer(reading.text):
        begun, ended = _ordered(found.groups()[:3]), _ordered(found.groups()[3:6])
        if ended[: len(begun)] < begun[: len(ended)]:
            why = f"完工（{_named(found.groups()[3:6])}）早于开工（{_named(found.groups()[:3])}）；如不是同一工程，请写明。"
            yield _said(reading, found.span(), why, Status.DOUBTFUL)
    for found in _WITHIN.finditer(reading.text):
        if int(found[3]) < int(found[2]):
            why = f"结束（{found[3]}日）早于开始（{found[2]}日）；如跨年，请写明年份。"
            yield _said(reading, found.span(), why, Status.DOUBTFUL)
    for found in _WEEKDAY.finditer(reading.text):
        yield from _weekday(reading, found)
    signed = list(_SIGNED.finditer(reading.text))
    own = _date(signed[-1].groups()) if signed else None
    for found in _UNTIL.finditer(reading.text):
        told = _date(found.groups())
        if own and told and told > own and not _ahead().search(_clause(reading.text, found.start())):
            why = f"文末日期是{own.year}年{own.month}月{own.day}日，不会有截至{found[0][2:]}的数；请核对。"
            yield _said(reading, found.span(), why, Status.DOUBTFUL)


def _span(reading: Reading, found: re.Match[str]) -> Iterator[Check]:
    first, last = found.groups()[:3], found.groups()[3:6]
    begun, ended = _ordered(first), _ordered(last)
    if ended[: len(begun)] < begun[: len(ended)]:
        yield _said(
            reading, found.span(), f"结束（{_named(last)}）早于开始（{_named(first)}）。", Status.WRONG
        )
        return
    lasted = _LASTED.match(reading.text[found.end() :])
    if lasted and not first[2]:
        months = (ended[0] - begun[0]) * _YEAR + ended[1] - begun[1]
        told = int(lasted[1]) if lasted[1].isdigit() else _small(lasted[1])
        if told not in (months, months + 1):
            place = (found.end() + lasted.start(1), found.end() + lasted.end())
            why = f"{_named(first)}到{_named(last)}是{months}至{months + 1}个月，文中为{lasted[1]}个月。"
            yield _said(reading, place, why, Status.DOUBTFUL)


def _weekday(reading: Reading, found: re.Match[str]) -> Iterator[Check]:
    day = _date(found.groups()[:3])
    if day is not None and found[3]:
        right = _DAYS[day.weekday()]
        if right != found[4].replace("天", "日"):
            why = f"{day.year}年{day.month}月{day.day}日是星期{right}，文中为星期{found[4]}。"
            yield _said(reading, found.span(), why, Status.WRONG, f"星期{right}")


def _ordered(parts: tuple[str | None, ...]) -> tuple[int, ...]:
    return tuple(int(part) for part in parts if part)


def _date(parts: tuple[str | None, ...]) -> dt.date | None:
    """A full date; the first of the month where no day is said; None for a day that there is not."""
    year, month, day = parts[:3]
    try:
        return dt.date(int(year or 0), int(month or 0), int(day or 1))
    except ValueError:
        return None


def _named(parts: tuple[str | None, ...]) -> str:
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=True) if part)


def _small(numeral: str) -> int:
    """十 to 九十九 in characters."""
    tens, mark, ones = numeral.rpartition("十")
    if not mark:
        return _NUMERALS.index(numeral)
    return 10 * (_NUMERALS.index(tens) if tens else 1) + (_NUMERALS.index(ones) if ones else 0)


def _clause(text: str, place: int) -> str:
    return (
        re.split(r"[。；\n]", text[max(0, place - 30) : place])[-1]
        + re.split(r"[。\n]", text[place : place + 60])[0]
    )


@cache
def _works() -> re.Pattern[str]:
    """2023年6月开工，2025年3月完工: within one sentence, with no other date between."""
    begun, ended = words.pattern("works_begun"), words.pattern("works_ended")
    return re.compile(
        rf"{_DAY}[初底末]?(?:正式)?{begun}[^。；\d\n]{{0,20}}{_DAY}[初底末]?(?:正式|全部|全面|建成)?{ended}"
    )


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('planned')}|将|预")


def _said(reading: Reading, place: tuple[int, int], why: str, status: Status, expected: str = "") -> Check:
    text = reading.original[slice(*place)]
    return Check(RULE, status, *place, text, expected, why, (place,), place)
