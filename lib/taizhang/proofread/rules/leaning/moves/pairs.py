"""A change -> the pairs of an earlier and a present figure around it that may be its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, revises
from taizhang.proofread.rules.leaning.around import around, own_words
from taizhang.proofread.rules.leaning.moves.moments import Moment, moment, precedes, untimed
from taizhang.proofread.rules.shares.names import likeness, shares_words
from taizhang.proofread.words import pattern

_ALIKE, _MOST, _MANY, _REACH = 0.5, Decimal(10), 40, 2
_NO_LEVELS = ("years", "months", "days", "age", "layers", "points_scored")


def pairs_of(reading: Reading, change: Claim) -> list[Pair]:
    """All of them, of the sentences around, in the order of the text; none in a crowd of figures."""
    near = [claim for claim in around(reading, change, _REACH, _REACH) if _is_level(reading, change, claim)]
    if len(near) > _MANY:
        return []
    found = (
        Pair(former, now, False)
        for former in near
        for now in near
        if former is not now and _are_ends(reading, former, now)
    )
    basis = roles.basis(change)
    return [
        pair
        for pair in found
        if not revises(reading, pair)
        and not _of_two_things(pair)
        and _of_basis(basis, pair)
        and _owner(reading, pair.former) in (None, pair.now)
    ]


def _of_basis(basis: str, pair: Pair) -> bool:
    """同比 is not against 年初 nor, beside the figure of this year, against 2019年."""
    said, year = roles.basis_of(pair.former.lead), roles.own_year(pair.former)
    if basis == "last" and year is not None:
        return roles.year(pair.now) == year + 1
    return not basis or not said or basis == said


def _owner(reading: Reading, former: Claim) -> Claim | None:
    """零售额186.4亿元，上年177.9亿元。城镇152.7亿元，…: an earlier figure without a name is of the one before it."""
    if len(own_name(former)) > 1 or roles.is_from(former, reading):
        return None
    before = [
        claim
        for claim in reading.of_sentence(former.sentence)
        if claim.start < former.start and claim.kind is former.kind and claim.unit == former.unit
        and not roles.is_change(claim, reading) and not claim.per and not roles.is_average(claim)
    ]  # fmt: skip
    plain = [claim for claim in before if moment(claim) is not Moment.BEFORE]
    return plain[-1] if plain else None


def _is_level(reading: Reading, change: Claim, claim: Claim) -> bool:
    """Points are between rates, rates and multiples of amounts, an amount between amounts of its measure."""
    if claim.kind not in LEVELS or claim.weak or not claim.unit or roles.is_change(claim, reading):
        return False
    if re.search(pattern("planned"), claim.lead) or claim.measure in _NO_LEVELS or _listed(reading, claim):
        return False
    if change.kind is Kind.POINTS:
        return claim.kind is Kind.RATE
    like = change.kind is not Kind.AMOUNT or roles.measure(change) == roles.measure(claim)
    return claim.kind is Kind.AMOUNT and like


def _listed(reading: Reading, claim: Claim) -> bool:
    """上年为44930元和20890元, 分别为…: which is whose, the rules for rows know."""
    joined = re.match(r"(?:和|、|及|与)[^，。；□]{0,8}□", reading.blanked[claim.outer_end :])
    return bool(joined) or "分别" in reading.before(claim)


def _are_ends(reading: Reading, former: Claim, now: Claim) -> bool:
    """One thing at two times: one unit, one size, the one before the other."""
    one, other = abs(former.span.middle), abs(now.span.middle)
    sized = bool(one and other) and max(one, other) <= _MOST * min(one, other)
    same = alike(former, now) and former.unit == now.unit
    mean = roles.is_average(former) == roles.is_average(now) or len(own_name(now)) < 2
    return same and sized and mean and precedes(reading, former, now)


def own_name(claim: Claim) -> str:
    """A figure's own name, without times and words for the quantity itself: empty for 去年同期仅为."""
    return trimmed(_said_otherwise().sub("", untimed(claim.lead)))


@cache
def _said_otherwise() -> re.Pattern[str]:
    itself = pattern("quantity_itself", "same_scope", "reached")
    return re.compile(rf"{itself}|^(?:而|但|比|较|与)|(?:{pattern('comes_to')})$")


