"""Figures that cannot be, whatever the rest of the text says: month 13, 30 February, 105% covered."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.tokens import Time
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "不可能的数"
_MONTHS = 12
_LEAP = 2000
_WHOLE = 100
_RATE = re.compile(r"([一-鿿]{1,8}率)(?:达到|高达|达|为|是|到|约|了|至|均|[:：])*$")
_SIGNED = ("自然增长", "净增", "净增长", "增减")  # these are written with their sign
_CLOSED_OTHERS = re.compile(r"(?:占|占比|占到|占了)[^，]*$")
_NEXT = re.compile(r"[、，]?(?:和|与|及|以及)?")
_RESPECTIVELY = re.compile(r"(.*[率度比])(?:分别|依次)(?:达到?|为|是|到|约|高达|[:：])*")
_QUARTER = re.compile(r"第?([五六七八九十]|[5-9])季度")
_DAY = re.compile(r"(?:(?:((?:19|20)\d{2})[年./-])?(?<!\d)(\d{1,2})(?:月|[./-]))?(\d{1,2})日")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})时(\d{1,2})分")
_WHOLE_UNITS = ("people", "household", "couples", "person_times")


def checks(reading: Reading) -> Iterator[Check]:
    """Every impossible date, percentage, range, count and rank."""
    for time in reading.scan.times:
        yield from _date(reading, time)
    for found in _QUARTER.finditer(reading.text):
        yield _at(reading, found.start(), found.end(), f"一年只有四个季度，没有“{found[0]}”。")
    for claim in reading.claims:
        for status, why in _claim(reading, claim):
            yield verdicts.check(reading, RULE, status, [claim], why)


def _at(reading: Reading, start: int, end: int, why: str) -> Check:
    return Check(
        RULE, Status.WRONG, start, end, reading.original[start:end], "", why, ((start, end),), (start, end)
    )


def _date(reading: Reading, time: Time) -> Iterator[Check]:
    for month in re.findall(r"(\d{1,2})月", time.text):
        if not 1 <= int(month) <= _MONTHS:
            yield _at(reading, time.start, time.end, f"没有{month}月。")
            return
    yield from _days(reading, time)
    yield from _backwards(reading, time)


def _days(reading: Reading, time: Time) -> Iterator[Check]:
    """Each day of 2024年2月1日至2月30日: year and month go on to the next where it tells none."""
    year, month = "", ""
    for found in _DAY.finditer(time.text):
        year, month = found[1] or year, found[2] or month
        if not month or not 1 <= int(month) <= _MONTHS:
            continue
        last = calendar.monthrange(int(year) if year else _LEAP, int(month))[1]
        if not 1 <= int(found[3]) <= last:
            said = f"{year + '年' if year else ''}{int(month)}月没有{found[3]}日。"
            yield _at(reading, time.start, time.end, said)


def _backwards(reading: Reading, time: Time) -> Iterator[Check]:
    years = re.fullmatch(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年.*", time.text)
    if years and int(years[1]) > int(years[2]):
        yield _at(reading, time.start, time.end, f"起止年份颠倒：{years[1]}年在{years[2]}年之后。")


def _claim(reading: Reading, claim: Claim) -> Iterator[tuple[Status, str]]:
    if claim.kind in (Kind.RANGE, Kind.AGE) and claim.upper is not None and claim.value > claim.upper:
        yield Status.WRONG, f"区间下限大于上限：{claim.text}。"
    if claim.kind is Kind.RATE and not 0 <= claim.value <= _WHOLE:
        yield from _rate(reading, claim)
    if claim.kind is Kind.POINTS and claim.value > 100:
        yield Status.WRONG, f"百分点的变动不会超过100：{claim.text}。"
    if claim.kind is Kind.AMOUNT:
        yield from _amount(reading, claim)
    if claim.kind is Kind.RANK:
        yield from _rank(reading, claim)
    if claim.kind is Kind.AGE and claim.value > 150:
        yield Status.DOUBTFUL, f"年龄{claim.text}过大，请核对。"


def _rate(reading: Reading, claim: Claim) -> Iterator[tuple[Status, str]]:
    said = _words_of(reading, claim)
    direction = roles.direction(claim, reading) or roles.direction(_row(reading, claim)[0], reading)
    if (
        claim.value < 0
        and direction
        and "增减" not in claim.lead
        and not re.search(r"率[^，]{0,2}$|增速|涨幅|增幅", claim.lead)
        and not _house_style(reading)
    ):
        word = "下降" if direction < 0 else "增长"
        yield Status.DOUBTFUL, f"“{word}{claim.text}”方向重复或相反，请改为正数并核对增减用词。"
    elif direction < 0 and claim.value > 100 and not _below_nothing(reading, claim):
        yield Status.WRONG, f"下降不会超过100%：{claim.text}。"
    elif not direction and (name := _closed(said)):
        if claim.value > 100:
            yield from _over_all(reading, claim, name)
        elif claim.value < 0:
            yield Status.WRONG, f"{name}不会是负数，文中为{claim.text}。"
    elif not direction and claim.value > _WHOLE and (name := _unlisted(said)):
        yield Status.DOUBTFUL, f"“{name}”一般不超过100%，文中为{claim.text}；请核对。"


def _below_nothing(reading: Reading, claim: Claim) -> bool:
    """利润下降138.2%，由盈利转为亏损: what may fall below nothing falls by more than all of it."""
    return re.search(words.pattern("may_turn_negative"), reading.sentence_text(claim.sentence)) is not None


def _row(reading: Reading, claim: Claim) -> list[Claim]:
    """甲率、乙率分别达到100%和102%: the percentages in a row that the claim stands in, itself included."""
    row: list[Claim] = []
    for other in reading.of_sentence(claim.sentence):
        if row and not (other.kind is Kind.RATE and _NEXT.fullmatch(reading.between(row[-1], other))):
            if claim in row:
                break
            row = []
        if other.kind is Kind.RATE:
            row.append(other)
    return row


def _words_of(reading: Reading, claim: Claim) -> str:
    """The words that name a percentage: its own, or its place's of the names in front of the row."""
    row = _row(reading, claim)
    if len(row) == 1:
        said = reading.before(claim)
        return said.replace("□", "") if roles.is_target(claim) else said  # 参保率由96%提高到101%
    start = reading.sentences[claim.sentence][0]
    said = re.split("[，。；□]", reading.blanked[start : row[0].outer_start])[-1]
    told = _RESPECTIVELY.fullmatch(said)
    names = re.split(r"[、和与及]", told[1]) if told else []
    return names[row.index(claim)] if len(names) == len(row) else said


