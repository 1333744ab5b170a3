"""是…的x倍, 只有去年的一半 -> whether the two figures give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.intervals import Interval, nearest
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair, alike, from_to, is_former
from taizhang.proofread.rules.rates.applied import fixed, fixes
from taizhang.proofread.rules.rates.ratio.printed import like
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

TIMES = "倍数"
_LEAST_ALIKE = 0.5


def checks(reading: Reading) -> Iterator[Check]:
    """Every multiple with both its figures in the sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.MULTIPLE and not roles.is_change(claim, reading):
            yield from _times(reading, claim)
        elif claim.kind is Kind.RATE and _of_former().search(claim.lead):
            yield from _part_of_former(reading, claim)


@cache
def _of_former() -> re.Pattern[str]:
    return re.compile(rf"(?:是|为|有|相当于|达到?){pattern('former')}的$")


def _part_of_former(reading: Reading, claim: Claim) -> Iterator[Check]:
    """只有去年的一半，由84件降为42件: the figure now over the one of the earlier period."""
    claims = [other for other in reading.of_sentence(claim.sentence) if not other.weak and other is not claim]
    pairs = [pair for run in from_to(reading, claims) for pair in run]
    levels = [other for other in claims if other.kind is Kind.AMOUNT and not roles.is_change(other, reading)]
    if not pairs and len(levels) == 2 and alike(*levels) and sum(map(is_former, levels)) == 1:
        former, now = sorted(levels, key=is_former, reverse=True)
        pairs = [Pair(former, now, True)]
    value = pairs[0].now.span.over(pairs[0].former.span) if len(pairs) == 1 else None
    if value is not None and pairs[0].now.kind is Kind.AMOUNT and not claim.qualifier:
        ways = [(pairs[0].now, pairs[0].former, value.scaled(100))]
        yield from best(reading, TIMES, claim, ways, "是{1}的{2}，文中为{0}", surely=True)


