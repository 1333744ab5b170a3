"""全年, 前三季度, 一至六月, 工作日250天 -> how many days, months or years a total was gathered over."""

from __future__ import annotations

import calendar
import re

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim
from taizhang.proofread.words import months_said

MONTHS = 12
_LEAP = 2020
_COUNTED_YEARS = Grammar(r"([两二三四五六七八九十]|(?<!\d)\d)个?年(?:时间)?{over_years}")
_SOME_YEARS = Grammar(r"{of_some_years}的?([两二三四五六七八九十]|\d)个?年")
_PLAN, _OF_A_PLAN = (
    Grammar(r"[一二三]五[”」]?(?:规划)?(?:期间|时期|五年)"),
    (5, 4),
)  # 4 where its last year is yet to come
_WHOLE_YEAR = Grammar("{whole_year}")
_OF_ONE_YEAR = Grammar(r"\d{4}年(?!\d)|全年|今年|当年|去年|上年|(?<![每十])一年(?:下来|里|来|中|间|共)")
_NO_STRETCH = Grammar("{no_stretch_of_years}")
_A_WEEK = Grammar("(?<!每){a_week}")
_MANY_YEARS = 31
_NUMERALS = "零一二三四五六七八九十"
_NUMBER = r"[一二三四五六七八九十]{1,2}|\d{1,2}"


def lengths(reading: Reading, claim: Claim, unit: str) -> list[tuple[int, str]]:
    """The lengths that the sentence names before an average over time, in its unit (日, 周, 月, 季, 年)."""
    start = reading.sentences[claim.sentence][0]
    text = reading.text[start : claim.start]
    if unit in "日天":
        days = [
            other
            for other in reading.of_sentence(claim.sentence)
            if other.measure == "days" and not other.weak and other.value > 1
        ]
        return [(int(other.value), "天") for other in days] or [(length, "天") for length in _days(text)]
    if unit in "周季":
        return [(52 if unit == "周" else 4, unit)] if _WHOLE_YEAR.search(text) else []
    if unit == "年":
        found = [(number(word), "年") for word in _COUNTED_YEARS.findall(text)]
        told = text[
            : len(text) - len(reading.before(claim))
        ]  # 共20所，前四年年均4所: not of all that was told
        found += [(number(word), "年") for word in _SOME_YEARS.findall(told)]
        spans = re.findall(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年", text)
        found += [(int(last) - int(first) + 1, "年") for first, last in spans]
        found += _years_counted(reading, claim) if not found else []
        return found or [(years, "年") for years in _OF_A_PLAN if _PLAN.search(text)]
    return [(length, "个月") for length in _months(text)]


def _years_counted(reading: Reading, claim: Claim) -> list[tuple[int, str]]:
    """五年建成175个: a stretch of years as a figure; 第五年, 三年前, 五年级 and 五年以上 are none."""
    return [
        (int(other.value), "年")
        for other in reading.of_sentence(claim.sentence)
        if other.measure == "years"
        and 1 < other.value < _MANY_YEARS
        and other.start < claim.start
        and not other.lead.endswith("第")
        and not (other.lead.endswith("前") and other.clause == claim.clause)  # 前四年年均4所, of 20 in five
        and not _NO_STRETCH.match(other.tail)
    ]


def _days(text: str) -> list[int]:
    """How many days the stretch of time has that the text names; the years alone tell no leap year."""
    if "全年" in text:
        return [365, 366]
    if "上半年" in text:
        return [181, 182]
    if _A_WEEK.search(text):
        return [7]
    months = re.findall(r"(?<![\d至到—–~-])(\d{1,2})月(?!\d|[至到—–~-])", text)
    if len(months) != 1 or not 1 <= int(months[0]) <= MONTHS or "截" in text:
        return []
    return [28, 29] if months[0] in ("2", "02") else [calendar.monthrange(_LEAP, int(months[0]))[1]]


def _months(text: str) -> list[int]:
    spans = re.findall(rf"({_NUMBER})(?:月份?)?\s?(?:-|—|–|~|至|到)\s?({_NUMBER})月", text)
    ends = [(number(first), number(last)) for first, last in spans]
    found = [last - first + 1 for first, last in ends if last > first]
    found += [number(word) for word in re.findall(r"前?([一二三四五六七八九十\d]+)个月", text)]
    found += [
        int(month)
        for month in re.findall(r"(?:截[至止]|^到|[，今]到)(?:\d{4}年|今年)?(\d{1,2})月[底末]", text)
    ]
    found += [
        length
        for word, length in months_said().items()
        if word in text and not (word == "季度" and "前三季度" in text)
    ]
    return found or ([MONTHS] if _OF_ONE_YEAR.search(text) and not re.search(r"\d月", text) else [])


def number(word: str) -> int:
    """A small number in digits or Chinese numerals: 6, 六, 十二."""
    if word.isdigit():
        return int(word)
    if len(word) == 1:
        return 2 if word == "两" else _NUMERALS.find(word)
    return 10 + _NUMERALS.find(word[-1]) if word.startswith("十") else MONTHS
