"""Relations near figures that nothing has verified -> 存疑 where exactly one slip of the pen would mend one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.slips import balances, changes, products, shares, sums
from taizhang.proofread.rules.slips.any import added, grown, magnitude, multiplied, parted, turned
from taizhang.proofread.rules.slips.pen import DIGIT, EXCHANGED, POINT, SWAPPED, Slip, factor, slip
from taizhang.proofread.rules.slips.relation import SOME, Relation

RULE = "疑似笔误"
_CORRECTED = Grammar("(?!调整后){corrected}")
Place = tuple[int, int]
Family = Callable[[Reading, int], Iterable[Relation]]
_FAMILIES: tuple[Family, ...] = (
    balances.relations,
    shares.relations,
    products.relations,
    changes.relations,
    multiplied.relations,
    parted.relations,
    grown.relations,
)
_OTHER_BASE, _RARE = Decimal("0.02"), 0.004
_POINT_OFF = Decimal("0.9")
_FARTHEST = Decimal("0.6")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """At most one remark a relation; ``found`` is what the rules have said of the text."""
    verified = {place for check in found if check.status is Status.RIGHT for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    said: set[Place] = set(told)
    for check in turned.checks(reading, verified | told):
        said |= set(check.figures)
        yield check
    for check in magnitude.checks(reading, verified | said):
        said |= set(check.figures)
        yield check
    inner = _inner(reading, found)
    families: tuple[Family, ...] = (
        partial(sums.relations, inner=inner),
        *_FAMILIES,
        partial(added.relations, inner=inner),
    )
    for number in range(len(reading.sentences)):
        if not reading.of_sentence(number) or _CORRECTED.search(reading.sentence_text(number)):
            continue
        for family in families:
            best = _best(list(family(reading, number)), verified, said)
            if best is not None:
                relation, slipped = best
                said |= {_place(claim) for claim in relation.claims}
                yield _check(reading, relation, slipped)


def _inner(reading: Reading, found: Sequence[Check]) -> set[Place]:
    """The figures that a verified sum has used up: the parts of a figure that may be a part itself."""
    known = {_place(claim): claim for claim in reading.claims}
    used: set[Place] = set()
    for check in found:
        claims = [known[place] for place in check.figures if place in known]
        if check.status is Status.RIGHT and len(claims) > 2 and len({claim.measure for claim in claims}) == 1:
            whole = max(claims, key=lambda claim: claim.span.middle)
            parts = [claim for claim in claims if claim is not whole]
            if total(part.span for part in parts).meets(whole.span):
                used |= {_place(part) for part in parts}
    return used


def _best(
    relations: Sequence[Relation], verified: set[Place], said: set[Place]
) -> tuple[Relation, Slip] | None:
    """The relation that a slip explains best, if it is not explained by chance and no other one holds."""
    holding = [relation for relation in relations if relation.holds()]
    settled = {_place(claim) for relation in holding for claim in relation.claims}
    failing = [
        relation
        for relation in relations
        if relation not in holding
        and not _explained(relation, holding)
        and not any(_place(claim) in said for claim in relation.claims)
    ]
    own = {_place(claim) for relation in failing for claim in relation.claims}
    fixed = (own & verified) | settled  # of a long report far more is verified than these speak of
    tried = [(relation, one) for relation in failing if (one := _slipped(relation, fixed)) is not None]
    kept = [(relation, one) for relation, one in tried if _odds(relation, one) <= relation.trust]
    return min(kept, key=lambda pair: (-pair[0].trust, pair[1].chance), default=None)


def _odds(relation: Relation, one: Slip) -> float:
    """Its chance. Where no words speak for a sum, round figures count as what they are, and another digit, less often
    a slip than two exchanged, must be the less likely to be met by accident."""
    if relation.kind != "any" or not relation.added:
        return one.chance
    return one.chance * 10.0**one.zeros * (2 if one.how == DIGIT else 1)


def _explained(relation: Relation, holding: Sequence[Relation]) -> bool:
    """Whether the whole, the price or the rate, or the rate's two figures stand in such a relation that holds; of
    figures that are added whatever the words, whether one is a part already."""
    if relation.kind not in ("sum", "share", "product", "any"):
        return False
    return any(
        relation.claims[0] == other.claims[0]
        or (relation.kind == "any" and relation.added and bool({*relation.claims} & {*other.claims[1:]}))
        or (not relation.added and relation.claims[1:] == other.claims[1:])
        for other in holding
    )


def _slipped(relation: Relation, verified: set[Place]) -> Slip | None:
    """The likeliest slip in one of its figures that nothing else has verified."""
    made = {"product": -1, "change": 0}.get(relation.kind)
    if made is not None and _place(relation.claims[made]) in verified:
        return None  # 58.9%，高于50%的目标，比上年的52.6%提高6.3个百分点: its two ends are known
    found = [
        one
        for claim in (relation.claims[:1] if _is_growth(relation) else relation.claims)
        if _place(claim) not in verified
        and (expected := relation.expected(claim)) is not None
        and (one := slip(claim, expected)) is not None
        and _near_enough(one)
        and not _other_base(relation, one)
        and not _misplaced(relation, one)
    ]
    return min(found, key=lambda one: one.chance, default=None)


def _is_growth(relation: Relation) -> bool:
    """A rate of any two figures: growth goes by years and prices too, so only the rate itself may be the slip."""
    return relation.kind == "any" and relation.offset > 0


def _other_base(relation: Relation, one: Slip) -> bool:
    """A rate or an average that is a little off was rather taken of another number than misprinted; and where
    the rate itself could not be misprinted so, two other digits that fit it are chance."""
    if relation.added or one.how != DIGIT:
        return False
    off = abs(one.value - one.claim.value)
    near = off < (_POINT_OFF if one.claim.kind is Kind.RATE else one.claim.value * _OTHER_BASE)
    return near or (one.claim is not relation.claims[0] and one.chance > _RARE)


def _misplaced(relation: Relation, one: Slip) -> bool:
    """A point or 万 can only be out of place in a figure that has one, and that the words bind to the others."""
    if one.how != POINT:
        return False
    return relation.trust < SOME or not any(mark in one.claim.text for mark in ".万亿")


def _near_enough(one: Slip) -> bool:
    off = abs(one.value - one.claim.value)
    return one.how in (POINT, SWAPPED, EXCHANGED) or off <= max(one.claim.value, one.value) * _FARTHEST


def _check(reading: Reading, relation: Relation, one: Slip) -> Check:
    expected = verdicts.said(one.value * factor(one.claim), one.claim)
    reason = (
        f"按“{relation.shown}”计算，{one.claim.text}应为{expected}，{one.how}；如这几个数并无此关系，不必改。"
    )
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, relation.claims, reason, focus=one.claim, expected=expected
    )


def _place(claim: Claim) -> Place:
    return claim.start, claim.end
