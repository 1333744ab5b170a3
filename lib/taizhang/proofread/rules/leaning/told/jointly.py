"""办件量5.2万件、差评31件，上年分别为4.8万件、45件，双双上升 -> whether both go as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.words import pattern

RULE = "增减方向"
_FOUR = 4


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every sentence with two things at two times, and words of both behind or between them."""
    for number in range(len(reading.sentences)):
        said = _said().search(reading.sentence_text(number))
        levels = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind in LEVELS and not claim.weak and not roles.is_change(claim, reading)
        ]
        if said and len(levels) == _FOUR:
            yield from _judged(reading, levels, said)


def _judged(reading: Reading, levels: Sequence[Claim], said: re.Match[str]) -> Iterator[Check]:
    one, two, three, four = levels
    former = re.search(
        rf"{pattern('former')}[^，。；]{{0,6}}(?:分别|依次)[^，。；]{{0,2}}$", reading.before(three)
    )
    rowed = roles.is_from(one, reading) and not roles.is_from(three, reading)  # 分别由A、B变为C、D
    told_now = re.search(r"[到至为成]$", three.lead)
    pairs = ((three, one), (four, two)) if former else ((one, two), (three, four))
    if rowed and told_now:
        pairs = ((one, three), (two, four))
    ordered = former or (rowed and told_now) or all(roles.is_from(before, reading) for before, _ in pairs)
    if not ordered or not all(alike(before, now) for before, now in pairs):
        return
    moves = [
        1 if now.span.low > before.span.high else -1 if now.span.high < before.span.low else 0
        for before, now in pairs
    ]
    wrong = moves[0] == moves[1] != 0 if said["apart"] else (-1 if said["up"] else 1) in moves
    if wrong:
        told = "、".join(f"由{before.text}到{now.text}" for before, now in pairs)
        reason = f"文中写“{said[0]}”，但两个数{told}；请核对。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, list(levels), reason)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<up>{pattern('jointly_up')})|(?P<down>{pattern('jointly_down')})|(?P<apart>{pattern('jointly_apart')})"
    )
