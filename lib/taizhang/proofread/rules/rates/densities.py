"""每千名老年人拥有床位x张 -> whether any beds and any people in the text give it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from heapq import nsmallest
from operator import attrgetter

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness, shares_words

RULE = "每千人拥有量"
_DENSITY = Grammar(
    "(?:每|^(?=[百千万]+{density_each}))(百|千|万|十万|百万)(?P<each>{density_each})?(?:(?P<whose>[^，,；;□]{0,10}?){possessing})?(?P<what>[^，,；;□]{0,16})$"
)
_SIZES = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
_NO_THING = Grammar("{density_fillers}|(?<!签)约|人$")
_FLOWS = Grammar("{density_flows}")
_OLD = r"老|6[05]周?岁"
_FAR = 20
_WANTED = Grammar("{to_be_reached}$")
_REACH, _MOST, _ROUGH = 600, 24, 3
_OTHERS = Grammar(r"{narrower_groups}|[78]\d周?岁")
_POPULATION = Grammar("人口|{population_kinds}")
_WHOLE_POPULATION = Grammar("{population_kinds}|总人口|平均")


def checks(reading: Reading) -> Iterator[Check]:
    """Every density, held against the amounts of the sentence, the paragraph, the text."""
    for claim in reading.claims:
        found = _DENSITY.search(reading.before(claim).replace(" ", ""))
        if "‰" in claim.text or "千分之" in claim.text:
            yield from _per_mille(reading, claim)
        elif (
            found
            and claim.kind is Kind.AMOUNT
            and not roles.is_change(claim, reading)
            and not _WANTED.search(found[0])
        ):
            yield from _check(reading, claim, found)


def _check(reading: Reading, claim: Claim, found: re.Match[str]) -> Iterator[Check]:
    size = Decimal(_SIZES[found[1]])
    unsaid = "" if found["each"] in ("人口", "人", "户") else found["what"]  # 每千人口执业医师3.2人
    whose = re.sub(r"[中里]$", "", unsaid if found["whose"] is None else found["whose"])
    counts = _counts(reading, claim, whose + found["what"])
    bases = _bases(reading, claim, whose)
    pairs = [
        (count, base) for count in counts for base in bases if count is not base and count.value < base.value
    ]
    close = [pair for pair in pairs if _may_give(claim, size, *pair)]  # intervals cost far more than this
    held = next((pair for pair in close if _gives(claim, size, *pair)), None)
    if held:
        reason = f"{held[0].text}÷{held[1].text}与每{found[1]}人{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [held[0], held[1], claim], reason, focus=claim)
        return
    near = [pair for pair in pairs if not _apart(reading, claim, pair[0])]
    meant = next((pair for pair in near if _is_meant(claim, found["what"], *pair)), None)
    ratio = meant[0].span.over(meant[1].span) if meant else None
    if meant and ratio is not None and _of_its_size(claim, ratio.scaled(size)):
        yield _doubt(reading, claim, found[1], size, *meant, ratio.scaled(size))


def _apart(reading: Reading, claim: Claim, count: Claim) -> bool:
    """千名老人床位38张；其中失能老人1.1万人，有床1560张: a statement of its own behind."""
    return count.start > claim.start and "；" in reading.between(claim, count)


def _may_give(claim: Claim, size: Decimal, count: Claim, base: Claim) -> bool:
    """Whether the figures as printed come near enough for any rounding."""
    return claim.value * base.value < count.value * size * _ROUGH < claim.value * base.value * _ROUGH**2


def _gives(claim: Claim, size: Decimal, count: Claim, base: Claim) -> bool:
    ratio = count.span.over(base.span)
    return ratio is not None and verdicts.quotient_agrees(claim, ratio.scaled(size))


def _is_meant(claim: Claim, what: str, count: Claim, base: Claim) -> bool:
    """每万人拥有社会组织6.1个 speaks of no 小区 and of no 新增就业, though their figures stand beside it."""
    thing = _NO_THING.sub("", what) + claim.tail
    said = count.lead + count.subject + count.tail
    counted = not thing or not said or claim.measure == "beds" or shares_words(thing, said)
    return counted and not _FLOWS.search(base.lead)


def _of_its_size(claim: Claim, value: Interval) -> bool:
    """床位3100张，技术人员4280人，每千人口5.8张: a value so far off is of other people."""
    return claim.value < value.middle * _FAR and value.middle < claim.value * _FAR


_COUNTED = re.compile("出生|死亡")  # 出生人口 is counted itself


def _per_mille(reading: Reading, claim: Claim) -> Iterator[Check]:
    """结婚率8.0‰: the one count of the sentence over its population."""
    near = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.AMOUNT and other.value > 0
    ]
    bases = [other for other in near if "人口" in other.lead]
    bases = [other for other in bases if not _COUNTED.search(other.lead)]
    if len(bases) > 1:
        bases = [other for other in bases if _WHOLE_POPULATION.search(other.lead)]
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
    """Amounts of the density's own unit, the nearest total first: of its paragraph, or those its words name."""

    def named(other: Claim) -> bool:
        return claim.measure == "beds" or shares_words(what + claim.tail, _words(other))

    def alike(other: Claim) -> bool:
        return likeness(what, _words(other)) > 0

    question = (claim.measure, what, claim.tail)
    here = [other for other in reading.of_sentence(claim.sentence) if other is not claim]
    found = [other for other in here if _is_count(reading, other, claim.measure)]
    if claim.measure != "people":
        levels = _all(
            reading, ("counts", claim.measure), lambda other: _is_count(reading, other, claim.measure)
        )
        known = _all(reading, ("named", *question), named, levels)
        like = {other.start for other in _all(reading, ("alike", *question), alike, known)}
        found += [
            other
            for other in _within(known, claim)
            if other not in here and other is not claim
            and (other.paragraph == claim.paragraph or other.start in like)
        ]  # fmt: skip
    return sorted(_nearest(found, claim), key=lambda other: (other.sentence != claim.sentence, -other.value))


