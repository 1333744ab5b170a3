"""Figures of one kind near each other -> one may be the sum of others, or two the sum of two others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.slips.any.budget import BUDGET, shared
from taizhang.proofread.rules.slips.nearby import figures, other_way
from taizhang.proofread.rules.slips.relation import Relation
from taizhang.proofread.rules.sums.completeness import rest_unsaid, told_to_overlap
from taizhang.proofread.words import words

_BACK, _MOST, _LONGEST, _FARTHEST, _FEW = 2, 7, 6, 3, 4
_RARER = BUDGET / 10
_VIEWS, _STATEMENT = re.compile("口径"), re.compile("；")


def relations(reading: Reading, number: int, inner: Container[tuple[int, int]] = ()) -> Iterator[Relation]:
    """Every sum, one of its figures in the sentence itself: those of figures in a row with the whole at an end, and of
    opening, in, out, closing, have budgets of their own, since people write sums so. ``inner`` figures (places) are
    parts of a figure that may be a part itself."""
    if told_to_overlap(reading, number) or len(_VIEWS.findall(reading.sentence_text(number))) > 1:
        return
    near = [
        claim
        for claim in figures(reading, number, _BACK)
        if _counts(claim, reading) and (claim.start, claim.end) not in inner
    ]
    runs = [run[-_MOST:] for run in _runs(near)]
    likely = [one for run in runs for one in _in_a_row(run) if _may_hold(reading, one, number)]
    known = {_sides(one) for one in likely}
    other = [
        one
        for run in runs
        for one in _any(run)
        if _sides(one) not in known and _may_hold(reading, one, number)
    ]
    rare = [one for one in likely if _two_sided(one) or _over_two_statements(reading, one)]
    yield from shared([one for one in likely if one not in rare])
    yield from shared(rare, _RARER)
    yield from shared(other, BUDGET / 2)


def _runs(near: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Figures of one measure; those of several that are listed together (件, 对, 批次) as well."""
    alike: dict[str, list[Claim]] = {}
    for claim in near:
        alike.setdefault(roles.measure(claim) or roles.counted_in(claim), []).append(claim)
    yield from alike.values()
    kinds = set(words("kinds_listed_together")) - {"person_times"}  # 412人次 are no 件 and 箱
    mixed = [claim for claim in near if claim.measure in kinds]
    heads = [claim for claim in near if claim.measure in ("people", "person_times")]  # 人次, its parts in 人
    for run in (mixed, heads):
        if len({claim.measure for claim in run}) > 1:
            yield run


def _counts(claim: Claim, reading: Reading) -> bool:
    """A count, or by how much one has changed; of an unknown unit (卷) where one stands behind it."""
    counted = roles.is_count(claim, reading) or (
        claim.kind is Kind.AMOUNT and roles.is_change(claim, reading)
    )
    named = roles.counted_in(claim)
    return counted and bool(named) and not (claim.weak or claim.qualifier or claim.per)


def _may_hold(reading: Reading, relation: Relation, number: int) -> bool:
    """One of its figures is in the sentence, and the words do not say that others belong to them."""
    last = max(relation.claims, key=lambda claim: claim.start)
    return number in {claim.sentence for claim in relation.claims} and not rest_unsaid(reading, last)


def _over_two_statements(reading: Reading, relation: Relation) -> bool:
    """收入426、支出310；收入152、支出96: a semicolon between the parts, and none between them and their whole."""
    whole, *parts = relation.claims
    parts = sorted(parts, key=lambda part: part.start)
    cuts = [bool(_STATEMENT.search(reading.between(one, other))) for one, other in pairwise(parts)]
    near = parts[0] if whole.start < parts[0].start else parts[-1]
    first, last = sorted((whole, near), key=lambda claim: claim.start)
    return any(cuts) and (not all(cuts) or not _STATEMENT.search(reading.between(first, last)))


def _two_sided(relation: Relation) -> bool:
    return relation.weights.count(-1) > 1


def _sides(relation: Relation) -> frozenset[tuple[Claim, int]]:
    return frozenset(zip(relation.claims, relation.weights, strict=True))


def _in_a_row(run: Sequence[Claim]) -> Iterator[Relation]:
    """Neighbours: the first or the last of them is all of the others, or a + b = c + d in one of its orders."""
    for size in range(3, min(len(run), _LONGEST) + 1):
        for start in range(len(run) - size + 1):
            first, *inner, last = run[start : start + size]
            yield from _sum([first], [*inner, last])
            yield from _sum([last], [first, *inner])
            if size == 4 and len({claim.unit for claim in run[start : start + size]}) == 1:
                one, other = inner
                yield from _sum([first, one], [other, last])
                yield from _sum([first, other], [one, last])


def _any(run: Sequence[Claim]) -> Iterator[Relation]:
    """One figure and any two or three others; 64份 are not 27次 and 19份."""
    for whole in run:
        parts = [claim for claim in run if claim is not whole and claim.measure == whole.measure]
        for size in (2, 3):
            for some in combinations(parts, size):
                yield from _sum([whole], some)


def _unlike(claims: Sequence[Claim]) -> bool:
    """件 and 对 are listed together a few at a time and to the last one; 万所 and 个 are not."""
    rough = any(mark in claim.text for claim in claims for mark in "万亿")
    return len({claim.unit for claim in claims}) > 1 and (rough or len(claims) > _FEW)


def _sum(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[Relation]:
    """The left figures are together what the right ones are, as far as their size allows it."""
    if _unlike((*left, *right)) or (len(left) == 1 and other_way(left[0], right)):
        return
    sides = sorted(sum(claim.span.middle for claim in side) for side in (left, right))
    largest = max(claim.span.middle for claim in right)
    whole = sum(claim.span.middle for claim in left)
    if sides[1] > sides[0] * _FARTHEST or (len(left) == 1 and largest > whole * 2):
        return
    yield Relation(
        claims=(*left, *right),
        weights=(*(-1 for _ in left), *(1 for _ in right)),
        shown=f"{verdicts.texts(right)}＝{verdicts.texts(left)}",
        kind="any",
    )
