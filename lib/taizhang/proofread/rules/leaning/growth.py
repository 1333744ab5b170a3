"""同比增长53.0%，…；去年同期仅为29840件 -> a change that no rule has held against figures, and its two ends nearby.

The ends are looked for in the sentence of the change and in its neighbours, by measure, name and words of time. Any
pair that holds settles it; where the words leave one pair only and it does not hold, it is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, from_to, is_former, revises, yearly
from taizhang.proofread.rules.changes.judging import RULE, holds, judge
from taizhang.proofread.rules.leaning.around import around
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

_MOVED = (Kind.RATE, Kind.POINTS, Kind.MULTIPLE, Kind.AMOUNT)
_ALIKE, _MOST, _MANY = 0.5, Decimal(10), 40
Place = tuple[int, int]


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every change that nothing has been held against; ``found`` is what the rules have said of the text."""
    held = {place for check in found for place in check.figures}
    moved = {place for check in found if check.rule in (RULE, "百分点") for place in check.figures}
    for change in reading.claims:
        if (change.start, change.end) in held or not _is_open(reading, change):
            continue
        pairs = _pairs(reading, change, moved)
        fitting = next((pair for pair in pairs if holds(pair, change, reading)), None)
        chosen = fitting or _meant(reading, change, pairs)
        for check in judge(reading, chosen, change) if chosen else ():
            yield _softened(check)


def _softened(check: Check) -> Check:
    """Position and likelihood bind these figures: never 错误."""
    if check.status is not Status.WRONG:
        return check
    reason = check.reason.rstrip("。") + "；如所比的另有所指，请写明。"
    return Check(
        check.rule, Status.DOUBTFUL, check.start, check.end, check.text, check.expected, reason,
        check.figures, check.focus,
    )  # fmt: skip


def _is_open(reading: Reading, change: Claim) -> bool:
    plain = change.kind in _MOVED and roles.is_change(change, reading) and not yearly(change)
    said = reading.before(change)
    scoped = re.search(pattern("same_scope"), reading.sentence_text(change.sentence))
    return plain and not change.depth and not scoped and not re.search(pattern("change_of_others"), said)


def _pairs(reading: Reading, change: Claim, moved: set[Place]) -> list[Pair]:
    """The pairs of an earlier and a present figure that may be the ends, the nearest first."""
    near = [
        claim
        for claim in around(reading, change, back=1)
        if claim.kind in LEVELS
        and not claim.weak
        and not claim.depth
        and claim.unit
        and _right_kind(change, claim)
    ]
    if len(near) > _MANY:
        return []
    own = [claim for claim in near if claim.sentence == change.sentence]
    told = [pair for run in from_to(reading, own) if len(run) == 1 for pair in run]
    told += [
        Pair(former, now, False)
        for former in near
        if _is_base(reading, former)
        for now in near
        if _is_now(reading, change, now) and alike(former, now) and former.unit == now.unit
    ]
    free = [pair for pair in told if not {(end.start, end.end) for end in (pair.former, pair.now)} <= moved]
    return [
        pair
        for pair in free
        if _same_size(pair)
        and _one_thing(pair)
        and not revises(reading, pair)
        and _owner(reading, pair.former) in (None, pair.now)
    ]


def _owner(reading: Reading, former: Claim) -> Claim | None:
    """零售额186.4亿元，上年177.9亿元。城镇152.7亿元，…: an earlier figure without a name is of the one before it."""
    before = [
        claim
        for claim in reading.of_sentence(former.sentence)
        if claim.start < former.start
        and alike(claim, former)
        and claim.unit == former.unit
        and not is_former(claim)
        and not roles.is_change(claim, reading)
        and not claim.per
        and not roles.is_average(claim)
    ]
    return before[-1] if before and len(_name(former)) <= 1 else None


def _is_base(reading: Reading, claim: Claim) -> bool:
    """去年同期为…, by its own words; 上半年累计… may be the present stretch, 分别为… speaks of several."""
    if not is_former(claim) or roles.is_change(claim, reading) or roles.is_from(claim, reading):
        return False
    stretch = re.search(pattern("parts_of_year"), claim.lead) and not re.search(
        pattern("last_year"), claim.lead
    )
    listed = re.match(r"(?:和|、|及|与)[^，。；□]{0,8}□", reading.blanked[claim.outer_end :])
    return not stretch and not listed and "分别" not in reading.before(claim)


def _right_kind(change: Claim, claim: Claim) -> bool:
    """Points are between rates, rates and multiples of amounts, an amount between amounts of its measure."""
    if change.kind is Kind.POINTS:
        return claim.kind is Kind.RATE
    like = change.kind is not Kind.AMOUNT or roles.same_measure(change, claim)
    return claim.kind is Kind.AMOUNT and like


def _is_now(reading: Reading, change: Claim, claim: Claim) -> bool:
    return (
        claim.sentence == change.sentence
        and claim.start < change.start
        and not is_former(claim)
        and not roles.is_change(claim, reading)
        and not roles.is_from(claim, reading)
        and not roles.is_average(claim)
    )


def _same_size(pair: Pair) -> bool:
    one, other = abs(pair.former.span.middle), abs(pair.now.span.middle)
    return bool(one and other) and max(one, other) <= _MOST * min(one, other)


def _name(claim: Claim) -> str:
    """A figure's own name, without times and words for the quantity itself: empty for 去年同期仅为."""
    said = re.sub(rf"{pattern('former')}|{pattern('quantity_itself')}|^(?:而|但|比|较|与)", "", claim.lead)
    return trimmed(said)


def _one_thing(pair: Pair) -> bool:
    """The earlier figure has no name of its own, or that of the present one."""
    name = _name(pair.former)
    if len(name) < 2 or roles.is_target(pair.now):
        return True
    now = pair.now.lead + pair.now.subject + pair.now.tail
    return max(likeness(name, now), likeness(_name(pair.now), pair.former.lead)) >= _ALIKE


def _meant(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> Pair | None:
    """The one pair that the words leave: its present figure nearest to the change, and no other earlier one."""
    sure = [pair for pair in pairs if _leads_to(reading, change, pair)]
    if len({pair.former.start for pair in sure}) != 1:
        return None
    return max(sure, key=lambda pair: pair.now.start)


def _leads_to(reading: Reading, change: Claim, pair: Pair) -> bool:
    """Whether change and present figure stand in one statement: side by side, or by the same name."""
    first, second = sorted((pair.now, change), key=lambda claim: claim.start)
    if pair.now.start > change.start:
        first, second = change, pair.former
    between = reading.between(first, second)
    name = trimmed(re.sub("同比|环比|了$", "", change.lead))
    own = pair.former.lead + pair.former.subject + pair.now.lead + pair.now.subject + pair.now.tail
    named = len(name) > 1 and name[-2:] in own and likeness(name, own) >= _ALIKE
    bare = len(name) < 2 and "□" not in re.sub(rf"{pattern('former')}[^□，；。]*□+", "", between)
    generic = re.match(rf"{pattern('quantity_itself')}", pair.former.lead) and re.fullmatch(
        "，[^，；。□]*", between
    )
    return named or bare or bool(generic)
