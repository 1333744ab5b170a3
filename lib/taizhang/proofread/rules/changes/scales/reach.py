"""年均… and the figures before it -> the two ends of the stretch that it is an average of, and how many years lie between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import alike
from taizhang.proofread.words import either, plan_periods

_FROM_TO = re.compile(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年")
_SINCE = re.compile(r"((?:19|20)\d{2})年以来")
_STRETCH = re.compile(r"([两二三四五六七八九十]|\d{1,2})年(?:间|来|里|内|时间|期间|以来|后|下来|当中|之中)")
_BARE = re.compile(
    r"(?:^|[，。；：])([两二三四五六七八九十]|\d)年(?=[^年级期龄以前度制生底末初月日，。；]|，)"
    r"|([两二三四五六七八九十])年(?=[由从把将])"
)
_SPANS = ("years", "months")


def ends(reading: Reading, step: Claim, kind: Kind) -> list[Claim]:
    """The two levels that it is an average between, the earlier first by place; no two where that is open."""
    near = [
        other
        for other in reading.of_sentence(step.sentence)
        if other.kind is kind
        and not roles.is_change(other, reading)
        and other.value > 0
        and other.start < step.start
        and other.measure not in _SPANS
    ]
    near = near or _pair_behind(reading, step, kind)
    dated = [other for other in near if roles.own_year(other)]
    if len(dated) >= 2 and _moved(reading, near[-2:]) and not any(one in dated for one in near[-2:]):
        return []  # 城市由580元提高到780元 behind the pair that tells the years
    near = dated if len(dated) >= 2 else near
    found = _first_and_last([other for other in near if other is near[-1] or alike(other, near[-1])])
    return found if len(found) == 2 else []


def _pair_behind(reading: Reading, step: Claim, kind: Kind) -> list[Claim]:
    """年均增长1.8%，由203.7万吨提高到214.8万吨: the pair that the rate is of stands right behind it."""
    behind = [other for other in reading.of_sentence(step.sentence) if other.start > step.start][:2]
    return behind if _moved(reading, behind) and behind[0].kind is kind else []


def _moved(reading: Reading, two: Sequence[Claim]) -> bool:
    """由203.7万吨提高到214.8万吨."""
    return len(two) == 2 and roles.is_from(two[0], reading) and roles.is_target(two[1])


def _first_and_last(near: list[Claim]) -> list[Claim]:
    """2021年a，2022年b，2023年c，两年平均增长: the ends of a row of years."""
    years = [roles.own_year(claim) for claim in near]
    steady = all(one and other and one < other for one, other in pairwise(years))
    return [near[0], near[-1]] if len(near) > 2 and steady else near


def dated_years(reading: Reading, step: Claim, near: list[Claim]) -> int:
    """How many years lie between: by the years of the two figures, or by years or a plan in the sentence; 0 where they
    do not say. Puts the earlier first."""
    one, other = (roles.own_year(part) for part in near)
    if not (one and other):
        one, other = (roles.own_year(part) or roles.year(part) for part in near)
        if one and other and one > other:
            one = other = None
    if one and other and one != other:
        if one > other:
            near.reverse()
        return abs(other - one)
    text = reading.text[reading.sentences[step.sentence][0] : step.start]
    found = _FROM_TO.search(text)
    since = _SINCE.search(text)
    if found is None and since and other:
        return other - int(since[1])
    return int(found[2]) - int(found[1]) if found else 0


def told_years(reading: Reading, step: Claim) -> int:
    """五年里, 三年来, (2年后), 五年, “十三五”期间: a stretch told by how long it is; 0 where none or several are."""
    start, end = reading.sentences[step.sentence]
    said = reading.text[start:end]
    found = {numbers.read(told).value for told in _STRETCH.findall(said)}
    found = found or {numbers.read(one or other).value for one, other in _BARE.findall(said)}
    if not found:
        found = {Decimal(last - first + 1) for first, last in _plans(said)}
    return int(found.pop()) if len(found) == 1 else 0


def _plans(said: str) -> set[tuple[int, int]]:
    return {plan_periods()[name] for name in _plan().findall(said)}


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(rf"({either(plan_periods())})[”\"]?(?:规划|时期|期)?(?:期间|时期|期内|以来|间|内)")


def years(reading: Reading, step: Claim, near: Sequence[Claim]) -> int:
    """The years between two ends, however they are told; 0 where they are not."""
    return dated_years(reading, step, list(near)) or told_years(reading, step)
