"""隐患732处，立行立改584处。对一时不能整改的148处; 入冬前已办59期，入冬以后补办27期 -> a whole and its two sides.

Two figures whose words shut each other out (by 不, 未, 非; by 以前 and 以后; what is done and what is left) make up the
nearest figure before them that is larger than both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import is_plain
from taizhang.proofread.rules.sums.completeness import near, one_slip, swapped, told_to_overlap
from taizhang.proofread.words import pattern

LEFT, _SUM = "剩余", "分项与合计"
_UNLESS = "如还有其他情形，请写明"
_BACK, _FEW, _FAR = 2, 6, Decimal("0.3")
_NOT = re.compile(
    r"(?:尚未|还未|仍未|暂未|没有|未能|未予|不能|不予|不再|暂不|暂缓|非|未|不|没)([一-鿿]{1,6})"
)
_EARLIER = re.compile(r"([一-鿿]{1,4}?)(?:之前|以前|前)(?!三季度|往|期|来|沿|后|景)")
_LATER = re.compile(r"([一-鿿]{1,4}?)(?:之后|以后|后)(?!备|勤|续|期|代|台)")
_IDLE = frozenset("工的了有为是已经符合在人次户件家处个予及办理完成实现进行通过参加")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every two neighbouring figures that are the two sides of one before them."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    tried = [set(check.figures) for check in found if check.rule in (LEFT, "分项与合计")]
    for one, other in _neighbours(reading):
        places = {(claim.start, claim.end) for claim in (one, other)}
        if places & told or any(places <= figures for figures in tried):
            continue
        if not _apart(reading, one, other):
            continue
        whole = _whole(reading, one, other)
        if whole is None:
            yield from _behind(reading, one, other, told)
        if whole is not None and _of_two_years(whole, other):
            continue
        if whole is not None and (whole.start, whole.end) not in told and not _carried(reading, whole):
            yield from _judge(reading, whole, one, other)


def _of_two_years(whole: Claim, left: Claim) -> bool:
    """2022年度…42个问题，…；2021年度遗留的5个: what is left is of another year's."""
    years = roles.own_year(whole), roles.own_year(left)
    return None not in years and years[0] != years[1]


