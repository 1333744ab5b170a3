"""每千名老年人拥有床位x张 -> whether any beds and any people in the text give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness

RULE = "每千人拥有量"
_DENSITY = re.compile(
    r"每(百|千|万|十万|百万)(?P<each>人口|名|人|户|位|个)?(?:(?P<whose>[^，,；;□]{0,10}?)(?:拥有|有|配备|占有|平均))?(?P<what>[^，,；;□]{0,16})$"
)
_SIZES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
_NO_THING = re.compile(r"拥有|配备|对应|平均|仅|有|由|为|达到?|(?<!签)约|的|数量?|人$")
_FLOWS = re.compile(r"新增|就业|培训|服务|惠及|救助")
_OLD = r"老|6[05]周?岁"
_FAR = 20
_REACH, _MOST = 600, 24
_OTHERS = re.compile(r"高龄|失能|津贴|补贴|特困|空巢|独居|留守|孤|困境|残疾|入住|[78]\d周?岁")


def checks(reading: Reading) -> Iterator[Check]:
    """Every density, held against the amounts of the sentence, the paragraph, the text."""
    for claim in reading.claims:
        found = _DENSITY.search(reading.before(claim).replace(" ", ""))
        if "‰" in claim.text or "千分之" in claim.text:
            yield from _per_mille(reading, claim)
        elif found and claim.kind is Kind.AMOUNT and not roles.is_change(claim, reading):
            yield from _check(reading, claim, found)


def _check(reading: Reading, claim: Claim, found: re.Match[str]) -> Iterator[Check]:
    size = Decimal(_SIZES[found[1]])
    unsaid = "" if found["each"] in ("人口", "人", "户") else found["what"]  # 每千人口执业医师3.2人
    whose = re.sub(r"[中里]$", "", unsaid if found["whose"] is None else found["whose"])
    counts = _counts(reading, claim, whose + found["what"])
    bases = _bases(reading, claim, whose)
    ways = [
        (count, base, value.scaled(size))
        for count in counts
        for base in bases
        if count is not base
        and count.value < base.value
        and (value := count.span.over(base.span)) is not None
    ]
    held = next((way for way in ways if verdicts.quotient_agrees(claim, way[2])), None)
    if held:
        reason = f"{held[0].text}÷{held[1].text}与每{found[1]}人{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [held[0], held[1], claim], reason, focus=claim)
        return
    meant = [way for way in ways if _is_meant(claim, found["what"], *way[:2])]
    if meant and _of_its_size(claim, meant[0][2]):
        yield _doubt(reading, claim, found[1], size, *meant[0])


def _is_meant(claim: Claim, what: str, count: Claim, base: Claim) -> bool:
    """每万人拥有社会组织6.1个 speaks of no 小区 and of no 新增就业, though their figures stand beside it."""
    thing = _NO_THING.sub("", what) + claim.tail
    said = count.lead + count.subject + count.tail
    counted = not thing or not said or claim.measure == "beds" or _common(thing, said)
    return counted and not _FLOWS.search(base.lead)


def _of_its_size(claim: Claim, value: Interval) -> bool:
    """床位3100张，技术人员4280人，每千人口5.8张: a value so far off is of other people."""
    return claim.value < value.middle * _FAR and value.middle < claim.value * _FAR


def _per_mille(reading: Reading, claim: Claim) -> Iterator[Check]:
    """结婚率8.0‰: the one count of the sentence over its population."""
    near = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.AMOUNT and other.value > 0
    ]
    bases = [other for other in near if "人口" in other.lead]
    if len(bases) > 1:  # 出生人口 is counted itself
        bases = [other for other in bases if re.search(r"常住|户籍|总人口|平均", other.lead)]
    counts = [
        other for other in near if other not in bases and other.measure in ("people", "couples", "cases")
    ]
    if (
        len(bases) != 1
        or len(counts) != 1
        or roles.is_change(claim, reading)
        or roles.is_change(counts[0], reading)
    ):
        return
    value = counts[0].span.over(bases[0].span)
    if value is None:
        return
    percent = value.scaled(100)
    involved = [counts[0], bases[0], claim]
    expected = f"{value.middle * 1000:.1f}‰"
    if verdicts.agrees(claim, percent):
        reason = f"{counts[0].text}÷{bases[0].text}与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=claim)
    else:
        reason = f"{counts[0].text}÷{bases[0].text}＝{expected}，文中为{claim.text}；如分母另有所指（如年平均人口），请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)


def _doubt(
    reading: Reading, claim: Claim, size_word: str, size: Decimal, count: Claim, base: Claim, value: Interval
) -> Check:
    expected = verdicts.said(value.middle, claim)
    meant = count.span.scaled(size).over(claim.span)
    need = f"；按{claim.text}推算，分母约为{_people(meant.middle)}{base.unit}" if meant else ""
    reason = (
        f"{count.text}÷{base.text}，每{size_word}人为{expected}，文中为{claim.text}{need}。"
        "可能用了另一个人口数（如常住老年人口），请核对并注明分母。"
    )
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, [count, base, claim], reason, focus=claim, expected=expected
    )


def _people(value: Decimal) -> str:
    return f"{value / 10_000:.1f}万" if value >= 10_000 else f"{value:.0f}"


def _counts(reading: Reading, claim: Claim, what: str) -> list[Claim]:
    """Amounts of the density's own unit, the nearest total first."""
    found = [
        other
        for other in reading.near(claim, _REACH)
        if other is not claim and other.measure == claim.measure and other.per == "" and roles.is_level(other, reading)
        and (other.paragraph == claim.paragraph or likeness(what, other.lead + other.subject + other.tail) > 0)
        and (_common(what + claim.tail, other.lead + other.subject + other.tail) or claim.measure == "beds"
             or other.sentence == claim.sentence)
        and not (claim.measure == "people" and other.sentence != claim.sentence)
    ]  # fmt: skip
    return sorted(_nearest(found, claim), key=lambda other: (other.sentence != claim.sentence, -other.value))


