"""优良天数312天，优良率85.5%; 占粮食面积的42.8%。……播种面积总计186.5万亩; 即四分之三 -> part over whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import alike, amounts, comes_to, common, core, own_words
from taizhang.proofread.rules.shares.meant.pairs import is_owner
from taizhang.proofread.rules.shares.names import of_the_others
from taizhang.proofread.words import pattern

RULE = "占比"
UNLESS = "如分母另有所指，请写明"
_OF = r"^(?P<part>[^占]*)占(?P<whole>[^占]{2,16})的?(?:比重|比例)?"
_RATE = r"(?P<stem>[^，的]{1,10}?)(?:率|度|面|比例)"
_HUNDRED = 100


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A share, held against the part and the whole that its words mean; nothing where any two figures give it."""
    if claim.kind is not Kind.RATE or not 0 < claim.value <= _HUNDRED or _no_share(reading, claim):
        return
    near = amounts(reading, claim)
    pair = _named(reading, claim, near) or _by_name(reading, claim, near) or _just_said(reading, claim, near)
    value = pair and pair[0].span.over(pair[1].span)
    if not pair or value is None:
        return
    if not verdicts.agrees(claim, value.scaled(100)) and _given(claim, near):
        return
    sums = f"{pair[0].text}÷{pair[1].text}"
    yield verdicts.judged(reading, RULE, pair, claim, value.scaled(100), sums, UNLESS)


def _no_share(reading: Reading, claim: Claim) -> bool:
    return bool(
        re.search(pattern("former", "no_share"), claim.lead)
        or roles.is_change(claim, reading)
        or roles.is_from(claim, reading)
    )


def _given(claim: Claim, near: list[Claim]) -> bool:
    """Whether any two figures of one measure around give the share."""
    return any(
        verdicts.agrees(claim, ratio.scaled(100))
        for part in near
        for whole in alike(near, part)
        if part.value < whole.value and (ratio := _ratio(part, whole)) is not None
    )


def _ratio(part: Claim, whole: Claim) -> Interval | None:
    return part.span.over(whole.span)


def _named(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """占粮食播种面积的: the whole goes by its name, wherever it stands; the part is the figure right before."""
    told = re.search(_OF + comes_to(), claim.lead)
    part = _before(reading, claim, near)
    if told is None or part is None or len(core(told["part"])) > 1:
        return None
    name = core(told["whole"]).removesuffix("的")
    larger = [other for other in alike(near, part) if other.value > part.value]
    marks = {id(other): common(name, own_words(other)) for other in larger}
    best = max(marks.values(), default=0)
    wholes = [other for other in larger if marks[id(other)] == best]
    return (part, wholes[0]) if len(wholes) == 1 and best * 2 > len(name) and best > 2 else None


def _by_name(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """优良天数312天，优良率: the part goes by the rate's name, the whole is the figure of its measure before it."""
    told = re.search(_RATE + comes_to(), claim.lead)
    stem = told["stem"].removesuffix("化")[-2:] if told else ""
    if (
        len(stem) < 2
        or re.search(pattern("no_part_name"), stem)
        or "的" in claim.lead
        or re.search(pattern("over_several"), claim.lead)
    ):
        return None
    here = [other for other in near if other.start < claim.start and other.sentence == claim.sentence]
    named = [other for other in here if stem in own_words(other) and not is_owner(reading, other, claim)]
    part = named[-1] if named else None
    wholes = [other for other in alike(here, part) if other.start < part.start] if part else []
    if part and not wholes:
        wholes = _all_behind(claim, near, part)
    if (
        part is None
        or not wholes
        or any(other.value > part.value for other in alike(here[here.index(part) :], part))
    ):
        return None
    if of_the_others(own_words(part), stem):
        return None  # 12家次不达标，达标率: rules/leaning/plain knows what is left
    whole = wholes[-1]
    since = [other for other in reading.of_sentence(claim.sentence) if part.start < other.start < claim.start]
    if any(other.kind is Kind.RATE and other.lead == claim.lead for other in since):
        return None  # 集中供养率40%；失能的310人，集中供养率68%: the second is of others
    sister = (
        stem in own_words(whole)
        or "新" in whole.lead
        or re.search(pattern("inflow", "outflow"), own_words(whole))
    )
    return (part, whole) if whole.value > part.value and not sister else None


def _all_behind(claim: Claim, near: list[Claim], part: Claim) -> list[Claim]:
    """森林覆盖率42%，国土总面积为200万亩: the only figure of its measure behind, and said to be all."""
    behind = [
        other for other in alike(near, part) if other.start > claim.start and other.clause - claim.clause < 3
    ]
    return behind if len(behind) == 1 and "总" in behind[0].lead else []


def _just_said(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """赞成的有1200名，即五分之四: of the one figure right before, over the only larger one of the sentence; 占比达到
    70%: over that of the sentence before, where none is in this one and both end in the same word."""
    part = _before(reading, claim, near)
    said = claim.lead or (claim.qualifier and "即")
    if (
        part is None
        or not said
        or not re.fullmatch(rf"占比{comes_to()}|{pattern('that_is')}", said)
        or claim.tail
    ):
        return None
    before = [other for other in alike(near, part) if other.start < part.start]
    here = [other for other in before if other.sentence == claim.sentence]
    if not here and said.startswith("占"):
        here = [
            other
            for other in before
            if other.sentence == claim.sentence - 1
            and len(part.lead) > 1
            and part.lead[-2:] in own_words(other)
        ]
    return (part, here[0]) if len(here) == 1 and here[0].value > part.value else None


def _before(reading: Reading, claim: Claim, near: list[Claim]) -> Claim | None:
    """The figure right before, in the same clause or the one before it."""
    claims = reading.of_sentence(claim.sentence)
    index = claims.index(claim)
    last = claims[index - 1] if index else None
    return last if last in near and last is not None and claim.clause - last.clause < 2 else None
