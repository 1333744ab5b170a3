"""Figures that do not add up -> whether they are two ends of a stock and all that came and went between them, or hold
with other signs or between another pair."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles

_RULES = ("分项与合计", "剩余", "疑似笔误", "相差")
_SIGNED = ("期末数", "净增减")
_IN = Grammar("{came_in}|{inflow}|{stock_in}")
_OUT = Grammar("{went_out}|{outflow}|{stock_out}")
_VACANT, _CARRIED = Grammar("{vacancies}"), Grammar("{carried_in}")
_NEW = Grammar(r"新[^区城村能型社，□]{1,3}$")
_DONE = Grammar("(?:{done}|{deeds_done})了?$")
_TWO, _MOST = 2, 7


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """退出63户，新分配118户，由1402户变为1457户; 空编126，招聘98，退休45，现空编73: what stands at the end is right."""
    if any(claim.kind is not Kind.AMOUNT for claim in claims):
        return False
    if check.rule in _SIGNED:
        return _with_other_signs(check, claims, focus)
    if check.rule not in _RULES:
        return False
    like = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if claim.kind is Kind.AMOUNT and not claim.weak and roles.same_measure(claim, focus)
    ]
    if _chained(like, focus) or (check.rule == "相差" and _of_another_pair(reading, claims, focus)):
        return True
    moves = [(claim, sign) for claim in like if (sign := _sign(claim))]
    ends = [claim for claim in like if not _sign(claim)]
    if len(ends) != _TWO or not moves or len(like) > _MOST or any(claim not in like for claim in claims):
        return False
    net = total(claim.span.scaled(sign) for claim, sign in moves)
    return any(_reaches(one, other, net) for one, other in permutations(ends))


def _with_other_signs(check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """640张，剔除20张，有效620张; 减316、减28、增471，净增127, not -127: read the other way round it is right."""
    others = [claim.span for claim in claims if claim is not focus]
    if check.rule == "净增减":
        moves = [(claim, _sign(claim)) for claim in claims if claim is not focus]
        read = all(sign for _, sign in moves) and bool(moves)
        return read and total(claim.span.scaled(sign) for claim, sign in moves).meets(focus.span)
    came = any(
        _sign(claim) > 0 for claim in claims if claim is not focus
    )  # 年初640，新增20，年末620 is wrong
    return len(others) == _TWO and not came and others[0].minus(others[1]).meets(focus.span)


def _of_another_pair(reading: Reading, claims: Sequence[Claim], gap: Claim) -> bool:
    """甲19.4、乙17.8、丙14.2，甲与丙相差5.2: two other figures of the sentence, none of them a change, are so far apart."""
    levels = [
        claim
        for claim in reading.of_sentence(gap.sentence)
        if claim.kind is Kind.AMOUNT
        and claim is not gap
        and claim.measure == gap.measure
        and not roles.is_change(claim, reading)
    ]
    return any(
        one.span.minus(other.span).meets(gap.span) and not {one, other} <= set(claims)
        for one, other in permutations(levels, _TWO)
    )


def _chained(like: Sequence[Claim], focus: Claim) -> bool:
    """遗留14个，解决11个；新发现27个，已解决22个，仍有8个: what was done taken from all that there was to do."""
    given = [claim for claim in like if claim.start < focus.start]
    done = [claim for claim in given if _sign(claim) < 0 or _DONE.search(claim.lead)]
    if len(given) <= _TWO or len(given) > _MOST or not done or given[0] in done:
        return False
    came = total(claim.span for claim in given if claim not in done)
    return came.minus(total(claim.span for claim in done)).meets(focus.span)


def _sign(claim: Claim) -> int:
    """1 for what came in, -1 for what went out, 0 for a level; the last word counts."""
    if _CARRIED.search(claim.lead):
        return 0
    if _NEW.search(claim.lead):
        return 1
    came, went = (
        max((found.end() for found in said.finditer(claim.lead)), default=0) for said in (_IN, _OUT)
    )
    return 0 if came == went else 1 if came > went else -1


def _reaches(former: Claim, now: Claim, net: Interval) -> bool:
    """Whether the one end and all moves give the other; who comes fills a vacancy."""
    vacant = _VACANT.search(former.lead) and _VACANT.search(now.lead)
    moved = former.span.minus(net) if vacant else former.span.plus(net)
    return moved.meets(now.span)
