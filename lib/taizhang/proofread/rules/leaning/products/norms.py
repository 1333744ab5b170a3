"""按每50名老人配1名社工，600名老人需要社工12名; 不低于1:4，失能老人96人，至少配备24名 -> what a norm asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around, is_plain
from taizhang.proofread.rules.leaning.products.each import _near
from taizhang.proofread.rules.rates.ratio.printed import sides_of
from taizhang.proofread.words import pattern

RULE = "比例"
UNLESS = "如另有所指，请写明"


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every norm with a number given and a number wanted behind it."""
    held = {place for check in found for place in check.figures}
    for claim in reading.claims:
        norm = _ratio(claim) or _spoken(reading, claim)
        if norm is None:
            continue
        ways, last = norm
        pair = _pair(reading, claim, last, held)
        if pair:
            yield from _judged(reading, claim, ways, *pair)


def _ratio(claim: Claim) -> tuple[tuple[Decimal, ...], Claim] | None:
    """1:4: may be meant either way round."""
    sides = sides_of(claim) if claim.kind is Kind.RATIO else None
    if sides is None or not sides[0].middle or not sides[1].middle:
        return None
    value = sides[0].middle / sides[1].middle
    return (value, 1 / value), claim


def _spoken(reading: Reading, claim: Claim) -> tuple[tuple[Decimal, ...], Claim] | None:
    """每50名老人配1名, 一名护理员照料4位老人: the next figure goes with this one."""
    row = reading.of_sentence(claim.sentence)
    index = row.index(claim)
    before = reading.before(claim)
    each = re.search("每[一-鿿]{0,3}$", before) or claim.text[0] in "一1"
    if not each or index + 1 >= len(row) or claim.kind is not Kind.AMOUNT:
        return None
    other = row[index + 1]
    said = reading.between(claim, other)
    if not re.search(rf"{pattern('norm_verbs')}[^，□；]{{0,6}}$", said) or re.search("[，；]", said):
        return None
    if claim.value <= 0 or other.kind is not Kind.AMOUNT or other.value <= 0 or other.measure == "money":
        return None
    if claim.measure == "money" or other.measure == "days":
        return None
    value = other.value / claim.value
    return (value, 1 / value), other


def _pair(
    reading: Reading, first: Claim, norm: Claim, held: set[tuple[int, int]]
) -> tuple[Claim, Claim] | None:
    """What is given and what it asks for: the first figure behind that is told as needed, and the one before it."""
    behind = [
        other
        for other in around(reading, norm, 0, 1)
        if other.start > norm.start and is_plain(other, reading) and not other.weak and other.value > 1
    ]
    for given, wanted in pairwise(behind):
        loose = (wanted.start, wanted.end) not in held
        told = _wanted().search(reading.before(wanted).rpartition("□")[2])
        sorts = (given.measure, wanted.measure)
        alike = sorts[0] == sorts[1] if first is norm else sorts == (first.measure, norm.measure)
        if loose and told and "money" not in sorts and alike:
            return given, wanted
    return None


@cache
def _wanted() -> re.Pattern[str]:
    return re.compile(rf"{pattern('norm_wanted')}[^，□]{{0,10}}$")


def _judged(
    reading: Reading, norm: Claim, ways: Sequence[Decimal], given: Claim, wanted: Claim
) -> Iterator[Check]:
    values = [given.span.scaled(way) for way in ways]
    if any(Interval(value.low - 1, value.high + 1).meets(wanted.span) for value in values):
        return
    likely = min(values, key=lambda value: abs((value.middle / wanted.value).ln()))
    if _near(wanted.span, likely) and not roles.is_change(wanted, reading):
        sums = f"{given.text}按{norm.text}"
        yield verdicts.judged(reading, RULE, [norm, given], wanted, likely, sums, UNLESS)
