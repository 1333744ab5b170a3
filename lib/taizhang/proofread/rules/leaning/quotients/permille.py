"""全年出生人口3285人，……年平均人口45.0万人，出生率7.3‰; 每千人口拥有医师2.7人 -> the count that is named over the people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import alike, amounts, comes_to, common, of_its_size, own_words
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint
from taizhang.proofread.words import pattern

RULE = "每千人拥有量"
UNLESS = "如分母另有所指（如年平均人口），请写明"
_EACH = re.compile(
    r"(?:每|^(?=[百千万]+[名位户人]))(?P<size>百|千|万|十万)(?P<each>人口?|名|位|户|个)?(?P<whose>[^，□]{0,8}?)(?:拥有|配备|[中里]?有|占有)?(?P<what>[^，□]{0,14})$"
)
_BY = re.compile(r"(每[百千万十]+[人名位户个]?[^，□\d]{0,6}?)(?:计算|折算|来算|来看|而言|计|算)，$")
_TWICE = 2
_KINDS = {"户": ["household"], "名": ["people"], "位": ["people"], "人": ["people"]}
_SIZES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000}


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A rate in thousandths, or so many for each thousand, of the count and the people that its words mean."""
    if roles.is_change(claim, reading):
        return
    before = reading.before(claim).replace(" ", "")
    if "‰" in claim.text and (stem := _stem().search(before)):
        said = list(_judge(reading, claim, stem["stem"], Decimal(100)))
        yield from said or _beside(reading, claim, Decimal(100))
    elif (
        claim.kind is Kind.AMOUNT
        and (each := _EACH.search(_counted(reading, claim, before)))
        and (not each["whose"] or _is_whole(reading, claim, each["whose"]))
    ):
        name = re.sub(rf"[()]|{pattern('comes_to')}", "", each["what"]) or claim.tail
        size = Decimal(_SIZES[each["size"]])
        said = list(_judge(reading, claim, name, size))
        yield from said or _beside(reading, claim, size, each["each"] or "")


def _counted(reading: Reading, claim: Claim, before: str) -> str:
    """按每千名老人计，床位为40张: by what is counted stands in the clause before."""
    start = reading.sentences[claim.sentence][0]
    told = _BY.search(reading.text[start : claim.outer_start - len(reading.before(claim))])
    return told[1] + before if told and "每" not in before else before


def _is_whole(reading: Reading, claim: Claim, whose: str) -> bool:
    """每千名老年人中, beside 老年人84.2万人计: of just those that the larger figure before it in the sentence counts."""
    before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    row = [other for other in before if other.kind is Kind.AMOUNT]
    whole = max(row, key=lambda other: other.span.middle, default=None)
    return whole is not None and common(whose, own_words(whole) + reading.before(whole)) > 1


@cache
def _stem() -> re.Pattern[str]:
    return re.compile(rf"(?P<stem>[一-鿿]{{2,6}})率{comes_to()}")


def _judge(reading: Reading, claim: Claim, name: str, size: Decimal) -> Iterator[Check]:
    near = amounts(reading, claim)
    bases = [other for other in near if re.search(pattern("population"), other.lead)]
    counts = [other for other in near if other not in bases and _counts(other, claim)]
    best = max((common(name, own_words(other)) for other in counts), default=0)
    counts = [other for other in counts if common(name, own_words(other)) == best]
    if len(bases) != 1 or len(counts) != 1 or not best or counts[0].value >= bases[0].value:
        return
    value = counts[0].span.over(bases[0].span)
    value = value and value.scaled(size)
    if value is None or not of_its_size(claim, value):
        return
    agrees = verdicts.quotient_agrees(claim, value)
    if agrees or not any(_gives(claim, other, bases[0], size) for other in alike(near, counts[0])):
        sums = f"{counts[0].text}÷{bases[0].text}"
        yield verdicts.judged(reading, RULE, [counts[0], bases[0]], claim, value, sums, UNLESS)


def _beside(reading: Reading, claim: Claim, size: Decimal, each: str = "") -> Iterator[Check]:
    """出生婴儿8600人，缺陷86例，发生率10‰; 1100户，有轮椅的264户，每百户24辆: the only two figures before it in the sentence,
    where they give it, or nearly."""
    near = [
        other
        for other in amounts(reading, claim)
        if other.sentence == claim.sentence and other.start < claim.start and not other.depth
    ]
    if len(near) != len(("part", "whole")) or "；" in reading.between(near[0], claim):
        return
    part, whole = sorted(near, key=lambda other: other.value)
    ratio = (
        part.span.over(whole.span)
        if roles.measure(whole) in (_KINDS.get(each) or [roles.measure(whole)])
        else None
    )
    if ratio is None or not _nearly(claim, ratio.scaled(size)):
        return
    sums = f"{part.text}÷{whole.text}"
    yield verdicts.judged(reading, RULE, [part, whole], claim, ratio.scaled(size), sums, UNLESS)


def _nearly(claim: Claim, value: Interval) -> bool:
    """Whether it may be the figure misprinted; a figure of one digit, up to twice as much."""
    twice = value.middle / _TWICE <= claim.span.middle <= value.middle * _TWICE
    tens = any(verdicts.quotient_agrees(claim, value.scaled(often)) for often in (10, 100))
    return is_misprint(claim, value.middle) or (claim.kind is Kind.AMOUNT and (twice or tens))


def _counts(other: Claim, claim: Claim) -> bool:
    return claim.kind is Kind.RATE or other.measure == claim.measure


def _gives(claim: Claim, count: Claim, base: Claim, size: Decimal) -> bool:
    value = count.span.over(base.span)
    return value is not None and verdicts.quotient_agrees(claim, value.scaled(size))
