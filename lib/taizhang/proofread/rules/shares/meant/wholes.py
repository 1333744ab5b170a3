"""A share and its words -> the whole that they name, and the list of shares that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import likeness, name_of, own_name
from taizhang.proofread.rules.shares.ways import (
    list_of,
    share_of,
)
from taizhang.proofread.words import measures_said, pattern

_LONG = 4


def measured(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> Sequence[Claim]:
    """7318户23506人，占监测户数的74.5%: words that tell what is counted leave only figures of that measure."""
    for name in (own_name(reading, claim), said):
        for word, measure in measures_said().items():
            if name.endswith(word):
                return [other for other in before if roles.measure(other) == measure]
    return before


def holds_figure(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> bool:
    """占全部收入6400万元的80%, not 占60岁及以上人口的13.8%: the hole is an amount."""
    return "□" in said and bool(before) and "占" not in reading.between(before[-1], claim)


def whole_list(reading: Reading, claim: Claim) -> list[Claim]:
    """All shares said in one breath with this one, before and after it."""
    claims = reading.of_sentence(claim.sentence)
    found = list_of(reading, claim)
    for other in claims[claims.index(claim) + 1 :]:
        if other.kind is not claim.kind or not re.fullmatch(
            r"\s*(?:和|、|及|与)\s*", reading.between(found[-1], other)
        ):
            break
        found.append(other)
    return found


def without_sum(parts: Sequence[Claim], count: int) -> Sequence[Claim]:
    """1.2亿元、2.6亿元、5.4亿元，三项共9.2亿元，分别占12%、26%和54%: as many shares as figures before their sum."""
    listed, last = parts[-count - 1 : -1], parts[-1:]
    summed = 1 < count == len(listed) and re.search(
        rf"{pattern('added_up', 'totals', 'totals_weak')}", last[0].lead
    )
    return parts[:-1] if summed and total(one.span for one in listed).meets(last[0].span) else parts


def named_whole(reading: Reading, wholes: Sequence[Claim], part: Claim, said: str) -> Claim | None:
    """Of the figures that may be the whole, the one that the words name; where they say 总数 only, the largest."""
    named = re.sub(r"^(?:全市|全县|全区|全省|全旗|其|同期|本|我市|我县|我区|当年|全年)+", "", said)
    generic = not named or re.fullmatch(rf"(?:{pattern('whole_words')}|总.{{0,4}}|全部.{{0,6}})", named)
    large = [
        claim
        for claim in wholes
        if claim.span.high >= part.span.low and not _has_such_a_share(reading, claim, part, said)
    ]
    larger = [
        claim
        for claim in large
        if share_of(reading, claim) is None
        and not _inside(claim, part)
        and not any(_in_a_row(reading, claim, other) for other in wholes)
    ]
    known = large if not generic else larger  # 老年人24.6万人，占总人口的20.5%。…占老年人的30%
    alike = [claim for claim in known if named and likeness(named, name_of(reading, claim)) >= 0.5]
    if alike:
        return max(
            alike,
            key=lambda claim: (likeness(named, name_of(reading, claim)), -abs(claim.start - part.start)),
        )
    larger = [claim for claim in larger if not _sister(reading, claim, part)]
    return max(larger, key=lambda claim: claim.value) if generic and larger and _near(larger, part) else None


def _has_such_a_share(reading: Reading, claim: Claim, part: Claim, said: str) -> bool:
    """31岁至40岁的教师2100名，占教师总数的21%；41岁…，占教师总数的: one part of the same whole, no whole of another part; so
    is what is told later with a share of its own."""
    share = share_of(reading, claim)
    return share is not None and (claim.start > part.start or bool(said and said in share.lead))


def _inside(claim: Claim, part: Claim) -> bool:
    """基本支出3280万元，占40%；项目支出4920万元，其中救助3600万元: what is told later as a part is a whole to nothing before."""
    return claim.start > part.start and re.match("其[中内]", claim.lead) is not None


def _sister(reading: Reading, claim: Claim, part: Claim) -> bool:
    """一般贸易进出口5万亿元。同期，加工贸易进出口2万亿元，占…: a kind like the part, in a sentence of its own."""
    one, other = claim.subject, part.subject
    ends = next(
        (length for length in range(min(len(one), len(other)), 1, -1) if one[-length:] == other[-length:]), 0
    )
    return claim.sentence != part.sentence and 1 < ends < min(len(one), len(other))


def _in_a_row(reading: Reading, claim: Claim, other: Claim) -> bool:
    """“甲计划”资助支出620万元，…；“乙计划”资助支出180万元: one and another of a kind, none of them all of it."""
    first, second = sorted((claim, other), key=lambda one: one.start)
    same = claim is not other and len(claim.lead) > 1 and claim.lead[-_LONG:] == other.lead[-_LONG:]
    return same and claim.sentence == other.sentence and "；" in reading.between(first, second)


def _near(larger: Sequence[Claim], part: Claim) -> bool:
    return any(part.sentence - claim.sentence <= 1 for claim in larger)