def _over_all(reading: Reading, claim: Claim, name: str) -> Iterator[tuple[Status, str]]:
    """床位使用率106%: more beds may be put up than are counted; 占任务的90%；…占110%: of a task more may be done."""
    said = reading.sentence_text(claim.sentence)
    goal = name == "占比" and re.search(r"目标|任务|计划|预算|指标", said)
    if re.search(words.pattern("over_full"), said) or goal:
        return
    if re.search(rf"^，{words.pattern('gives_reason')}", reading.blanked[claim.outer_end :][:12]):
        yield Status.DOUBTFUL, f"{name}一般不超过100%，文中为{claim.text}，并说明了原因；请核对。"
    elif re.search(words.pattern("fillable"), name):
        yield Status.DOUBTFUL, f"“{name}”一般不超过100%，文中为{claim.text}；如有加床等情形，请注明。"
    else:
        yield Status.WRONG, f"{name}不会超过100%，文中为{claim.text}。"


def _house_style(reading: Reading) -> bool:
    """增长-5.2% throughout: the way this text writes a fall, and no slip."""
    signed = [claim for claim in reading.claims if claim.kind is Kind.RATE and claim.value < 0]
    return len(signed) > 1 and all(roles.direction(claim, reading) > 0 for claim in signed)


def _unlisted(said: str) -> str:
    """Any …率 that the words end with, if it is no rate of growth, completion, debt or return."""
    found = _RATE.search(said.split("□")[-1])
    return "" if not found or _open_rates().search(found[1]) else found[1]


@cache
def _open_rates() -> re.Pattern[str]:
    return re.compile(words.pattern("open_rates"))


@cache
def _closed_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!毛)(?<!拨备){words.pattern('closed_rates')}")


def _closed(said: str) -> str:
    last = re.split("□", said)[-1]
    if found := _closed_names().search(last):
        return found[0]
    if _CLOSED_OTHERS.search(last) and not re.search(
        r"目标|任务|计划|预算|上年|去年|同期|占[^，]*(?:收入|产值|核定|设计|定额|净资产|基数)", last
    ):
        return "占比"
    return ""


def _amount(reading: Reading, claim: Claim) -> Iterator[tuple[Status, str]]:
    said = claim.lead
    if claim.value < 0 and claim.measure in _WHOLE_UNITS and not roles.direction(claim, reading):
        yield Status.DOUBTFUL, f"人数、户数不会是负数：{claim.text}。"
    elif claim.value < 0 and roles.direction(claim, reading) and not said.endswith(_SIGNED):
        yield Status.DOUBTFUL, f"“{said[-2:]}{claim.text}”方向重复或相反，请改为正数并核对增减用词。"
    fraction = claim.value != claim.value.to_integral_value() and claim.measure in _WHOLE_UNITS
    of_many = re.search(r"每[十百千万]|[人户村院月日]均|平均", reading.sentence_text(claim.sentence))
    for_each = re.search(rf"每|均|/|比|{words.pattern('for_each')}", reading.before(claim)) or claim.per
    if fraction and not of_many and not roles.is_average(claim) and not for_each:
        yield Status.DOUBTFUL, f"{claim.text}不是整数；如漏写“万”或是平均数，请改写。"


def _rank(reading: Reading, claim: Claim) -> Iterator[tuple[Status, str]]:
    for other in reading.of_sentence(claim.sentence):
        after = reading.between(other, claim) if other.start < claim.start else "，。"
        inside = re.fullmatch(
            r"[^，。；□]{0,10}(?:中|里|内|之中)(?:，[^，。；□]{0,8})?[^，。；□]{0,8}", after
        )
        if inside and other.kind is Kind.AMOUNT and claim.value > other.value > 0:
            yield Status.WRONG, f"只有{other.text}，不会排{claim.text}。"
