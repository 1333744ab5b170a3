"""A rate without words for its whole -> the two figures that must be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness, name_of, shares_words, stem_of
from taizhang.proofread.rules.shares.ways import Reader

_ALL, _NAMED = 100, 3
_UNTOLD = re.compile(
    r"(?:失业|绿地|绿化|(?:绿化|森林|植被)覆盖|巩固|毛?入学|升学|卫生厕所[^，]{0,3}|自来水[^，]{0,3}|恩格尔系|死亡|出生|自然增长|负债|费|利|税|汇|折旧|贴息)"
    r"(?:普及|覆盖)?[率数]"
)


def of_the_untold(claim: Claim) -> bool:
    """失业率, 绿地率, 巩固率: of what, no report says, so no two counts near it are its own."""
    return bool(_UNTOLD.search(claim.lead))


def only_pair(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """A rate over the only two amounts of one unit in its sentence."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for other in before:
        measure = other.measure or roles.measure(other).replace("people", "")  # 民族8省区 counts places
        unit = other.unit if measure == "pieces" else ""  # 1250名老人中，875人; never 12个村, 86家机构
        groups.setdefault((measure, unit), []).append(other)
    pairs = [group for group in groups.values() if len(group) == 2]
    if len(pairs) != 1 or len(before) != 2:
        return None
    first, second = pairs[0]
    part, whole = (first, second) if first.span.high <= second.span.low else (second, first)
    if claim.value == _ALL and (
        "□" in reading.before(claim) or stem_of(claim)[-2:] not in name_of(reading, part)
    ):
        return None  # 22条沟渠整治率100%: of what stands in its own clause; all of some others
    if re.search(words.pattern("inflow"), whole.lead) and re.search(words.pattern("outflow"), part.lead):
        return None  # 新入职96名，离职37名，离职率…: of those who were there
    way = Reader((part,), whole)
    settled = _changed(reading, first, second) or _already(reading, claim, part, whole)
    return way if not settled and _bound(reading, claim, way, before) else None


def _bound(reading: Reading, claim: Claim, way: Reader, before: Sequence[Claim]) -> bool:
    """Whether the words tie the rate to the pair: 其中 or a name of either, or the part right before it."""
    part, whole, stem = way.part[0], way.whole, stem_of(claim)
    own = shares_words(stem, name_of(reading, part))
    named = own or shares_words(stem, name_of(reading, whole))
    if apart(reading, part, claim) and (not named or said_before(reading, part, claim, stem)):
        return False
    if re.search(
        r"其中|[^，]{0,8}[中里]", reading.between(*sorted((part, whole), key=lambda one: one.start))
    ):
        return own or len(stem) < _NAMED or bool(known(stem))
    beside = part is before[-1] and not apart(reading, part, claim)
    return (beside or own) and as_named(reading, stem, way)


def _changed(reading: Reading, first: Claim, second: Claim) -> bool:
    """由14件降到5件: before and after, no part of a whole."""
    return roles.is_from(first, reading) and roles.is_target(second)


def known(stem: str) -> list[words.NamedRate]:
    """The declared kinds of rate that go by such a name."""
    return [kind for kind in words.named_rates() if any(word in stem for word in kind.rate)]


def named_after(reading: Reading, claim: Claim) -> Claim | None:
    """审减358.3万元，审减率8.5%: the figure right before the rate, where both go by one word."""
    claims = reading.of_sentence(claim.sentence)
    before = [other for other in claims[: claims.index(claim)] if not other.weak]
    stem = re.sub(r"完成$|进度$", "", stem_of(claim))
    if not before or len(stem) < 2 or before[-1].kind is not Kind.AMOUNT or roles.is_target(before[-1]):
        return None  # 精简到6份: what is left, not what was cut
    part = before[-1]
    said = part.lead + part.tail
    near = part.clause + 1 >= claim.clause and not apart(reading, part, claim)
    better = any(
        likeness(stem, name_of(reading, other)) > likeness(stem, name_of(reading, part))
        for other in before
        if roles.same_measure(other, part)
    )
    near = near and not is_owner(reading, part, claim)
    return part if near and stem[-2:] in said and not better else None


