"""A sentence -> every change in it, held against the figures around it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.candidates import formers_of, nows_of
from taizhang.proofread.rules.changes.directions import compared, directions, points_between
from taizhang.proofread.rules.changes.ends import Pair, alike, from_to, is_change, reference, yearly
from taizhang.proofread.rules.changes.judging import RULE, any_pair, holds, judge
from taizhang.proofread.rules.changes.moved import with_amount
from taizhang.proofread.words import pattern


def checks(reading: Reading) -> Iterator[Check]:
    """Every 由…到…, every change with both its ends, every change given as amount and as rate."""
    for number in range(len(reading.sentences)):
        claims = [
            claim
            for claim in reading.of_sentence(number)
            if not claim.weak or roles.is_change(claim, reading)
        ]
        if len(claims) < 2:
            continue
        scope = reading.sentence_text(number) + "".join(claim.lead for claim in claims)
        if re.search(pattern("same_scope"), scope):
            continue
        runs = list(from_to(reading, claims))
        pairs = [pair for run in runs for pair in run]
        yield from directions(reading, pairs)
        used: set[int] = set()
        for begin, run, end in _stretches(claims, runs):
            if begin == 0 and len(run) == 1:
                used |= yield from _before_pair(reading, claims[: claims.index(run[0].former)], run[0])
            used |= yield from _beside_pairs(reading, claims[begin:end], run)
        yield from _other_changes(reading, claims, pairs, used)
        yield from compared(reading, claims)
        yield from points_between(reading, claims)


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
        if not is_change(claim, reading) or (
            claim.kind in changes and not _continues(changes[claim.kind][-1], claim, reading)
        ):
            break
        changes.setdefault(claim.kind, []).append(claim)
    changes = changes or _between_pair(claims, pairs, reading)
    for said in changes.values():
        if len(said) == len(pairs):
            for pair, change in zip(pairs, said, strict=True):
                used.add(change.start)
                yield from judge(reading, pair, change)
        elif len(said) == 1 and len(pairs) > 1:
            used.add(said[0].start)
    return used


def _before_pair(reading: Reading, claims: Sequence[Claim], pair: Pair) -> Generator[Check, None, set[int]]:
    """提高100元，由900元提高到1000元: the change comes first; new arrivals may be set off by departures."""
    used: set[int] = set()
    for claim in claims[-1:]:
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
        if change.kind is Kind.RANGE or yearly(change) or "率" in change.tail[:6]:
            continue
        nows = [claim for claim in nows_of(reading, claims, index, change) if claim.start not in ends]
        if not nows:
            continue
        formers = formers_of(reading, claims, change, nows)
        if formers:
            yield from any_pair(
                reading, change, [Pair(a, b, True) for b in nows for a in formers if alike(a, b)]
            )
        elif change.kind in (Kind.RATE, Kind.MULTIPLE):
            yield from with_amount(reading, claims, index, change)
