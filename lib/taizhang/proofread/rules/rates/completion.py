"""A goal, what was done and the completion rate -> whether the three agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "完成率"


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{pattern('completion')}|完成[^，]*(?:目标|任务|计划|预算|数)[^，]*|占[^，]*(?:目标|任务|计划|预算)[^，]*|为[^，]*(?:目标|任务|计划|预算)[^，]*|完成了?)的?(?:分别)?(?:达到?|为|是)?$"
    )


def checks(reading: Reading) -> Iterator[Check]:
    """Every completion rate whose goal and result stand in the same sentence or the one before."""
    for claim in reading.claims:
        over = re.search(
            r"(?:超额完成|超计划|超目标|超任务|超[出过][^，]*(?:目标|任务|计划|预期|预算)|超收)[^，]*$",
            reading.before(claim),
        )
        if claim.kind is not Kind.RATE or not (
            over or _rate().search(reading.before(claim).replace(" ", ""))
        ):
            continue
        if roles.is_change(claim, reading) and not over:
            continue
        yield from _check(reading, claim, bool(over))


def _check(reading: Reading, claim: Claim, over: bool) -> Iterator[Check]:
    near = [other for other in reading.window(claim, 1) if other.kind is Kind.AMOUNT and not other.weak]
    goals = [other for other in near if is_goal(reading, other)]
    pairs = [
        (goal, done)
        for goal in goals
        for done in near
        if done is not goal and roles.same_measure(goal, done) and not is_goal(reading, done)
        and not roles.is_change(done, reading)
    ]  # fmt: skip
    judged = [(goal, done, value) for goal, done in pairs if (value := _value(goal, done, over)) is not None]
    held = [part for part in judged if verdicts.agrees(claim, part[2])]
    if held:
        goal, done, _ = held[0]
        yield verdicts.check(
            reading,
            RULE,
            Status.RIGHT,
            [goal, done, claim],
            f"{done.text}÷{goal.text}与{claim.text}相符。",
            focus=claim,
        )
    elif judged and not _together(claim, judged):
        yield _remark(reading, claim, judged, over)


def _together(claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]]) -> bool:
    """2022年完成0.9亿元，2023年完成1.2亿元，累计完成75%: what was done in all."""
    goal = judged[0][0]
    parts = [done for one, done, _ in judged if one is goal]
    ratio = total(done.span for done in parts).over(goal.span)
    return len(parts) > 1 and ratio is not None and verdicts.agrees(claim, ratio.scaled(100))


def _value(goal: Claim, done: Claim, over: bool) -> Interval | None:
    known = words.units().get(goal.unit)
    exactly = point(goal.value * (known.factor if known else 1))  # a goal is set, not measured
    ratio = done.span.over(goal.span if goal.qualifier else exactly)
    if ratio is None:
        return None
    return ratio.scaled(100).minus(point(100)) if over else ratio.scaled(100)


def _remark(
    reading: Reading, claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]], over: bool
) -> Check:
    goal, done, value = min(judged, key=lambda part: abs(part[1].start - claim.start))
    expected = verdicts.said(value.middle, claim)
    reason = (
        f"目标{goal.text}，完成{done.text}，{'超额' if over else '完成率'}应为{expected}，文中为{claim.text}"
    )
    cut = verdicts.cut_off(claim, value)
    sure = len(judged) == 1 and not cut and goal.sentence == done.sentence == claim.sentence
    reason += f"；{verdicts.CUT}" if cut else "。" if sure else "；如目标另有所指，请写明。"
    status = Status.WRONG if sure else Status.DOUBTFUL
    return verdicts.check(reading, RULE, status, [goal, done, claim], reason, focus=claim, expected=expected)


def is_goal(reading: Reading, claim: Claim) -> bool:
    """年度目标1000户, 计划建设20个: what was to be done."""
    before = reading.before(claim)
    last = re.split("□", before)[-1]
    goal = re.search(
        r"(?:目标|任务|计划|预算|下达|核定|应|预计|预期|原定|概算|总投资|要建|拟建|确定)(?:[^，]{0,12})$",
        last,
    )
    if goal is None:
        return False
    after = last[goal.start() + 2 :]
    return not re.search(r"已|实际", after) and (
        not re.search("完成", after) or (after.startswith("完成") and "任务" not in goal[0])
    )
