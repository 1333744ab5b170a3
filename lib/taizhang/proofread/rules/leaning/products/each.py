"""4个区配车32辆，平均每区8辆; 每人1000元，共补助360人，花了36万元 -> for one, count and total, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around, is_plain, told_earlier
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint
from taizhang.proofread.words import paid_each, pattern, units

MEAN, PRODUCT = "平均数", "单项与总量"
UNLESS = "如人数、标准或时间有变动，请写明"
_TWICE, _HUNDREDTH, _MOST_TENS = Decimal(2), Decimal("0.01"), 4
_TWELVE = 12
_MOST_FOR_ONE = 20000
_LEAST_OF_YEAR, _MOST_OF_YEAR = Decimal("0.9"), Decimal("1.04")
_TIME = "[天日月年季周]"
_EACH_TIME = {"people": "person_times", "household": "household_times", "pieces": "piece_times"}


@dataclass(frozen=True, slots=True)
class One:
    """How much there is for one, and of what: the noun (网格) and the classifier or unit (个) it is counted by."""

    claim: Claim
    noun: str
    by: str
    mean: bool
    time: str


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every figure for one, with the only count and the only total near; silent where any two of them fit."""
    held = {place for check in found for place in check.figures}
    for claim in reading.claims:
        one = _one(reading, claim)
        triple = _triple(reading, one, held) if one else None
        if one and triple:
            yield from _judged(reading, one, *triple)


def _one(reading: Reading, claim: Claim) -> One | None:
    """What the words before a figure say it is for one of; None where they say no such thing."""
    if claim.kind is not Kind.AMOUNT or claim.qualifier or claim.weak or claim.value <= 0 or claim.depth:
        return None
    if roles.is_change(claim, reading) or roles.is_from(claim, reading) or told_earlier(claim):
        return None
    start = claim.outer_start - len(reading.before(claim))
    words = reading.text[start : claim.outer_start].replace(" ", "")
    told = _for_one().search(words)
    if told is None:
        return _for_a_time(claim, words)
    if re.search(pattern("former", "highest", "lowest", *(["not_divided"] if "均" in words else [])), words):
        return None
    noun, by = re.split("[每一全]", told["noun"] or "")[0], told["by"] or ""
    time = re.search(rf"(?:每|一|全){_TIME}|{_TIME}(?:均|标准|经费)", words + claim.per)
    if not noun and not by:
        return None
    return One(claim, noun, by, "均" in words, time[0] if time else "")


def _for_a_time(claim: Claim, words: str) -> One | None:
    """日标准30元, 每月补助50元: what one gets in a day, or each month for each one."""
    told = _time_only().search(words) if claim.measure == "money" and claim.value < _MOST_FOR_ONE else None
    if told is None or re.search(pattern("former"), words):
        return None
    daily = told["time"] in "天日"
    return One(claim, "", "" if daily else "人", False, told["time"]) if daily or _benefit(words) else None


def _benefit(words: str) -> bool:
    return bool(re.search(pattern("benefits"), words))


@cache
def _time_only() -> re.Pattern[str]:
    fill = rf"(?:标准|{pattern('each_fillers', 'benefits')}|的)*"
    return re.compile(rf"(?:[每一单]个?|^|[一-鿿])(?P<time>[天日月])(?:均)?{fill}$")


@cache
def _for_one() -> re.Pattern[str]:
    fill = rf"(?:{pattern('each_fillers')}|的)*"
    return re.compile(
        rf"^.*(?:{pattern('each_words')})(?P<by>{pattern('each_classifiers')})?(?P<noun>(?!{_TIME})[一-鿿]{{0,6}}?)(?:每{_TIME}|一{_TIME})?{fill}$"
    )


def _triple(reading: Reading, one: One, held: set[tuple[int, int]]) -> tuple[Claim, Claim] | None:
    """The count and the total; None where there are several of either, or all was held against something."""
    near = [other for other in around(reading, one.claim, 1, 1) if other.kind is Kind.AMOUNT]
    here = [other for other in near if other.sentence == one.claim.sentence]
    counts = _called(reading, here, one) or _called(
        reading, [other for other in near if other.sentence < one.claim.sentence], one
    )
    totals = [other for other in here if _is_total(reading, other, one)] or [
        other for other in near if other.sentence == one.claim.sentence - 1 and _is_total(reading, other, one)
    ]
    totals = [other for other in totals if other not in counts]
    loose = [claim for claim in (one.claim, *totals) if (claim.start, claim.end) not in held]
    if len(counts) != 1 or len(totals) != 1 or not loose or _rivals(reading, one):
        return None
    first, last = sorted((one.claim, totals[0]), key=lambda claim: claim.start)
    cut = "；" in reading.between(first, last) or (len(loose) == 1 and not one.mean and loose[0] is one.claim)
    return None if cut else (counts[0], totals[0])


def _called(reading: Reading, near: Sequence[Claim], one: One) -> list[Claim]:
    """Those that go by the very name, if there are any; else all that may be counted so."""
    counts = [other for other in near if _counts(reading, other, one)]
    return [other for other in counts if _is_named(other, one)] or counts


