"""720人，一年后864人，多出144人; 城区43.5%，乡镇38.2%，两者差5.3个百分点 -> a gap without a name, and the two figures beside it.

The last reading of a change, where times and names have led nowhere: the only two figures of its kind that stand right
beside it, the second going on from the first. Which of the two is the base is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.things import (
    is_named,
    may_move,
    of_other_steps,
    of_two_places,
    own_name,
    parted,
)
from taizhang.proofread.rules.changes.ends import Pair, alike, yearly
from taizhang.proofread.rules.changes.judging import POINTS_RULE, RULE
from taizhang.proofread.rules.leaning.around import of_its_size
from taizhang.proofread.rules.leaning.moves.pairs import is_listed
from taizhang.proofread.words import pattern, words

_UNLESS = "如所比的另有所指，请写明"
_BACK, _CLAUSES, _NAME, _MOST = 2, 2, 2, 10
_OPEN = re.compile(r"其中|占(?!比)|；|分别|[。；]另")
_GAPS = (RULE, "相差")
_NEITHER = ("at_least", "at_most", "under", "over")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every gap that nothing was held against and that has exactly two figures to be between."""
    held = {place for check in found for place in check.figures}
    given = [set(check.figures) for check in found if check.status is Status.RIGHT and check.rule in _GAPS]
    for gap in reading.claims:
        if (gap.start, gap.end) not in held and _is_gap(reading, gap):
            pair = _beside(reading, gap)
            value = _value(gap, pair, reading) if pair else None
            more = value and _arrived(gap) and gap.span.high >= value[0].low
            told = pair is not None and _is_told(pair, gap, given)
            if pair and value and not more and not told and of_its_size(gap, value[0]):
                yield _judged(reading, gap, pair, *value)


def _is_told(pair: Pair, gap: Claim, given: Sequence[set[tuple[int, int]]]) -> bool:
    """从86家到142家，五年增加56家，今年新增9家: the gap between the two is the 56, and no other figure is."""
    ends = {(end.start, end.end) for end in (pair.former, pair.now)}
    return gap.kind is Kind.AMOUNT and any(ends < figures for figures in given)


def _is_gap(reading: Reading, gap: Claim) -> bool:
    """A figure whose words tell that something differs or moved, and not what."""
    kinds = (Kind.RATE, Kind.POINTS, Kind.AMOUNT)
    if gap.kind not in kinds or gap.weak or gap.depth or gap.per or gap.qualifier in _NEITHER or yearly(gap):
        return False
    if roles.is_target(gap) or roles.is_from(gap, reading) or re.search(pattern("planned"), gap.tail):
        return False
    based = roles.basis(gap) and re.search("[比较与同]|环比", gap.lead)
    if based or re.search(pattern("same_scope"), reading.sentence_text(gap.sentence)):
        return False  # 比上年: its base is told, and where it stands the rules before have looked
    if of_other_steps(reading, gap) or (gap.kind is Kind.RATE and re.search("[于过]$", gap.lead)):
        return False
    if _only_gap().fullmatch(gap.lead.replace(" ", "")):
        return True
    row = reading.of_sentence(gap.sentence)
    last = row[row.index(gap) - 1] if row.index(gap) else None
    return last is not None and _behind_reference(reading, last, gap)


def _behind_reference(reading: Reading, last: Claim, gap: Claim) -> bool:
    """低于全市8.9%的平均水平1.5个百分点: what it differs from stands between the word and the gap."""
    than = re.search(rf"{pattern('higher_than', 'lower_than')}[^，□]*$|[比较离距][^，□]*$", last.lead)
    rest = re.fullmatch(
        rf"的?(?:{pattern('reference_fillers', 'goal_names')})*(?:{pattern('to_go', 'gap_fillers')})*",
        reading.between(last, gap),
    )
    return bool(than and rest) and last.kind is not gap.kind


@cache
def _arrivals() -> re.Pattern[str]:
    return re.compile(rf"{pattern('arrivals')}了?$")


def _arrived(gap: Claim) -> bool:
    """由5座增加到8座，新增4座: some may have gone, so no fewer than the 3 have come."""
    return _arrivals().search(gap.lead) is not None


@cache
def _only_gap() -> re.Pattern[str]:
    rest = rf"(?:{pattern('move_fillers', 'gap_fillers')}|第[一二三四五六七八九十]个?[年月季周度]+)*"
    name = r"(?P<name>[一-鿿]{2,8}?)??"
    return re.compile(rf"{rest}{name}{rest}{pattern('up', 'down', 'tells_gap', 'arrivals')}{rest}")


def _beside(reading: Reading, gap: Claim) -> Pair | None:
    """The two figures of one kind in its sentence; else in the sentences before, as far as a second one is met."""
    for back in range(_BACK + 1):
        near = [claim for claim in reading.window(gap, back) if _may_end(reading, gap, claim)]
        nearest = near[-1:] if near and near[-1].start < gap.start else near[:1]
        like = [claim for claim in near if claim in nearest or alike(claim, nearest[0])]
        if len(like) > _PAIR:
            return None
        if len(like) == _PAIR:
            one, other = map(_bounded, like)
            return _bound(reading, gap, Pair(one, other, False))
    return None


