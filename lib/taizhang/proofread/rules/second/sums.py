"""Parts that do not make their total -> whether the text tells of the difference."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

_RULES = ("分项与合计", "剩余", "疑似笔误")
SHARES = ("占比", "比率", "完成率")
_TWO, _YEAR, _MOST_MONTHS = 2, 12, 13
Place = tuple[int, int]
_NUMBER = re.compile(r"[\d.]+")
_MONTHS = Grammar(r"[从自]\d{1,2}月|{paid_from}|\d{1,2}个月|[前后][一二三四五六\d]{1,2}个?月")
_BESIDES = Grammar("{paid_besides}")


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """215处，其中168处、62处（15处共用）; 3000人：…；实际合计3120人，比计划多120人: the difference is told."""
    if (
        _of_another_month(reading, check, claims, focus)
        or _months_told(reading, check, claims)
        or _added_to(reading, check, claims, focus)
        or _with_one_more(reading, check, claims, focus)
        or _and_others(check, claims, focus)
    ):
        return True
    amounts = [claim for claim in claims if claim.kind is Kind.AMOUNT]
    if check.rule not in _RULES or len(amounts) < _TWO or len(amounts) != len(claims):
        return False
    return any(_told(reading, whole, amounts) for whole in dict.fromkeys((focus, amounts[0])))


def _and_others(check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """包括医师1793人、护士2214人等: some of them, as long as they are not more than all."""
    parts = [claim for claim in claims if claim is not focus]
    largest = max(claims, key=lambda claim: claim.value)
    some = total(claim.span for claim in claims if claim is not largest).low <= largest.span.high
    last = max(claims, key=lambda claim: claim.start)
    return check.rule == "分项与合计" and bool(parts) and some and re.match("等(?!级)", last.tail) is not None


def held(found: Sequence[Check], places: Mapping[Place, Claim]) -> list[set[Place]]:
    """The figures of every total that its parts make."""
    kept: list[set[Place]] = []
    for check in found:
        whole = places.get(check.focus)
        parts = [places[place] for place in check.figures if place in places and place != check.focus]
        holds = check.status is Status.RIGHT and check.rule == _RULES[0] and len(parts) > 1
        if holds and whole is not None and total(part.span for part in parts).meets(whole.span):
            kept.append(set(check.figures))
    return kept


def is_share_of_its_own(
    reading: Reading, check: Check, claims: Sequence[Claim], given: Sequence[set[tuple[int, int]]]
) -> bool:
    """107个县全部建成；乡镇建成1380个，覆盖率92%，乡镇总数1500个: behind the semicolon one is a share of the other, so
    what stands before it is no part of either; ``given`` are the figures of each share that holds."""
    if check.rule not in _RULES or len(claims) <= _TWO:
        return False
    *parts, last = sorted(claims, key=lambda claim: claim.start)
    near = [part for part in parts if "；" not in reading.between(part, last)]
    apart = len(near) == 1 and near[0] is parts[-1]
    return apart and any({(one.start, one.end) for one in (near[0], last)} <= figures for figures in given)


def is_in_a_sum(check: Check, claims: Sequence[Claim], sums: Sequence[set[Place]]) -> bool:
    """财政2400万元，公益金860万元，捐赠140万元，总额3400万元: all figures are of a sum that holds, so none is the total of
    others of them; ``sums`` are the figures of each that holds."""
    if check.rule not in _RULES or len(claims) <= _TWO:
        return False
    return any(set(check.figures) <= figures for figures in sums)


def _with_one_more(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """2月96件，3月181件，一季度合计415件，1月138件: the missing part stands behind, or before them."""
    if (
        check.rule != "分项与合计"
        or len(claims) <= _TWO
        or any(one.kind is not Kind.AMOUNT for one in claims)
    ):
        return False
    added = total(claim.span for claim in claims if claim is not focus)
    others = [
        one
        for one in reading.of_sentence(focus.sentence)
        if one not in claims and one.kind is Kind.AMOUNT and one.unit == focus.unit and not one.depth
        and not roles.is_change(one, reading) and one.span.high < focus.span.low and not one.weak
    ]  # fmt: skip
    several = len(others) > 1 and added.plus(total(one.span for one in others)).meets(focus.span)
    return several or any(added.plus(one.span).meets(focus.span) and _may_be_part(one) for one in others)


def _may_be_part(claim: Claim) -> bool:
    """Of a month, or named as a part is: no base and no goal."""
    return re.search(pattern("former", "goal_side", "remaining"), claim.lead) is None


def _of_another_month(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """每年7200元，折合每月600元，相当于城市标准（每月800元）的75%: the month that the year gives is told."""
    if check.rule != "月标准与年标准":
        return False
    year = max(claims, key=lambda claim: claim.value)
    return any(
        one.value * _YEAR == year.value and "月" in one.per + one.lead[-6:]
        for one in reading.of_sentence(focus.sentence)
        if one not in claims and one.measure == year.measure and year.start < one.start < focus.start
    )


def _months_told(reading: Reading, check: Check, claims: Sequence[Claim]) -> bool:
    """每月100元，从7月起发放，全年600元: for how many months is said."""
    start, end = reading.sentences[claims[0].sentence]
    if check.rule != "月标准与年标准" or not _MONTHS.search(reading.text[start:end]):
        return False
    month, year = min(claim.value for claim in claims), max(claim.value for claim in claims)
    told = {
        int(number)
        for found in _MONTHS.findall(reading.text[start:end])
        for number in re.findall(r"\d+", found)
    }
    counts = told | {_MOST_MONTHS - number for number in told}
    return month > 0 and year % month == 0 and year / month in counts


def _added_to(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """每月1950元，另有慰问金1000元，全年24400元: what it is more than twelve months stands beside."""
    found, stated = _NUMBER.match(check.expected), _NUMBER.match(focus.text)
    if check.rule not in ("疑似笔误", "月标准与年标准") or not found or not stated:
        return False
    if check.expected[found.end() :] != focus.text[stated.end() :]:
        return False
    more = Decimal(stated[0]) - Decimal(found[0])
    beside = [
        one for one in reading.of_sentence(focus.sentence) if one not in claims and one.unit == focus.unit
    ]
    return more > 0 and any(
        one.value == more and "月" not in one.per and _BESIDES.search(one.lead + one.tail) for one in beside
    )


def _told(reading: Reading, whole: Claim, amounts: Sequence[Claim]) -> bool:
    near = [
        claim
        for claim in reading.near(whole, 1)
        if claim.kind is Kind.AMOUNT
        and claim.paragraph == whole.paragraph
        and roles.same_measure(claim, whole)
    ]
    gaps = [claim for claim in near if claim is not whole and _says_gap(reading, claim)]
    for gap in gaps:
        parts = [claim for claim in amounts if claim not in (whole, gap)]
        if len(parts) > 1 and total(part.span for part in parts).minus(whole.span).meets(gap.span):
            return True
    return False


def _says_gap(reading: Reading, claim: Claim) -> bool:
    """Whether a figure says what is too much, or counted twice."""
    start = reading.sentences[claim.sentence][0]
    before = re.split(r"[，；。(]", reading.blanked[start : claim.outer_start])[-1]
    behind = re.split(r"[，；。)]", reading.blanked[claim.outer_end : claim.outer_end + 30])[0]
    return bool(re.search(pattern("told_difference"), before + "□" + behind))
