"""Two figures of one kind and a rate of change -> by how much the later one is more or less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.slips.any.budget import shared
from taizhang.proofread.rules.slips.nearby import figures
from taizhang.proofread.rules.slips.relation import Relation, quotient

_BACK = 1


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every growth that the sentence's rates may be, over any two figures near them of which the larger grew."""
    near = [claim for claim in figures(reading, number, _BACK) if not (claim.weak or claim.qualifier)]
    levels = [claim for claim in near if roles.is_level(claim, reading) or roles.is_standard(claim)]
    for rate in near:
        if rate.kind is Kind.RATE and rate.sentence == number and roles.direction(rate, reading) > 0:
            yield from shared(list(_of(rate, levels)))


def _of(rate: Claim, levels: Sequence[Claim]) -> Iterator[Relation]:
    for one, other in combinations(levels, 2):
        if one.unit and roles.same_measure(one, other) and one.span.middle > 0 < other.span.middle:
            less, more = sorted((one, other), key=lambda claim: claim.span.middle)
            yield quotient(rate, more, less, kind="any", trust=0, beyond=True)
