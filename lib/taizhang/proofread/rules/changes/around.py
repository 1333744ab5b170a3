"""A sentence -> every change in it, held against the figures around it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes import several
from taizhang.proofread.rules.changes.bonds.things import bound, of_one_thing, of_other_steps
from taizhang.proofread.rules.changes.candidates import formers_of, nows_of, told_after
from taizhang.proofread.rules.changes.directions import compared, directions, points_between
from taizhang.proofread.rules.changes.ends import (
    LEVELS,
    Pair,
    alike,
    from_to,
    is_base,
    is_change,
    is_former,
    reference,
    revises,
    yearly,
)
from taizhang.proofread.rules.changes.judging import RULE, any_pair, holds, judge
from taizhang.proofread.rules.changes.moved import with_amount
from taizhang.proofread.rules.changes.owners import of_another, pair_of_its_own
from taizhang.proofread.rules.changes.series import verdict as series
from taizhang.proofread.words import pattern


def checks(reading: Reading) -> Iterator[Check]:
    """Every 由…到…, every change with both its ends, every change given as amount and as rate."""
    for number in range(len(reading.sentences)):
        told = series.told(reading, number)
        yield from told
        claims = [
            claim
            for claim in reading.of_sentence(number)
            if (not claim.weak or roles.is_change(claim, reading)) and not is_base(claim)
        ]
        if len(claims) < 2:
            continue
        scope = reading.sentence_text(number) + "".join(claim.lead for claim in claims)
        runs = list(from_to(reading, claims))
        revised = [run[0] for run in runs if len(run) == 1 and revises(reading, run[0])]
        revised = [pair for pair in revised if _nows_beside(reading, claims, pair)]
        told_of = yield from _since_revised(reading, claims, revised)
        runs = [run for run in runs if run[0] not in revised]
        ends = [claim for pair in revised for claim in (pair.former, pair.now)]
        claims = [claim for claim in claims if claim not in ends and claim.start not in told_of]
        if re.search(pattern("same_scope"), scope):
            runs = [run for run in runs if run[0].now.kind is Kind.RANK]
            claims = [claim for run in runs for claim in claims[claims.index(run[0].former) :]]
        if not claims:
            continue
        pairs = [pair for run in runs for pair in run]
        yield from directions(reading, pairs)
        used = {check.focus[0] for check in told}
        used |= yield from several.checks(reading, claims, runs, used)
        for begin, run, end in _stretches(claims, runs):
            before = [c for c in claims[begin : claims.index(run[0].former)] if c.start not in used]
            if len(run) == 1 and (begin == 0 or (before and _apart(reading, claims[begin - 1], before[-1]))):
                used |= yield from _before_pair(reading, before, run[0])
            used |= yield from _beside_pairs(
                reading, [c for c in claims[begin:end] if c.start not in used], run
            )
        yield from _other_changes(reading, claims, pairs, used)
        yield from compared(reading, claims)
        yield from points_between(reading, claims)


def _since_revised(
    reading: Reading, claims: Sequence[Claim], revised: Sequence[Pair]
) -> Generator[Check, None, set[int]]:
    """2860张，比上年增加195张（上年由2680张修订为2665张）: held against the corrected figure, or the one before."""
    used: set[int] = set()
    for pair in revised[:1]:
        nows = _nows_beside(reading, claims, pair)
        for change in claims if len(nows) == 1 else ():
            same = change.kind is not Kind.AMOUNT or change.measure == pair.now.measure
            if (
                same
                and roles.is_change(change, reading)
                and not of_another(change, [pair.former, pair.now, *nows])
            ):
                used.add(change.start)
                against = [Pair(former, nows[0], False) for former in (pair.now, pair.former)]
                yield from any_pair(reading, change, against)
    return used


def _nows_beside(reading: Reading, claims: Sequence[Claim], pair: Pair) -> list[Claim]:
    """The other figures of the sentence that count what the corrected one counts."""
    return [
        claim
        for claim in claims
        if alike(claim, pair.now) and claim is not pair.former and not roles.is_change(claim, reading)
    ]


def _stretches(claims: Sequence[Claim], runs: Sequence[list[Pair]]) -> Iterator[tuple[int, list[Pair], int]]:
    """Each 由…到… with the claims from the one before it up to the next."""
    starts = [min(claims.index(pair.former) for pair in run) for run in runs]
    ends = [max(claims.index(pair.now) for pair in run) for run in runs]
    for index, run in enumerate(runs):
        begin = ends[index - 1] + 1 if index else 0
        yield begin, run, starts[index + 1] if index + 1 < len(runs) else len(claims)


def _beside_pairs(
    reading: Reading, claims: Sequence[Claim], pairs: Sequence[Pair]
) -> Generator[Check, None, set[int]]:
    """The changes said right after a pair, in order: 由A提高到B，提高n，增长p."""
    used: set[int] = set()
    if not pairs or any(one not in claims for pair in pairs for one in (pair.former, pair.now)):  # 由A到B到C
        return used
    last = max(claims.index(pair.now) for pair in pairs)
    changes: dict[Kind, list[Claim]] = {}
    for claim in claims[last + 1 :]:
        if (
            _apart(reading, pairs[-1].now, claim)
            or of_other_steps(reading, claim)
            or (len(pairs) == 1 and _nets(reading, pairs[0], claim))
            or of_another(claim, [one for pair in pairs for one in (pair.former, pair.now)])
            or not is_change(claim, reading)
            or (claim.kind in changes and not _continues(changes[claim.kind][-1], claim, reading))
        ):
            break
        changes.setdefault(claim.kind, []).append(claim)
    if len(pairs) == 1:
        used |= yield from _net(reading, claims[last + 1 :], pairs[0], set(changes))
    changes = changes or _between_pair(claims, pairs, reading)
    for said in changes.values():
        if len(said) == len(pairs):
            for pair, change in zip(pairs, said, strict=True):
                used.add(change.start)
                yield from judge(reading, pair, change)
        elif len(said) == 1 and len(pairs) > 1:
            used.add(said[0].start)
    return used


def _nets(reading: Reading, pair: Pair, change: Claim) -> bool:
    """由2.6万人降至2.4万人，清退3200人，新增1200人: what came and what went, none of which is the change alone."""
    moved = [
        claim
        for claim in reading.of_sentence(change.sentence)
        if claim.start > pair.now.start and roles.same_measure(claim, change) and claim.kind is Kind.AMOUNT
        and re.search(rf"{pattern('inflow', 'outflow')}[^，]{{0,6}}$", claim.lead)
    ]  # fmt: skip
    ways = {bool(re.search(rf"{pattern('outflow')}[^，]{{0,6}}$", claim.lead)) for claim in moved}
    return change in moved and len(ways) > 1 and not holds(pair, change, reading)


def _net(
    reading: Reading, claims: Sequence[Claim], pair: Pair, said: set[Kind]
) -> Generator[Check, None, set[int]]:
    """由A增加到B，其间新成立n、注销m，净增g: the net change is of the pair, whatever stands between."""
    found = [
        claim
        for claim in claims
        if re.search(r"净(?:增|减)(?:加|长|少)?了?$", claim.lead) and claim.measure == pair.now.measure
    ]
    if len(found) != 1 or found[0].kind in said or _apart(reading, pair.now, found[0]):
        return set()
    between = claims[: list(claims).index(found[0])]
    if any(roles.is_target(claim) or re.search(r"[至到]$", claim.lead) for claim in between):
        return set()  # 由A增至B，后减至C
    yield from judge(reading, pair, found[0])
    return {found[0].start}


def _before_pair(reading: Reading, claims: Sequence[Claim], pair: Pair) -> Generator[Check, None, set[int]]:
    """提高100元，由900元提高到1000元: the change comes first; new arrivals may be set off by departures."""
    used: set[int] = set()
    for claim in claims[-1:]:
        if _apart(reading, claim, pair.former) or (yearly(claim) and "累计" not in claim.lead):
            break
        if not holds(pair, claim, reading) and (
            pair_of_its_own(reading, claim, pair.former) or _has_its_ends(reading, claims, claim)
        ):
            break
        alike = claim.kind is Kind.AMOUNT and claim.measure == pair.now.measure and not claim.weak
        if roles.is_change(claim, reading) and (
            alike or claim.kind in (Kind.RATE, Kind.POINTS, Kind.MULTIPLE)
        ):
            used.add(claim.start)
            yield from judge(reading, pair, claim)
        elif alike and re.search(r"新增[^，]*$", claim.lead) and not holds(pair, claim, reading):
            gap = verdicts.said(abs(pair.now.span.middle - pair.former.span.middle), claim)
            reason = f"由{pair.former.text}到{pair.now.text}相差{gap}，文中新增{claim.text}；如有减少，请一并写明。"
            yield verdicts.check(
                reading, RULE, Status.DOUBTFUL, [claim, pair.former, pair.now], reason, focus=pair.now
            )
    return used


def _has_its_ends(reading: Reading, claims: Sequence[Claim], change: Claim) -> bool:
    """使用率64.2%，上年同期66.0%，提升1.8个百分点，而民办由…: its own two figures stand before it."""
    nows = nows_of(reading, claims, len(claims) - 1, change)
    return bool(nows and formers_of(reading, claims, change, nows))


def _between_pair(
    claims: Sequence[Claim], pairs: Sequence[Pair], reading: Reading
) -> dict[Kind, list[Claim]]:
    """由A增加n达到B: the change stands between."""
    if len(pairs) != 1:
        return {}
    inner = claims[claims.index(pairs[0].former) + 1 : claims.index(pairs[0].now)]
    return {claim.kind: [claim] for claim in inner if is_change(claim, reading)}


def _continues(before: Claim, claim: Claim, reading: Reading) -> bool:
    return bool(re.fullmatch(r"\s*(?:和|、|及|与)\s*", reading.between(before, claim)))


def _other_changes(
    reading: Reading, claims: Sequence[Claim], pairs: Sequence[Pair], used: set[int]
) -> Iterator[Check]:
    ends = {claim.start for pair in pairs for claim in (pair.former, pair.now)}
    for index, change in enumerate(claims):
        pointed = (
            change.kind is Kind.POINTS and index and reference(reading, claims, claims[index - 1]) is change
        )
        if change.start in used or change.start in ends or not (pointed or roles.is_change(change, reading)):
            continue
        if (
            change.kind is Kind.RANGE
            or yearly(change)
            or "率" in change.tail[:6]
            or "自然增长率" in change.lead
        ):
            continue
        after = told_after(reading, claims, change)
        if after and not any(alike(claim, after[0]) for claim in claims[:index]):
            yield from judge(reading, Pair(*after, False), change)
            continue
        near = list(claims) if roles.basis(change) == "month" else _statement(reading, claims, index)
        nows = [
            claim for claim in nows_of(reading, near, near.index(change), change) if claim.start not in ends
        ]
        if not nows:
            yield from _named_before(reading, claims, change)
            continue
        formers = _formers_here(reading, near, change, nows)
        if formers and of_another(change, [*nows, *formers]):
            continue
        if formers:
            yield from any_pair(reading, change, _meant(reading, change, nows, formers))
        elif change.kind in (Kind.RATE, Kind.MULTIPLE):
            yield from with_amount(reading, near, near.index(change), change)
            yield from _sentence_before(reading, change, nows)


def _meant(reading: Reading, change: Claim, nows: Sequence[Claim], formers: Sequence[Claim]) -> list[Pair]:
    """All pairs where one of them fits; else those that the words bind to the change, certain where no other is."""
    pairs = [Pair(former, now, True) for now in nows for former in formers if _comparable(former, now)]
    if any(holds(pair, change, reading) for pair in pairs):
        return pairs
    kept = [pair for pair in pairs if of_one_thing(reading, pair) and bound(reading, change, pair)]
    if "分别" in change.lead:
        return []  # 9月1.37亿元，前三季度13.92亿元，分别增长12.4%和3.8%: each of its own
    if re.search("拟|将|预计|力争|计划", change.lead) and not re.search("[比较于超]", change.lead):
        return []  # 2026年拟再提高25元: yet to come
    return [replace(pair, tight=len(pairs) == 1) for pair in kept]


def _formers_here(
    reading: Reading, claims: Sequence[Claim], change: Claim, nows: Sequence[Claim]
) -> list[Claim]:
    """The earlier figures, none of a later statement and, beyond a semicolon, none of another unit."""
    return [
        claim
        for claim in formers_of(reading, claims, change, nows)
        if (
            claim.start < change.start
            or not _apart(reading, change, claim)
            or _base_told(reading, change, claim)
        )
        and (claim.unit == nows[0].unit or not _apart(reading, claim, change))
    ]


def _base_told(reading: Reading, change: Claim, former: Claim) -> bool:
    """办理2318对，同比增加572对；上年同期为1746对: behind the semicolon stands nothing but the base."""
    plain = re.fullmatch(rf"{pattern('former')}(?:同期)?(?:为|是)?", former.lead)
    return bool(plain) and "□" not in reading.between(change, former)


def _named_before(reading: Reading, claims: Sequence[Claim], change: Claim) -> Iterator[Check]:
    """城镇占56.41%，乡村占43.59%。与2010年的43.27%相比，城镇比重上升13.14个百分点."""
    against = [
        claim for claim in claims if claim.start < change.start and re.search(r"与[^，]*的?$", claim.lead)
    ]
    name = trimmed(change.lead)[:2]
    if change.kind is not Kind.POINTS or len(against) != 1 or len(name) < 2:
        return
    named = [
        claim
        for claim in reading.window(change, 1)
        if claim.sentence == change.sentence - 1
        and alike(claim, against[0])
        and name in reading.before(claim)
    ]
    if len(named) == 1:
        yield from judge(reading, Pair(against[0], named[0], False), change)


def _comparable(former: Claim, now: Claim) -> bool:
    """去年同期1502人次，月均250人次: a mean of months is not what became of a whole."""
    mean = [bool(re.search(r"[月日年周]均", claim.lead)) for claim in (former, now)]
    beside_it = re.search(r"(?:比|较|与)[^，]*$", former.lead)  # 日均3200份，较年初的2500份增加700份
    return alike(former, now) and not (mean[1] and not mean[0] and not beside_it)


def _statement(reading: Reading, claims: Sequence[Claim], index: int) -> list[Claim]:
    """救助1200人次，上年1000人次，增长20%，资金160万元，下降3%: a figure after a change begins a new statement."""
    begin = level = index
    for at in range(index - 1, -1, -1):
        if roles.is_change(claims[at], reading) and level < index:
            break
        if _opens(claims[at], reading):
            level = at
        begin = at
    return [*claims[begin:index], *claims[index:]]


def _opens(claim: Claim, reading: Reading) -> bool:
    """A figure of its own: no change, none of an earlier time, not what a change led to."""
    if claim.kind not in LEVELS or roles.is_change(claim, reading) or is_former(claim):
        return False
    led = re.search(r"(?:达到?|至|到|为)$|^(?:比|较|与|由|从|自)|(?:比|较)[^，]*$", claim.lead)
    return not roles.is_target(claim) and not led


def _apart(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether a semicolon parts them: …提高1.7个百分点；民生支出总量增长5.6% are two statements."""
    return "；" in reading.blanked[one.outer_end : other.outer_start]


def _sentence_before(reading: Reading, change: Claim, nows: Sequence[Claim]) -> Iterator[Check]:
    """上年为1020对。今年为960对，下降5.9%: the one figure of the sentence before, of the earlier period."""
    before = [
        claim
        for claim in reading.window(change, 1)
        if claim.sentence == change.sentence - 1 and not claim.weak and claim.kind in LEVELS
    ]
    said = re.match(r"今年|本年|当年|本期|目前|到今年", nows[-1].lead)
    if len(nows) == 1 and len(before) == 1 and said and is_former(before[0]) and alike(before[0], nows[0]):
        yield from judge(reading, Pair(before[0], nows[0], False), change)
