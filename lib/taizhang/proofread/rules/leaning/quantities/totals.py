"""城镇人口36.72万人，乡村人口28.91万人，年末全县人口65.63万人; …。本次共抽查44个点 -> a total told behind its parts.

For figures that no sum has been tried on: a total by its own words (共, 总数), or by a place or time before the very name
that all figures in a row before it end with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.mentions.around import settings
from taizhang.proofread.rules.sums.completeness import complete, overlap, swapped, told_to_overlap
from taizhang.proofread.rules.sums.groups import may_add
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.words import pattern

RULE = "分项与合计"
_UNLESS = "如两者不是总分关系，不必改"
_TOO_MUCH, _FEWEST, _NAME, _MANY = Decimal("1.6"), 2, 2, 20
_APART = re.compile(r"[；：]")
Place = tuple[int, int]


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every such total; ``found`` is what the rules have said of the text."""
    summed = {place for check in found if check.rule == RULE for place in check.figures}
    held = {place for check in found for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for whole in reading.claims:
        place = (whole.start, whole.end)
        if place in told or not may_add(whole, reading) or whole.depth or whole.weak:
            continue
        if place not in held:
            yield from _behind(reading, whole, summed)


def _behind(reading: Reading, whole: Claim, summed: set[Place]) -> Iterator[Check]:
    """The row of like figures right before a total."""
    parts = _row_before(reading, whole)
    if len(parts) < _FEWEST or any((part.start, part.end) in summed for part in parts):
        return
    added = total(part.span for part in parts)
    over = any(part.span.low >= whole.span.high for part in parts) and not swapped(whole, parts)
    if over or not _is_total(reading, whole, parts) or settings.times_differ(reading, parts[0], whole):
        return  # 今年前三季度74万对…。2023年前三季度，共办理86万对
    if any(verdicts.agrees(whole, total(part.span for part in parts[at:])) for at in range(len(parts) - 1)):
        yield verdicts.judged(reading, RULE, parts, whole, whole.span, verdicts.texts(parts), _UNLESS)
        return
    shared = told_to_overlap(reading, whole.sentence) or (
        not complete(parts) and overlap(reading, Group(whole, tuple(parts), False, "near"))
    )
    off = max(added.middle, whole.span.middle) > _TOO_MUCH * min(added.middle, whole.span.middle)
    if not shared and not off:
        yield verdicts.judged(reading, RULE, parts, whole, added, verdicts.texts(parts), _UNLESS)


def _row_before(reading: Reading, whole: Claim) -> list[Claim]:
    """The like figures before it in its sentence, nothing between; else all of them in the sentence before."""
    own = [claim for claim in reading.of_sentence(whole.sentence) if claim.start < whole.start]
    if not own and whole.sentence:
        own = [
            claim for claim in reading.of_sentence(whole.sentence - 1) if claim.paragraph == whole.paragraph
        ]
    row: list[Claim] = []
    for claim in reversed(own[-_MANY:]):
        if claim.unit != whole.unit or not may_add(claim, reading) or claim.depth or not claim.lead:
            break
        if row and (
            _APART.search(reading.between(claim, row[0])) or re.search(r"其[中内]|[中里]有?$", row[0].lead)
        ):
            break
        row.insert(0, claim)
    return row


def _is_total(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """总数为, 本次共抽查 alone; or 全县 and the name that the parts end with."""
    own = _ends([part.lead for part in parts])
    if re.search(pattern("gaps", "remaining"), whole.lead):
        return False
    if any(
        re.search(pattern("inflow", "outflow", "former", "opening", "goal_side"), part.lead) for part in parts
    ):
        return False
    said = re.fullmatch(rf"[^，□]{{0,4}}?{pattern('told_total')}[^，□]{{0,4}}", whole.lead)
    placed = re.match(rf"[^，□]{{0,4}}?{pattern('of_all')}", whole.lead)
    ends = [own[at:] for at in range(len(own) - _NAME + 1)]
    name = trimmed(whole.lead)
    named = any(name.endswith(end) and all(part.lead != end for part in parts) for end in ends)
    behind = whole.sentence == parts[-1].sentence
    return (bool(said) and (behind or _listed(reading, parts))) or bool(placed and named)


def _listed(reading: Reading, parts: Sequence[Claim]) -> bool:
    """青山镇12个点、柳河乡8个点、石桥镇15个点: one list, its names alike in make."""
    return all(
        re.fullmatch(r"[^，。；、□]{0,3}[、，和及与][^，。；□]{1,8}", reading.between(one, two))
        for one, two in pairwise(parts)
    )


def _ends(names: Sequence[str]) -> str:
    """What all names end with."""
    length = 0
    while all(len(name) > length and name[-length - 1] == names[0][-length - 1] for name in names):
        length += 1
    return names[0][len(names[0]) - length :]
