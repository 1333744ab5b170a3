"""A change that fits two figures to the last digit, only the other way round, or over the wrong one -> doubtful.

比年初的3.1%下降0.5个百分点, now 3.6%; 增支1.16亿元，增长9.1%, now 12.76亿元: 1.16 ÷ 12.76. So exact a fit of the
wrong sum is hardly chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

DIRECTION, GROWTH = "增减方向", "增减"
_HUNDRED = 100
Place = tuple[int, int]


def checks(reading: Reading, held: set[Place]) -> Iterator[Check]:
    """Every change that no rule has held against anything."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        for change in claims:
            way = roles.direction(change, reading)
            if way and not change.qualifier and (change.start, change.end) not in held:
                yield from _turned(reading, claims, change, way)
                yield from _over_the_later(reading, reading.window(change, 1), change, way)


def _turned(reading: Reading, claims: Sequence[Claim], change: Claim, way: int) -> Iterator[Check]:
    """Points between two rates, or how many more, with the word for the other direction."""
    ends = [claim for claim in claims if _may_be_end(reading, claim, change)]
    pairs = [(one, other) for one, other in combinations(ends, 2) if _fits(one, other, change)]
    if len(pairs) != 1:
        return
    base = [claim for claim in pairs[0] if _is_base(reading, claim) and not _later(reading, change, claim)]
    now = [claim for claim in pairs[0] if claim not in base]
    if len(base) == 1 and len(now) == 1 and (now[0].value - base[0].value) * way < 0:
        said = "高于" if now[0].value > base[0].value else "低于"
        reason = f"{now[0].text}{said}{base[0].text}，相差{change.text}，文中所写的方向相反；请核对。"
        involved = [base[0], now[0], change]
        yield verdicts.check(reading, DIRECTION, Status.DOUBTFUL, involved, reason, focus=change)


def _later(reading: Reading, change: Claim, claim: Claim) -> bool:
    """18万元比上年增加18万元；会议支出42万元，比上年的60万元下降18万元: the base of another statement behind the semicolon."""
    return change.start < claim.start and "；" in reading.between(change, claim)


def _may_be_end(reading: Reading, claim: Claim, change: Claim) -> bool:
    kind = Kind.RATE if change.kind is Kind.POINTS else Kind.AMOUNT
    if change.kind not in (Kind.POINTS, Kind.AMOUNT) or claim.kind is not kind or claim.qualifier:
        return False
    alike = kind is Kind.RATE or roles.same_measure(claim, change)
    return alike and claim is not change and not roles.is_change(claim, reading)


def _fits(one: Claim, other: Claim, change: Claim) -> bool:
    """Whether they differ by just so much, as printed."""
    return bool(change.value) and abs(one.value - other.value) == abs(change.value)


def _is_base(reading: Reading, claim: Claim) -> bool:
    """比年初的3.1%; (全省92.2%): what another figure is held against."""
    return (
        roles.before_now(claim)
        or re.search(rf"[比较]{_UP}的?$", claim.lead) is not None
        or (_wider().fullmatch(claim.lead) is not None)
    )


_UP = r"[^，□]{1,10}"


@cache
def _wider() -> re.Pattern[str]:
    return re.compile(rf"{pattern('wider_places')}(?:平均)?(?:水平)?(?:为|是|达)?")


def _over_the_later(reading: Reading, claims: Sequence[Claim], change: Claim, way: int) -> Iterator[Check]:
    """By how much and by how many in a hundred, the rate of the level that was reached instead of the one before."""
    at = claims.index(change)
    moved = claims[at - 1] if at else None
    if change.kind is not Kind.RATE or moved is None or not roles.is_change(moved, reading):
        return
    if "率" in change.lead:  # 平均审减率: of what was sent in
        return
    if moved.kind is not Kind.AMOUNT or roles.direction(moved, reading) * way < 0 or not moved.value:
        return
    levels = [
        claim
        for claim in claims[: at - 1]
        if roles.is_level(claim, reading) and roles.same_measure(claim, moved) and claim.value > moved.value
    ]
    for level in levels[-1:] if len(levels) == 1 else ():
        wrong = moved.span.middle / level.span.middle * _HUNDRED
        right = level.span.growth_by(point(moved.span.middle * way))
        if right is None or not verdicts.agrees(change, point(wrong)):
            continue
        value = right.scaled(_HUNDRED * way)
        if not verdicts.agrees(change, value):
            expected = verdicts.said(value.middle, change)
            reason = (
                f"{change.text}恰是{moved.text}÷{level.text}；以变动前的数为基数应为{expected}，请核对基数。"
            )
            involved = [level, moved, change]
            yield verdicts.check(
                reading, GROWTH, Status.DOUBTFUL, involved, reason, focus=change, expected=expected
            )
