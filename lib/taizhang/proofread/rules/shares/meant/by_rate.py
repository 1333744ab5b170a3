"""持证率86%: a rate that names no whole -> the part that it goes by, and its whole."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.meant.pairs import (
    apart,
    as_named,
    in_bracket,
    is_owner,
    named_after,
    of_both,
    of_the_untold,
    only_pair,
    said_before,
)
from taizhang.proofread.rules.shares.names import likeness, name_of, stem_of
from taizhang.proofread.rules.shares.ways import (
    Reader,
    amounts_of,
    holds,
)


def by_rate(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """持证率86%: no whole is named."""
    if of_the_untold(claim):
        return None
    inside = [other for other in amounts_of(reading, claim) if other.start > claim.start]
    way = (
        of_both(reading, claim, before)
        or _named_after(reading, claim, before)
        or only_pair(reading, claim, before)
        or _named_part(reading, claim, amounts, before)
        or (only_pair(reading, claim, inside) if not before else None)
        or in_bracket(reading, claim, inside)
    )
    return None if way is not None and _has_its_own(reading, way, claim) else way


def _has_its_own(reading: Reading, way: Reader, claim: Claim) -> bool:
    """1.2万个小区已建业委会，覆盖率64%；0.3万个楼宇…，覆盖率51.5%: the figure before the semicolon has such a rate itself."""
    first, part, stem = way.whole, way.part[0], stem_of(claim)[-2:]
    said = reading.between(first, part) if first.start < part.start else ""
    rates = (other for other in reading.of_sentence(claim.sentence) if first.start < other.start < part.start)
    owned = any(other.kind is Kind.RATE and stem_of(other)[-2:] == stem for other in rates)
    return owned and "；" in said and "其中" not in said


def _named_after(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """查看82个，闲置37个，闲置率45.1%: the rate goes by the name of the figure right before it; the whole is the
    nearest larger one before that."""
    part = named_after(reading, claim)
    if part is None or part not in before or said_before(reading, part, claim, stem_of(claim)):
        return None
    wholes = [
        other
        for other in before
        if other.start < part.start
        and roles.same_measure(other, part)
        and other.value >= part.value
        and other.lead != part.lead
        and not apart(reading, other, part)
    ]
    behind = [other for other in amounts_of(reading, claim) if other.start > claim.start]
    wholes = [other for other in wholes if not any(_fits(part, later, claim) for later in behind)]
    way = Reader((part,), wholes[-1]) if wholes else None
    return way if way is not None and as_named(reading, stem_of(claim), way) else None


def _fits(part: Claim, whole: Claim, claim: Claim) -> bool:
    """覆盖乡镇121个，覆盖率96.0%，全市共126个乡镇: the whole that stands behind."""
    value = part.span.over(whole.span) if roles.same_measure(whole, part) else None
    return value is not None and value.scaled(100).meets(claim.span)


def _named_part(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """集中供养1065人，集中供养率为33.7%: the rate is named after its part; the whole is the one larger amount."""
    stem = stem_of(claim)
    parts = [
        other
        for other in before
        if len(stem) > 1
        and likeness(stem, name_of(reading, other)) >= 0.5
        and not is_owner(reading, other, claim)
    ]
    if not parts:
        return None
    part = parts[-1]
    if said_before(reading, part, claim, stem):
        return None
    wholes = [
        other
        for other in amounts
        if other is not part
        and roles.same_measure(other, part)
        and other.value >= part.value
        and other.lead != part.lead  # 甲镇入住96人；乙镇入住72人: the same item elsewhere
    ]
    holding = [other for other in wholes if holds(reading, other, part)]
    wholes = holding if len(holding) == 1 else wholes
    way = Reader((part,), wholes[0]) if len(wholes) == 1 else None
    return way if way is not None and as_named(reading, stem, way) else None