def _neighbours(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """Like figures one behind the other, in a sentence or from one to the next."""
    before: Claim | None = None
    for claim in reading.claims:
        if claim.kind is not Kind.AMOUNT or claim.depth or claim.weak or not _may_count(reading, claim):
            continue
        near_by = before is not None and claim.sentence - before.sentence <= 1
        if (
            before is not None
            and near_by
            and before.unit == claim.unit
            and before.paragraph == claim.paragraph
            and is_plain(before, reading)
            and is_plain(claim, reading)
        ):
            yield before, claim
        before = claim


def _may_count(reading: Reading, claim: Claim) -> bool:
    """A figure with its unit, or one of a sentence that gives none: 持证62，没证27，队伍89."""
    whole = claim.value == int(claim.value)
    own = reading.of_sentence(claim.sentence)
    return bool(claim.unit) or (whole and len(own) <= _FEW and not any(one.unit for one in own))


def _words(reading: Reading, claim: Claim) -> str:
    """What stands for a figure: its own words and those of a clause before without one."""
    start = reading.sentences[claim.sentence][0]
    said = reading.blanked[start : claim.outer_start].rsplit("□", 1)[-1]
    return said.strip("，、；。")


def _apart(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether the words of two figures shut each other out."""
    first, second = _words(reading, one), _words(reading, other)
    if re.search(pattern("former", "opening", "totals"), first + second):
        return False
    return (
        _denied(first, second + other.tail)
        or _denied(second, first + one.tail)
        or _around_a_time(first, second)
        or _done_and_left(reading, one, other)
    )


def _denied(said: str, other: str) -> bool:
    """不符合条件的 beside 符合条件的, 未结 beside 审结: the verb denied on one side stands on the other without 不."""
    found = _NOT.search(said)
    if found is None or _NOT.search(other):
        return False
    telling = set(found[1][:3]) - _IDLE
    whole = found[1][:2] in other
    return whole or bool(telling & set(other[-6:]))


def _around_a_time(first: str, second: str) -> bool:
    """入冬前, 入冬以后: the same moment."""
    one, other = _EARLIER.search(first), _LATER.search(second)
    return bool(one and other and one[1][-2:] == other[1][-2:])


def _done_and_left(reading: Reading, done: Claim, left: Claim) -> bool:
    """已办59件，还剩27件: the first is finished, the second is what there is still to do."""
    finished = re.search(pattern("done"), _words(reading, done)[-10:] + done.tail[:4])
    return bool(finished and re.search(rf"{pattern('still_left')}[^，□]{{0,8}}$", _words(reading, left)))


def _whole(reading: Reading, one: Claim, other: Claim) -> Claim | None:
    """The nearest figure before both that is larger than each, of their unit, with no other of it in between."""
    before = [
        claim
        for claim in reading.window(one, _BACK)
        if claim.start < one.start
        and claim.kind is Kind.AMOUNT
        and claim.unit == one.unit
        and not claim.depth
    ]
    if not before or not is_plain(before[-1], reading) or before[-1].weak:
        return None
    whole = before[-1]
    larger = whole.span.low > max(one.value, other.value)
    alike = len(one.lead) > 1 and whole.lead[-2:] == one.lead[-2:]  # 省级到位…，市级到位…，县级到位…
    apart = alike or re.search(pattern("former", "rest"), whole.lead) or roles.is_from(whole, reading)
    return whole if larger and not apart and not _one_of_three(before, whole, one, other) else None


def _behind(reading: Reading, one: Claim, other: Claim, told: set[tuple[int, int]]) -> Iterator[Check]:
    """持证62人，没证27人，护工队伍89人: both sides right before the one that its words make all of them."""
    later = [claim for claim in reading.of_sentence(other.sentence) if claim.start > other.start][:1]
    parts = [one, other]
    for whole in later:
        like = whole.unit == one.unit and is_plain(whole, reading) and not whole.depth and not whole.weak
        says = re.search(rf"{pattern('whole_of_it', 'totals', 'registers')}", whole.lead)
        larger = whole.span.low > max(one.value, other.value) and (whole.start, whole.end) not in told
        added = one.span.plus(other.span)
        likely = verdicts.agrees(whole, added) or near(whole, parts, added, 2) or swapped(whole, parts)
        if like and says and larger and likely and not told_to_overlap(reading, whole.sentence):
            yield verdicts.judged(reading, _SUM, parts, whole, added, verdicts.texts(parts), _UNLESS)


def _one_of_three(before: Sequence[Claim], whole: Claim, one: Claim, other: Claim) -> bool:
    """受理94件，准予67件、退回11件、不予16件: the figure right before is a member itself."""
    added = whole.span.plus(one.span).plus(other.span)
    return any(verdicts.agrees(claim, added) for claim in before[:-1])


def _carried(reading: Reading, whole: Claim) -> bool:
    """上年结余620万元，募集2680万元，支出…: what was carried over belongs to it."""
    return re.search(pattern("opening"), reading.sentence_text(whole.sentence)) is not None


def _judge(reading: Reading, whole: Claim, one: Claim, other: Claim) -> Iterator[Check]:
    value = whole.span.minus(one.span)
    parts = [one, other]
    added = one.span.plus(other.span)
    sums = f"{whole.text}减{one.text}"
    if verdicts.agrees(other, value):
        yield verdicts.judged(reading, LEFT, [whole, one], other, value, sums, _UNLESS)
        return
    gap = abs(added.middle - whole.span.middle)
    apart = "；" in reading.between(one, other)
    likely = (
        (gap <= _FAR * whole.span.middle and not apart) or near(whole, parts, added) or swapped(whole, parts)
    )
    likely = likely or one_slip(value.middle, other.span.middle, 2)
    if likely and not _goes_on(reading, other) and not told_to_overlap(reading, whole.sentence):
        yield verdicts.judged(reading, LEFT, [whole, one], other, value, sums, _UNLESS)


def _goes_on(reading: Reading, last: Claim) -> bool:
    """…，另有3件转办, 其余…: the list has more members."""
    later = [claim for claim in reading.of_sentence(last.sentence) if claim.start > last.start]
    more = any(claim.unit == last.unit and not claim.depth for claim in later)
    return (
        more
        or re.match(r"[^。]{0,4}[，；、](?:另|其余|其他|还有)", reading.text[last.outer_end :]) is not None
    )
