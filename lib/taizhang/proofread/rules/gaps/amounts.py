"""设计420张，实际336张，少建84张 -> whether the gap is what the two figures differ by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.gaps import sides

RULE = "相差"
_APART = re.compile(r"[；。]|其中")


def check(reading: Reading, before: Sequence[Claim], gap: Claim) -> Iterator[Check]:
    """The two figures right before it; any other two of the sentence excuse it."""
    found = sides.levels(reading, before, gap)
    if roles.is_target(gap):
        return  # 合并核减为140名: what is left, not by how much
    if len(found) < 2 or _APART.search(reading.between(found[-2], gap)):
        return
    if not sides.told_apart(reading, found[-2:], gap):
        return
    pairs = [(found[-2], found[-1]), *pairwise(found), (found[0], found[-1])]
    one, other = next((pair for pair in pairs if verdicts.agrees(gap, difference(*pair))), pairs[0])
    more, less = (one, other) if one.value >= other.value else (other, one)
    unless = "如所减另有其数，请写明"
    yield verdicts.judged(
        reading, RULE, [more, less], gap, difference(more, less), f"{more.text}－{less.text}", unless
    )


def difference(one: Claim, other: Claim) -> Interval:
    """By how much the larger of two figures is more than the smaller."""
    more, less = (one, other) if one.value >= other.value else (other, one)
    return more.span.minus(less.span)
