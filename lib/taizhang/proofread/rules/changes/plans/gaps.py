"""设计420张，实际336张，少建84张; 送审4216万元，审减358万元，审减率8.5% -> whether gap and rate are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "相差"
_GOAL = re.compile(r"目标|规划|计划|要求|不低于|以上|离|距|应达|任务")
_SHORT_OF = re.compile(
    r"(?:([距离][^，]{0,8}?(?:[尚还仍]?差|有)|(?:尚|还|仍)差|低于(?:目标|规划|计划|要求)[^，]*)|(?:超出|超过?|高于)(?:目标|规划|计划|要求)[^，]*?)(?:值|任务)?(?:约|近)?$"
)
_RATE_RULE = "增减"


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every gap, and every rate of a gap, that nothing has been held against yet."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        for index, claim in enumerate(claims):
            if (claim.start, claim.end) in held:
                continue
            if claim.kind is Kind.POINTS and (short := _SHORT_OF.search(claim.lead)):
                yield from _to_goal(reading, claims[:index], claim, short)
            elif claim.kind is Kind.AMOUNT and _gap().search(claim.lead):
                yield from _amount(reading, claims[:index], claim)
            elif claim.kind is Kind.RATE and _rate().search(claim.lead):
                yield from _share(reading, claims[:index], claim)
            elif claim.kind is Kind.RATE and (over := _over().search(claim.lead)):
                yield from _over_named(reading, claims[:index], claim, over)


def _to_goal(reading: Reading, before: Sequence[Claim], gap: Claim, short: re.Match[str]) -> Iterator[Check]:
    """占比不低于55%，2023年底为51.6%，距目标尚差3.4个百分点: between the goal and the latest figure."""
    rates = [claim for claim in before if claim.kind is Kind.RATE and not roles.is_change(claim, reading)]
    goals = [
        claim
        for claim in rates
        if claim.qualifier == "at_least" or _GOAL.search(_own(reading, claim) + claim.tail)
    ]
    facts = [claim for claim in rates if claim not in goals]
    if len(goals) != 1 or not facts or gap.qualifier:
        return
    off = around(goals[0].value, goals[0].step).minus(facts[-1].span).scaled(1 if short[1] else -1)
    involved = [goals[0], facts[-1], gap]
    if verdicts.agrees(gap, off):
        yield _right(reading, "百分点", involved)
        return
    value = verdicts.said(abs(off.middle), gap)
    reason = f"{facts[-1].text}与{goals[0].text}相差{value}，文中为{gap.text}；如所比的另有所指，请写明。"
    yield verdicts.check(reading, "百分点", Status.DOUBTFUL, involved, reason, focus=gap, expected=value)


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"{pattern('gaps')}(?:资金|金额|面积|人数|费用|工程款|部分)?(?:了|约|近|达|共|为)*$")


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:净|综合|总体|整体|资金|总|其)?{pattern('gaps')}(?:资金|金额)?(?:率|比例|幅度|比率)(?:为|达到?|仅)?$"
    )


@cache
def _over() -> re.Pattern[str]:
    return re.compile(
        r"^[^，]{0,4}?(?:(超出|超过|超|高于|高出|多于)|(低于|少于))([一-鿿]{2,8}?)(?:的|达|了|近|约)*$"
    )


def _levels(reading: Reading, before: Sequence[Claim], like: Claim | None) -> list[Claim]:
    """The plain amounts before a figure in its statement, of its measure."""
    return [
        claim
        for claim in before
        if claim.kind is Kind.AMOUNT
        and not roles.is_change(claim, reading)
        and not _gap().search(claim.lead)
        and claim.measure not in ("years", "months", "days")
        and (like is None or (roles.same_measure(claim, like) and "；" not in reading.between(claim, like)))
    ]


def _amount(reading: Reading, before: Sequence[Claim], gap: Claim) -> Iterator[Check]:
    levels = _levels(reading, before, gap)[-2:]
    ends = _sides(reading, levels)
    if ends is None or gap.qualifier or not _beside(reading, before, levels, gap):
        return
    planned, actual = ends
    between = planned.span.minus(actual.span)
    if verdicts.agrees(gap, between) or verdicts.agrees(gap, between.scaled(-1)):
        yield _right(reading, RULE, [planned, actual, gap])
        return
    value = verdicts.said(abs(between.middle), gap)
    reason = f"{planned.text}与{actual.text}相差{value}，文中为{gap.text}；如另有增减，请写明。"
    yield verdicts.check(
        reading, RULE, Status.DOUBTFUL, [planned, actual, gap], reason, focus=gap, expected=value
    )


def _beside(reading: Reading, before: Sequence[Claim], levels: Sequence[Claim], gap: Claim) -> bool:
    """Whether nothing else stands between the two figures and the gap."""
    at = list(before).index(levels[0])
    return list(before)[at:] == list(levels) and "其中" not in reading.between(levels[0], gap)


def _sides(reading: Reading, levels: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """What was planned, and what there is, by their words; None where the words do not tell them apart."""
    if len(levels) != 2:
        return None
    planned = [claim for claim in levels if re.search(pattern("planned_side"), _own(reading, claim))]
    actual = [claim for claim in levels if re.search(pattern("actual_side"), _own(reading, claim))]
    for one, other in (levels, levels[::-1]):
        if one in planned and other in actual and not (one in actual and other in planned):
            return one, other
    return None


def _own(reading: Reading, claim: Claim) -> str:
    return reading.before(claim).split("□")[-1]


def _share(reading: Reading, before: Sequence[Claim], rate: Claim) -> Iterator[Check]:
    """核减率, 节约率, 超支比例: the gap, said or worked out, over what was planned (or what there is)."""
    gaps = [claim for claim in before if claim.kind is Kind.AMOUNT and _gap().search(claim.lead)][-1:]
    levels = _levels(reading, before, gaps[0] if gaps else None)[-2:]
    if not levels or rate.qualifier or "平均" in rate.lead or "；" in reading.between(levels[0], rate):
        return
    gap = gaps[0].span if gaps else levels[0].span.minus(levels[-1].span)
    planned = max(levels, key=lambda level: level.span.middle)
    bases = (
        [planned] if re.search(r"减|节", rate.lead) else levels
    )  # what is cut is cut from what was planned
    ways = [(level, value) for level in bases if (value := gap.over(level.span)) is not None]
    yield from _judged(reading, rate, [(level, value.scaled(100)) for level, value in ways], [*levels, *gaps])


def _over_named(
    reading: Reading, before: Sequence[Claim], rate: Claim, over: re.Match[str]
) -> Iterator[Check]:
    """中标价2850万元，结算价3496.5万元，超出中标价22.7%."""
    levels = _levels(reading, before, None)[-2:]
    if len(levels) != 2 or rate.qualifier or not roles.same_measure(*levels):
        return
    base = [claim for claim in levels if over[3][-3:] in claim.lead or over[3] in claim.lead]
    if len(base) != 1:
        return
    now = next(claim for claim in levels if claim is not base[0])
    gap = now.span.minus(base[0].span).scaled(1 if over[1] else -1).over(base[0].span)
    if gap is not None:
        yield from _judged(reading, rate, [(base[0], gap.scaled(100))], levels)


def _judged(
    reading: Reading, rate: Claim, ways: Sequence[tuple[Claim, Interval]], involved: Sequence[Claim]
) -> Iterator[Check]:
    both = [*involved, rate]
    if any(verdicts.agrees(rate, value) or verdicts.agrees(rate, value.scaled(-1)) for _, value in ways):
        yield _right(reading, _RATE_RULE, both)
    elif ways:
        base, value = ways[0]
        expected = verdicts.said(abs(value.middle), rate)
        reason = f"以{base.text}为基数，应为{expected}，文中为{rate.text}；如基数另有所指，请写明。"
        yield verdicts.check(
            reading, _RATE_RULE, Status.DOUBTFUL, both, reason, focus=rate, expected=expected
        )


def _right(reading: Reading, rule: str, involved: Sequence[Claim]) -> Check:
    reason = f"{verdicts.texts(involved[:-1], '、')}与{involved[-1].text}相符。"
    return verdicts.check(reading, rule, Status.RIGHT, involved, reason)
