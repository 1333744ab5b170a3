"""A change in its sentence -> the figures that may be its end and its start."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import LEVELS, alike, beside, is_former, reference


def nows_of(reading: Reading, claims: Sequence[Claim], index: int, change: Claim) -> list[Claim]:
    """What changed: the plain figures before the change (nearest first), or the one it led up to."""
    kind = Kind.RATE if change.kind is Kind.POINTS else None
    reached = [
        claim
        for claim in claims[index + 1 : index + 3]
        if not is_former(claim)
        and re.search(r"(?:达到?|至|为|升至|增至|达)$", claim.lead)
        and _fits(claim, change, kind, reading)
    ][:1]
    if reached and (claims[index + 1] is reached[0] or _goes_on(reading, change, claims[index + 1])):
        return reached
    before = [
        claim
        for claim in reversed(claims[:index])
        if _fits(claim, change, kind, reading)
        and not is_former(claim)
        and not reference(reading, claims, claim)
        and not beside().search(claim.lead)
    ]
    if not before and not subjects.trimmed(
        change.lead
    ):  # 今年压减10%，支出540万元: the figure now comes after its change
        before = [
            claim
            for claim in claims[index + 1 : index + 2]
            if _fits(claim, change, kind, reading) and not is_former(claim)
        ]
    if any(re.search(r"目前|现有|如今", claim.lead) for claim in before):
        before = [claim for claim in before if roles.own_year(claim) is None]
    years = [year for claim in before if (year := roles.own_year(claim))]
    if len(set(years)) > 1:
        before = [claim for claim in before if roles.own_year(claim) == max(years)]
    return before


def _goes_on(reading: Reading, change: Claim, other: Claim) -> bool:
    """增加n，增长p，达到m: the second change is of the same thing; Y增长b%，Z增长c% are of two things."""
    named = re.sub(r"^(?:同比|比|较).*$", "", subjects.trimmed(other.lead))
    return roles.is_change(other, reading) and other.kind is not change.kind and len(named) < 2


def _fits(claim: Claim, change: Claim, kind: Kind | None, reading: Reading) -> bool:
    if claim.kind not in LEVELS or roles.is_change(claim, reading) or roles.is_from(claim, reading):
        return False
    if change.kind is Kind.AMOUNT:
        return claim.measure == change.measure and (
            claim.per == change.per or not claim.per or not change.per
        )
    if kind is not None:
        return claim.kind is kind
    return claim.measure not in ("years", "months", "days", "age")


def formers_of(
    reading: Reading, claims: Sequence[Claim], change: Claim, nows: Sequence[Claim]
) -> list[Claim]:
    """The figures of the earlier period that the sentence gives: 上年同期为A, 比去年的A, 2020年A."""
    basis = _basis(claims, change)
    found = []
    for claim in claims:
        if claim is change or claim in nows or claim.kind not in LEVELS or roles.is_change(claim, reading):
            continue
        marked = is_former(claim) or beside().search(claim.lead)
        earlier = _year_before(claim, nows[0])
        if (marked or earlier) and _basis_fits(claim, basis):
            found.append(claim)
    given = [claim for claim in claims if claim is not change and reference(reading, claims, claim) is change]
    if given:
        return given
    if basis == "month" and not found:
        return [claim for claim in claims[: claims.index(nows[0])] if alike(claim, nows[0])][-1:]
    return found


def _basis(claims: Sequence[Claim], change: Claim) -> str:
    """What a change is measured against; 增长p goes on from 比前年增加n before it."""
    own = roles.basis(change)
    index = claims.index(change)
    if own or index == 0 or change.start - claims[index - 1].end > 12:
        return own
    return roles.basis(claims[index - 1])


def _year_before(claim: Claim, now: Claim) -> bool:
    one, other = roles.own_year(claim), roles.year(now)
    if one is not None and other is None:
        return bool(re.search(r"目前|现|如今|今年", now.lead)) and claim.start < now.start
    return one is not None and other is not None and one < other


def _basis_fits(former: Claim, basis: str) -> bool:
    if not basis or basis in former.lead:
        return True
    there = roles.basis_of(former.lead)
    return there == basis if there else basis == "last" and roles.own_year(former) is not None
