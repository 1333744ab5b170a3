"""月租金2.5万元，年租金30万元 -> whether the sum for the longer stretch is that of its months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread import words
from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.amounts import conversions
from taizhang.proofread.rules.shares.names import likeness

RULE = "月标准与年标准"
TOTAL = "单项与总量"
_NUMERALS = "零一二三四五六七八九十"
_LENGTH = re.compile(
    r"(?P<years>[一两二三四五六七八九十])年|(?P<half>半年)|(?P<year>全年|(?<![0-9０-９今明去上本当半])年)|(?P<quarter>季度|季(?!节))|(?P<month>(?<![0-9一二三四五六七八九十])月)"
)
_TIMES = re.compile(
    r"(?:自|从)?(?:今|明|去|上|本|当|次|每)?年?\d{1,2}月(?:\d{1,2}日)?(?:份)?起?|(?:19|20)\d\d年|[上下]半年|[一二三四]季度|(?:今|明|去|上|本|当|次)年"
)
_EMPTY = Grammar("{stretch_fillers}")
_LEAST, _MOST = Decimal("0.5"), Decimal("2")
_DAY = Grammar("{a_day}(?!最[多高少低]|至少|不少于)([一-鿿]{0,6})$")
_YEAR = Grammar("(?:全年|一年|年){year_in_all}?([一-鿿]{0,6})$")
_DAYS, _MONTHS_OF_A_YEAR = 366, 12
_YEARLY = Grammar("{a_year}{roughly_in_all}?{year_needs}[^，□]{0,8}$")
_NEEDED = Grammar("{needs}[^，□]{0,8}$")
_BENEFIT = Grammar("{benefits}(?:标准)?[为是]?每[月年季]")
_MONTHLY = re.compile(r"人均月|月人均")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum for a stretch of time: so many months, of what, whether for each one, whether a mean."""

    claim: Claim
    months: int
    name: str
    for_each: bool
    mean: bool
    words: str


def checks(reading: Reading) -> Iterator[Check]:
    """Two neighbouring sums of one thing for two stretches of time, and what a year needs for so many people."""
    told = {check.focus for check in conversions.checks(reading)}  # 即, 折合: said for certain there
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.AMOUNT]
        yield from _daily(reading, [claim for claim in claims if not claim.weak])
        money = [claim for claim in claims if claim.measure == "money" and not claim.weak]
        yield from _neighbours(reading, list(named_runs.rows(reading, money)), told)
        yield from _by_days(reading, [claim for claim in claims if claim.measure != "months"])
        for whole in money:
            yield from _needed(reading, claims, whole)


def _neighbours(
    reading: Reading, rows: Sequence[Sequence[Claim]], told: set[tuple[int, int]]
) -> Iterator[Check]:
    for index, (one, other) in enumerate(pairwise(rows)):
        if len(one) != len(other) or (other[0].start, other[0].end) in told:
            continue
        if re.search(r"；[^□]*□", reading.between(one[-1], other[0])):
            continue  # 城市…每月840元；农村有7600人，每年7200元: other people are counted between
        if "分别" in reading.before(one[0]) and re.match("[、和]", reading.between(one[-1], other[0])):
            continue  # 城乡标准分别为每人每月680元、每人每年6180元: each has its own name
        first, second = _sum(reading, one[0]), _sum(reading, other[0])
        if first is None and index and roles.is_target(one[0]) and roles.is_from(rows[index - 1][0], reading):
            first = _sum(reading, rows[index - 1][0])  # 由每年7200元提高到7800元，相当于每月650元
        if first is None or second is None or first.months == second.months:
            continue
        if any(claim.qualifier or roles.is_change(claim, reading) for claim in (*one, *other)):
            continue
        for former, claim in zip(one, other, strict=True):
            pair = replace(first, claim=former), replace(second, claim=claim)
            if not roles.is_from(claim, reading) and _same(*pair):
                yield _converted(reading, *pair)


def _sum(reading: Reading, claim: Claim) -> Sum | None:
    """What the words right before a figure say of its stretch of time."""
    money = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.measure == "money" and other.end <= claim.start
    ]
    start = money[-1].outer_end if money else reading.sentences[claim.sentence][0]
    own = re.split(r"[，；。、:：(]", reading.text[start : claim.outer_start])[-1].replace(" ", "")
    said = _TIMES.sub("", own)
    found = list(_LENGTH.finditer(said))
    if not found:
        return None
    name = _EMPTY.sub("", _LENGTH.sub("", said))
    for_each = bool(re.search(r"每?人均|每[人户名位]|户均", said) or re.search(r"[人户]", claim.per))
    for_each = for_each or (bool(_BENEFIT.search(said)) and not re.search("[万亿]", claim.text))
    return Sum(
        claim, _months(found[-1]), name, for_each, bool(re.search(r"[月年季](?:人|户)?均", said)), said
    )


def _months(found: re.Match[str]) -> int:
    if found["years"]:
        return 12 * _NUMERALS.index(found["years"].replace("两", "二"))
    return {"half": 6, "year": 12, "quarter": 3, "month": 1}[str(found.lastgroup)]


