"""核定编制86名，实有71名，…。目前空编15名; 期初存5200床，…，期末4510床 -> differences told apart from their figures.

Two relations: what was meant less what came of it is what is wanting; what there was at the beginning with what came and
without what went is what there is at the end. Both look over other goods and other clauses, by measure, unit and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import alike, around, is_outside
from taizhang.proofread.words import pattern

LEFT, STOCK = "剩余", "期末数"
_UNLESS = "如另有所指，请写明"
_LEAST, _MANY = 2, 30
Place = tuple[int, int]


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every such difference that nothing has been held against; ``found`` is what the rules have said."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        for claim in reading.of_sentence(number):
            if (claim.start, claim.end) not in held and is_outside(claim, reading):
                yield from _wanting(reading, claim)
        yield from _stock(reading, number, held)


def _wanting(reading: Reading, gap: Claim) -> Iterator[Check]:
    """应到43名，实到38名，请假5名, in any order: the one pair near it of what was meant and what came of it."""
    if not re.search(rf"{pattern('absent')}[^，□的]{{0,4}}$", gap.lead):
        return
    near = alike(around(reading, gap, back=1, on=0), gap)
    before = [claim for claim in near if is_outside(claim, reading)]
    meant = [claim for claim in before if re.search(pattern("owed"), claim.lead)]
    came = [claim for claim in before if re.search(pattern("present"), claim.lead) and claim not in meant]
    if len(meant) != 1 or len(came) != 1:
        return
    others = [
        claim
        for claim in reading.of_sentence(gap.sentence)
        if claim is not gap and re.search(rf"{pattern('absent')}[^，□的]{{0,4}}$", claim.lead)
        and roles.same_measure(claim, gap)
    ]  # fmt: skip
    left = meant[0].span.minus(came[0].span)
    rest = left.minus(total(claim.span for claim in others))
    value = rest if verdicts.agrees(gap, rest) else left
    sums = f"{meant[0].text}减{came[0].text}"
    if not others or verdicts.agrees(gap, value):
        yield verdicts.judged(reading, LEFT, [meant[0], came[0]], gap, value, sums, _UNLESS)


def _stock(reading: Reading, number: int, held: set[Place]) -> Iterator[Check]:
    """One opening figure of the sentence or its neighbour, moves on both sides, one figure of the end."""
    here = [claim for claim in reading.of_sentence(number) if is_outside(claim, reading)]
    opened = [claim for claim in here if _opens(claim)]
    if len(opened) != 1 or len(here) > _MANY:
        return
    near = [claim for claim in here if claim.unit == opened[0].unit]
    later = [claim for claim in reading.of_sentence(number + 1) if claim.unit == opened[0].unit]
    ends = [claim for claim in near if _closes(reading, claim, opened[0])]
    if not ends and len(later) <= _LEAST and later and later[0].paragraph == opened[0].paragraph:
        near = [*near, *(claim for claim in later if is_outside(claim, reading))]
        ends = [claim for claim in near if _closes(reading, claim, opened[0])]
    moved = [claim for claim in near if claim not in (*opened, *ends)]
    went = [claim for claim in moved if _goes(claim, "outflow", "stock_out", "left_stock")]
    came = [
        claim for claim in moved if claim not in went and _goes(claim, "inflow", "stock_in", "came_to_stock")
    ]
    settled = len(ends) != 1 or (ends[0].start, ends[0].end) in held
    if settled or len(moved) < _LEAST or len(went) + len(came) != len(moved) or not (went and came):
        return
    value = opened[0].span.plus(total(one.span for one in came)).minus(total(one.span for one in went))
    sums = f"{verdicts.texts([*opened, *came])}－{verdicts.texts(went, '－')}"
    yield verdicts.judged(reading, STOCK, [*opened, *moved], ends[0], value, sums, _UNLESS)


def _opens(claim: Claim) -> bool:
    return re.search(pattern("opening"), claim.lead) is not None


def _closes(reading: Reading, claim: Claim, opened: Claim) -> bool:
    """期末账面数4510床; 年末在册393人：上年结转412人，…: the head that the colon explains."""
    if claim is opened or _goes(claim, "outflow", "stock_out", "left_stock", "inflow", "stock_in"):
        return False
    head = claim.start < opened.start and re.match("[:：]", reading.text[claim.outer_end :])
    return bool(head) or re.search(rf"{pattern('closing')}[^，]*$", claim.lead) is not None


def _goes(claim: Claim, *names: str) -> bool:
    return re.search(rf"{pattern(*names)}[^，]{{0,8}}$", claim.lead) is not None
