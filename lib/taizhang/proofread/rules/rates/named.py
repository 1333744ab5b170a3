"""结案率, 合格率, 入住率 … -> whether the two figures that go by such names give the rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.completion import is_goal
from taizhang.proofread.rules.shares.names import of_the_others

RULE = "比率"
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,8})[”\"]的?$")
_NEAR = 12
_TRAITS = Grammar("{trait_sex}|{trait_age}|{trait_health}|{trait_standing}")
_PROGRESS = re.compile("进度|比例")
_NAMED = re.compile(
    r"([^，,；;□]{2,10}?)(?:率|进度|比例)(?:已经?|约|将|仅|也|均|分别)?(?:达到?|为|是|有|高达|保持在|稳定在|[:：]|到)?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every rate of a known name with one part and one whole around it."""
    for claim in reading.claims:
        found = _NAMED.search(claim.lead.replace(" ", ""))
        if (
            "均" in claim.lead
            or claim.kind is not Kind.RATE
            or not found
            or roles.is_change(claim, reading)
            or roles.is_from(claim, reading)
        ):
            continue
        known = next(
            (rate for rate in words.named_rates() if any(word in found[1] for word in rate.rate)), None
        )
        if known is not None and not (_PROGRESS.search(found[0]) and _has_goal(reading, claim)):
            yield from _check(reading, claim, known)


def _nearest(ways: list[tuple[Claim, Claim, Interval]]) -> list[tuple[Claim, Claim, Interval]]:
    """发放问卷500份，收回480份，其中满意432份: of several wholes before the one part, the one right before it."""
    before = [way for way in ways if way[1].start < way[0].start]
    if len({way[0].start for way in ways}) != 1 or len(before) != len(ways):
        return ways
    return [max(before, key=lambda way: way[1].start)] if before else ways


def _has_goal(reading: Reading, claim: Claim) -> bool:
    """预算1.85亿元，已支出1.76亿元，支出进度95.1%: the rule for goals says it."""
    return any(is_goal(reading, other) for other in reading.of_sentence(claim.sentence))


def _check(reading: Reading, claim: Claim, known: words.NamedRate) -> Iterator[Check]:
    near = [
        other
        for other in reading.window(claim, 1)
        if roles.is_level(other, reading) and not other.weak and other.span.bounded and other.value > 0
        and not (other.start > claim.start and "；" in reading.between(claim, other))
    ]  # fmt: skip
    parts = [
        other
        for other in near
        if _says(reading, other, known.part) and not of_the_others(other.lead + other.tail, claim.lead)
    ]
    wholes = [other for other in near if _says(reading, other, known.whole) and other not in parts]
    said = [other for other in reading.of_sentence(claim.sentence) if other.lead == claim.lead]
    if said[0] is not claim:  # 集中供养率40%；失能的310人，集中供养率68%: of those named since
        parts = [other for other in parts if other.start > said[said.index(claim) - 1].start]
    last = [other for other in near if other.start < claim.start][-1:]
    if last and last[0] in parts and last[0].clause + 1 == claim.clause:
        parts = last  # 入住老人7986人，入住率56.0%: no other part is meant
    ways = [
        (part, whole, value.scaled(100))
        for part in parts
        for whole in wholes
        if part.value <= whole.value and (value := part.span.over(whole.span)) is not None
    ]
    here = [way for way in ways if way[0].sentence == way[1].sentence == claim.sentence]
    if here:  # what the sentence itself says is not excused by another one
        ways, near = here, [other for other in near if other.sentence == claim.sentence]
    held = next((way for way in ways if verdicts.agrees(claim, way[2])), None)
    if held:
        reason = f"{held[0].text}÷{held[1].text}与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [*held[:2], claim], reason, focus=claim)
        return
    ways = [way for way in _nearest(ways) if not _of_some(reading, claim, way, known)]
    if (
        ways
        and len({(way[0].value, way[1].value) for way in ways}) == 1
        and not _other_reading(reading, claim, near)
    ):
        yield _remark(reading, claim, *ways[0])


def _of_some(
    reading: Reading, claim: Claim, way: tuple[Claim, Claim, Interval], known: words.NamedRate
) -> bool:
    """失能老人的签约率, beside all 老人: of those whose trait neither figure's words name; 老龄 of 老龄化率 is no trait."""
    before = re.sub("|".join(map(re.escape, known.rate)), "", reading.before(claim).split("□")[-1])
    traits = {found[0] for found in _TRAITS.finditer(before)}
    said = "".join(other.lead + other.tail + other.subject for other in way[:2])
    return any(trait not in said for trait in traits)


def _says(reading: Reading, claim: Claim, known: Sequence[str]) -> bool:
    all_said = claim.lead + claim.tail + claim.subject  # 60周岁及以上老年人: an age stands between
    if not claim.lead:  # 其中“满意”432份
        all_said += "".join(_QUOTED.findall(reading.text[: claim.outer_start][-_NEAR:]))
    said = re.sub(r"(?:不|未)(?:合格|达标|满意|通过|办结|到位)", "", all_said)
    return any(word in said for word in known)


def _other_reading(reading: Reading, claim: Claim, near: Sequence[Claim]) -> bool:
    """Any other two figures of the sentence that give the rate after all."""
    parts = [one for one in near if one.start < claim.start] or near
    return any(
        (value := one.span.over(other.span)) is not None and verdicts.agrees(claim, value.scaled(100))
        for one in parts
        for other in near
        if one is not other and one.value <= other.value
    ) or any(
        (value := one.span.plus(more.span).over(whole.span)) is not None
        and verdicts.agrees(claim, value.scaled(100))
        for one, more, whole in permutations(near[:8], 3)
    )


def _remark(reading: Reading, claim: Claim, part: Claim, whole: Claim, value: Interval) -> Check:
    expected = verdicts.said(value.middle, claim)
    reason = f"{part.text}÷{whole.text}＝{expected}，文中为{claim.text}；如分子、分母另有所指，请写明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, [part, whole, claim], reason, focus=claim, expected=expected
    )
