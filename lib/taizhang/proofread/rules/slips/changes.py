"""A figure of today, one of before and a change -> growth in per cent, a difference, points between two rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import untimed
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.rules.slips.relation import SURE, TOLD, Relation, quotient

_TWO = 2
_BASE = re.compile(r"(?:比|较|与)[^，]{0,12}的$")
_HELD = re.compile(r"[高低多少大小优]于$")
_OTHER_BASES = Grammar("{other_bases}")
_LEVELS = {Kind.RATE: Kind.AMOUNT, Kind.POINTS: Kind.RATE, Kind.AMOUNT: Kind.AMOUNT}


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every change of the sentence that follows both of its values."""
    claims = [claim for claim in reading.of_sentence(number) if not claim.weak and not claim.upper]
    for index, change in enumerate(claims):
        way = roles.direction(change, reading)
        if way and change.kind in _LEVELS and not roles.is_target(change) and not _is_reference(change):
            yield from _of(reading, change, way, claims[:index])


def _of(reading: Reading, change: Claim, way: int, earlier: Sequence[Claim]) -> Iterator[Relation]:
    """The two nearest levels, one of them of before; else the one of before and the only one that goes by its name."""
    near = [claim for claim in earlier if _may_be(claim, change, reading)]
    named = _of_one_name(near, reading)
    levels = named or near[-2:]
    if len(levels) < 2 or not roles.same_measure(*levels):
        return
    olds = [claim for claim in levels if _is_before(claim, reading)]
    if len(olds) != 1 or (not named and "；" in reading.between(levels[0], change)):
        return
    (old,) = olds
    if "同比" in change.lead and _OTHER_BASES.search(old.lead):
        return  # 比年初增加…，同比增长…: another base
    (now,) = (claim for claim in levels if claim is not old)
    moved = roles.is_from(old, reading) and roles.is_target(now) and earlier[-1] is now
    trust = SURE if moved else TOLD
    if change.kind is not Kind.RATE:
        more, less = (now, old) if way > 0 else (old, now)
        shown = f"{more.text}－{less.text}＝{change.text}"
        yield Relation((change, now, old), (1, -way, way), shown, "change", trust=trust)
    elif way > 0:
        yield quotient(change, now, old, kind="change", trust=trust, beyond=True)


def _of_one_name(near: Sequence[Claim], reading: Reading) -> list[Claim]:
    """销售4.32亿元，筹集公益金1.31亿元；上年同期销量3.86亿元: what it is compared with has a word of its name."""
    if len(near) <= _TWO or not _is_before(near[-1], reading):
        return []
    old = near[-1]
    named = [
        claim
        for claim in near[:-1]
        if roles.same_measure(claim, old)
        and shares_words(claim.lead, untimed(old.lead))
        and not _is_before(claim, reading)
    ]
    return [named[0], old] if len(named) == 1 and named[0] is not near[-_TWO] else []


def _is_reference(change: Claim) -> bool:
    """高于30平方米的目标: what something is held against, not how far it moved."""
    return change.tail.startswith("的") and _HELD.search(change.lead) is not None


def _may_be(claim: Claim, change: Claim, reading: Reading) -> bool:
    if claim.kind is not _LEVELS[change.kind] or roles.is_change(claim, reading):
        return False
    return change.kind is not Kind.AMOUNT or roles.same_measure(claim, change)


def _is_before(claim: Claim, reading: Reading) -> bool:
    return roles.is_from(claim, reading) or roles.before_now(claim) or bool(_BASE.search(claim.lead))