def _same(one: Sum, other: Sum) -> bool:
    """Whether both are sums of one thing: the second says the name again, or says none."""
    if (other.name and likeness(other.name, one.name) < 1) or (other.for_each and not one.for_each):
        return False
    folded = re.search(r"折|即|相当于", other.words)
    if one.mean != other.mean and not folded and not (one.for_each and other.for_each):
        return False
    if one.claim.value <= 0:
        return False
    near = _LEAST <= other.claim.span.middle * one.months / (one.claim.span.middle * other.months) <= _MOST
    spelt = other.words.startswith("每") and not other.name and one.for_each == other.for_each
    alike = one.for_each == other.for_each and (other.name in one.name if other.name else not one.name)
    return near and bool(alike or spelt or not re.search("[万亿]", other.claim.text))


def _converted(reading: Reading, one: Sum, other: Sum) -> Check:
    both = [one.claim, other.claim]
    expected = one.claim.span.scaled(other.months)
    if other.claim.span.scaled(one.months).meets(expected):
        reason = f"{one.claim.text}与{other.claim.text}按月数换算相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, both, reason)
    value = verdicts.said(expected.middle / one.months, other.claim)
    reason = f"{one.claim.text}按{one.months}个月、{other.months}个月换算应为{value}，文中为{other.claim.text}；如有减免、补发，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, both, reason, expected=value)


def _by_days(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """每人每天40元，按每月30天计，每人每月1200元."""
    for day, days, month in zip(claims, claims[1:], claims[2:], strict=False):
        money = day.measure == month.measure == "money" and days.measure == "days"
        if not money or "天" not in day.per + day.lead[-4:]:
            continue
        length = re.search(r"每?个?(月|年)(?:按|以)?$", reading.text[day.end : days.outer_start])
        if length is None or length[1] not in month.per + month.lead[-8:]:
            continue
        one = day.value * days.value  # 月伙食费750元 beside 每人每天25元 is for one as well, by its size
        if not _each_alike(day, month) and not one * _LEAST <= month.value <= one * _MOST:
            continue
        value = day.span.scaled(days.value)
        said = f"{day.text}×{days.text}"
        yield _product(reading, [day, days], month, value, said)


def _each_alike(day: Claim, month: Claim) -> bool:
    return bool(re.search("[人名位]", day.per)) == bool(
        re.search("每[人名位]|人均", month.per + month.lead) or "人" in month.per
    )


def _daily(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """每天供餐300份，全年供餐13万份: more than every day of the year gives."""
    for each, whole in pairwise(claims):
        day, year = _DAY.search(each.lead), _YEAR.search(whole.lead)
        if day is None or year is None or each.measure != whole.measure or not each.span.bounded:
            continue
        same = bool(day[1]) and trimmed(day[1]) == trimmed(year[1])
        if same and whole.span.low > each.span.high * _DAYS:
            most = verdicts.said(each.span.middle * _DAYS, whole)
            reason = f"每天{each.text}，一年最多{most}，文中为{whole.text}；如每天的数是最少数，请注明。"
            yield verdicts.check(reading, TOTAL, Status.DOUBTFUL, [each, whole], reason, expected=most)


def _needed(reading: Reading, claims: Sequence[Claim], whole: Claim) -> Iterator[Check]:
    """2500人，每人每月100元，全年共需300万元: what is to be paid is for twelve months, or for the months said."""
    near = [claim for claim in claims if claim.start < whole.start]
    stretches = [claim for claim in near if claim.measure == "months"]
    yearly = _YEARLY.search(reading.text[: whole.outer_start][-20:])
    if whole.per.startswith(("人", "户", "月")) or not (yearly or (stretches and _NEEDED.search(whole.lead))):
        return
    monthly = [claim for claim in near if claim.measure == "money"]
    if len(monthly) != 1 or len(stretches) > 1 or "月" not in monthly[0].per + monthly[0].lead[-12:]:
        return
    each = monthly[0]
    counts = [claim for claim in near if _counted_by(claim, each)]
    if len(counts) != 1 or each.qualifier or counts[0].qualifier or not counts[0].span.bounded:
        return
    if any(roles.is_change(claim, reading) for claim in (each, counts[0])):
        return
    months = int(stretches[0].value) if stretches else _MONTHS_OF_A_YEAR
    value = counts[0].span.scaled(each.value * words.units()[each.unit].factor * months)
    yield _product(
        reading, [counts[0], each, *stretches], whole, value, f"{each.text}×{counts[0].text}×{months}个月"
    )


def _counted_by(claim: Claim, each: Claim) -> bool:
    unit = each.per.split("·")[0]
    if _MONTHLY.search(each.lead):
        unit = "人"
    if claim.weak and claim.measure != "people":
        return False
    return (
        bool(unit)
        and unit not in "月年季"
        and (claim.measure == words.paid_each().get(unit, "") or claim.unit == unit)
    )


def _product(reading: Reading, given: Sequence[Claim], whole: Claim, value: Interval, said: str) -> Check:
    involved = [*given, whole]
    if verdicts.agrees(whole, value):
        return verdicts.check(
            reading, TOTAL, Status.RIGHT, involved, f"{said}与{whole.text}相符。", focus=whole
        )
    expected = verdicts.said(value.middle, whole)
    reason = f"{said}＝{expected}，文中为{whole.text}；如人数、标准或月数有变动，请注明。"
    return verdicts.check(reading, TOTAL, Status.DOUBTFUL, involved, reason, focus=whole, expected=expected)
