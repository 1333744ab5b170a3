"""是…的x倍, a比b, 年均增长x% -> whether the two figures give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair, alike, from_to, is_former
from taizhang.proofread.rules.changes.judging import nearer_round
from taizhang.proofread.rules.rates.ratio.printed import like
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

TIMES = "倍数"
RATIO = "比例"
YEARLY = "年均增速"
_CONTEXT = Context(prec=28)
_LEAST_ALIKE = 0.5
_CLOSER = Decimal("0.4")


def checks(reading: Reading) -> Iterator[Check]:
    """Every multiple, ratio and yearly growth with both its figures in the sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.MULTIPLE and not roles.is_change(claim, reading):
            yield from _times(reading, claim)
        elif claim.kind is Kind.RATE and _of_former().search(claim.lead):
            yield from _part_of_former(reading, claim)
        elif claim.kind is Kind.RATIO and len(re.findall("[:：∶]", claim.text)) == 1:
            yield from _ratio(reading, claim)
        elif claim.kind is Kind.RATE and re.search(
            r"(?:年均|年平均|^平均)(?:复合)?(?:增长|递增|增速|增幅|下降|递减)", claim.lead
        ):
            yield from _yearly(reading, claim)


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
        yield from _best(reading, TIMES, claim, ways, "是{1}的{2}，文中为{0}", surely=True)


