"""So many, so much each -> whether the total is their product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "单项与总量"
_MONTHS, _TWICE = 12, 2
_EACH_TIME = {"people": "person_times", "household": "household_times", "pieces": "piece_times"}
_OF: dict[str, tuple[str, ...]] = {
    "人": ("people",),
    "名": ("people",),
    "位": ("people",),
    "户": ("household",),
    "床": ("beds",),
    "张": ("beds",),
}


def checks(reading: Reading) -> Iterator[Check]:
    """Every 每人x元 with a number of people and a total beside it."""
    for number in range(len(reading.sentences)):
        yield from _several(reading, number)
    for each in reading.claims:
        unit = each.per.split("·")[0]
        yield from _by_days(reading, each)
        if re.search(r"单价(?:为|是)?$", each.lead):
            unit = "单价"
        if (
            each.kind is not Kind.AMOUNT
            or not unit
            or unit in "月年季天日周"
            or roles.is_change(each, reading)
        ):
            continue
        if (
            re.search(r"平均|人均|户均|[百千万]", each.lead + each.per)
            or re.search(pattern("highest", "lowest"), each.lead)
            or roles.is_from(each, reading)
            or roles.is_target(each)
        ):
            continue
        yield from _check(reading, each, unit)


def _several(reading: Reading, number: int) -> Iterator[Check]:
    """本科生220人、每人5000元，专科生180人、每人3500元: the products add up to the one total before or after them."""
    claims = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.AMOUNT]
    pairs = [
        (count, each)
        for count, each in pairwise(claims)
        if each.per and each.measure == "money" and not count.per and _counts(count, each.per.split("·")[0])
    ]
    taken = {claim.start for pair in pairs for claim in pair}
    wholes = [
        claim
        for claim in claims
        if claim.measure == "money" and claim.start not in taken and roles.is_level(claim, reading)
    ]
    if len(pairs) < 2 or len(wholes) != 1 or "月" in "".join(each.per for _, each in pairs):
        return
    if any(roles.is_average(each) for _, each in pairs) or "其中" in reading.between(
        pairs[0][0], pairs[-1][1]
    ):
        return  # 新建12个，平均每个40万元；其中示范站3个，每个20万元: not side by side
    value = total(_one(each).times(_number(count)) for count, each in pairs)
    involved = [*(claim for pair in pairs for claim in pair), wholes[0]]
    said = "＋".join(f"{count.text}×{each.text}" for count, each in pairs)
    if verdicts.agrees(wholes[0], value):
        yield verdicts.check(
            reading, RULE, Status.RIGHT, involved, f"{said}与{wholes[0].text}相符。", focus=wholes[0]
        )
        return
    expected = verdicts.said(value.middle, wholes[0])
    reason = f"{said}＝{expected}，文中为{wholes[0].text}；如另有其他支出，请注明。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=wholes[0], expected=expected)


def _check(reading: Reading, each: Claim, unit: str) -> Iterator[Check]:
    near = [
        claim
        for claim in reading.of_sentence(each.sentence)
        if claim is not each and (roles.is_level(claim, reading) or _daily(claim, each))
    ]
    near += _total_next(reading, each)
    if "标准" in each.lead and len(near) > 2:
        return  # several standards and totals side by side: which belongs to which is not said
    near = [claim for claim in near if not re.search(r"[；;]", _between(reading, claim, each))]
    counts = [claim for claim in near if _counts(claim, unit)]
    wholes = [
        claim
        for claim in near
        if _may_be_total(claim, each) and claim not in counts and claim.value > each.value
    ]
    ways = [(count, whole) for count in counts for whole in wholes if count is not whole]
    lengths = [*_lengths(each), *_days(reading, each)]
    for count, whole in ways:
        for months in lengths:
            if verdicts.agrees(whole, _one(each).times(_number(count)).scaled(months)):
                said = f"×{months}{'个月' if '月' in each.per + each.lead else '天'}" if months > 1 else ""
                reason = f"{each.text}×{count.text}{said}与{whole.text}相符。"
                yield verdicts.check(reading, RULE, Status.RIGHT, [count, each, whole], reason, focus=whole)
                return
    if len(wholes) > 1:
        wholes = [
            claim for claim in wholes if claim.start > each.start and re.search(r"共|总|合计", claim.lead)
        ][:1]
    if (
        len(counts) == 1
        and len(wholes) == 1
        and (_stated(wholes[0]) or _for_days(reading, each, counts[0], wholes[0]))
        and not _another_standard(reading, each)
        and (len(lengths) in (1, _MONTHS) or len(_named_days(reading, each)) == 1)
        and not _some_months(reading, each, counts[0], wholes[0])
    ):
        yield _remark(reading, each, counts[0], wholes[0])


def _total_next(reading: Reading, each: Claim) -> list[Claim]:
    """每户补助800元，共1320户。合计支出…: the total may begin the next sentence."""
    following = reading.of_sentence(each.sentence + 1)[:1]
    return [
        claim
        for claim in following
        if claim.paragraph == each.paragraph
        and roles.same_measure(claim, replace(each, per=""))
        and re.match(r"\s*(?:合计|共计|总计|共|总共|累计)", reading.sentence_text(claim.sentence))
    ]


def _by_days(reading: Reading, each: Claim) -> Iterator[Check]:
    """每天补贴480元，全年250个工作日共补贴18万元."""
    claims = [claim for claim in reading.of_sentence(each.sentence) if claim.start > each.start]
    if each.per not in ("天", "日") or len(claims) < 2 or claims[0].measure != "days":
        return
    days, whole = claims[0], claims[1]
    told = re.search(r"共|合计|总", whole.lead) and whole.measure == each.measure and not whole.per
    if told and not roles.is_average(each):
        value = _one(each).scaled(days.value)
        if verdicts.agrees(whole, value):
            reason = f"{each.text}×{days.text}与{whole.text}相符。"
            yield verdicts.check(reading, RULE, Status.RIGHT, [each, days, whole], reason, focus=whole)
        else:
            expected = verdicts.said(value.middle, whole)
            reason = f"{each.text}×{days.text}＝{expected}，文中为{whole.text}；如天数、标准有变动，请注明。"
            yield verdicts.check(
                reading, RULE, Status.DOUBTFUL, [each, days, whole], reason, focus=whole, expected=expected
            )


def _daily(claim: Claim, each: Claim) -> bool:
    """每人每天25元, 80人, 每天2000元: the total is for the same stretch."""
    return bool(claim.per) and claim.per == each.per.split("·")[-1] and claim.kind is Kind.AMOUNT


def _may_be_total(claim: Claim, each: Claim) -> bool:
    alike = claim.measure == each.measure and (not claim.per or _daily(claim, each))
    return alike or claim.measure == _EACH_TIME.get(each.measure)


def _some_months(reading: Reading, each: Claim, count: Claim, whole: Claim) -> bool:
    """A monthly standard paid for some months, or to people who came and went, cannot be told from an error."""
    if len(_lengths(each)) == 1:
        return False
    product = _one(each).middle * _number(count).middle
    if not product:
        return True
    months = whole.span.middle / product
    least = Decimal("10.8") if "全年" in reading.sentence_text(each.sentence) else Decimal("0.95")
    return least <= months <= Decimal("12.4")


def _one(each: Claim) -> Interval:
    """A standard is meant exactly: 每个5万元 is not 每个4.6万元."""
    return (
        point(each.value * words.units()[each.unit].factor) if each.unit and not each.qualifier else each.span
    )


def _number(count: Claim) -> Interval:
    """How many of the unit that the price is for: 185万亩 at so much 每亩, not square metres."""
    known = words.units().get(count.unit)
    return count.span.scaled(1 / known.factor) if known and known.factor != 1 else count.span


def _between(reading: Reading, one: Claim, other: Claim) -> str:
    first, second = sorted((one, other), key=lambda claim: claim.start)
    return reading.between(first, second)


def _stated(whole: Claim) -> bool:
    return bool(re.search(pattern("spent"), whole.lead))


def _for_days(reading: Reading, each: Claim, count: Claim, whole: Claim) -> bool:
    """按36人、30天计，每人每天30元: so many people, so many days, so much for each leave but one total."""
    days = _named_days(reading, each)
    if len(days) != 1 or "·" not in each.per:
        return False
    paid = _one(each).times(_number(count)).scaled(days[0]).middle
    return paid / _TWICE <= whole.span.middle <= paid * _TWICE


def _counts(claim: Claim, unit: str) -> bool:
    if unit == "单价":
        return claim.measure != "money"
    if unit in _OF:
        return claim.measure in _OF[unit]
    named = unit.removeprefix("个")
    return (
        claim.unit == unit
        or bool(named and claim.tail.startswith(named))
        or (len(named) > 1 and named in claim.subject[-4:])
    )


def _lengths(each: Claim) -> Sequence[int]:
    """A monthly standard may have been paid for any number of months of a year."""
    return range(1, _MONTHS + 1) if "月" in each.per or "月" in each.lead else (1,)


def _another_standard(reading: Reading, each: Claim) -> bool:
    """80岁以上每月100元，90岁以上每月200元: the total is of both."""
    return any(
        each.per
        and other is not each
        and other.per == each.per
        and other.measure == each.measure
        and not (roles.is_from(other, reading) or roles.is_target(other) or roles.is_change(other, reading))
        for other in reading.of_sentence(each.sentence)
    )


def _named_days(reading: Reading, each: Claim) -> list[int]:
    if not re.search(r"[天日]", each.per):
        return []
    return [int(claim.value) for claim in reading.of_sentence(each.sentence) if claim.measure == "days"]


def _days(reading: Reading, each: Claim) -> Sequence[int]:
    """每人每天20元: paid for the days that the sentence names, or for a month or a year of them."""
    if not re.search(r"[天日]", each.per):
        return ()
    said = _named_days(reading, each)
    spans = (28, 29, 30, 31, 365, 366) if re.search(r"月|年", reading.sentence_text(each.sentence)) else ()
    return [*said, *spans]


def _often(reading: Reading, each: Claim, whole: Claim) -> int:
    """每人每天…30天: the days named; 每人每月1500元，全年共发放…: twelve months; else once."""
    days = next(iter(_named_days(reading, each)), 1)
    yearly = len(_lengths(each)) == _MONTHS and "年" in whole.lead + each.lead
    return _MONTHS if days == 1 and yearly else days


def _remark(reading: Reading, each: Claim, count: Claim, whole: Claim) -> Check:
    days = _often(reading, each, whole)
    expected = verdicts.said(_one(each).times(_number(count)).scaled(days).middle, whole)
    monthly = len(_lengths(each)) > 1
    often = f"×{days}{'个月' if monthly else '天'}" if days > 1 else ""
    product = f"{each.text}×{count.text}{often}＝{expected}{'（一个月）' if monthly and not often else ''}"
    reason = f"{product}，文中为{whole.text}；如人数、标准或月数有变动，请注明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, [count, each, whole], reason, focus=whole, expected=expected
    )
