"""Every figure that nothing was held against -> what it leans on, by its words, however far off that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim
from taizhang.proofread.rules.leaning import bounds, mentions, of_them, said_again, taken_up
from taizhang.proofread.rules.leaning.added import accounts, differences, inside, mixed, nets, rows, vacant
from taizhang.proofread.rules.leaning.moves import closest, trends
from taizhang.proofread.rules.leaning.moves import verdict as moves
from taizhang.proofread.rules.leaning.plain import means, multiples, nearest, portions, shapes
from taizhang.proofread.rules.leaning.products import again, each, norms
from taizhang.proofread.rules.leaning.quantities import (
    balances,
    gathered,
    parted,
    some_of,
    stocks,
    subsets,
    totals,
    within,
)
from taizhang.proofread.rules.leaning.quotients import averages, permille, ratios, shares, standards
from taizhang.proofread.rules.leaning.told import compared, goals, jointly, lists

_OF_FIGURES: tuple[Callable[[Reading, Claim], Iterable[Check]], ...] = (
    shares.checks,
    permille.checks,
    averages.checks,
    ratios.checks,
    portions.checks,
    means.checks,
    multiples.checks,
    again.checks,
    shapes.checks,
    nearest.checks,
    mentions.checks,
    taken_up.checks,
    of_them.checks,
    said_again.checks,
)
_OF_SENTENCES: tuple[Callable[[Reading, int], Iterable[Check]], ...] = (bounds.checks, mentions.counts)

_STEPS = (
    moves.checks,
    trends.checks,
    compared.checks,
    goals.checks,
    jointly.checks,
    lists.checks,
    stocks.checks,
    balances.checks,
    parted.checks,
    subsets.checks,
    within.checks,
    some_of.checks,
    totals.checks,
    gathered.checks,
    nets.checks,
    differences.checks,
    rows.checks,
    inside.checks,
    closest.checks,
    mixed.checks,
    vacant.checks,
    accounts.checks,
)


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """What the figures left over lean on; ``found`` is what was said so far. Each step knows the ones before it."""
    known = list(found)
    for step in (*_STEPS, _each, each.checks, norms.checks):
        said = list(step(reading, known))
        known += said
        yield from said


def _each(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """One remark a figure at most. Both ends of a change may be a standard's."""
    held = {place for check in found for place in check.figures}
    told = {check.focus for check in found}
    paid = {place for check in found if check.rule == standards.RULE for place in check.figures}
    for claim in reading.claims:
        if (claim.start, claim.end) not in held:
            yield from next((said for rule in _OF_FIGURES if (said := list(rule(reading, claim)))), [])
        if (claim.start, claim.end) not in paid:
            yield from standards.checks(reading, claim)
    for number in range(len(reading.sentences)):
        for rule in _OF_SENTENCES:
            yield from (check for check in rule(reading, number) if check.focus not in told)
