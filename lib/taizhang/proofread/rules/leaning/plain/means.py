"""全年(365天)来电43800个，平均一天120个; 前九个月支付2700万元，平均每个月300万元 -> a total over its days or months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around, is_plain, of_its_size, told_earlier
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint
from taizhang.proofread.rules.rates.averages.lengths import lengths
from taizhang.proofread.words import pattern

RULE = "平均数"
UNLESS = "如只算其中一段时间（如工作日、运行天数），请写明"
_BARE = re.compile("(?:^|[，。])[每一]个?[天日月周]$")
_OF_A_MONTH = re.compile(r"(?<![-—–~至到前\d])\d{1,2}月(?:份|末|底)?(?:当月)?[为是有达到]*$")  # 12月为18925人
_BACK, _DAYS = 1, 365


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """An average over time, with the only total before it and the length that its sentences name."""
    unit = _unit(reading, claim)
    total = _total(reading, claim) if unit else None
    spans = _lengths(reading, claim, total, unit) if total else []
    ways = [(length, said, value) for length, said in spans if (value := _over(total, length)) is not None]
    if total is None or not ways:
        return
    held = next((way for way in ways if verdicts.quotient_agrees(claim, way[2])), None)
    length, said, value = held or ways[0]
    near = (
        is_misprint(claim, value.middle) if _BARE.search(reading.before(claim)) else of_its_size(claim, value)
    )
    if held or (near and len({way[0] // 4 for way in ways}) == 1):
        yield verdicts.judged(
            reading,
            RULE,
            [total],
            claim,
            claim.span if held else value,
            f"{total.text}÷{length}{said}",
            UNLESS,
        )


def _unit(reading: Reading, claim: Claim) -> str:
    """天, 月 … of which it is an average; empty where it is none, or of an income, a peak, a season."""
    if claim.kind is not Kind.AMOUNT or roles.is_change(claim, reading) or claim.measure == "days":
        return ""
    start = claim.outer_start - len(reading.before(claim))
    words = reading.text[start : claim.outer_start].replace(" ", "")
    found = _over_time().search(re.split("、", words)[-1]) or (
        re.fullmatch("[每一]个?[天日月周]", words)
        if claim.measure != "money" or claim.qualifier == "about"
        else None
    )
    if found is None or "每" in words[: found.start()]:
        return ""  # 每个窗口日均4件
    if re.search(pattern("not_divided", "former", "part_of_time"), words):
        return ""
    return next(unit for unit in "周季月年天日" if unit in found[0])


@cache
def _over_time() -> re.Pattern[str]:
    time = r"(?:[一每单]?个?(?:工作日|月度?|季度?|周|星期|天|日|年度?))"
    return re.compile(
        rf"(?:平均(?:下来|算下来|计算|到)?(?:是|为)?{time}|[一每]个?(?:月|天|日|周|季度|年)平均|[月日天周季年]均|(?:算下来|折合|合到?|摊到?|{pattern('over_time_said')})[，]?{time})[^，□%]{{0,8}}$"
    )


def _total(reading: Reading, claim: Claim) -> Claim | None:
    """The only larger amount of its measure before it in the sentence, else in the one before."""
    bare = replace(claim, per="")
    own = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    if own and roles.is_change(own[-1], reading) and own[-1].measure == claim.measure:
        return None  # 2460元，比上年多132元，平均到每月11元 is of the change
    before = [
        other
        for other in around(reading, claim, _BACK, 0)
        if other.start < claim.start and other.value > claim.value and is_plain(other, reading)
        and not _OF_A_MONTH.search(other.lead)
        and roles.same_measure(other, bare) and (not told_earlier(other) or re.match("去年|上年", other.lead))
    ]  # fmt: skip
    here = [other for other in before if other.sentence == claim.sentence] or before
    return here[0] if len(here) == 1 else None


def _lengths(reading: Reading, claim: Claim, total: Claim, unit: str) -> list[tuple[int, str]]:
    """The length that the average's own sentence names, else the one that its total's does."""
    days = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.measure == "days" and other.value > 1 and unit in "天日" and other.start < claim.start
    ]
    if days:
        return [(int(day.value), "天") for day in days]
    found = lengths(reading, claim, unit) or lengths(reading, total, unit)
    yearly = unit in "天日" and re.search(r"(?:^|[^\d今去本上当每前半])年[^，]", total.lead)
    return found or ([(_DAYS, "天")] if yearly else [])


def _over(total: Claim | None, length: int) -> Interval | None:
    return total.span.over(point(length)) if total and length > 1 else None