_PAIR = 2


def _bounded(claim: Claim) -> Claim:
    """不低于80% is set at 80."""
    return claim if claim.span.bounded else replace(claim, span=around(claim.value, claim.step))


def _may_end(reading: Reading, gap: Claim, claim: Claim) -> bool:
    if claim is gap or claim.depth or is_listed(reading, claim):
        return False
    if gap.kind is Kind.POINTS:
        return claim.kind is Kind.RATE and not re.search("占(?!比)", claim.lead)
    return may_move(reading, gap, claim) and (claim.measure == gap.measure or claim.measure not in _SPANS)


_SPANS = ("years", "months", "days", "age")


def _bound(reading: Reading, gap: Claim, pair: Pair) -> Pair | None:
    """Whether they stand together, beside the gap, and are of one thing, or of two that the gap compares."""
    one, other = pair.former, pair.now
    first, last = min((one, other, gap), key=_place), max((one, other, gap), key=_place)
    apart = _OPEN.search(reading.text[first.start : last.outer_end])
    far = max(gap.clause - other.clause, other.clause - one.clause) > _CLAUSES
    summed = len({bool(re.search("累计|总共|合计", claim.lead)) for claim in (one, other)}) > 1
    sized = max(one.value, other.value) <= _MOST * min(one.value, other.value)
    if gap.kind is Kind.POINTS and (gap is not last or _of_two_kinds(reading, gap, pair)):
        return None
    if gap is not last and _others_between(reading, first, last, (one, other, gap)):
        return None  # 站点数增长34.6%，…志愿者人数增长18.0%，达到5.9万人
    if apart or far or summed or not sized or one.value == other.value:
        return None
    return pair if _of_one(reading, gap, pair) else None


def _of_two_kinds(reading: Reading, gap: Claim, pair: Pair) -> bool:
    """增长11.3%，贡献率达41.5%: a rate of change and a share, which nobody takes from each other; 高2.8 may be of both."""
    changes = {roles.is_change(claim, reading) for claim in (pair.former, pair.now)}
    return len(changes) > 1 and roles.is_change(gap, reading) and not re.search("[高低快慢多少]", gap.lead)


def _others_between(reading: Reading, first: Claim, last: Claim, own: Sequence[Claim]) -> bool:
    return any(
        first.start < claim.start < last.start and claim not in own and not claim.weak
        for claim in reading.near(first, _BACK)
    )


def _place(claim: Claim) -> int:
    return claim.start


def _of_one(reading: Reading, gap: Claim, pair: Pair) -> bool:
    """The second has no name of its own, or the name of the first."""
    said = _only_gap().fullmatch(gap.lead.replace(" ", ""))
    own = said["name"] if said else None
    if own and own not in words("gap_names") and not is_named(own, pair):
        return False
    if roles.is_change(gap, reading) and of_two_places(pair):
        return False
    if _arrived(gap) and pair.now.value < pair.former.value:
        return False
    one, other = own_name(pair.former), _going_on().sub("", own_name(pair.now))
    if parted(one, other):
        return gap.kind is Kind.POINTS
    return len(other) < _NAME or other in one or gap.kind is Kind.POINTS


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(pattern("goes_on", "reached", "quantity_itself"))


def _value(gap: Claim, pair: Pair, reading: Reading) -> tuple[Interval, str] | None:
    """What the gap should be, and how it comes about: of a rate with either end as the base."""
    less, more = sorted((pair.former, pair.now), key=lambda claim: claim.span.middle)
    if gap.kind is not Kind.RATE:
        return more.span.minus(less.span), f"{more.text}－{less.text}"
    ways = []
    for base in _bases(reading, gap, pair, less, more):
        ratio = more.span.minus(less.span).over(base.span)
        if ratio is not None:
            ways.append((ratio.scaled(100), f"（{more.text}－{less.text}）÷{base.text}"))
    held = (way for way in ways if verdicts.agrees(gap, way[0]))
    return next(held, ways[0] if ways else None)


def _bases(reading: Reading, gap: Claim, pair: Pair, less: Claim, more: Claim) -> list[Claim]:
    """What grew by it was the less before, what fell by it the more."""
    way = roles.direction(gap, reading)
    return [less] if way > 0 else [more] if way < 0 else [pair.former, pair.now]


def _printed(claim: Claim) -> Claim:
    """The figure for no more than what is printed."""
    return replace(claim, span=point(claim.span.middle))


def _judged(reading: Reading, gap: Claim, pair: Pair, value: Interval, sums: str) -> Check:
    rule = POINTS_RULE if gap.kind is Kind.POINTS else RULE
    ends = [pair.former, pair.now]
    if not verdicts.agrees(gap, value):
        found = _value(gap, Pair(_printed(ends[0]), _printed(ends[1]), False), reading)
        value = found[0] if found else value
    return verdicts.judged(reading, rule, ends, gap, value, sums, _UNLESS)
