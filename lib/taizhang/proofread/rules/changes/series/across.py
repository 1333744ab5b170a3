"""A change whose figure now, or whose figure before, stands in the sentence before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.things import of_one_thing
from taizhang.proofread.rules.changes.candidates import formers_of, nows_of
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_former
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.rules.changes.moved import with_amount
from taizhang.proofread.rules.changes.owners import names_a_thing
from taizhang.proofread.rules.changes.series.moments import COMPARED, moments_in
from taizhang.proofread.rules.changes.series.verdict import breaths, moves
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

_NAMED = 0.6
_ALL = re.compile(r"总(?:数|量|额|人数|户数|床位|规模)")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every change that nothing has been held against yet, with the figures of the sentences next to its own."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        changes = [
            claim for claim in claims if (claim.start, claim.end) not in held and moves(reading, claim)
        ]
        if not changes or re.search(pattern("same_scope"), reading.sentence_text(number)):
            continue
        before, behind = (_levels(reading, one, claims[0].paragraph) for one in (number - 1, number + 1))
        for change in changes:
            yield from _change(reading, claims, change, before)
        yield from _told_later(reading, claims, changes, behind)
        yield from _dated_later(reading, claims, changes, behind)


def _levels(reading: Reading, number: int, paragraph: int) -> list[Claim]:
    """The plain figures of a sentence of the same paragraph."""
    return [
        claim
        for claim in reading.of_sentence(number)
        if claim.kind in LEVELS and claim.paragraph == paragraph and not claim.weak
        and not roles.is_change(claim, reading) and claim.upper is None
    ]  # fmt: skip


def _change(
    reading: Reading, claims: Sequence[Claim], change: Claim, before: Sequence[Claim]
) -> Iterator[Check]:
    """其中养老服务支出上年为2520万元，增长25%: what it is now was said in the sentence before."""
    index = claims.index(change)
    if any(_fits(claim, change) and not is_former(claim) for claim in _own(reading, claims, index)):
        return
    name = _name(reading, claims, change)
    nows = [claim for claim in before if _fits(claim, change) and not is_former(claim)]
    if _ALL.search(name):
        nows = nows[:1]
    elif names_a_thing(name):
        nows = _best_named(nows, name)
    elif _own(reading, claims, index) or len(before) > 1:
        return
    if len(nows) != 1:
        return
    formers = [
        claim for claim in claims[max(0, index - 2) : index + 2] if is_former(claim) and alike(claim, nows[0])
    ]
    if formers:
        yield from judge(reading, Pair(formers[0], nows[0], False), change)
    elif change.kind in (Kind.RATE, Kind.MULTIPLE):
        near = [claim for claim in claims[max(0, index - 1) : index + 2] if moves(reading, claim)]
        yield from with_amount(reading, [nows[0], *near], near.index(change) + 1, change, near=False)


def _best_named(claims: Sequence[Claim], name: str) -> list[Claim]:
    """Those whose words have the most of the name, and most of it."""
    alike_by = {claim.start: likeness(name, claim.lead + claim.subject) for claim in claims}
    best = max(alike_by.values(), default=0)
    return [claim for claim in claims if alike_by[claim.start] == best >= _NAMED]


def _own(reading: Reading, claims: Sequence[Claim], index: int) -> list[Claim]:
    """The plain figures before a change in its sentence."""
    return [claim for claim in claims[:index] if claim.kind in LEVELS and not moves(reading, claim)]


def _fits(claim: Claim, change: Claim) -> bool:
    if change.kind is Kind.POINTS:
        return claim.kind is Kind.RATE
    same = change.kind is not Kind.AMOUNT or claim.measure == change.measure
    return claim.kind is Kind.AMOUNT and same


def _name(reading: Reading, claims: Sequence[Claim], change: Claim) -> str:
    """What the words before a change, or before the change that it goes on from, say it is of."""
    at = claims.index(change)
    while (
        at
        and not trimmed(COMPARED.split(claims[at].lead)[0])
        and reading.before(claims[at]) == claims[at].lead
    ):
        at -= 1
    said = re.sub(r"^其中|(?:同比|环比).*$", "", COMPARED.split(reading.before(claims[at]).split("□")[0])[0])
    return trimmed(re.sub(rf"(?:{pattern('former')}).*$", "", said))


def _told_later(
    reading: Reading, claims: Sequence[Claim], changes: Sequence[Claim], behind: Sequence[Claim]
) -> Iterator[Check]:
    """结婚5846对，增长14.2%；离婚2018对，下降9.9%。上年同期分别为5120对和2240对."""
    formers = [
        claim for claim in behind if re.match(rf"(?:而|其中)?{pattern('former')}", reading.before(claim))
    ]
    rows = [row for row in named_runs.rows(reading, behind) if row and row[0] in formers] if formers else []
    if len(rows) != 1:
        return
    row = rows[0]
    ends = [(change, now) for change in changes if (now := _now(reading, claims, change, row)) is not None]
    nows = list({now.start: now for _, now in ends}.values())
    if len(row) == 1:
        name = trimmed(re.sub(rf"^(?:而|其中)?{pattern('former')}", "", row[0].lead))
        if names_a_thing(name):
            nows = _best_named(nows, name)
    if len(nows) != len(row):
        return
    former_of = {now.start: former for now, former in zip(nows, row, strict=True)}
    for change, now in ends:
        if now.start in former_of and alike(former_of[now.start], now):
            yield from judge(reading, Pair(former_of[now.start], now, False), change)


def _dated_later(
    reading: Reading, claims: Sequence[Claim], changes: Sequence[Claim], behind: Sequence[Claim]
) -> Iterator[Check]:
    """21.9%，分别比2020年、2023年提高2.7个和0.7个百分点。2020年该占比为19.2%: the year is told after its change."""
    for breath in breaths(reading, claims):
        said = COMPARED.split(reading.before(breath[0]), maxsplit=1)
        formers = moments_in(said[-1]) if len(said) > 1 else []
        own = _own(reading, claims, claims.index(breath[0]))[-1:]
        if len(formers) != len(breath) or not own or not _fits(own[0], breath[0]):
            continue
        later = [
            claim
            for claim in [*claims, *behind]
            if claim.start > breath[-1].start
            and alike(claim, own[0])
            and not roles.is_change(claim, reading)
            and not _of_another_pair(reading, breath[-1], claim)
        ]
        for change, moment in zip(breath, formers, strict=True):
            told = [claim for claim in later if moments_in(claim.lead) == [moment]]
            if len(told) == 1 and change in changes:
                way = roles.direction(breath[0], reading)
                pair = Pair(told[0], own[0], False)
                if of_one_thing(reading, pair):
                    yield from judge(reading, pair, change, way)


def _of_another_pair(reading: Reading, change: Claim, claim: Claim) -> bool:
    """18万元比上年增加18万元；会议支出42万元，比上年的60万元: what the figure of another statement is compared with."""
    compared = re.search(r"(?<![占同环])(?:比(?![重例率])|较|与|同)[^，；。□]*$", reading.before(claim))
    return bool(compared) and re.search("[；。]", reading.between(change, claim)) is not None


def _now(reading: Reading, claims: Sequence[Claim], change: Claim, row: Sequence[Claim]) -> Claim | None:
    """The figure right before a change against the year before that no figure of its own sentence is held against."""
    if not re.search(rf"同比|(?:比|较){pattern('former')}", change.lead) and change is not claims[-1]:
        return None
    index = claims.index(change)
    nows = [now for now in nows_of(reading, claims, index, change) if alike(now, row[0])][:1]
    return nows[0] if nows and not formers_of(reading, claims, change, nows) else None
