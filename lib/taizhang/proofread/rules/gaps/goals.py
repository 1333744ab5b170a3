"""占比不低于55%，2023年底为51.6%，距目标尚差3.4个百分点 -> whether goal and latest figure lie so far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import around
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "百分点"


@cache
def _far() -> re.Pattern[str]:
    goal = pattern("goal_names")
    return re.compile(
        rf"(?:([距离][^，]{{0,8}}?(?:[尚还仍]?差|有)|(?:尚|还|仍)差|{pattern('short_of')}{goal}[^，]*)"
        rf"|{pattern('beyond')}{goal}[^，]*?)(?:值|任务)?(?:约|近)?$"
    )


def said(claim: Claim) -> re.Match[str] | None:
    """The words of points that lie between a goal and a figure; 1: short of it."""
    return _far().search(claim.lead) if claim.kind is Kind.POINTS else None


def check(reading: Reading, before: Sequence[Claim], gap: Claim, far: re.Match[str]) -> Iterator[Check]:
    """Between the one goal of the sentence and the latest figure."""
    rates = [claim for claim in before if claim.kind is Kind.RATE and not roles.is_change(claim, reading)]
    goals = [claim for claim in rates if claim.qualifier == "at_least" or _is_goal(reading, claim)]
    facts = [claim for claim in rates if claim not in goals]
    if len(goals) != 1 or not facts or gap.qualifier:
        return
    set_, fact = around(goals[0].value, goals[0].step), facts[-1].span  # 不低于60% is set at 60
    value = set_.minus(fact) if far[1] else fact.minus(set_)
    more, less = (goals[0], facts[-1]) if far[1] else (facts[-1], goals[0])
    sums = f"{more.text}－{less.text}"
    yield verdicts.judged(reading, RULE, [goals[0], facts[-1]], gap, value, sums, "如所比的另有所指，请写明")


def _is_goal(reading: Reading, claim: Claim) -> bool:
    own = reading.before(claim).split("□")[-1]
    return bool(re.search(pattern("goal_marks"), own + claim.tail))
