"""A change -> the pairs of an earlier and a present figure around it that may be its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.moments import (
    Moment,
    is_next,
    moment,
    not_a_year_apart,
    precedes,
    step_of,
    untimed,
)
from taizhang.proofread.rules.changes.bonds.things import (
    is_named,
    may_move,
    move_name,
    of_its_kind,
    own_name,
    owner,
    told_before,
    two_things,
    unplanned,
)
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_adjustment, revises
from taizhang.proofread.rules.leaning.around import around
from taizhang.proofread.words import bases as words_of_bases
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
        if former is not now and _are_ends(reading, change, former, now)
    )
    return [
        pair
        for pair in found
        if not revises(reading, pair)
        and (_is_named_base(change, pair.former, pair.now) or not two_things(pair))
        and of_basis(change, pair)
        and not not_a_year_apart(change, pair.former, pair.now)
        and owner(reading, pair.former) in (None, pair.now)
    ]


def of_basis(change: Claim, pair: Pair) -> bool:
    """同比 is not against 年初 nor, beside the figure of this year, against 2019年."""
    basis = roles.basis(change)
    if basis == "month" and step_of(pair.former.lead) and step_of(pair.now.lead):
        return is_next(pair.former.lead, pair.now.lead)
    if basis == "last" and step_of(pair.former.lead) and moment(pair.former) is not Moment.BEFORE:
        return False  # 上半年3200万元，同比增长6%；下半年3900万元: both of this year
    basis = basis if re.search("[比较与同]|环比", change.lead) else ""  # 去年在此基数上再涨52.5%
    if basis == "month" and re.search("上一?[期周旬]", pair.former.lead):
        return True
    said, year = roles.basis_of(pair.former.lead), roles.own_year(pair.former)
    if basis.isdigit() and year is not None:
        return str(year) == basis  # 2022年63.1%，比2015年提高9.6个百分点
    if basis == "last" and year is not None:
        return roles.year(pair.now) == year + 1
    return not basis or not said or basis == said


def _is_level(reading: Reading, change: Claim, claim: Claim) -> bool:
    """Points are between rates, rates and multiples of amounts, an amount between amounts of its measure."""
    if claim.kind not in LEVELS or claim.weak or roles.is_change(claim, reading) or is_adjustment(claim):
        return False
    if not claim.unit and not re.search(r"[万亿]|^[\d,]{3,}$", claim.text):
        return False
    came = re.search(r"[比较][^，]*新增[^，]*$", claim.lead)  # 比上年末新增3.16万辆: a change
    if (
        came
        or re.search(pattern("planned"), unplanned(claim.lead))
        or (claim.measure in _NO_LEVELS and claim.measure != change.measure)
        or is_listed(reading, claim)
    ):
        return False
    return of_its_kind(change, claim)


def is_listed(reading: Reading, claim: Claim) -> bool:
    """上年为44930元和20890元, 分别为…: which is whose, the rules for rows know."""
    apart = rf"(?!{pattern('former')})"  # 8.2万元、上年11.6万元: the two ends of one
    joined = re.match(rf"(?:和|、|及|与){apart}[^，。；□]{{0,8}}□", reading.blanked[claim.outer_end :])
    return bool(joined) or "分别" in reading.before(claim)


def _are_ends(reading: Reading, change: Claim, former: Claim, now: Claim) -> bool:
    """One thing at two times: one unit, one size, the one before the other."""
    one, other = abs(former.span.middle), abs(now.span.middle)
    sized = bool(one and other) and max(one, other) <= _MOST * min(one, other)
    same = alike(former, now) and former.unit == now.unit
    bare = any(len(own_name(claim)) < 2 for claim in (former, now))
    mean = bare or roles.is_average(former) == roles.is_average(now)
    if not (same and sized and mean):
        return False
    told = _is_named_base(change, former, now) or _is_dated_aside(reading, change, former, now)
    return told or precedes(reading, former, now)


_DATE_ALONE = re.compile(r"(?:而|在)?(?:19|20)\d\d年[初末底]?(?:同期|时)?(?:仅|只|才)?[为是有]?[:：]?")


def _is_dated_aside(reading: Reading, change: Claim, former: Claim, now: Claim) -> bool:
    """2875人（2024年末2140人），增长34.3%: a bare date in a bracket, or behind all, where the present has no time."""
    aside = former.depth > now.depth or former.start > change.start
    dated = aside and now.start < former.start and _DATE_ALONE.fullmatch(former.lead) is not None
    return dated and roles.year(now) is None and not re.search(pattern("planned"), reading.before(change))


def _is_named_base(change: Claim, former: Claim, now: Claim) -> bool:
    """较“十三五”末增长23%；“十三五”末为5000人: the change is against what the one figure is called, and not the other."""
    base = roles.basis(change)
    if base.isdigit():  # “十三五”末 is the end of 2020
        return roles.own_year(former) == int(base) and roles.own_year(now) is None
    told = base not in words_of_bases() and len(untimed(base)) > 1  # 比上半年: times have their order
    return told and base in former.lead and base not in now.lead


def leading(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that the change's own words lead to: by its name, else by standing next to it."""
    name = move_name(change)
    if len(name) < 2:
        name = told_before(reading, change)
    if len(name) > 1:
        named = [pair for pair in pairs if is_named(name, pair) or _goes_on(reading, change, pair)]
        return _nearest(change, named)
    near = _beside(reading, change)
    return _nearest(change, [pair for pair in pairs if near & {pair.former.start, pair.now.start}])


def _goes_on(reading: Reading, change: Claim, pair: Pair) -> bool:
    """投资同比增长15.2%，完成额由上年同期的96.4亿元扩大至…: right behind, and no name but that of a quantity."""
    near = pair.former.start > change.start and re.fullmatch(
        "，[^，；。□]*", reading.between(change, pair.former)
    )
    return bool(near) and not own_name(pair.former) and len(own_name(pair.now)) < 2


def _beside(reading: Reading, change: Claim) -> set[int]:
    """The last level before it in its sentence, else in the one before; the first behind it where there is none."""
    own = [claim for claim in reading.of_sentence(change.sentence) if may_move(reading, change, claim)]
    before = [claim for claim in own if claim.start < change.start]
    after = [claim for claim in own if claim.start > change.start]
    if not before and not after and change.sentence:
        earlier = reading.of_sentence(change.sentence - 1)
        before = [
            claim for claim in earlier
            if claim.paragraph == change.paragraph and may_move(reading, change, claim)
        ]  # fmt: skip
    return {claim.start for claim in before[-1:] or after[:1]}


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
