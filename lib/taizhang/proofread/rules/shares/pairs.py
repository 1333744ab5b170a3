"""A rate without words for its whole -> the two figures that must be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import name_of, shares_words, stem_of
from taizhang.proofread.rules.shares.ways import Reader


def only_pair(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """A rate over the only two amounts of one unit in its sentence."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in before:
        groups.setdefault((claim.measure, claim.unit), []).append(claim)
    pairs = [group for group in groups.values() if len(group) == 2]
    if len(pairs) != 1 or len(before) != 2:
        return None
    first, second = pairs[0]
    part, whole = (first, second) if first.span.high <= second.span.low else (second, first)
    stem = stem_of(claim)
    related = shares_words(stem, name_of(reading, part))
    inside = re.search(r"其中|[^，]{0,8}[中里]", reading.between(first, second))
    if (related or inside) and not _already(reading, claim, part, whole):
        return Reader((part,), whole)
    return None


def of_both(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """集中412人，分散2498人，集中供养率14.2%: two kinds that are all, the rate is of one."""
    if len(before) != 2 or not roles.same_measure(*before):
        return None
    names = [name_of(reading, other) for other in before]
    stem = stem_of(claim)
    for group in words.partitions():
        if len(group) == 2 and all(sum(word in name for name in names) == 1 for word in group):
            part = next(
                (
                    other
                    for other in before
                    for word in group
                    if word in stem and word in name_of(reading, other)
                ),
                None,
            )
            if part is not None and not _stated_before(reading, claim):
                other = before[1] if part is before[0] else before[0]
                return Reader((part,), part, (other,))
    return None


def _stated_before(reading: Reading, claim: Claim) -> bool:
    """The two figures have a rate right after them already; a later one is of something else."""
    rates = [other for other in reading.of_sentence(claim.sentence) if other.kind is Kind.RATE]
    return bool(rates) and rates[0] is not claim


def _already(reading: Reading, claim: Claim, part: Claim, whole: Claim) -> bool:
    """参选17.1万人，参选率91.9%，成功率98.6%: the two figures are those of another rate."""
    value = Reader((part,), whole).value
    rates = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.RATE and other is not claim
    ]
    return value is not None and any(verdicts.agrees(other, value) for other in rates)
