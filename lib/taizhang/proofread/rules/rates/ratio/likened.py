"""护理人员与老人比例1∶3.2 -> whether the two figures that the words name give the ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.multiples import best, pairs
from taizhang.proofread.rules.rates.ratio.printed import stated, terms
from taizhang.proofread.words import pattern

RULE = "比例"
_BOUNDS = ("at_least", "at_most", "under", "over")


def checks(reading: Reading) -> Iterator[Check]:
    """Every ratio of two numbers with both its figures in the sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.RATIO and len(terms(claim)) == 2:
            yield from _ratio(reading, claim)


def _ratio(reading: Reading, claim: Claim) -> Iterator[Check]:
    if claim.qualifier in _BOUNDS:
        return  # 不低于1:4: what a rule asks for
    if not re.search(r"(?:比|比例|之比|性别比|配比)(?:为|是|达到?|约为?|[:：])?$", reading.before(claim)):
        return
    ways = [
        (one, other, value)
        for one, other in pairs(reading, claim)
        if (value := one.span.over(other.span)) and _both_named(reading.before(claim), one, other)
    ]
    said = _loosened(claim, reading.before(claim))
    named = [side for way in ways for side in way[:2]]
    others = [
        one.span.over(other.span)
        for one, other in pairs(reading, claim)
        if one.sentence == other.sentence == claim.sentence and (one in named or other in named)
    ]
    if (
        ways
        and not any(verdicts.agrees(said, way[2]) for way in ways)
        and any(value is not None and verdicts.agrees(said, value) for value in others)
    ):
        return  # 报录比 to the places planned, not to those filled
    yield from best(reading, RULE, said, ways, "与{1}之比为{2}，文中为{0}")


def _both_named(said: str, one: Claim, other: Claim) -> bool:
    """护理人员与老人比例, 生师比: the words name both, in full or by one character each."""
    names = [claim.lead + claim.subject + claim.tail for claim in (one, other)]
    kinds = re.sub(r"(?:比例|之比|性别比|配比|比).*$", "", said)
    if _people_named(kinds) > sum(roles.measure(claim) == "people" for claim in (one, other)):
        return False  # 床位42张，其中护理型26张，护理员与老年人之比: beds are neither
    full = all(any(kinds[index : index + 2] in name for index in range(len(kinds) - 1)) for name in names)
    short = kinds[-2:]
    narrower = kinds[:-2]  # 小学师生比, where the figures are of all schools
    crossed = len(short) == 2 and any(
        short[0] in first and short[1] in second for first, second in (names, reversed(names))
    )
    listed = any(pair[0] in names[0] + names[1] and pair[0] in kinds for pair in ("男女", "城乡"))
    return full or listed or (crossed and (not narrower or any(narrower in name for name in names)))


def _people_named(kinds: str) -> int:
    """护理员与入住老年人, 护理员与床位: how many of the two sides are people by their names."""
    sides = re.split("[与和同对、]", kinds)
    named = rf"{pattern('ends_as_people')}(?:总?数|人数)?$"
    return sum(re.search(named, side) is not None for side in sides) if len(sides) == 2 else 0


def _loosened(claim: Claim, before: str) -> Claim:
    """1∶3.2 stands for what rounds to it: the span of a to b, by their own last places, and 约为6∶1 for a little more."""
    value = stated(claim, before)
    return replace(claim, span=value) if value else claim
