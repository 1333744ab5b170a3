"""由每人每月85元调整为95元，年人均多领120元 -> whether the change of a year is that of its twelve months."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, around
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.changes.ends import Pair, from_to, stretch, stretch_of, words_since

RULE = "月标准与年标准"
_MOVED = Grammar("(?:[多少增减升降]|{raised})[^，□]{0,5}$")
_MONTHS, _ROUNDED = 12, Decimal("0.01")
_SOME, _FAR = Decimal("0.3"), Decimal(3)


def checks(reading: Reading) -> Iterator[Check]:
    """Every change in money for one stretch of time behind a standard that moved, for the other stretch."""
    for number in range(len(reading.sentences)):
        money = [
            claim
            for claim in reading.of_sentence(number)
            if claim.measure == "money" and claim.kind is Kind.AMOUNT and not claim.weak
        ]
        pairs = [pair for run in from_to(reading, money) for pair in run]
        later = [claim for claim in money if pairs and claim.start > pairs[-1].now.start]
        if len(pairs) == 1 and later:
            yield from _judged(reading, pairs[0], later)


def _judged(reading: Reading, pair: Pair, later: list[Claim]) -> Iterator[Check]:
    own = stretch_of(pair)
    for claim in later[:2]:
        said = stretch(claim.per + words_since(reading, claim))
        if not _MOVED.search(reading.before(claim)) or {own, said} != {"月", "年"} or claim.qualifier:
            continue
        change = abs(pair.now.span.middle - pair.former.span.middle)
        value = around(change * _MONTHS if said == "年" else change / _MONTHS, _ROUNDED)
        if value.middle and _SOME < claim.span.middle / value.middle < _FAR:
            yield _check(reading, pair, claim, value)


def _check(reading: Reading, pair: Pair, claim: Claim, value: Interval) -> Check:
    involved = [pair.former, pair.now, claim]
    if verdicts.agrees(claim, value):
        reason = f"{pair.former.text}到{pair.now.text}，按12个月换算与{claim.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=claim)
    expected = verdicts.said(value.middle, claim)
    reason = f"{pair.former.text}到{pair.now.text}，按12个月换算应为{expected}，文中为{claim.text}；如月数另有规定，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)
