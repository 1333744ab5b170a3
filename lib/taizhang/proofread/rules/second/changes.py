"""A change that does not fit its two ends -> whether other figures of the sentence are its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.things import two_things
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_base, is_former
from taizhang.proofread.rules.changes.judging import expected_change
from taizhang.proofread.words import pattern

RULES = ("增减", "百分点")
_FEW, _TWO, _WHOLE = 12, 2, 100
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_VALUED, _ADDED = Grammar("{valued}[（(]$"), Grammar("{came_in}$")
_QUARTER = re.compile("([一二三四])季度")


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """Another pair of like figures gives the change, or all that came and went gives what the ends differ by."""
    if check.rule in RULES and _is_value(reading, focus):
        return True
    if check.rule not in RULES or not roles.direction(focus, reading):
        return False
    direction = roles.direction(focus, reading)
    ends = [claim for claim in claims if claim is not focus]
    if any(re.fullmatch("[和、与及]", claim.lead) for claim in ends):
        return False  # 提高75元和140元: the one beside it is no end
    return (
        _of_what_was_added(reading, check, ends, focus)
        or _another_base(reading, ends, focus, direction)
        or _other_ends(reading, ends, focus, direction)
    )


def is_told(check: Check, moved: Sequence[set[tuple[int, int]]]) -> bool:
    """2024年末2140人…今年为2875人，增加735人: two figures of one name are no slip where the text tells the change."""
    return check.rule == "前后一致" and any(set(check.figures) < figures for figures in moved)


def _other_ends(reading: Reading, ends: Sequence[Claim], focus: Claim, direction: int) -> bool:
    """Another pair, or all the moves together, where no words bind the change to these two."""
    if any(roles.is_change(claim, reading) for claim in ends):
        return False
    if len(ends) > 1 and focus.kind is Kind.AMOUNT and _one_of_several(reading, ends, focus):
        return True
    if _bound(reading, ends, focus):
        return False
    return any(_fits(pair, focus, direction) for pair in _pairs(reading, ends, focus))


def _is_value(reading: Reading, focus: Claim) -> bool:
    """达到规划目标（55%）: what the goal is, and no change."""
    return focus.depth > 0 and _VALUED.search(reading.before(focus)) is not None


def _of_what_was_added(reading: Reading, check: Check, ends: Sequence[Claim], focus: Claim) -> bool:
    """58.73万辆，比上年末新增3.16万辆，增长5.7%: the smaller one is what was added, not what there was."""
    moved = [end for end in ends if roles.is_change(end, reading) or _ADDED.search(end.lead)]
    found = _NUMBER.match(check.expected)
    if len(ends) != _TWO or len(moved) != 1 or focus.kind is not Kind.RATE or not found:
        return False
    level = next(end for end in ends if end not in moved)
    way = roles.direction(focus, reading) or 1
    rate = level.span.growth_by(moved[0].span.scaled(way))
    as_end = Decimal(found[0]) > _WHOLE  # what was added, taken for what there was, gives more than 100%
    return as_end and rate is not None and verdicts.agrees(focus, rate.scaled(100 * way))


def _another_base(reading: Reading, ends: Sequence[Claim], focus: Claim, direction: int) -> bool:
    """减少6个（年初），减少9个（上年同期），上年同期51个: what the two ends give is told, and this is of another base."""
    others = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if claim is not focus
        and claim.kind is focus.kind
        and claim.measure == focus.measure
        and roles.direction(claim, reading)
    ]
    pairs = [Pair(a, b, False) for a in ends for b in ends if a is not b and alike(a, b)]
    return any(
        _fits(pair, other, roles.direction(other, reading)) and _says_other(reading, focus, other)
        for pair in pairs
        for other in others
    )


def _says_other(reading: Reading, focus: Claim, other: Claim) -> bool:
    one, two = roles.basis(focus), roles.basis(other)
    places = re.findall(r"[全我本该][国省市县区旗盟州乡镇村]", reading.before(focus).split("□")[-1])
    return bool(one and two and one != two) or any(place not in reading.before(other) for place in places)


def _bound(reading: Reading, ends: Sequence[Claim], focus: Claim) -> bool:
    """Whether the words bind the change to these two: each with its year or quarter, or 分别 with a row."""
    if re.search(rf"{pattern('revised')}|调整为|原公布|可比", reading.sentence_text(focus.sentence)):
        return False
    return "分别" in focus.lead or (len(ends) > 1 and all(_dated(claim) for claim in ends))


def _dated(claim: Claim) -> bool:
    return bool(roles.own_year(claim) or re.search(r"季度|\d月", claim.lead))


def _pairs(reading: Reading, ends: Sequence[Claim], focus: Claim) -> Iterator[Pair]:
    """Like figures of the sentence, one of the two ends among them and not both."""
    levels = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if claim.kind in LEVELS and claim is not focus and _is_level(reading, claim)
    ]
    yield from _summed(ends, levels)
    row = "分别" in reading.blanked[reading.sentences[focus.sentence][0] : focus.start]
    if len(levels) <= _FEW:
        for one, other in combinations(levels, 2):
            known = (one in ends) + (other in ends)
            wanted = known == 1 or (row and not known)
            if alike(one, other) and one.unit == other.unit and wanted:
                yield from (
                    pair
                    for pair in (Pair(one, other, False), Pair(other, one, False))
                    if not is_former(pair.now) and not two_things(pair) and not _backwards(pair)
                )


def _backwards(pair: Pair) -> bool:
    """二季度54起, 一季度48起: a stretch of the year that is over is not what came of a later one."""
    then, now = (_stretch(end) for end in (pair.former, pair.now))
    return bool(then and now and then > now)


def _stretch(claim: Claim) -> str:
    """一季度, 二季度 in the order of the year; empty without one, or with a year of its own."""
    found = _QUARTER.findall(claim.lead)
    return str("一二三四".index(found[-1]) + 1) if found and not roles.own_year(claim) else ""


def _summed(ends: Sequence[Claim], levels: Sequence[Claim]) -> Iterator[Pair]:
    """县80万元，乡镇46万元，村18万元，总投入较上年的120万元增长20%: all of them together have grown."""
    for former in (end for end in ends if re.search(r"(?:比|较)[^，□]*$", end.lead) and "总" in end.lead):
        before = [one for one in levels if one.start < former.start and alike(one, former)]
        if len(before) > 1:
            yield Pair(former, replace(before[-1], span=total(one.span for one in before)), False)


def _is_level(reading: Reading, claim: Claim) -> bool:
    """No change, no base of an index, no 一半, no bound (4.5%以内 fits nearly everything)."""
    plain = claim.kind is not Kind.RATE or re.search(r"[%％‰]", claim.text) is not None
    change = roles.is_change(claim, reading) or _is_value(reading, claim)
    return plain and not change and not is_base(claim) and claim.span.bounded


def _fits(pair: Pair, change: Claim, direction: int) -> bool:
    expected = expected_change(pair, change, direction)
    return expected is not None and verdicts.agrees(change, expected)


def _one_of_several(reading: Reading, ends: Sequence[Claim], focus: Claim) -> bool:
    """5120张，减少240张、增加410张，目前5290张: together they make the difference, no one alone."""
    moves = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if claim.kind is Kind.AMOUNT and roles.is_change(claim, reading) and claim.measure == focus.measure
    ]
    one, other = ends[:2]
    if len(moves) < 2 or one.kind is not Kind.AMOUNT:
        return False
    net = total(move.span.scaled(roles.direction(move, reading)) for move in moves)
    return net.meets(one.span.minus(other.span)) or net.meets(other.span.minus(one.span))
