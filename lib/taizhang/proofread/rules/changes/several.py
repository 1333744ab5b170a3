"""分别比A、B、C增长a%、b%、c% -> every change held against its own two figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator, Sequence
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_former, yearly
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.words import pattern

_AGAINST = re.compile(r"(?:比|较|同|与)[^，]*$")
_JOINED = re.compile(r"\s*(?:、|，?和|，?及|，?与|，?以及)[^，。；：:、]{0,14}")
_LATER_YEARS = re.compile(r"[后近这]([两二三四五])年(?:来)?(?:分别|依次)")


def checks(
    reading: Reading, claims: Sequence[Claim], runs: Sequence[Sequence[Pair]], told: Collection[int]
) -> Generator[Check, None, set[int]]:
    """Every run of changes in one breath but those ``told`` already; gives the places of those judged here."""
    used: set[int] = set()
    for begin, changes, ways in _breaths(reading, claims):
        if changes[0].start in told or any(len(run) == len(changes) for run in runs):
            continue  # 分别由A和B提高到C和D，分别提高…: the pairs stand right before their changes
        pairs = _pairs(reading, claims[:begin], claims[begin + len(changes) :], len(changes), runs)
        if pairs and all(map(_fits, pairs, changes)):
            used |= {change.start for change in changes}
            for pair, change, way in zip(pairs, changes, ways, strict=True):
                yield from judge(reading, pair, change, way)
    return used


def _fits(pair: Pair, change: Claim) -> bool:
    """Points are of rates, an amount of amounts."""
    return change.kind not in (Kind.POINTS, Kind.AMOUNT) or (change.kind is Kind.POINTS) == (
        pair.now.kind is Kind.RATE
    )


def _breaths(reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[int, list[Claim], list[int]]]:
    """Where two or more changes follow each other, the changes, and which way each goes."""
    index = 0
    while index < len(claims):
        run = [claims[index]] if _begins(reading, claims[index]) else []
        ways = [_way(reading, claim) for claim in run]
        while run and index + len(run) < len(claims) and _goes_on(reading, run, claims[index + len(run)]):
            run.append(claims[index + len(run)])
            ways.append(roles.direction(run[-1], reading) or ways[-1])
        if len(run) > 1:
            yield index, run, ways
        index += max(len(run), 1)


def _way(reading: Reading, claim: Claim) -> int:
    """Of 分别增减-10.0%、2.0% the signs say which way."""
    return 1 if claim.lead.endswith("增减") else roles.direction(claim, reading)


def _begins(reading: Reading, claim: Claim) -> bool:
    return roles.is_change(claim, reading) and not yearly(claim) and claim.kind is not Kind.RANGE


@cache
def _next() -> re.Pattern[str]:
    moved = pattern("up", "down")
    return re.compile(
        rf"\s*(?:(?:、|和|及|与|以及)\s*(?:{moved}了?)?|，(?:后者|后一项)?(?:同比|比上年)?{moved}了?)\s*"
    )


def _goes_on(reading: Reading, run: Sequence[Claim], after: Claim) -> bool:
    """One more of the same kind, or behind 分别 one of the other: 分别增长50%和提高14.4个百分点."""
    before = run[-1]
    same = after.kind is before.kind and after.measure == before.measure
    mixed = {before.kind, after.kind} == {Kind.RATE, Kind.POINTS} and "分别" in reading.before(run[0])
    return (same or mixed) and bool(_next().fullmatch(reading.between(before, after)))


def _pairs(
    reading: Reading,
    before: Sequence[Claim],
    after: Sequence[Claim],
    number: int,
    runs: Sequence[Sequence[Pair]],
) -> list[Pair]:
    levels = [
        claim
        for claim in before
        if claim.kind in LEVELS and not claim.weak and not roles.is_change(claim, reading)
    ]
    moved = [pair for run in runs for pair in run if pair.now in levels]
    if len(moved) == number and len(levels) == 2 * number:
        return moved
    return (
        _one_now(reading, levels, after, number)
        or _side_by_side(reading, levels, number)
        or _formers_after(reading, levels, after, number)
        or _years_on(reading, levels, number)
        or _step_by_step(reading, levels, number)
    )


def _one_now(reading: Reading, levels: Sequence[Claim], after: Sequence[Claim], number: int) -> list[Pair]:
    """B，分别比A、A′、A″…: one figure now against several before; B和B′，较A和A′…: each against its own."""
    formers = list(levels[-number:])
    if len(formers) < number or not _one_breath(reading, formers):
        return []
    if not _AGAINST.search(reading.before(formers[0])):
        return []
    row = list(levels[-2 * number : -number])
    if len(row) == number and _one_breath(reading, row) and all(map(alike, row, formers)):
        return [Pair(former, now, True) for former, now in zip(formers, row, strict=True)]
    reached = [claim for claim in after[:1] if re.search(r"(?:达到?|至|为)$", claim.lead)]
    nows = [
        claim for claim in [*levels[:-number], *reached] if alike(claim, formers[0]) and not is_former(claim)
    ]
    same = all(alike(former, formers[0]) for former in formers[1:])
    return [Pair(former, nows[-1], True) for former in formers] if nows and same else []


def _side_by_side(reading: Reading, levels: Sequence[Claim], number: int) -> list[Pair]:
    """甲…上年…；乙…上年… in turn, or 甲和乙…，上年…和…."""
    if len(levels) != 2 * number:
        return []
    turns = [
        ends
        for one, other in zip(levels[::2], levels[1::2], strict=True)
        if (ends := _in_order(reading, one, other)) is not None
    ]
    if len(turns) == number:
        return turns
    first, second = levels[:number], levels[number:]
    if not (_one_breath(reading, first) and _one_breath(reading, second)):
        return []
    before = earlier(first[0], second[0])
    if before is None or not all(map(alike, first, second)):
        return []
    formers, nows = (first, second) if before is first[0] else (second, first)
    return [Pair(former, now, True) for former, now in zip(formers, nows, strict=True)]


def earlier(one: Claim, other: Claim) -> Claim | None:
    """The one of an earlier time by its own words or by the year said before it."""
    if is_former(one) != is_former(other):
        return one if is_former(one) else other
    years = roles.year(one), roles.year(other)
    if years[0] is None or years[1] is None or years[0] == years[1]:
        return None
    return one if years[0] < years[1] else other


def _in_order(reading: Reading, one: Claim, other: Claim) -> Pair | None:
    before = earlier(one, other) if alike(one, other) else None
    if before is None:
        return None
    return Pair(one, other, True) if before is one else Pair(other, one, True)


def _formers_after(
    reading: Reading, levels: Sequence[Claim], after: Sequence[Claim], number: int
) -> list[Pair]:
    """物资15.8万件，销售486万元，分别增长…；上年为13.2万件、415万元."""
    nows, formers = levels[-number:], after[:number]
    if len(nows) < number or len(formers) < number or any(map(is_former, nows)):
        return []
    said = reading.before(formers[0]).split("(")[-1]
    if not re.match(pattern("former"), said):
        return []
    if not all(alike(former, now) for former, now in zip(formers, nows, strict=True)):
        return []
    return [Pair(former, now, True) for former, now in zip(formers, nows, strict=True)]


def _step_by_step(reading: Reading, levels: Sequence[Claim], number: int) -> list[Pair]:
    """由12元调至15元，再调至18元，每次分别增长…."""
    if len(levels) != number + 1 or not roles.is_from(levels[0], reading):
        return []
    moved = all(re.search(r"(?:至|到|为)$", claim.lead) and alike(claim, levels[0]) for claim in levels[1:])
    said = reading.text[levels[-1].outer_end : levels[-1].outer_end + 12]
    if not moved or not re.search(r"(?:每|[两三四五]|逐)次(?:分别|依次)", said):
        return []
    return [Pair(one, other, True) for one, other in pairwise(levels)]


def _years_on(reading: Reading, levels: Sequence[Claim], number: int) -> list[Pair]:
    """2021年a，2022年b，2023年c，后两年分别增长…: each year against the one before."""
    years = [roles.own_year(claim) for claim in levels]
    if not levels or len(levels) != number + 1 or None in years:
        return []
    steady = all(one is not None and other == one + 1 for one, other in pairwise(years))
    alikes = all(alike(levels[0], claim) for claim in levels[1:])
    said = reading.text[levels[-1].outer_end : levels[-1].outer_end + 16]
    if not (steady and alikes and _LATER_YEARS.search(said)):
        return []
    return [Pair(one, other, True) for one, other in pairwise(levels)]


def _one_breath(reading: Reading, claims: Sequence[Claim]) -> bool:
    return all(_JOINED.fullmatch(reading.between(one, other)) for one, other in pairwise(claims))
