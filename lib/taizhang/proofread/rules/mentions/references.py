"""上述362个幸福院, 这16个综合体 -> whether the text before knows a figure that this one can point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.mentions.things import Thing, holds, thing

RULE = "前后一致"
_BACK, _MOST, _PARTS = 3, 10, 4
_SHORTEST, _LISTED = 2, 12
_MARKS = re.compile(r"[、；]")


def checks(reading: Reading) -> Iterator[Check]:
    """Every figure behind a word that points back, held against those before it that count the same."""
    for claim in reading.claims:
        own = thing(claim, reading)
        if not own.referring or not _points(claim, own):
            continue
        before = _before(reading, claim)
        named = [other for other in before if holds(thing(other, reading).said, own.name)]
        if not named or explained(reading, claim, before):
            continue
        nearest = named[-1]
        reason = f"“{own.referring}{claim.text}”指的应是前面的{nearest.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [nearest, claim], reason, expected=nearest.text)


def _points(claim: Claim, own: Thing) -> bool:
    """A counted figure with its noun: what is pointed at can be looked for by name."""
    return claim.kind is Kind.AMOUNT and not claim.weak and not claim.per and len(own.name) >= _SHORTEST


def _before(reading: Reading, claim: Claim) -> list[Claim]:
    """The levels of its unit in the sentences before, the nearest last."""
    found = [
        other
        for other in reading.near(claim, _BACK)
        if other.start < claim.start and roles.same_measure(other, claim) and roles.is_level(other, reading)
    ]
    return found[-_MOST:]


def explained(reading: Reading, claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether a figure before, a sum of some or the difference of two is the figure, or a list is as long."""
    sums = (
        total(part.span for part in parts)
        for count in range(1, _PARTS + 1)
        for parts in combinations(before, count)
    )
    if any(found.meets(claim.span) for found in sums):
        return True
    if any(one.span.minus(other.span).meets(claim.span) for one in before for other in before):
        return True
    return claim.value <= _LISTED and _listed(reading, claim) == claim.value


def _listed(reading: Reading, claim: Claim) -> int:
    """How many names the longest list of the sentences before has."""
    start = reading.sentences[max(0, claim.sentence - _BACK)][0]
    clauses = re.split(r"[，。；：:\n]", reading.text[start : claim.start])
    return max((len(_MARKS.findall(clause)) + 1 for clause in clauses), default=0)
