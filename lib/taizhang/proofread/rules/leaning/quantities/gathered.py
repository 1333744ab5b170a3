"""持证社工538人、助理社工1274人。两类人员相加为1812人; 中医院比它少250张 -> a total told by its words, and its members.

The members are as many figures before as the words count (两类, 三家), else the row of like figures before; one told
by its distance from another (比它少250张) counts with what it comes to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import is_outside
from taizhang.proofread.rules.sums.completeness import near, of_last_clause, told_to_overlap
from taizhang.proofread.words import either, pattern, units, words

RULE = "分项与合计"
_UNLESS = "如两者不是总分关系，不必改"
_BACK, _FEWEST, _MANY = 2, 2, 12
_TOO_MUCH = Decimal("1.6")
_DISTANCE = re.compile(
    r"(?:比|较)([^，。；□]{1,8}?)(?:(多|长|高|大|重|宽)|少|短|低|小|轻|窄)(?:了|出|设|开|收|有)*$"
)
_FORMER_OR_GOAL = ("former", "goal_side")


@dataclass(frozen=True, slots=True)
class _Member:
    claim: Claim
    span: Interval


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every total by its words that no sum was tried on; ``found`` is what the rules have said of the text."""
    summed = {place for check in found if check.rule == RULE for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for whole in reading.claims:
        place = (whole.start, whole.end)
        if place not in summed | told and _is_total(reading, whole):
            yield from _judge(reading, whole, told)


def _is_total(reading: Reading, whole: Claim) -> bool:
    """相加为, 合起来一共, 整月下来: right before the figure, and nothing that makes it a rest, a change or a goal."""
    if not is_outside(whole, reading) or whole.weak or not whole.unit or roles.is_target(whole):
        return False
    said = reading.before(whole).rsplit("□", 1)[-1]
    other = re.search(rf"占|{pattern('remaining', 'gaps', *_FORMER_OR_GOAL)}", said)
    counted = re.search(rf"{pattern('added_up_weakly')}$", said) and _count(reading, whole)
    timed = re.match(pattern("whole_times"), _told_in(reading, whole))
    return bool(_says_added(reading, whole) or counted or timed) and not other


def _told_in(reading: Reading, whole: Claim) -> str:
    """The words before it in its clause; 一年下来 is no figure of its own there."""
    start = reading.sentences[whole.sentence][0]
    return re.split("[，；。：]", reading.text[start : whole.outer_start])[-1]


def _says_added(reading: Reading, whole: Claim) -> bool:
    said = reading.before(whole).rsplit("□", 1)[-1]
    return re.search(rf"{pattern('added_up')}[^，□]{{0,8}}$", said) is not None


def _judge(reading: Reading, whole: Claim, told: set[tuple[int, int]]) -> Iterator[Check]:
    members = list(_members(reading, whole))
    count = _count(reading, whole)
    row = members[-count:] if count else _row(reading, whole, members)
    if (
        _stock_told(reading, whole, row)
        or len(row) < max(count, _FEWEST)
        or any((one.claim.start, one.claim.end) in told for one in row)
    ):
        return
    for some in _other_readings(members, row, count):
        if verdicts.agrees(whole, total(one.span for one in some)):
            yield _said(reading, whole, some)
            return
    if _others_between(reading, whole, row):
        return
    added = total(one.span for one in row)
    parts = [one.claim for one in row]
    if of_last_clause(reading, whole, parts):
        return
    off = max(added.middle, whole.span.middle) > _TOO_MUCH * min(added.middle, whole.span.middle)
    inner = any(re.search(r"其[中内]", reading.between(one, whole)) for one in parts)
    if not (off or inner or told_to_overlap(reading, whole.sentence)) and (
        (count and _says_added(reading, whole))
        or _one_after_another(whole, parts)
        or (near(whole, parts, added) and not re.match(pattern("whole_times"), _told_in(reading, whole)))
        or (_says_added(reading, whole) and all(one.span.high < whole.span.low for one in row))
    ):
        yield _said(reading, whole, row)


def _one_after_another(whole: Claim, parts: Sequence[Claim]) -> bool:
    """1至5月接诊…，6至12月接诊…，全年接诊…: stretches from the beginning to the end, of the same deed."""
    deed = re.sub(pattern("whole_times"), "", whole.lead)
    own = [re.sub(pattern("first_times", "last_times"), "", part.lead) for part in parts]
    alike = len(deed) > 1 and own[0].endswith(deed) and all(not one or one.endswith(deed) for one in own)
    begins, ends = (
        re.search(pattern("first_times"), parts[0].lead),
        re.search(pattern("last_times"), parts[-1].lead),
    )
    return bool(alike and begins and ends) and len({whole.sentence, *(part.sentence for part in parts)}) == 1


def _stock_told(reading: Reading, whole: Claim, row: Sequence[_Member]) -> bool:
    """新增15个，总数达到24个: what came is of what there is, not all of it."""
    stock = re.search("总[^，□]{0,6}$", reading.before(whole).rsplit("□", 1)[-1])
    moved = any(re.search(pattern("inflow", "outflow"), one.claim.lead) for one in row)
    return bool(stock and moved)


def _others_between(reading: Reading, whole: Claim, row: Sequence[_Member]) -> bool:
    """整改清退1041人，另有87人…，两者合计: a like figure that is no plain count may be meant as well."""
    known = [one.claim for one in row]
    return any(
        row[0].claim.start < claim.start < whole.start and claim not in known and not claim.depth and not claim.weak
        and roles.same_measure(claim, whole) and claim.kind is Kind.AMOUNT
        for claim in reading.window(whole, _BACK)
    )  # fmt: skip


def _said(reading: Reading, whole: Claim, row: Sequence[_Member]) -> Check:
    parts = [one.claim for one in row]
    sums = "＋".join(verdicts.said(one.span.middle, one.claim) for one in row)
    return verdicts.judged(reading, RULE, parts, whole, total(one.span for one in row), sums, _UNLESS)


def _members(reading: Reading, whole: Claim) -> Iterator[_Member]:
    """The like figures before it, two sentences back, with what each comes to."""
    before = [
        claim
        for claim in reading.window(whole, _BACK)
        if claim.start < whole.start and claim.kind is Kind.AMOUNT and roles.same_measure(claim, whole)
    ]
    known: list[_Member] = []
    for claim in before[-_MANY:]:
        if claim.weak or claim.depth or (claim.unit != whole.unit and whole.measure == "pieces"):
            continue
        distance = _DISTANCE.search(reading.before(claim))
        if distance and known and not re.search(pattern("former"), distance[1]):
            other = next((one for one in known if distance[1] in one.claim.lead + one.claim.tail), known[-1])
            span = other.span.plus(claim.span) if distance[2] else other.span.minus(claim.span)
            known.append(_Member(claim, span))
        elif is_outside(claim, reading) and not re.search(pattern(*_FORMER_OR_GOAL), claim.lead):
            known.append(_Member(claim, claim.span))
    yield from known


@cache
def _counted() -> re.Pattern[str]:
    counted = {word for word in units() if len(word) == 1} | set(words("counted_things"))
    things = either(sorted(counted, key=len, reverse=True))
    return re.compile(rf"([两二三四五六七八九2-9])个?{things}")


def _count(reading: Reading, whole: Claim) -> int:
    """两类持证人员相加, 三家医院加总: how many the words say; 0 where they do not."""
    start = reading.sentences[whole.sentence][0]
    said = re.split(r"[，；。]", reading.text[start : whole.outer_start])[-1]
    found = _counted().search(said)
    return int(numbers.read(found[1]).value) if found else 0


def _row(reading: Reading, whole: Claim, members: Sequence[_Member]) -> list[_Member]:
    """Those of its own sentence, two at least; else all of the sentence before."""
    own = [one for one in members if one.claim.sentence == whole.sentence]
    if own or not reading.sentence_text(whole.sentence):
        return own
    return [one for one in members if one.claim.sentence == whole.sentence - 1]


def _other_readings(
    members: Sequence[_Member], row: Sequence[_Member], count: int
) -> Iterator[Sequence[_Member]]:
    """Any that the words may mean as well: so many of all, or a stretch of the row from its end or its beginning."""
    if count:
        yield from combinations(members, count)
    for at in range(len(members) - 1):
        yield members[at:]
    for stop in range(_FEWEST, len(row)):
        yield row[:stop]