def _of_two_things(pair: Pair) -> bool:
    """Both figures have names of their own, and those have not even a word in common."""
    names = own_name(pair.former), own_name(pair.now)
    if min(map(len, names)) < 2 or roles.is_target(pair.now):
        return False
    said = [own_words(claim) + claim.subject for claim in (pair.former, pair.now)]
    return not shares_words(names[0], said[1]) and not shares_words(names[1], said[0])


def leading(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that the change's own words lead to: by its name, else by standing next to it."""
    name = move_name(change)
    if len(name) < 2:
        name = _told_before(reading, change)
    if len(name) > 1:
        named = [pair for pair in pairs if _is_named(name, pair) or _goes_on(reading, change, pair)]
        return _nearest(change, named)
    near = _beside(reading, change)
    return _nearest(change, [pair for pair in pairs if near & {pair.former.start, pair.now.start}])


def move_name(change: Claim) -> str:
    """What the change's own words say has moved; empty for 同比增长, 等于每月多."""
    moved = pattern("move_fillers", "up", "down", "rates_of_change", "rates_of_fall")
    return re.sub(rf"{moved}|[以为让使把将]|(?:{pattern('comes_to')})+$", "", untimed(change.lead))


def _told_before(reading: Reading, change: Claim) -> str:
    """社会商品零售总额，比上年增长17.8%: the clause before, where it has no figure and says no reason or time."""
    start = reading.sentences[change.sentence][0]
    clauses = re.split("[，；：:]", reading.blanked[start : change.outer_start])[:-1]
    said = clauses[-1].strip() if clauses else ""
    if "□" in said or not said or re.match(pattern("asides"), said):
        return ""
    return trimmed(untimed(said))


def _is_named(name: str, pair: Pair) -> bool:
    said = "".join(own_words(claim) + claim.subject for claim in (pair.former, pair.now))
    return likeness(name, said) >= _ALIKE and name[-2:] in said


def _goes_on(reading: Reading, change: Claim, pair: Pair) -> bool:
    """投资同比增长15.2%，完成额由上年同期的96.4亿元扩大至…: right behind, and no name but that of a quantity."""
    near = pair.former.start > change.start and re.fullmatch(
        "，[^，；。□]*", reading.between(change, pair.former)
    )
    return bool(near) and not own_name(pair.former) and len(own_name(pair.now)) < 2


def _beside(reading: Reading, change: Claim) -> set[int]:
    """The last level before it in its sentence, else in the one before; the first behind it where there is none."""
    own = [claim for claim in reading.of_sentence(change.sentence) if _may_move(reading, change, claim)]
    before = [claim for claim in own if claim.start < change.start]
    after = [claim for claim in own if claim.start > change.start]
    if not before and not after and change.sentence:
        earlier = reading.of_sentence(change.sentence - 1)
        before = [
            claim for claim in earlier
            if claim.paragraph == change.paragraph and _may_move(reading, change, claim)
        ]  # fmt: skip
    return {claim.start for claim in before[-1:] or after[:1]}


def _may_move(reading: Reading, change: Claim, claim: Claim) -> bool:
    """Any figure that the change could be said of: 压缩为5.6个工作日，压缩72% too."""
    plain = not roles.is_change(claim, reading) and not claim.weak and claim.unit
    return bool(plain) and (change.kind in (Kind.RATE, Kind.MULTIPLE) or _is_level(reading, change, claim))


def _nearest(change: Claim, pairs: Sequence[Pair]) -> list[Pair]:
    """Those the fewest full stops away."""
    least = min((_stops(change, pair) for pair in pairs), default=0)
    return [pair for pair in pairs if _stops(change, pair) == least]


def _stops(change: Claim, pair: Pair) -> int:
    return sum(abs(claim.sentence - change.sentence) for claim in (pair.former, pair.now))


def bases(reading: Reading, change: Claim) -> Iterator[Claim]:
    """Figures of before around it that have no present figure: 多了320家…；上年底4000家."""
    for claim in around(reading, change, _REACH, _REACH):
        if _is_level(reading, change, claim) and roles.before_now(claim):
            yield claim