def _is_named(other: Claim, one: One) -> bool:
    """32个网格, not 96名网格员."""
    return bool(one.noun) and re.match(rf"{one.noun}(?![员长])", other.tail) is not None


def _rivals(reading: Reading, one: One) -> bool:
    """Whether the sentence has another figure for one of the same sort: which belongs to which is not said."""
    return any(
        other is not one.claim
        and other.measure == one.claim.measure
        and (
            other.per.strip("天日月年季周个")
            or roles.is_average(other)
            or re.search(rf"每(?!个?{_TIME})", other.lead)
        )
        for other in reading.of_sentence(one.claim.sentence)
    )


def _counts(reading: Reading, other: Claim, one: One) -> bool:
    """Whether a figure counts what the other is for one of: 4个区, 网格32个, 320人."""
    if other is one.claim or other.weak or other.value <= 1 or not is_plain(other, reading):
        return False
    if told_earlier(other) or other.measure == "money":
        return False
    name = one.noun[-2:]
    named = bool(name) and (
        other.tail.startswith(one.noun) or other.lead.endswith((name, name + "共", name + "有"))
    )
    alike = name and (name in other.tail[:8] or name in other.lead[-8:])
    if "日" in one.time or "天" in one.time:
        return other.measure == "days" or (bool(one.noun or one.by) and named)
    if one.noun:
        return named or bool(alike) or (len(one.noun) == 1 and one.noun == other.unit)
    return other.unit == one.by or (one.by in paid_each() and roles.measure(other) == paid_each()[one.by])


def _is_total(reading: Reading, other: Claim, one: One) -> bool:
    """A larger amount of its measure that is for no one, of the time told of."""
    bare = replace(one.claim, per="")
    sort = roles.measure(other) == roles.measure(bare) or other.measure == _EACH_TIME.get(bare.measure)
    for_time = not other.per.strip("天日月年个") and not roles.is_average(other)
    plain = is_plain(other, reading) or (for_time and not roles.is_change(other, reading))
    if not sort or not plain or other is one.claim or other.value <= one.claim.value or other.weak:
        return False
    if told_earlier(other) or re.search(pattern("other_totals"), other.lead) or other.qualifier:
        return False
    return one.mean or one.claim.start > other.start or bool(re.search(pattern("each_totals"), other.lead))


def _judged(reading: Reading, one: One, count: Claim, whole: Claim) -> Iterator[Check]:
    value = _exact(one.claim).times(_number(count))
    monthly = "月" in one.time and "月" not in whole.lead + whole.per
    lengths = range(1, _TWELVE + 1) if monthly else (1,)
    fits = [value.scaled(often) for often in lengths]
    over = whole.span.over(_number(count))
    if any(verdicts.agrees(whole, way) for way in fits) or over is None:
        return
    if verdicts.quotient_agrees(one.claim, over) or _apart(one, count, whole):
        return
    if one.mean or (one.claim.start > whole.start and not one.claim.per):
        if _near(one.claim.span, over) or is_misprint(one.claim, over.middle):
            sums = f"{whole.text}÷{count.text}"
            yield verdicts.judged(reading, MEAN, [whole, count], one.claim, over, sums, UNLESS)
        return
    yearly = monthly and re.search("年", reading.text[whole.start - len(reading.before(whole)) : whole.start])
    if yearly and _LEAST_OF_YEAR < whole.span.middle / fits[-1].middle < _MOST_OF_YEAR:
        return  # people came and went
    meant = fits[-1] if yearly else value
    if _near(whole.span, meant) or (not yearly and is_misprint(one.claim, over.middle)):
        sums = f"{one.claim.text}×{count.text}{'×12' if yearly else ''}"
        yield verdicts.judged(reading, PRODUCT, [one.claim, count], whole, meant, sums, UNLESS)


def _apart(one: One, count: Claim, whole: Claim) -> bool:
    """每天20元 beside a year's total: for how many days is not said here."""
    daily = bool(re.search("[天日周]", one.time))
    return daily and count.measure != "days" and not re.search("[天日周]", whole.lead + whole.per)


def _exact(one: Claim) -> Interval:
    known = units().get(one.unit)
    return point(one.value * (known.factor if known else 1))


def _number(count: Claim) -> Interval:
    known = units().get(count.unit)
    return count.span.scaled(1 / known.factor) if known and known.factor != 1 else count.span


def _near(stated: Interval, value: Interval) -> bool:
    """Whether a figure may be the value misprinted: within half and twice of it, or by tens too much."""
    if value.middle <= 0 or stated.middle <= 0:
        return False
    ratio = stated.middle / value.middle
    if 1 / _TWICE <= ratio <= _TWICE:
        return True
    tens = [Decimal(10) ** power for power in range(-_MOST_TENS, _MOST_TENS + 1) if power]
    return any(abs(ratio / ten - 1) < _HUNDREDTH for ten in tens)
