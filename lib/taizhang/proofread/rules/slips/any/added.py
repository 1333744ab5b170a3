"""Three or four figures of one kind near each other -> one of them may be the sum of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.slips.any.budget import shared
from taizhang.proofread.rules.slips.nearby import by_measure, figures
from taizhang.proofread.rules.slips.relation import Relation
from taizhang.proofread.words import words

_BACK, _MOST = 2, 7


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every sum of two or three figures, one of them in the sentence itself."""
    near = [claim for claim in figures(reading, number, _BACK) if _counts(claim, reading)]
    found = [
        relation for run in _runs(near) for size in (2, 3) for relation in _sums(run[-_MOST:], size, number)
    ]
    yield from shared(found)


def _runs(near: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Figures of one measure; those of several that are listed together (件, 对, 批次) as well."""
    yield from by_measure(near)
    mixed = [claim for claim in near if claim.measure in words("kinds_listed_together")]
    if len({claim.measure for claim in mixed}) > 1:
        yield mixed


def _of_one_kind(claims: Sequence[Claim]) -> bool:
    """Of one measure, or a total of several in a unit that such totals have (共办件3975件)."""
    return len({roles.measure(claim) for claim in claims}) == 1 or claims[0].unit in words("mixed_totals")


def _counts(claim: Claim, reading: Reading) -> bool:
    """A count, or by how much one has changed."""
    counted = roles.is_count(claim, reading) or (
        claim.kind is Kind.AMOUNT and roles.is_change(claim, reading)
    )
    return counted and bool(claim.unit) and not (claim.weak or claim.qualifier or claim.per)


def _sums(run: Sequence[Claim], size: int, number: int) -> Iterator[Relation]:
    for whole in run:
        parts = [claim for claim in run if claim is not whole and claim.span.middle < whole.span.middle * 2]
        for some in combinations(parts, size):
            if number in {claim.sentence for claim in (whole, *some)}:
                yield Relation(
                    claims=(whole, *some),
                    weights=(-1, *(1 for _ in some)),
                    shown=f"{verdicts.texts(some)}＝{whole.text}",
                    kind="any",
                )
