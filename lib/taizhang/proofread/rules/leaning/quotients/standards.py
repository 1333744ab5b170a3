"""从每年5400元调整为5940元，……新标准每人每月相当于495元 -> the same standard for a month and for a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around
from taizhang.proofread.words import pattern

RULE = "月标准与年标准"
UNLESS = "如有减免、补发，请注明"
_MONTHS = 12


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A standard that is said to be another's worth, held against the one of the other period told before it."""
    span = _period(reading, claim)
    if not span or not re.search(pattern("worth_the_same"), reading.before(claim)):
        return
    before = [
        other
        for other in around(reading, claim, back=1, on=0)
        if other.start < claim.start and _period(reading, other) == {"月": "年", "年": "月"}[span]
    ]
    if not before or any(verdicts.agrees(claim, _told(other, span)) for other in before):
        return
    targets = [other for other in before if roles.is_target(other)]
    meant = (targets or before)[-1] if not roles.is_from(claim, reading) else before[0]
    sums = f"{meant.text}{'÷' if span == '月' else '×'}{_MONTHS}"
    yield verdicts.judged(reading, RULE, [meant], claim, _told(meant, span), sums, UNLESS)


def _period(reading: Reading, claim: Claim) -> str:
    """月 or 年; the target of a change is for the same time as where it came from."""
    if claim.kind is not Kind.AMOUNT or claim.measure != "money":
        return ""
    claims = reading.of_sentence(claim.sentence)
    index = claims.index(claim)
    if not claim.per and roles.is_target(claim) and index and roles.is_from(claims[index - 1], reading):
        return _period(reading, claims[index - 1])
    span = claim.per.split("·")[-1]
    return span if span in ("月", "年") else ""


def _told(other: Claim, span: str) -> Interval:
    if span == "年":
        return other.span.scaled(_MONTHS)
    return Interval(other.span.low / _MONTHS, other.span.high / _MONTHS)
