"""4.58亿元，……换算过来是4580万元 -> the same amount said again, other figures in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around
from taizhang.proofread.rules.leaning.products.each import _near
from taizhang.proofread.words import pattern

RULE = "单位换算"
UNLESS = "如另有所指，请写明"


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A figure that is said to be another one in other units, held against the only one of its measure before."""
    if claim.kind is not Kind.AMOUNT or claim.weak or claim.per or not _again().search(reading.before(claim)):
        return
    before = [
        other
        for other in around(reading, claim, 1, 0)
        if other.start < claim.start and other.kind is Kind.AMOUNT and roles.same_measure(other, claim)
    ]
    here = [other for other in before if other.sentence == claim.sentence] or before
    own = reading.of_sentence(claim.sentence)
    if here and any(here[-1].start < other.start < claim.start and other.kind is Kind.RATE for other in own):
        return  # 1400名中有八成愿意，也就是1120人
    if len(here) != 1 or roles.is_change(claim, reading) or not _near(claim.span, here[0].span):
        return
    yield verdicts.judged(reading, RULE, here, claim, here[0].span, here[0].text, UNLESS)


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"(?:^|□){pattern('said_again')}(?:约|是|为|就是|有|达|过来|下来)*$")