def _nearest(found: list[Claim], claim: Claim) -> list[Claim]:
    """Those that a reader still has in mind: in a long report every number is a multiple of some pair."""
    return sorted(found, key=lambda other: abs(other.start - claim.start))[:_MOST]


def _common(one: str, other: str) -> bool:
    return any(one[index : index + 2] in other for index in range(len(one) - 1))


def _bases(reading: Reading, claim: Claim, whose: str) -> list[Claim]:
    named = re.sub(r"^(?:名|人|户|位)|拥有.*$|(?:养老)?床位.*$", "", whose) or whose
    key = _OLD if "老" in named else "儿" if "儿" in named else ""
    found = []
    measure = "household" if re.search(r"每[百千万]+户", reading.before(claim)) else "people"
    for other in reading.near(claim, _REACH):
        unit_left_out = not other.measure and (
            "人口" in other.lead or re.match(r"[一-鿿]{0,4}人口", other.tail)
        )
        if (
            other is claim
            or (other.measure != measure and not unit_left_out)
            or other.per
            or not roles.is_level(other, reading)
        ):
            continue
        said = other.lead + other.subject + _after(reading, other)
        general = (
            not named
            and re.search(r"人口|常住|户籍", said)
            and not re.search(r"老|\d岁|\d周岁", said + reading.text[max(0, other.start - 14) : other.start])
        )
        if _OTHERS.search(said) and not _OTHERS.search(named):
            continue
        near = other.sentence == claim.sentence and other.start < claim.start
        if (
            (near and (not key or re.search(key, said) or "人口" in said) and other.value > claim.value)
            or (key and re.search(key, said))
            or general
            or (named and not key and _common(named, said))
        ):
            found.append(other)
    return sorted(
        _nearest(found, claim), key=lambda other: (-other.value, abs(other.sentence - claim.sentence))
    )


def _after(reading: Reading, claim: Claim) -> str:
    return reading.text[claim.outer_end : claim.outer_end + 18].split("，")[0]
