"""较上年减少37家。其中新成立68家，注销105家 -> whether what came and went makes up the change before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.series.verdict import moves
from taizhang.proofread.words import pattern

RULE = "净增减"
_ENDING = r"(?:登记|对象|人员|人数|机构|的)*(?:了|约|共)*$"


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every change in number that nothing is held against yet, right before the one that came and the one that went."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        for change in reading.of_sentence(number):
            net = "净" in change.lead or re.search(rf"(?:比|较)[^，]*{pattern('former')}", change.lead)
            if (
                change.kind is Kind.AMOUNT
                and net
                and moves(reading, change)
                and (change.start, change.end) not in held
            ):
                yield from _change(reading, change)


def _change(reading: Reading, change: Claim) -> Iterator[Check]:
    behind = [
        claim
        for claim in reading.near(change, 1)
        if claim.start > change.start and claim.paragraph == change.paragraph and claim.kind is Kind.AMOUNT
    ][:2]
    if (
        len(behind) < 2
        or "分别" in reading.before(change)
        or change.qualifier
        or any(not roles.same_measure(claim, change) or roles.is_compared(claim, reading) for claim in behind)
    ):
        return
    came = [claim for claim in behind if _goes(claim, "inflow")]
    went = [claim for claim in behind if _goes(claim, "outflow")]
    if len(came) != 1 or len(went) != 1 or came == went or came[0].qualifier or went[0].qualifier:
        return
    expected = came[0].span.minus(went[0].span).scaled(roles.direction(change, reading) or 1)
    involved = [change, came[0], went[0]]
    if verdicts.agrees(change, expected):
        reason = f"{came[0].text}减{went[0].text}与{change.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=change)
        return
    value = verdicts.said(abs(expected.middle), change)
    reason = f"{came[0].text}减{went[0].text}为{value}，文中为{change.text}；如另有增减，请写明。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=change, expected=value)


def _goes(claim: Claim, way: str) -> bool:
    """Whether a figure is of what came (inflow) or of what went (outflow); 比前年减少27人 is neither."""
    if re.search(rf"(?:比|较)[^，]*{pattern('former')}", claim.lead):
        return False
    return re.search(rf"{pattern(way)}{_ENDING}", claim.lead) is not None
