"""A share and its words -> the part, by its place or its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.meant.wholes import whole_list, without_sum
from taizhang.proofread.rules.shares.names import fits, likeness, name_of, own_name

_NAMED, _SHORT_NAME = 3, 2


def part_behind(reading: Reading, claim: Claim) -> Claim | None:
    """占总数40%的老年人有2310人: the part's name and figure follow the share."""
    claims = reading.of_sentence(claim.sentence)
    following = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
    named = [
        other
        for other in following
        if roles.is_level(other, reading)
        and re.fullmatch(r"的[^，。；□]{1,10}", reading.between(claim, other))
    ]
    return named[0] if named else None


def part_of(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The share follows its amount at once: 2708张，占总床位的24%; of several shares each has its own."""
    listed = whole_list(reading, claim)
    if len(listed) > 1 and before:
        near = [
            other
            for other in before
            if other.start < listed[0].start and roles.same_measure(other, before[-1])
        ]
        chosen = without_sum(near, len(listed))
        return chosen[-len(listed) :][listed.index(claim)] if len(chosen) > len(listed) else None
    near = [
        other
        for other in before
        if not re.search(r"[；;。]", reading.between(other, claim)) and other.depth <= claim.depth
    ]  # 900家，较上年(640家)增长四成，占总量的5%: what a closed bracket holds has no share behind it
    own = own_name(reading, claim)
    if (
        not near
        and len(own) > _SHORT_NAME
        and (named := [other for other in before if fits(reading, own, other)])
    ):
        return max(named, key=lambda other: (likeness(own, name_of(reading, other)), other.start))
    if len(own) > 1 and not re.fullmatch(r"其|分别|这|该|此|合|人数|数量|金额|两者|前者|后者", own):
        near = [other for other in near if fits(reading, own, other)]
        near.sort(key=lambda other: likeness(own, name_of(reading, other)))
    return near[-1] if near else None


def part_earlier(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Claim | None:
    """达成意向0.36万人。在全部求职者1.80万人中，达成意向者占比25%: the part has a sentence of its own."""
    own = re.split("占", reading.before(claim))[0]
    if len(own) < _NAMED or "□" in own or len(before) != 1:
        return None
    earlier = [
        other
        for other in amounts
        if other.sentence < claim.sentence
        and roles.same_measure(other, before[0])
        and fits(reading, own, other)
    ]
    return earlier[-1] if earlier else None


def part_after(reading: Reading, claim: Claim, amounts: Sequence[Claim]) -> Claim | None:
    """大专以上的占四分之三，共有200人，其中大专以上150人: the part comes later, under the same name."""
    own = own_name(reading, claim)
    later = [other for other in amounts if other.start > claim.start and len(own) > 1]
    best = max(later, key=lambda other: likeness(own, name_of(reading, other)), default=None)
    return best if best is not None and likeness(own, name_of(reading, best)) >= 0.5 else None
