"""What was meant and what came of it (设计320张，实际建成286张) -> whether the difference named behind them is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.amounts.flows import DIFFERENCE
from taizhang.proofread.words import pattern

_FAR = 2


def checks(reading: Reading) -> Iterator[Check]:
    """Every gap of the text that has two figures of its measure before it."""
    for gap in reading.claims:
        if gap.kind is Kind.AMOUNT and not gap.weak and not gap.per and _says_gap(gap):
            yield from _of(reading, gap)


def _says_gap(gap: Claim) -> bool:
    return bool(re.search(rf"{pattern('gaps')}[^，□的]{{0,6}}$", gap.lead)) and not re.search(
        rf"{pattern('former')}|累计|[增长]率", gap.lead
    )


def _of(reading: Reading, gap: Claim) -> Iterator[Check]:
    """The two figures right before it; any other two of the sentence excuse it."""
    levels = [
        claim
        for claim in reading.of_sentence(gap.sentence)
        if claim.start < gap.start and roles.same_measure(claim, gap) and not claim.weak and not claim.depth
    ]
    if len(levels) < _FAR or not _contrasted(reading, levels[-2:], gap):
        return
    pairs = [(levels[-2], levels[-1]), *pairwise(levels), (levels[0], levels[-1])]
    held = next((pair for pair in pairs if _gap(pair, gap)), None)
    one, other = held or pairs[0]
    more, less = (one, other) if one.value >= other.value else (other, one)
    if held is not None:
        reason = f"{more.text}减{less.text}与{gap.text}相符。"
        yield verdicts.check(reading, DIFFERENCE, Status.RIGHT, [more, less, gap], reason, focus=gap)
        return
    expected = verdicts.said(more.span.minus(less.span).middle, gap)
    reason = f"{more.text}减{less.text}应为{expected}，文中为{gap.text}；如所减另有其数，请写明。"
    yield verdicts.check(
        reading, DIFFERENCE, Status.DOUBTFUL, [more, less, gap], reason, focus=gap, expected=expected
    )


def _gap(pair: tuple[Claim, Claim], gap: Claim) -> bool:
    more, less = sorted(pair, key=lambda claim: -claim.value)
    return verdicts.agrees(gap, more.span.minus(less.span))


def _contrasted(reading: Reading, pair: Sequence[Claim], gap: Claim) -> bool:
    """设计 and 实际, 送审 and 审定 side by side, with nothing of another clause between them and the gap."""
    one, other = pair
    told = {
        bool(re.search(pattern("meant"), claim.lead)) - bool(re.search(pattern("came_of_it"), claim.lead))
        for claim in pair
    }
    between = reading.between(one, other) + reading.between(other, gap)
    levels = not any(roles.is_change(claim, reading) or roles.is_average(claim) for claim in pair)
    larger = gap.value < max(one.value, other.value)
    ends = sorted(word[0] for claim in pair if (word := re.search("收入|支出", claim.lead)))
    if re.search(pattern("opening"), reading.sentence_text(gap.sentence)):
        ends = []  # 上年结转186万元，收入…，支出…，结余…: more than the two make it up
    firm = re.search(rf"{pattern('firm_gaps')}[^，□]{{0,6}}$", gap.lead)
    return bool(
        (told == {1, -1} or (firm and len(told) > 1) or ends == ["支出", "收入"])
        and levels
        and larger
        and not re.search(r"[；。]|其中", between)
    )
