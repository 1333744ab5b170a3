"""What was meant and what came of it -> whether the gap between them and the rate of the gap are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules.gaps import amounts, goals, rates, sides


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every gap, and every rate of a gap, that nothing has been held against yet."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        for index, claim in enumerate(claims):
            if index and (claim.start, claim.end) not in held:
                yield from _of(reading, claims[:index], claim)


def _of(reading: Reading, before: Sequence[Claim], claim: Claim) -> Iterator[Check]:
    if far := goals.said(claim):
        yield from goals.check(reading, before, claim, far)
    elif sides.is_gap(claim) and not re.search("滚存|累计|历年", claim.lead):
        yield from amounts.check(reading, before, claim)
    elif name := sides.rate_of(claim):
        yield from rates.check(reading, before, claim, name)
    elif claim.kind is Kind.RATE and (base := rates.named_base(claim)):
        yield from rates.over_named(reading, before, claim, base)
