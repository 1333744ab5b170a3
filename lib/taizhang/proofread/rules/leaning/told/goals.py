"""床位9860张，目标9500张，未能达到目标; 预算860万元，支出912万元，控制在预算以内 -> whether done and goal allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.words import pattern

RULE = "增减方向"
_PAIR = 2
_FIGURES = {"goal": "goal_figure", "budget": "budget_figure"}


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every sentence with one goal and one figure done, and words behind both."""
    held = {
        place for check in found if check.rule == RULE or check.status is not Status.RIGHT for place in check.figures
    }  # fmt: skip
    for number in range(len(reading.sentences)):
        levels = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind in LEVELS and not claim.weak and claim.unit and not roles.is_change(claim, reading)
        ]
        if len(levels) != _PAIR or not alike(*levels) or any(claim.qualifier for claim in levels):
            continue
        said = _said().search(reading.blanked, levels[1].outer_end, reading.sentences[number][1])
        if said and not {(claim.start, claim.end) for claim in levels} & held:
            yield from _judged(reading, levels, said)


def _judged(reading: Reading, levels: Sequence[Claim], said: re.Match[str]) -> Iterator[Check]:
    kind = "goal" if said["met"] or said["missed"] else "budget"
    goals = [claim for claim in levels if re.search(pattern(_FIGURES[kind]), claim.lead)]
    sentence = reading.sentence_text(levels[0].sentence)
    if len(goals) != 1 or (re.search(pattern("goal_ceilings"), sentence) and kind == "goal"):
        return
    (goal,) = goals
    done = levels[1] if goal is levels[0] else levels[0]
    more, less = done.span.low > goal.span.high, done.span.high < goal.span.low
    wrong = less if said["met"] or said["over"] else not less if said["missed"] else more
    if wrong:
        reason = f"文中写“{said[0].strip('，')}”，但两个数是{goal.text}和{done.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [goal, done], reason, focus=done)


@cache
def _said() -> re.Pattern[str]:
    """In a clause of its own, behind both."""
    return re.compile(
        rf"，[^，。；□]{{0,6}}?(?<![未没不])(?:(?P<within>{pattern('within_budget')})|(?P<missed>{pattern('goal_missed')})"
        rf"|(?P<over>{pattern('over_budget')})|(?P<met>{pattern('goal_met')}))[^，。；□]{{0,8}}(?=[，。；]|$)"
    )
