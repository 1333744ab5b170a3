"""来信96件，来访143批次，网上投诉285件 behind 524件; 2318对、742对、915件，共办件3975件 -> a total of several units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.sums.completeness import near, swapped, told_to_overlap
from taizhang.proofread.words import pattern, words

RULE = "分项与合计"
_UNLESS = "如两者不是总分关系，不必改"
_FEWEST, _MANY, _FAR = 2, 20, Decimal("0.3")
_BEGINS = re.compile(r"(?:\(?人?次\)?)?[，：(。；]\s*其[中内][：，]?[^，。；□]{1,12}$")
_NEXT = re.compile(r"(?:\(?人?次\)?)?(?:\([^()□]{1,10}\))?[，、和及与]\s*[^，。；□]{1,14}")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every total with a list of like and unlike units behind 其中, or before it where it says 共."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for whole in reading.claims:
        if (whole.start, whole.end) in told or not _counted(whole) or whole.unit not in words("mixed_totals"):
            continue
        before = _before(reading, whole)
        for parts in (_behind(reading, whole), before):
            if not any((part.start, part.end) in told for part in parts):
                yield from _judge(reading, whole, parts, parts is before)


def _counted(claim: Claim) -> bool:
    """A count of cases, times or couples outside brackets."""
    alike = claim.measure in words("kinds_listed_together")
    return alike and claim.kind is Kind.AMOUNT and not (claim.per or claim.weak or claim.depth)


def _behind(reading: Reading, whole: Claim) -> list[Claim]:
    """The list behind 其中, which may begin the next sentence."""
    later = [
        claim
        for claim in reading.near(whole, 1)
        if claim.start > whole.start and claim.paragraph == whole.paragraph
    ]
    return _run(reading, later[:_MANY]) if later and _BEGINS.match(reading.between(whole, later[0])) else []


def _before(reading: Reading, whole: Claim) -> list[Claim]:
    """The list that its sentence begins with, up to 共 or 合计."""
    earlier = [claim for claim in reading.of_sentence(whole.sentence) if claim.start < whole.start][-_MANY:]
    said = reading.before(whole).rsplit("□", 1)[-1]
    parts = (
        _run(reading, earlier)
        if re.search(pattern("totals", "totals_weak", "added_up", "pointing_back"), said)
        else []
    )
    return parts if len(parts) == len(earlier) else []


def _run(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """One count a member, nothing but its name between."""
    run: list[Claim] = []
    for claim in claims:
        if not _counted(claim) or (run and not _NEXT.fullmatch(reading.between(run[-1], claim))):
            break
        run.append(claim)
    return run


def _judge(reading: Reading, whole: Claim, parts: list[Claim], said: bool) -> Iterator[Check]:
    units = {part.measure for part in parts}
    if len(parts) < _FEWEST or len(units) < _FEWEST or any(part.span.low > whole.span.high for part in parts):
        return
    added = total(part.span for part in parts)
    gap = abs(added.middle - whole.span.middle)
    likely = near(whole, parts, added) or swapped(whole, parts) or (said and gap <= whole.span.middle * _FAR)
    if not verdicts.agrees(whole, added) and likely and not told_to_overlap(reading, whole.sentence):
        yield verdicts.judged(reading, RULE, parts, whole, added, verdicts.texts(parts), _UNLESS)
