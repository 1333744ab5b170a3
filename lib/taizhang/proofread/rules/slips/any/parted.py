"""发放问卷3451份，收回1178份。……回收率43.1%: a rate, and near it two figures one of which over the other may give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import of_the_others
from taizhang.proofread.rules.slips.any.budget import BUDGET, shared
from taizhang.proofread.rules.slips.nearby import by_measure, figures, is_plain
from taizhang.proofread.rules.slips.relation import Relation, quotient
from taizhang.proofread.rules.slips.shares import is_best, named_otherwise

_BACK, _MOST, _WHOLE = 2, 6, 100
_OTHER = Grammar("{no_slipped_share}|{former}|{rate_not_counted}")


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every share of the sentence over the figures before it; the last two of one measure are as likely as all
    others together."""
    for rate in reading.of_sentence(number):
        if _is_share(reading, rate):
            near = [claim for claim in figures(reading, number, _BACK) if _counts(reading, claim, rate)]
            found = [relation for run in by_measure(near) for relation in _pairs(rate, run[-_MOST:])]
            last = [one for one in found if set(map(id, one.claims[1:])) == set(map(id, near[-2:]))]
            yield from (replace(one, trust=BUDGET) for one in last)
            yield from shared([one for one in found if one not in last], BUDGET / 2)


def _is_share(reading: Reading, rate: Claim) -> bool:
    plain = rate.kind is Kind.RATE and 0 < rate.value < _WHOLE and not (rate.weak or rate.qualifier)
    if not plain or roles.is_change(rate, reading) or roles.is_from(rate, reading):
        return False
    return not _OTHER.search(reading.before(rate))


def _counts(reading: Reading, claim: Claim, rate: Claim) -> bool:
    return claim.end <= rate.start and is_plain(claim, reading, origins=True) and not claim.qualifier


def _pairs(rate: Claim, run: Sequence[Claim]) -> Iterator[Relation]:
    for one, other in combinations(run, 2):
        part, whole = sorted((one, other), key=lambda claim: claim.span.middle)
        otherwise = named_otherwise(rate, part, whole, run) or of_the_others(part.lead + part.tail, rate.lead)
        if not otherwise and is_best(rate, part, whole, run):
            yield quotient(rate, part, whole, kind="share", trust=BUDGET)