def _pairs(reading: Reading, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
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
    named = re.search(r"(?:是|为|相当于|达到?)([^，□]{2,14})的$", reading.before(claim))
    ways = [
        (one, other, value)
        for one, other in _pairs(reading, claim)
        if (value := one.span.over(other.span)) and (not named or _goes_by(named[1], other))
    ]
    here = [way for way in ways if way[0].sentence == way[1].sentence == claim.sentence and way[2].middle > 1]
    ways = _moved_just_before(reading, claim) or here or ways
    yield from _best(reading, TIMES, claim, ways, "是{1}的{2}，文中为{0}")


def _moved_just_before(reading: Reading, claim: Claim) -> list[tuple[Claim, Claim, Interval]]:
    """由1.35万人增加到5.4万人，是2020年的4倍; 13.5万人，是五年前4.5万人的3倍: the pair that its place names."""
    before = [
        other for other in reading.of_sentence(claim.sentence) if other.start < claim.start and not other.weak
    ]
    if len(before) > 1 and reading.between(before[-1], claim) == "的":  # 13.5万人，是五年前4.5万人的2倍
        like = [
            other
            for other in before[:-1]
            if other.kind is before[-1].kind and roles.same_measure(other, before[-1])
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


def _goes_by(name: str, claim: Claim) -> bool:
    """Whether a figure is the one that the words name: 上年的, 甲地标准的."""
    said = claim.lead + claim.subject + claim.tail + claim.period
    return (
        bool(re.search("年前|最初|当初|初期|起步|之初|前者|后者|上年|去年|原来|原先|年前|期初", name))
        or name in said
        or likeness(name, said) >= _LEAST_ALIKE
    )


def _best(
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
    nearer = [nearer_round(one.span).over(nearer_round(other.span)) for one, other, _ in ways]
    return claim.kind is Kind.MULTIPLE and not any(
        value and verdicts.agrees(claim, value) for value in nearer
    )


def _ratio(reading: Reading, claim: Claim) -> Iterator[Check]:
    if not re.search(r"(?:比|比例|之比|性别比|配比)(?:为|是|达到?|约为?|[:：])?$", reading.before(claim)):
        return
    ways = [
        (one, other, value)
        for one, other in _pairs(reading, claim)
        if (value := one.span.over(other.span)) and _both_named(reading.before(claim), one, other)
    ]
    said = _loosened(claim)
    named = [side for way in ways for side in way[:2]]
    others = [
        one.span.over(other.span)
        for one, other in _pairs(reading, claim)
        if one.sentence == other.sentence == claim.sentence and (one in named or other in named)
    ]
    if (
        ways
        and not any(verdicts.agrees(said, way[2]) for way in ways)
        and any(value is not None and verdicts.agrees(said, value) for value in others)
    ):
        return  # 报录比 to the places planned, not to those filled
    yield from _best(reading, RATIO, said, ways, "与{1}之比为{2}，文中为{0}")


def _both_named(said: str, one: Claim, other: Claim) -> bool:
    """护理人员与老人比例, 生师比: the words name both, in full or by one character each."""
    names = [claim.lead + claim.subject + claim.tail for claim in (one, other)]
    kinds = re.sub(r"(?:比例|之比|性别比|配比|比).*$", "", said)
    full = all(any(kinds[index : index + 2] in name for index in range(len(kinds) - 1)) for name in names)
    short = kinds[-2:]
    narrower = kinds[:-2]  # 小学师生比, where the figures are of all schools
    crossed = len(short) == 2 and any(
        short[0] in first and short[1] in second for first, second in (names, reversed(names))
    )
    listed = any(pair[0] in names[0] + names[1] and pair[0] in kinds for pair in ("男女", "城乡"))
    return full or listed or (crossed and (not narrower or any(narrower in name for name in names)))


def _loosened(claim: Claim) -> Claim:
    """1:3.2 stands for what rounds to it: the span of a to b, by their own last places."""
    from dataclasses import replace

    found = re.match(r"(\d+(?:\.\d+)?)\s?[:：∶]\s?(\d+(?:\.\d+)?)", claim.text)
    if not found:
        return claim
    one, other = (_rounded(text) for text in found.groups())
    value = one.over(other)
    return replace(claim, span=value) if value else claim


def _rounded(text: str) -> Interval:
    value = Decimal(text)
    if text in ("1", "100"):
        return Interval(value, value)
    step = Decimal(1).scaleb(-len(text.partition(".")[2]))
    step *= _CLOSER if step == 1 and value < 10 else 1  # 7∶3 is meant more exactly than 1∶17
    return Interval(value - step / 2, value + step / 2)


def _yearly(reading: Reading, claim: Claim) -> Iterator[Check]:
    near = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.AMOUNT
        and not roles.is_change(other, reading)
        and other.value > 0
        and other.start < claim.start
        and other.measure not in ("years", "months")
    ]
    near = near or _pair_behind(reading, claim)
    dated = [other for other in near if roles.own_year(other)]
    near = dated if len(dated) >= 2 else near
    near = _first_and_last([other for other in near if other is near[-1] or alike(other, near[-1])])
    if len(near) != 2:
        return
    years = _years(reading, claim, near)
    if years < 2:
        return
    ratio = near[1].span.over(near[0].span)
    if ratio is None or ratio.low <= 0:
        return
    sign = -1 if re.search(r"下降|递减", claim.lead) else 1
    value = Interval(_root(ratio.low, years), _root(ratio.high, years)).scaled(sign)
    yield _yearly_check(reading, claim, near, years, value, ratio)


def _pair_behind(reading: Reading, claim: Claim) -> list[Claim]:
    """年均增长1.8%，由203.7万吨提高到214.8万吨: the pair that the rate is of stands right behind it."""
    behind = [other for other in reading.of_sentence(claim.sentence) if other.start > claim.start][:2]
    moved = len(behind) == 2 and roles.is_from(behind[0], reading) and roles.is_target(behind[1])
    return behind if moved and behind[0].kind is Kind.AMOUNT else []


def _first_and_last(near: list[Claim]) -> list[Claim]:
    """2021年a，2022年b，2023年c，两年平均增长: the ends of a row of years."""
    years = [roles.own_year(claim) for claim in near]
    steady = all(one and other and one < other for one, other in pairwise(years))
    return [near[0], near[-1]] if len(near) > 2 and steady else near


def _years(reading: Reading, claim: Claim, near: list[Claim]) -> int:
    """How many years lie between: by the years at the two figures, or by a stretch of years in the sentence."""
    one, other = (roles.own_year(part) for part in near)
    if one and other:
        if one > other:
            near.reverse()
        return abs(other - one)
    start = reading.sentences[claim.sentence][0]
    text = reading.text[start : claim.start]
    found = re.search(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年", text)
    since = re.search(r"((?:19|20)\d{2})年以来", text)
    if found is None and since and other:
        return other - int(since[1])
    return int(found[2]) - int(found[1]) if found else 0


def _root(ratio: Decimal, years: int) -> Decimal:
    return (_CONTEXT.power(ratio, Decimal(1) / years) - 1) * 100


def _yearly_check(
    reading: Reading, claim: Claim, near: Sequence[Claim], years: int, value: Interval, ratio: Interval
) -> Check:
    involved = [*near, claim]
    expected = verdicts.said(value.middle, claim)
    if verdicts.agrees(claim, value):
        reason = f"{near[0].text}到{near[1].text}，{years}年年均与{claim.text}相符。"
        return verdicts.check(reading, YEARLY, Status.RIGHT, involved, reason, focus=claim)
    simple = abs((ratio.middle - 1) * 100 / years)
    simply = f"若按总增幅平均为{verdicts.said(simple, claim)}；" if simple else ""
    reason = f"{near[0].text}到{near[1].text}，{years}年年均应为{expected}，文中为{claim.text}；{simply}请核对年数和算法。"
    return verdicts.check(reading, YEARLY, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)
