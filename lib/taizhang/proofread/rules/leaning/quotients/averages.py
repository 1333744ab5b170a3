"""全村312户……集体分红93.6万元，户均分得3000元 -> the total right before the average over the count told further off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import alike, amounts, common, of_its_size, own_words
from taizhang.proofread.rules.rates.averages.said import Said, said_of
from taizhang.proofread.words import counted_by, pattern, units

RULE = "平均数"
UNLESS = "如分母另有所指（如月平均人数），请写明"
_SPAN = re.compile(r"(?:[一全每]年|[一每]个?月)(?=$)")
_MONTHS, _CLAUSES = 12, 3


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """An average that the total right before it and the only count near should give; nothing where others give it."""
    said = _said(reading, claim)
    near = amounts(reading, claim)
    total = _total(reading, claim, near)
    if said is None or total is None or not _speaks_of(reading, said, claim, total):
        return
    counts = _counts(said, near, total)
    if len(counts) != 1 or roles.measure(counts[0]) == roles.measure(total):
        return
    value = _over(total, counts[0], said)
    given = any(_agrees(claim, _over(whole, counts[0], said)) for whole in [total, *alike(near, total)])
    if value is None or not of_its_size(claim, value) or (given and not _agrees(claim, value)):
        return
    if not verdicts.quotient_agrees(claim, value) and _for_months(claim, value):
        return
    sums = f"{total.text}÷{counts[0].text}"
    yield verdicts.judged(reading, RULE, [total, counts[0]], claim, value, sums, UNLESS)


def _said(reading: Reading, claim: Claim) -> Said | None:
    """What the clause says of the divisor; 平均每个老人一年1440元: 一年 is no figure to lean on."""
    if claim.kind is not Kind.AMOUNT or roles.is_change(claim, reading) or roles.is_from(claim, reading):
        return None
    start = claim.outer_start - len(reading.before(claim))
    clause = _SPAN.sub("", reading.text[start : claim.outer_start])
    if re.search(pattern("not_divided"), clause):
        return None
    said = said_of(replace(claim, lead=re.split(r"[\d、]", clause)[-1]))
    return said if said and said.by and not said.monthly else None


def _total(reading: Reading, claim: Claim, near: list[Claim]) -> Claim | None:
    """The last amount of its measure before it in the sentence, no further than two clauses before."""
    here = [
        other
        for other in alike(near, replace(claim, per=""))
        if other.sentence == claim.sentence
        and other.start < claim.start
        and claim.clause - other.clause < _CLAUSES
    ]
    if not here:
        here = [other for other in alike(near, replace(claim, per="")) if _behind(other, claim)]
        here = here if len(here) == 1 else []
    return here[-1] if here and here[-1].value > claim.value else None


def _behind(other: Claim, claim: Claim) -> bool:
    """亩均投入1500元，……总投入6000万元: told after the average, as a whole."""
    return other.start > claim.start and bool(re.search(pattern("totals", "totals_weak"), other.lead))


def _speaks_of(reading: Reading, said: Said, claim: Claim, total: Claim) -> bool:
    """Whether the average's own words leave it open, or have a sign with the total in common (分得 of 分红), or a word
    with what stands before it in the sentence."""
    named = re.search(rf"{said.by}均(.*)$", re.sub(r"\([^()]*\)", "", said.words))
    own = re.sub(rf"{pattern('comes_to')}|的", "", named[1]) if named else ""
    told = reading.text[reading.sentences[total.sentence][0] : total.start]
    return not own or any(sign in own_words(total) for sign in own) or common(own, told) > 1


def _counts(said: Said, near: list[Claim], total: Claim) -> list[Claim]:
    if said.by in units() and said.by not in counted_by():
        return [other for other in near if other.unit == said.by and other is not total]
    kinds = counted_by().get(said.by, ())
    return [other for other in near if roles.measure(other) in kinds and other is not total]


def _over(total: Claim, count: Claim, said: Said) -> Interval | None:
    factor = units()[said.by].factor if said.by in units() else Decimal(1)
    return total.span.over(count.span.scaled(1 / factor))


def _agrees(claim: Claim, value: Interval | None) -> bool:
    return value is not None and verdicts.quotient_agrees(claim, value)


def _for_months(claim: Claim, value: Interval) -> bool:
    """Whether it is the average of one month of two to twelve."""
    return any(
        verdicts.quotient_agrees(claim, value.scaled(Decimal(1) / months)) for months in range(2, _MONTHS + 1)
    )
