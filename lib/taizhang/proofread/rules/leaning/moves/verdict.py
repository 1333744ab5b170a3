"""同比增长53.0%，…；去年同期仅为29840件 -> a change that no rule has held against figures, and its two ends nearby.

Any pair that holds settles it; where the words leave one pair only and it does not hold, it is doubtful: position and
likelihood bind these figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.things import of_other_steps, unplanned
from taizhang.proofread.rules.changes.ends import Pair, yearly
from taizhang.proofread.rules.changes.judging import RULE, holds, judge
from taizhang.proofread.rules.leaning.moves.pairs import bases, leading, pairs_of
from taizhang.proofread.words import pattern

_MOVED = (Kind.RATE, Kind.POINTS, Kind.MULTIPLE, Kind.AMOUNT)
_UNLESS = "如所比的另有所指，请写明"
Place = tuple[int, int]


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every change that nothing has been held against; ``found`` is what the rules have said of the text."""
    held = {place for check in found for place in check.figures}
    moved = {place for check in found if check.rule in (RULE, "百分点") for place in check.figures}
    for change in reading.claims:
        if (change.start, change.end) in held or not _is_open(reading, change):
            continue
        pairs = [
            pair for pair in pairs_of(reading, change) if not _places(pair) <= moved and not _all_of_it(pair)
        ]
        fitting = next((pair for pair in pairs if holds(pair, change, reading)), None)
        chosen = fitting or _meant(reading, change, pairs)
        if chosen:
            yield from map(_softened, judge(reading, chosen, change))
        elif not pairs:
            yield from _of_base(reading, change)


def _all_of_it(pair: Pair) -> bool:
    """省级42家，市级比省级多28家，两级总共112家: the second end is the first and others together."""
    told = [re.search(pattern("totals"), end.lead) is not None for end in (pair.former, pair.now)]
    return told == [False, True]


def _places(pair: Pair) -> set[Place]:
    return {(end.start, end.end) for end in (pair.former, pair.now)}


def _softened(check: Check) -> Check:
    if check.status is not Status.WRONG:
        return check
    return replace(check, status=Status.DOUBTFUL, reason=f"{check.reason.rstrip('。')}；{_UNLESS}。")


def _is_open(reading: Reading, change: Claim) -> bool:
    """A change of now against before, at no other scope, not for each of several years."""
    other = re.search(pattern("change_of_others"), unplanned(reading.before(change)))
    scoped = re.search(pattern("same_scope"), reading.sentence_text(change.sentence))
    steps = yearly(change) and not change.per  # 每床每年多900元 is one change
    plain = change.kind in _MOVED and roles.is_change(change, reading) and not steps
    return plain and not other and not scoped and not of_other_steps(reading, change)


def _meant(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> Pair | None:
    """The one pair that the words leave: no other earlier figure, the present one nearest to the change."""
    sure = leading(reading, change, pairs)
    if len({pair.former.start for pair in sure}) != 1 or _in_steps(reading, change, sure[0]):
        return None
    return min(sure, key=lambda pair: abs(pair.now.start - change.start))


def _in_steps(reading: Reading, change: Claim, pair: Pair) -> bool:
    """减少240张、增加410张，目前为…: one of several moves between the two."""
    others = [
        claim
        for claim in reading.near(change, 1)
        if claim not in (change, pair.former, pair.now) and claim.kind is Kind.AMOUNT
        and roles.same_measure(claim, change)
        and (roles.is_change(claim, reading) or re.search(pattern("inflow", "outflow", "stock_out"), claim.lead))
    ]  # fmt: skip
    return change.kind is Kind.AMOUNT and bool(others) and "净" not in change.lead


def _of_base(reading: Reading, change: Claim) -> Iterator[Check]:
    """比上年多了320家，也就是增长8%；上年底4000家: the amount over what there was before."""
    if change.kind is not Kind.RATE:
        return
    way = roles.direction(change, reading)
    moved = [
        claim
        for claim in reading.of_sentence(change.sentence)
        if claim.kind is Kind.AMOUNT and roles.is_change(claim, reading) and roles.direction(claim, reading) == way
        and roles.basis(change) in (roles.basis(claim), "")
    ]  # fmt: skip
    before = [base for base in bases(reading, change) if moved and roles.same_measure(base, moved[0])]
    if moved and before and moved[0].start < before[0].start and re.search("[比较][^，]*$", before[0].lead):
        return  # 925亿元，比原来设想的600亿元多出54%: the base of the rate alone
    if len(moved) != 1 or len(before) != 1 or abs(moved[0].clause - change.clause) > 1:
        return
    value = moved[0].span.over(before[0].span)
    if value is not None:
        sums = f"{moved[0].text}÷{before[0].text}"
        yield verdicts.judged(reading, RULE, [moved[0], before[0]], change, value.scaled(100), sums, _UNLESS)
