"""增长6.4%，上年增长5.7%，加快0.7个百分点 -> whether the points lie between the two rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair
from taizhang.proofread.rules.changes.judging import expected_change
from taizhang.proofread.words import pattern

RULE = "百分点"
_BRACKETED = re.compile(r"(超过|超出|高于|高出|快于|低于|落后于?)[^，。；()]{2,14}\([^()]+\)的?$")
_FALLING = -1


def checks(reading: Reading) -> Iterator[Check]:
    """Every 个百分点 with exactly two rates before it that its own words set against each other."""
    for number in range(len(reading.sentences)):
        claims = reading.of_sentence(number)
        for index, gap in enumerate(claims):
            rates = _of_one_name([claim for claim in claims[:index] if claim.kind is Kind.RATE])
            if (
                gap.kind is Kind.POINTS
                and len(rates) == 2
                and not gap.qualifier
                and not _moved(reading, rates)
            ):
                yield from _gap(reading, rates, gap)


def _of_one_name(rates: list[Claim]) -> list[Claim]:
    """占5.8%，全市入住率54.5%，我县入住率80.9%: of three and more rates those that go by the name of the last."""
    name = subjects.trimmed(rates[-1].lead)[-3:] if len(rates) > 2 else ""
    named = [rate for rate in rates if len(name) > 1 and rate.lead.rstrip("为达到").endswith(name)]
    return named if len(named) == 2 else rates


def _moved(reading: Reading, rates: Sequence[Claim]) -> bool:
    """Falling rates, and rates that go from one to the other: their signs, or another rule's."""
    return any(
        roles.direction(rate, reading) == _FALLING or rate.value < 0 or roles.is_from(rate, reading)
        for rate in rates
    )


def _gap(reading: Reading, rates: Sequence[Claim], gap: Claim) -> Iterator[Check]:
    bracketed = _BRACKETED.search(reading.text[rates[0].outer_end : gap.outer_start])
    sign = _sign(gap)
    former = _former(reading, rates, gap)
    if bracketed and rates[1].depth > gap.depth:
        sign = -1 if bracketed[1] in ("低于", "落后于", "落后") else 1
        former = rates[1]
    if not sign or former is None:
        return
    now = next(rate for rate in rates if rate is not former)
    yield _judge(reading, Pair(former, now, True), gap, sign)


@cache
def _way() -> re.Pattern[str]:
    named = r"(?:于[^，□]{1,10})?(?:了|出|约)?$"
    return re.compile(rf"(?:({pattern('faster')})|({pattern('slower')})){named}")


def _sign(gap: Claim) -> int:
    found = _way().search(gap.lead) or re.search(
        rf"(?:({pattern('faster')})|({pattern('slower')}))[^，□]{{1,10}}$", gap.lead
    )
    return 0 if not found else 1 if found[1] else -1


def _former(reading: Reading, rates: Sequence[Claim], gap: Claim) -> Claim | None:
    """The rate that the other one is measured against: 上年, 全省, 比…的."""
    growing = [roles.is_change(rate, reading) for rate in rates]
    start = reading.sentences[gap.sentence][0]
    if growing[0] != growing[1] and not re.search(r"增速|增幅|涨幅", reading.text[start : gap.outer_start]):
        return None
    beside = re.search(r"(?:比|较)[^，□]*$", rates[1].lead)
    if beside and re.fullmatch(r"(?:的[一-鿿]{0,6})?[一-鿿]{1,6}", reading.between(rates[1], gap)):
        return rates[1]
    named = re.search(
        r"(?:高于|低于|快于|慢于|高出|超出|超过|落后于?|领先于?)([一-鿿]{2,8}?)(?:平均(?:水平|增速)?)?$|(?:比|较)([一-鿿]{2,8}?)(?:平均(?:水平)?)?(?:高|低|快|慢|加快|回落|放缓)",
        gap.lead,
    )
    if named:
        name = named[1] or named[2]
        return _called(rates, name) or _in_the_words_before(reading, rates, name)
    months = [re.findall(r"(\d{1,2})月|((?:19|20)\d\d)年", rate.lead)[-1:] for rate in rates]
    if all(months) and re.search(r"涨幅|增幅|增速|加快|放缓", gap.lead) and months[0] != months[1]:
        order = [int(one or other) for ((one, other),) in months]
        return rates[0] if order[0] < order[1] else rates[1]
    earlier = [rate for rate in rates if _earlier(rate) and all(growing)]
    return earlier[0] if len(earlier) == 1 and re.search(r"增速|增幅|涨幅|加快|放缓|回落", gap.lead) else None


def _earlier(rate: Claim) -> bool:
    """上年增长12.1%, not 比上年增长12.1%."""
    return bool(re.search(rf"(?<![比较同]){pattern('former')}", rate.lead))


def _called(rates: Sequence[Claim], name: str) -> Claim | None:
    found = [rate for rate in rates if name in rate.lead or (name in ("上年", "去年") and _earlier(rate))]
    return found[0] if len(found) == 1 else None


def _in_the_words_before(reading: Reading, rates: Sequence[Claim], name: str) -> Claim | None:
    """全市入住老年人17342人，入住率54.5%: a name that stands before, two rates of one name."""
    if subjects.trimmed(rates[0].lead)[-2:] != subjects.trimmed(rates[1].lead)[-2:]:
        return None
    start = reading.sentences[rates[0].sentence][0]
    said = [reading.text[start : rates[0].start], reading.text[rates[0].end : rates[1].start]]
    found = [
        rate for rate, words in zip(rates, said, strict=True) if re.search(rf"(?:^|[，；、]){name}", words)
    ]
    return found[0] if len(found) == 1 else None


def _judge(reading: Reading, pair: Pair, gap: Claim, sign: int) -> Check:
    expected = expected_change(pair, gap, sign)
    involved = [pair.former, pair.now, gap]
    printed = (pair.now.value - pair.former.value) * sign
    off = abs(printed - gap.value) >= max(claim.step for claim in involved)
    sums = f"{pair.now.text}与{pair.former.text}"
    if expected is not None and verdicts.agrees(gap, expected) and not off:
        return verdicts.check(reading, RULE, Status.RIGHT, involved, f"{sums}相差{gap.text}相符。", focus=gap)
    value = verdicts.said(abs(printed), gap)
    way = "高" if printed * sign > 0 else "低"
    reason = f"{sums}相比，应{way}{value}，文中为{gap.lead[-4:]}{gap.text}；如所比的另有所指，请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=gap, expected=value)
