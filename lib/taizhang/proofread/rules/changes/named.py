"""2023年比2022年增长25.0%, 采购价较市场价高120元 -> the change between the two figures that its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.words import pattern

_LEAST = 3


def checks(reading: Reading) -> Iterator[Check]:
    """Every change that names both its ends, when exactly one figure goes by each name."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        if len(claims) < _LEAST or re.search(pattern("same_scope"), reading.sentence_text(number)):
            continue
        called = named_runs.called(reading, claims)
        yield from _two_years(reading, claims, called)
        for change in claims:
            yield from _change(reading, claims, called, change)


def _two_years(reading: Reading, claims: Sequence[Claim], called: Mapping[int, str]) -> Iterator[Check]:
    """2022年、2023年城镇化率分别为51.2%和52.6%，提高1.4个百分点: a row of two years, and what lies between."""
    for one, other, change in zip(claims, claims[1:], claims[2:], strict=False):
        times = [_time(called.get(claim.start, "")) for claim in (one, other)]
        if None in times or times[0] == times[1] or one.kind not in LEVELS or change.qualifier:
            continue
        own = re.sub(r"^(?:比|较)?(?:上年|去年)?(?:同比|年均)?", "", change.lead)
        plain = re.fullmatch(rf"{pattern('up', 'down')}了?", own) or re.fullmatch(
            r"(?:增|降|涨)[幅速](?:为|达)?", own
        )
        joined = "；" not in reading.between(other, change) and "年均" not in change.lead
        fits = change.kind is not Kind.AMOUNT or change.measure == one.measure
        if plain and joined and fits and roles.same_measure(one, other):
            former, now = (one, other) if (times[0] or 0) < (times[1] or 0) else (other, one)
            yield from judge(reading, Pair(former, now, False), change)


def _time(name: str) -> int | None:
    found = re.match(r"((?:19|20)\d\d)年|(上年|去年)|(今年|本年)", name)
    return None if found is None else int(found[1]) if found[1] else 0 if found[2] else 9999


@cache
def _words() -> re.Pattern[str]:
    up, down = pattern("up", "faster"), pattern("down", "slower")
    return re.compile(
        rf"^(?P<now>[0-9一-鿿]{{2,12}}?)(?:(?:比|较)(?P<then>[0-9一-鿿]{{2,10}}?)(?:的?(?:增速|水平|平均水平))?(?:(?P<up>{up})|(?P<down>{down}))"
        r"|(?:(?P<over>高于|多于|快于|高出|领先于?)|(?P<under>低于|少于|慢于|落后于?))(?P<other>[0-9一-鿿]{2,10}?))(?:了|出)?(?:约|近)?$"
    )


def _change(
    reading: Reading, claims: Sequence[Claim], called: Mapping[int, str], change: Claim
) -> Iterator[Check]:
    if change.kind not in (Kind.RATE, Kind.POINTS, Kind.AMOUNT, Kind.MULTIPLE) or change.qualifier:
        return
    said = _words().fullmatch(reading.text[change.outer_start - len(change.lead) : change.outer_start])
    if said is None:
        return
    then = said["then"] or said["other"]
    if re.fullmatch(pattern("former"), then) and not any(then in name for name in called.values()):
        return
    levels = [claim for claim in claims if claim is not change and _level(reading, claim, change)]
    now = _called(levels, called, said["now"], whole=False)
    former = _called(levels, called, then, whole=True)
    if now is None or former is None or now is former or not alike(now, former):
        return
    if change.kind is Kind.AMOUNT and min(now.start, former.start) < change.start:
        return  # 男62名，女79名，女比男多17名: a difference, and the rule for differences holds it against both
    way = 1 if said["up"] or said["over"] else -1
    yield from judge(reading, Pair(former, now, False), change, way)


def _level(reading: Reading, claim: Claim, change: Claim) -> bool:
    if change.kind is Kind.POINTS:
        return claim.kind is Kind.RATE and roles.direction(claim, reading) >= 0 and claim.value >= 0
    plain = claim.kind in LEVELS and not roles.is_change(claim, reading)
    return plain and (change.kind is not Kind.AMOUNT or claim.measure == change.measure)


def _called(levels: Sequence[Claim], called: Mapping[int, str], name: str, whole: bool) -> Claim | None:
    """The one figure whose own words, or whose name in a list, have the name (or begin with it)."""
    short = re.sub(r"[档级类组]$", "", name)
    shorter: tuple[str, ...] = (short,) if whole else (name[:4], name[:3], name[:2], name[-4:], name[-3:])
    for part in (name, *shorter):
        found = [claim for claim in levels if part in called.get(claim.start, claim.lead)]
        begins = [claim for claim in found if called.get(claim.start, claim.lead).startswith(part)]
        if found:
            found = begins if whole and len(begins) == 1 else found  # 自理 and 半自理
            return found[0] if len(found) == 1 else None
    return None
