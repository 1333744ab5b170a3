"""城区23个，乡镇41个，城区比乡镇少28个; 城镇居民42376元。…农村居民20518元，两者相差22858元 -> the two by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import common
from taizhang.proofread.words import pattern

RULE = "相差"
_UNLESS = "如所比的数另有所指，请写明"
_THAN = re.compile(
    r"(?P<one>[^，。；：□比较]{0,14}?)(?:则|要|又|还)?(?:比|较)(?P<other>[^，。；：□]{1,14}?)(?:又|还|要|足足|整整|只|仅)?"
    r"(?:(?P<more>多|高|大|长|重)|少|低|小|短|轻)(?:出|了|收|设|发|有|建|养|用|花|报|拿|领|住|录|招)*$"
)
_APART = re.compile(
    r"(?:两者|二者|两地|两边|城乡|两项|两类|双方|两个数|之间|两下里)[^，。；□]{0,4}(?:相差|差距|差额|差)(?:了|出|为|是|到|达)*$"
)
_BACK, _FAR, _MANY = 2, 4, 16


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every difference of two named figures that nothing was held against."""
    held = {place for check in found for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for gap in reading.claims:
        if gap.kind is not Kind.AMOUNT or gap.per or gap.weak or (gap.start, gap.end) in held:
            continue
        said = reading.before(gap)
        than = _THAN.search(said)
        pair = _named(reading, gap, than) if than else _two(reading, gap, said)
        if pair and not any((one.start, one.end) in told for one in pair):
            yield from _judge(reading, gap, *pair, bool(than))


def _levels(reading: Reading, gap: Claim, on: int) -> list[Claim]:
    """The figures like it around it; 清退732户 may be one of them."""
    near = (*reading.window(gap, _BACK), *(reading.of_sentence(gap.sentence + 1) if on else ()))
    alike = [claim for claim in near if claim.unit == gap.unit and claim.paragraph == gap.paragraph]
    return [
        claim
        for claim in alike[-_MANY:]
        if claim is not gap and roles.same_measure(claim, gap) and not claim.weak and not claim.depth
        and claim.kind is Kind.AMOUNT and not _THAN.search(reading.before(claim))
    ]  # fmt: skip


def _named(reading: Reading, gap: Claim, than: re.Match[str]) -> tuple[Claim, Claim] | None:
    """The one figure that goes by each name, greater first."""
    one, other = (re.sub(r"^(?:其中|而|但)|的$", "", than[name]) for name in ("one", "other"))
    if not one or re.search(rf"{pattern('former')}|\d|计划|预算|目标|任务|平均", other):
        return None
    near = _levels(reading, gap, 1)
    levels = [claim for claim in near if not roles.before_now(claim) and not roles.is_average(claim)]
    first, second = _by_name(levels, one, other), _by_name(levels, other, one)
    if first is None or second is None or first is second:
        return None
    return (first, second) if than["more"] else (second, first)


def _by_name(levels: Sequence[Claim], name: str, not_this: str) -> Claim | None:
    """The only one that shares the longest stretch of the name, and less of the other's."""
    shared = [_likeness(name, claim) - _likeness(not_this, claim) for claim in levels]
    best = max(shared, default=0)
    return levels[shared.index(best)] if best > 0 and shared.count(best) == 1 else None


def _likeness(name: str, claim: Claim) -> int:
    said = claim.lead + claim.tail
    return common(name, said) or int(len(name) == 1 and name in said)


def _two(reading: Reading, gap: Claim, said: str) -> tuple[Claim, Claim] | None:
    """两者相差: the two figures before it."""
    if not _APART.search(said):
        return None
    levels = [claim for claim in _levels(reading, gap, 0) if claim.start < gap.start]
    if len(levels) != 2:
        return None
    one, other = levels
    return (one, other) if one.value > other.value else (other, one)


def _judge(reading: Reading, gap: Claim, more: Claim, less: Claim, ordered: bool) -> Iterator[Check]:
    value: Interval = more.span.minus(less.span)
    shown = f"{more.text}减{less.text}"
    if (
        not verdicts.agrees(gap, value)
        and (value.middle <= 0 or gap.span.middle > _FAR * value.middle)
        and not ordered
    ):
        return
    yield verdicts.judged(reading, RULE, [more, less], gap, value, shown, _UNLESS)
