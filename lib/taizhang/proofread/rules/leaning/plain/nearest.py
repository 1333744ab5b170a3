"""共3600名，签了协议的2520名，也就是约七成; 比对9460人，疑点473条，疑点率5.0% -> the part right before, over what is larger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around, comes_to, common, is_plain, told_earlier
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint, side_by_side
from taizhang.proofread.rules.shares.names import of_the_others
from taizhang.proofread.words import pattern

RULE, NAMED_RULE = "占比", "比率"
UNLESS = "如分子、分母另有所指，请写明"
_WHOLE, _FAR, _SPOKEN_FAR, _CLAUSES, _MOST, _BETWEEN = 100, 5, 3, 3, 8, 3
_NO_COUNT = frozenset(("days", "months", "years", "money", "age"))
_BOTH = {"people", "household"}
_AMONG = re.compile(r"[^，。；□]{0,16}(?:中|里|当中|里面)$|[^，。；□]{0,16}(?:中|里|当中|里面)[，,]?")


@dataclass(frozen=True, slots=True)
class Meant:
    """``part`` over ``whole``; ``sure`` where the words name the part, not its place alone."""

    part: Claim
    whole: Claim
    sure: bool


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A share that nothing was held against: 几成 of what stands right before, a rate of the part it is named after."""
    if not _is_portion(reading, claim):
        return
    meant = _spoken(reading, claim) or _named_after(reading, claim)
    value = meant.part.span.over(meant.whole.span) if meant else None
    if meant is None or value is None:
        return
    value = value.scaled(_WHOLE)
    agrees = verdicts.agrees(claim, value)
    if not agrees and (_given(reading, claim, meant) or not _likely(claim, value, meant)):
        return
    sums = f"{meant.part.text}÷{meant.whole.text}"
    rule = NAMED_RULE if "率" in claim.lead and "占" not in claim.lead else RULE
    yield verdicts.judged(reading, rule, [meant.part, meant.whole], claim, value, sums, UNLESS)


def _is_portion(reading: Reading, claim: Claim) -> bool:
    if claim.kind is not Kind.RATE or "‰" in claim.text or not 0 < claim.value < _WHOLE:
        return False
    if claim.qualifier in ("at_least", "at_most") or roles.is_change(claim, reading):
        return False
    words = reading.before(claim).split("□")[-1]
    if re.search(pattern("former", "over_several", "rate_not_counted", "goal_names"), words):
        return False
    of_others = claim.tail.startswith("的")  # 近九成的群众: of the people who were asked
    return not (of_others or roles.is_from(claim, reading) or re.match(pattern("portion_behind"), claim.tail))


def _likely(claim: Claim, value: Interval, meant: Meant) -> bool:
    """Whether it may be the value misprinted, or put wrongly where the words leave no other pair."""
    far = _FAR if "%" in claim.text else _SPOKEN_FAR
    near = claim.span.middle <= value.middle * far and value.middle <= claim.span.middle * far
    one_unit = (
        meant.part.unit == meant.whole.unit or meant.part.measure in _BOTH
    )  # 14条 of 96项 may go by money
    return is_misprint(claim, value.middle) or (meant.sure and near and one_unit)


def _spoken(reading: Reading, claim: Claim) -> Meant | None:
    """将近五成: of the figure right before; 为疑似户数的二分之一: over the figure of that name."""
    row = reading.of_sentence(claim.sentence)
    last = _right_before(reading, row[: row.index(claim)]) or _ending_before(reading, claim)
    if "%" in claim.text or last is None or not _may_be_part(last) or claim.clause - last.clause > _CLAUSES:
        return None
    wholes = [other for other in _before(reading, last) if other.value > last.value]
    alike = [other for other in wholes if roles.same_measure(other, last)]
    words = reading.before(claim).replace(" ", "").split("□")[-1]
    if named := _of_named().search(words):
        alike = [other for other in alike if common(named["name"], other.lead + other.tail) > 1]
        return Meant(last, alike[-1], True) if alike else None
    if not _filler().fullmatch(words) or any(told_earlier(other) for other in (last, *alike[-1:])):
        return None
    held = [other for other in wholes if _AMONG.fullmatch(other.tail) and other.sentence == claim.sentence]
    whole = (held or [other for other in alike if other.sentence == last.sentence])[-1:]
    apart = whole and side_by_side(reading, [whole[0], last])
    alone = sum(other.sentence == last.sentence for other in alike) == 1
    return Meant(last, whole[0], bool(held) or alone) if whole and not apart else None