def _is_count(reading: Reading, claim: Claim, measure: str) -> bool:
    return claim.measure == measure and claim.per == "" and roles.is_level(claim, reading)


def _words(claim: Claim) -> str:
    return claim.lead + claim.subject + claim.tail


def _all(
    reading: Reading,
    question: tuple[str, ...],
    holds: Callable[[Claim], bool],
    among: Sequence[Claim] | None = None,
) -> Sequence[Claim]:
    """The claims of the whole text of which it holds, asked once: each density of a long report asks the same."""
    key = (RULE, *question)
    if key not in reading.answers:
        reading.answers[key] = [
            claim for claim in (reading.claims if among is None else among) if holds(claim)
        ]
    found: Sequence[Claim] = reading.answers[key]
    return found


def _within(claims: Sequence[Claim], claim: Claim) -> Sequence[Claim]:
    """Those within reach of a claim."""
    sentence = attrgetter("sentence")
    first = bisect_left(claims, claim.sentence - _REACH, key=sentence)
    return claims[first : bisect_right(claims, claim.sentence + _REACH, key=sentence)]


def _nearest(found: Sequence[Claim], claim: Claim) -> list[Claim]:
    """Those that a reader still has in mind: in a long report every number is a multiple of some pair."""
    return nsmallest(_MOST, found, key=lambda other: abs(other.start - claim.start))


def _bases(reading: Reading, claim: Claim, whose: str) -> list[Claim]:
    """The people, or households, of whom the density may be: by their name, or larger ones right before it."""
    named = re.sub(r"^(?:名|人|户|位)|拥有.*$|(?:养老)?床位.*$", "", whose) or whose
    key = _OLD if "老" in named else "儿" if "儿" in named else ""
    measure = "household" if re.search(r"每[百千万]+户", reading.before(claim)) else "people"
    people = _all(reading, ("people", measure), lambda other: _is_people(reading, other, measure))
    people = _all(reading, ("of them", measure, named), lambda other: _is_of(reading, other, named), people)
    fits = _all(
        reading, ("bases", measure, named), lambda other: _goes_by(reading, other, named, key), people
    )
    beside = [
        other
        for other in people[bisect_left(people, claim.sentence, key=attrgetter("sentence")) :][:_MOST]
        if other.sentence == claim.sentence
        and other.start < claim.start
        and other.value > claim.value
        and (not key or re.search(key, _described(reading, other)) or "人口" in _described(reading, other))
    ]
    found = [other for other in dict.fromkeys((*_within(fits, claim), *beside)) if other is not claim]
    return sorted(
        _nearest(found, claim), key=lambda other: (-other.value, abs(other.sentence - claim.sentence))
    )


def _is_people(reading: Reading, claim: Claim, measure: str) -> bool:
    unit_left_out = not claim.measure and ("人口" in claim.lead or re.match(r"[一-鿿]{0,4}人口", claim.tail))
    return (
        (claim.measure == measure or bool(unit_left_out)) and not claim.per and roles.is_level(claim, reading)
    )


def _described(reading: Reading, claim: Claim) -> str:
    return claim.lead + claim.subject + _after(reading, claim)


def _is_of(reading: Reading, claim: Claim, named: str) -> bool:
    """Not 高龄老人 or 特困人员, where the density is of all old people."""
    return not _OTHERS.search(_described(reading, claim)) or bool(_OTHERS.search(named))


def _goes_by(reading: Reading, claim: Claim, named: str, key: str) -> bool:
    """Whether the words say that the figure is the one named; unnamed, that it is of all people."""
    said = _described(reading, claim)
    if key:
        return bool(re.search(key, said))
    if named:
        return shares_words(named, said)
    before = reading.text[max(0, claim.start - 14) : claim.start]
    return bool(_POPULATION.search(said)) and not re.search(r"老|\d岁|\d周岁", said + before)


def _after(reading: Reading, claim: Claim) -> str:
    return reading.text[claim.outer_end : claim.outer_end + 18].split("，")[0]
