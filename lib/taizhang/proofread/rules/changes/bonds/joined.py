"""由A升至B，提高n; B，较上年的A提高n -> whether the words themselves bind a change to its two ends, right where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.moments import untimed
from taizhang.proofread.rules.changes.bonds.things import move_name, own_name
from taizhang.proofread.rules.changes.ends import alike, is_base
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.words import pattern

_TWO = 2
_HELD_AGAINST = re.compile(r"[比较与同](?!期|比|步)[^，□]*$")


def joined(reading: Reading, change: Claim, ends: Sequence[Claim]) -> bool:
    """Whether nothing else can be meant: such a pair is right behind 由…到…, or the base right behind 比 or 较.

    Other figures of the sentence that happen to fit the change do not explain it away.
    """
    if len(ends) != _TWO or len(move_name(change)) > 1 or change.per or not alike(*ends):
        return False
    if re.search(rf"{pattern('revised')}|调整为|原公布|可比", reading.sentence_text(change.sentence)):
        return False
    one, other = sorted(ends, key=_start)
    if not one.sentence == other.sentence == change.sentence or len({*ends, change}) != _TWO + 1:
        return False
    if change.start < other.start or not _right_behind(reading, other, change):
        return False
    if change.kind is Kind.AMOUNT and _several(reading, change):
        return False
    return _from_to(reading, one, other) or _against(reading, one, other)


def _start(claim: Claim) -> int:
    return claim.start


def _right_behind(reading: Reading, last: Claim, change: Claim) -> bool:
    """Nothing but a comma and the words of the move between the later figure and the change."""
    between = reading.between(last, change)
    return "□" not in between and _bare().fullmatch(between) is not None


@cache
def _bare() -> re.Pattern[str]:
    moved = pattern("move_fillers", "up", "down", "rates_of_change", "rates_of_fall", "comes_to")
    return re.compile(rf"(?:{moved}|[了的，,\s]|相比)*")


def _several(reading: Reading, change: Claim) -> bool:
    """减少240张、增加410张: one of several moves between the two."""
    moves = [
        claim
        for claim in reading.of_sentence(change.sentence)
        if claim is not change and claim.kind is Kind.AMOUNT and roles.same_measure(claim, change)
        and (roles.is_change(claim, reading) or re.search(pattern("inflow", "outflow", "stock_out"), claim.lead))
    ]  # fmt: skip
    return bool(moves) and "净" not in change.lead


def _from_to(reading: Reading, one: Claim, other: Claim) -> bool:
    """由…升至…: the words of both say so, and nothing stands between."""
    return roles.is_from(one, reading) and roles.is_target(other) and not _between(reading, one, other)


def _against(reading: Reading, now: Claim, base: Claim) -> bool:
    """98.6%，较上年的96.9%: no other figure than a goal lies between, and the base is of nothing else."""
    timed = roles.before_now(base) or untimed(base.lead) != base.lead
    if not timed or not _HELD_AGAINST.search(base.lead) or is_base(base):
        return False
    if (
        any(roles.is_change(end, reading) for end in (now, base))
        or _came().search(base.lead)
        or not now.span.bounded
        or roles.before_now(now)
    ):
        return False
    name = re.sub("^(?:而|但|却|仍|并|且)", "", own_name(base))
    own = len(name) > 1 and not shares_words(name, now.lead + now.tail + now.subject)
    return not own and all(_is_goal(claim) for claim in _between(reading, now, base))


@cache
def _came() -> re.Pattern[str]:
    """比上年末新增3.16万辆: by how much it has grown, no earlier level."""
    return re.compile(rf"{pattern('came_in', 'arrivals', 'newly_come')}了?$")


def _between(reading: Reading, one: Claim, other: Claim) -> list[Claim]:
    return [
        claim
        for claim in reading.of_sentence(one.sentence)
        if one.start < claim.start < other.start and not claim.weak
    ]


def _is_goal(claim: Claim) -> bool:
    """控制在4.5%的目标以内: what the figure was to be."""
    said = claim.lead + claim.tail
    return not claim.span.bounded or re.search(pattern("goal_names"), said) is not None