def _right_before(reading: Reading, row: Sequence[Claim]) -> Claim | None:
    """The last figure; not those of other things that stand between (愿意的1080人，办活动37场，约四成)."""
    for last in reversed(row[-_BETWEEN:]):
        alike = [other for other in _before(reading, last) if roles.same_measure(other, last)]
        if last.kind is not Kind.AMOUNT:
            break
        if any(other.sentence == last.sentence for other in alike):
            return last
    return row[-1] if row else None


def _ending_before(reading: Reading, claim: Claim) -> Claim | None:
    """愿意的1840人。约八成。: the last figure of the sentence before."""
    if reading.of_sentence(claim.sentence)[0] is not claim:
        return None
    return _right_before(
        reading, [other for other in around(reading, claim, 1, 0) if other.start < claim.start]
    )


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern('portion_fillers')})*")


@cache
def _of_named() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{pattern('portion_of_named')})(?:前述|上述|全部|所有)?(?P<name>[^，□的]{{2,10}})的$"
    )


def _named_after(reading: Reading, claim: Claim) -> Meant | None:
    """疑点率, 缺签字比例: of the only figure that goes by that name, over the nearest larger one before it."""
    told = _rate().search(reading.before(claim).replace(" ", "").split("□")[-1])
    if told is None:
        return None
    stem = told["stem"]
    near = [other for other in around(reading, claim, 1, 0) if other.start < claim.start]
    parts = [other for other in near if _counts(other, reading) and _is_named(other, stem)]
    if len(parts) != 1 or of_the_others(parts[0].lead + parts[0].tail, stem):
        return None
    wholes = [other for other in _before(reading, parts[0]) if other.value > parts[0].value]
    whole = wholes[-1] if wholes else None
    if whole is None or any(told_earlier(other) for other in (parts[0], whole)):
        return None
    between = [other for other in near if whole.start < other.start]
    parted = "；" in reading.between(whole, claim) or {whole.measure, parts[0].measure} == _BOTH
    if any(other.kind is Kind.RATE for other in between) or parted or whole.depth > parts[0].depth:
        return None
    return Meant(parts[0], whole, not side_by_side(reading, [whole, parts[0]]))


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(rf"^(?P<stem>[一-鿿]{{2,8}}?)(?:率|比例|占比|面){comes_to()}")


def _is_named(claim: Claim, stem: str) -> bool:
    """Whether the rate's whole name stands in the figure's own words."""
    return stem in claim.lead + claim.tail


def _counts(claim: Claim, reading: Reading) -> bool:
    plain = is_plain(claim, reading) and not claim.weak and not roles.is_from(claim, reading)
    return plain and claim.value > 0 and claim.span.bounded and roles.measure(claim) not in _NO_COUNT


def _may_be_part(claim: Claim) -> bool:
    """Any number of them, those too that came or went: 清退40户，仅为疑似户数的三分之一."""
    counted = claim.kind is Kind.AMOUNT and not (claim.weak or claim.per or roles.is_average(claim))
    if re.search("[比较]", claim.lead):
        return False  # 比上年增产2200万吨，即7.8%: of what there was before
    return counted and claim.value > 0 and claim.span.bounded and roles.measure(claim) not in _NO_COUNT


def _before(reading: Reading, part: Claim) -> list[Claim]:
    """What may be a whole: the counts of its sentence and of the one before it, in order."""
    return [
        other
        for other in around(reading, part, 1, 0)
        if other.start < part.start and _counts(other, reading) and roles.measure(other)
    ]


def _given(reading: Reading, claim: Claim, meant: Meant) -> bool:
    """Whether any figures around give it: one over another, what that leaves, one over both, or two over a third."""
    near = [
        other for other in around(reading, claim, 2, 1) if other.kind is Kind.AMOUNT and other.span.bounded
    ]
    near = [other for other in near if other.value > 0][-_MOST:]
    bound = {id(meant.part), id(meant.whole)} if meant.sure else set()
    return any(verdicts.agrees(claim, value.scaled(_WHOLE)) for value in _values(near, bound))


def _parts_of_both(one: Claim, other: Claim) -> Iterator[Interval]:
    share = one.span.over(one.span.plus(other.span))
    if share is not None:
        yield share
        yield point(1).minus(share)


def _values(near: Sequence[Claim], bound: set[int]) -> Iterator[Interval]:
    """``bound`` are two of which one is of the other: they are never added, and what they leave is not what is told."""
    for part, whole in permutations(near, 2):
        value = part.span.over(whole.span)
        if value is not None:
            yield value
        if value is not None and bound != {id(part), id(whole)}:
            yield point(1).minus(value)
            yield from _parts_of_both(part, whole)
    for whole in near:
        for parts in combinations([other for other in near if other is not whole], 2):
            value = total(part.span for part in parts).over(whole.span)
            if value is not None:
                yield value