def is_owner(reading: Reading, one: Claim, claim: Claim) -> bool:
    """民族8省区发生率12%: a figure in the rate's own phrase says whose rate it is, not what was divided."""
    return one.start < claim.start and not re.search("[，；、()]", reading.between(one, claim))


def apart(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether a semicolon stands between two figures."""
    return "；" in reading.between(one, other)


def said_before(reading: Reading, part: Claim, claim: Claim, stem: str) -> bool:
    """集中供养率14.2%；有意愿的集中供养率100%: the later one is of fewer people."""
    rates = (other for other in reading.of_sentence(claim.sentence) if part.start < other.start < claim.start)
    return any(other.kind is Kind.RATE and stem_of(other)[-2:] == stem[-2:] for other in rates)


def as_named(reading: Reading, stem: str, way: Reader) -> bool:
    """入住率 is of 床位, 城镇化率 of 城镇人口: a rate with a known name is read by it or not at all."""
    kinds = known(stem)
    part, whole = (name_of(reading, claim) for claim in (way.part[0], way.whole))
    whole = whole.replace(way.part[0].lead, "") if way.part[0].lead else whole  # 125个问题已完成整改110个
    return not kinds or any(_fits(kind, part, whole) for kind in kinds)


def _fits(kind: words.NamedRate, part: str, whole: str) -> bool:
    due = any(f"应{word}" in whole or f"应当{word}" in whole for word in kind.part)
    named = due or any(word in whole for word in kind.whole)
    if any(word in part for word in kind.part):
        return named or not any(word in whole for word in kind.part)
    return named and not any(word in part for word in kind.whole)


def out_of(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """行政村184个中的161个，覆盖率89.5%: so many of so many, right before the rate."""
    if len(before) < 2 or before[-1].clause + 1 < claim.clause or not roles.same_measure(*before[-2:]):
        return None
    whole, part = before[-2:]
    said = re.fullmatch(r"[^，。；□]{0,6}[中里](?:的|有|已有)[^，。；□]{0,4}", reading.between(whole, part))
    return Reader((part,), whole) if said and part.value <= whole.value else None


def in_bracket(reading: Reading, claim: Claim, inside: Sequence[Claim]) -> Reader | None:
    """建成率达到85%（已建102个，应建136个）: the bracket right behind the rate says what it was made of."""
    end = reading.text.find(")", claim.outer_end)
    inner = [other for other in inside if other.depth > claim.depth and other.start < end]
    if reading.text[claim.outer_end : claim.outer_end + 1] != "(" or len(inner) != 2:
        return None
    small, large = sorted(inner, key=lambda other: other.value)
    return Reader((small,), large) if roles.same_measure(small, large) else None


def of_both(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """集中412人，分散2498人，集中供养率14.2%: two kinds that are all, the rate is of one."""
    if len(before) != 2 or not roles.same_measure(*before):
        return None
    names = [name_of(reading, other) for other in before]
    stem = stem_of(claim)
    for group in words.partitions():
        if len(group) == 2 and all(sum(word in name for name in names) == 1 for word in group):
            part = next(
                (
                    other
                    for other in before
                    for word in group
                    if word in stem and word in name_of(reading, other)
                ),
                None,
            )
            if part is not None and not _stated_before(reading, claim):
                other = before[1] if part is before[0] else before[0]
                return Reader((part,), part, (other,))
    return None


def _stated_before(reading: Reading, claim: Claim) -> bool:
    """The two figures have a rate right after them already; a later one is of something else."""
    rates = [other for other in reading.of_sentence(claim.sentence) if other.kind is Kind.RATE]
    return bool(rates) and rates[0] is not claim


def _already(reading: Reading, claim: Claim, part: Claim, whole: Claim) -> bool:
    """参选17.1万人，参选率91.9%，成功率98.6%: the two figures are those of another rate."""
    value = Reader((part,), whole).value
    rates = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.kind is Kind.RATE and other is not claim
    ]
    return value is not None and any(verdicts.agrees(other, value) for other in rates)