def pairs(reading: Reading, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
    """Any two amounts of one measure in the sentence or the one before."""
    near = [
        other
        for other in reading.window(claim, 1)
        if other.kind is Kind.AMOUNT
        and not other.weak
        and not roles.is_change(other, reading)
        and other.value > 0
        and not (other.start > claim.start and "；" in reading.between(claim, other))
    ]
    for first in near:
        for second in near:
            alike = first.measure == second.measure and (
                first.per == second.per or not first.per or not second.per
            )
            alike = alike and (
                first.measure != "people" or roles.is_average(first) == roles.is_average(second)
            )
            if first is not second and alike:
                yield first, second


def _times(reading: Reading, claim: Claim) -> Iterator[Check]:
    if not re.search(r"(?:是|为|相当于|达到?|达|比)[^，]*的?$", claim.lead) and not claim.lead.endswith("的"):
        return
    if re.search("不(?:低|少|高|多|超)[于过]", reading.before(claim)) or fixed(reading, claim):
        return  # 不低于低保标准的1.3倍: what a rule asks for; 按1.3倍确定，为1014元 is exact, and judged so
    named = re.search(r"(?:是|为|相当于|达到?)([^，□]{2,14})的$", reading.before(claim))
    ways = [
        (one, other, value)
        for one, other in pairs(reading, claim)
        if (value := one.span.over(other.span)) and (not named or _goes_by(named[1], one, other))
    ]
    if re.fullmatch(r"(?:约|正好)?(?:是|为|相当于)[^，□]{2,14}的", reading.before(claim)):
        ways = [way for way in ways if way[1] is not _subject(reading, claim, named)]
    ways = [way for way in ways if way[1] is not _reached(reading, claim)]
    if fixes(reading, claim):
        ways = [way for way in ways if min(way[0].start, way[1].start) < claim.start]
    here = [way for way in ways if way[0].sentence == way[1].sentence == claim.sentence and way[2].middle > 1]
    ways = _moved_just_before(reading, claim) or here or ways
    yield from best(reading, TIMES, claim, ways, "是{1}的{2}，文中为{0}")


def _reached(reading: Reading, claim: Claim) -> Claim | None:
    """投入是去年的1.2倍，达到3600万元: what it came to is so many times as much, never the base."""
    row = reading.of_sentence(claim.sentence)
    behind = row[row.index(claim) + 1 :][:1]
    return next(
        (
            other
            for other in behind
            if re.match("，(?:已|现|就)?(?:达|到|有|为)", reading.between(claim, other))
        ),
        None,
    )


def _subject(reading: Reading, claim: Claim, named: re.Match[str] | None) -> Claim | None:
    """城市标准每月900元，是农村标准的1.5倍: the figure of the clause before is what is so many times as much; not
    三年前为4.2亿元，是三年前的4.5倍."""
    before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    if not before or (named and named[1] in before[-1].lead):
        return None
    return before[-1] if claim.clause - before[-1].clause == 1 else None


def _moved_just_before(reading: Reading, claim: Claim) -> list[tuple[Claim, Claim, Interval]]:
    """由1.35万人增加到5.4万人，是2020年的4倍; 13.5万人，是五年前4.5万人的3倍: the pair that its place names."""
    before = [
        other for other in reading.of_sentence(claim.sentence) if other.start < claim.start and not other.weak
    ]
    if len(before) > 1 and reading.between(before[-1], claim) == "的":  # 13.5万人，是五年前4.5万人的2倍
        like = [
            other
            for other in before[:-1]
            if other.kind is before[-1].kind
            and (roles.same_measure(other, before[-1]) or _said_in_words(other, before[-1]))
        ]
        value = (
            like[-1].span.over(before[-1].span) if like and not roles.is_change(like[-1], reading) else None
        )
        return [(like[-1], before[-1], value)] if value is not None else []
    if len(before) < 2 or not roles.is_from(before[-2], reading) or not roles.same_measure(*before[-2:]):
        return []
    former, now = before[-2:]
    near = re.fullmatch(
        r"，?(?:[一-鿿]{0,4})(?:是|为|相当于|达到?)[^，；]{2,16}的",
        reading.text[now.outer_end : claim.outer_start],
    )
    value = now.span.over(former.span)
    return [(now, former, value)] if near and value is not None else []


def _said_in_words(bare: Claim, other: Claim) -> bool:
    """网上祭扫人次36.8万，相当于上年9.2万人次的4倍: the unit stands before the figure."""
    return not bare.unit and bool(other.unit) and other.unit in bare.lead


def _goes_by(name: str, now: Claim, claim: Claim) -> bool:
    """Whether a figure is the one that the words name: 上年的, 甲地标准的. What has a name of its own and no
    earlier time (流通21.3万人次；接待34.6万人次，是上年的2.4倍) is not 上年的."""
    said = claim.lead + claim.subject + claim.tail + claim.period
    if re.fullmatch(pattern("last_year"), name) and not _earlier(now, claim):
        return False
    return (
        bool(re.search("年前|最初|当初|初期|起步|之初|前者|后者|上年|去年|原来|原先|年前|期初", name))
        or name in said
        or likeness(name, said) >= _LEAST_ALIKE
    )


def _earlier(now: Claim, claim: Claim) -> bool:
    """Whether a figure may be the earlier one: by its words, or because it has no other name."""
    named = trimmed(claim.lead)
    other = len(named) > 1 and likeness(named, now.lead + now.subject + now.tail) < _LEAST_ALIKE
    return is_former(claim) or bool(roles.own_year(claim)) or not other


def best(
    reading: Reading,
    rule: str,
    claim: Claim,
    ways: Sequence[tuple[Claim, Claim, Interval]],
    wording: str,
    surely: bool = False,
) -> Iterator[Check]:
    """Right where one way holds; doubtful where exactly one is meant (``surely``: the only one given)."""
    held = next((way for way in ways if verdicts.agrees(claim, way[2])), None)
    if held and not _only_by_roundness(claim, ways):
        reason = f"{held[0].text}与{held[1].text}之比与{claim.text}相符。"
        yield verdicts.check(reading, rule, Status.RIGHT, [held[0], held[1], claim], reason, focus=claim)
        return
    same = [way for way in ways if way[0].sentence == way[1].sentence == claim.sentence and way[2].middle > 1]
    same = list(ways) if surely else same
    if not same and re.search(r"年前|□前|上年|去年|原来|当年", reading.before(claim)):
        same = [way for way in ways if way[2].middle > 1]
    if len(same) > 1 and claim.kind is Kind.RATIO:
        nearest = sorted(
            {part.start: part for way in same for part in way[:2]}.values(), key=lambda part: -part.start
        )[:2]
        same = [way for way in same if way[0] in nearest and way[1] in nearest]
    if len(same) != 1:
        return
    one, other, value = same[0]
    expected = verdicts.said(value.middle, claim) if claim.kind is not Kind.RATIO else like(claim, value)
    reason = (
        f"{one.text}" + wording.format(claim.text, other.text, expected) + "；如所比的数另有所指，请写明。"
    )
    yield verdicts.check(
        reading, rule, Status.DOUBTFUL, [one, other, claim], reason, focus=claim, expected=expected
    )


def _only_by_roundness(claim: Claim, ways: Sequence[tuple[Claim, Claim, Interval]]) -> bool:
    """1.5亿元是1亿元的1.8倍: no pair gives it once figures of one digit are taken as printed."""
    nearer = [nearest(one.span).over(nearest(other.span)) for one, other, _ in ways]
    return claim.kind is Kind.MULTIPLE and not any(
        value and verdicts.agrees(claim, value) for value in nearer
    )
