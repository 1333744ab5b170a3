"""全年空气优良天数339天，优良率92.9% -> whether so many days are that part of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import stem_of

RULE = "比率"
_SHORT, _LONG = 365, 366
_YEAR = Grammar(r"{whole_year}|(?:19|20)\d{2}年(?!\d{1,2}月)")


def checks(reading: Reading) -> Iterator[Check]:
    """Every rate right behind a number of days of its own name, where the sentence speaks of a year."""
    for claim in reading.claims:
        if (
            claim.kind is Kind.RATE
            and re.search("率|比例|占比", claim.lead)
            and not roles.is_change(claim, reading)
        ):
            yield from _check(reading, claim)


def _check(reading: Reading, claim: Claim) -> Iterator[Check]:
    claims = reading.of_sentence(claim.sentence)
    before = claims[: claims.index(claim)]
    start = reading.sentences[claim.sentence][0]
    if not before or before[-1].measure != "days" or not _YEAR.search(reading.text[start : before[-1].start]):
        return
    days, stem = before[-1], stem_of(claim)[-2:]
    named = stem in days.lead + days.tail or not stem
    others = [other for other in before[:-1] if other.measure == "days" and other.value >= days.value]
    if not named or others or not 0 < days.value <= _LONG:
        return
    span = Interval(days.value * 100 / _LONG, days.value * 100 / _SHORT)
    expected = verdicts.said(days.value * 100 / _SHORT, claim)
    involved = [days, claim]
    if verdicts.agrees(claim, span):
        reason = f"{days.text}占全年的{claim.text}，相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason)
    else:
        reason = f"{days.text}占全年{_SHORT}天的{expected}，文中为{claim.text}；如扣除了无效天数，请注明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, expected=expected)
