"""A share that no reading gives -> the reading that its words mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import fits, likeness, name_of, own_name, stem_of, words_before
from taizhang.proofread.rules.shares.pairs import (
    apart,
    as_named,
    in_bracket,
    named_after,
    of_both,
    of_the_untold,
    only_pair,
    out_of,
    said_before,
)
from taizhang.proofread.rules.shares.ways import (
    Reader,
    amounts_before,
    amounts_of,
    holds,
    list_of,
    run_of,
    share_of,
)
from taizhang.proofread.words import measures_said, pattern

_NEARLY_ALL = 10
_SEVERAL = re.compile(
    r"([两二三四五])[项者类种个部方][^，□]{0,4}$|(?:合计|总和|之和|合|共|相加)(?:金额|人数|户数)?$"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_NAMED, _SHORT_NAME = 3, 2


def likeliest(reading: Reading, claim: Claim, said: str | None) -> Reader | None:
    """The nearest amount before the share over the whole that the words name, or over the nearest larger one."""
    amounts = amounts_before(reading, claim, 2)
    before = [other for other in amounts if other.start < claim.start and other.sentence == claim.sentence]
    if pair := out_of(reading, claim, before):
        return pair
    if said is None:
        return _by_rate(reading, claim, amounts, before)
    if (several := _SEVERAL.search(words_before(reading, claim))) and (
        way := _together(reading, claim, said, several[1], amounts, before)
    ):
        return way
    if re.search(r"合计|两项|三项|共", claim.lead):
        return None
    return _by_words(reading, claim, said, before) or _by_part(reading, claim, said, amounts, before)


def _by_rate(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """持证率86%: no whole is named."""
    if of_the_untold(claim):
        return None
    inside = [other for other in amounts_of(reading, claim) if other.start > claim.start]
    return (
        of_both(reading, claim, before)
        or _named_after(reading, claim, before)
        or only_pair(reading, claim, before)
        or _named_part(reading, claim, amounts, before)
        or (only_pair(reading, claim, inside) if not before else None)
        or in_bracket(reading, claim, inside)
    )


def _named_after(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """查看82个，闲置37个，闲置率45.1%: the rate goes by the name of the figure right before it; the whole is the
    nearest larger one before that."""
    part = named_after(reading, claim)
    if part is None or part not in before or said_before(reading, part, claim, stem_of(claim)):
        return None
    wholes = [
        other
        for other in before
        if other.start < part.start
        and roles.same_measure(other, part)
        and other.value >= part.value
        and other.lead != part.lead
        and not apart(reading, other, part)
    ]
    way = Reader((part,), wholes[-1]) if wholes else None
    return way if way is not None and as_named(reading, stem_of(claim), way) else None


def _by_words(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> Reader | None:
    """The whole stands in the share's own words, or all shares stand in one list."""
    if _holds_figure(reading, claim, said, before):
        return _beside_whole(reading, claim, before)
    if said.startswith("后者") and own_name(reading, claim).endswith("前者"):
        return _former_over_latter(before)
    return _portion_of_all(reading, claim, before) if said == "" else None


def _by_part(
    reading: Reading, claim: Claim, said: str, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """The part by its place or its name, over the whole that the words name."""
    if _holds_figure(reading, claim, said, before):
        return None
    before = _measured(reading, claim, said, before)
    part = (
        _part_behind(reading, claim)
        or _part_of(reading, claim, before)
        or _part_earlier(reading, claim, amounts, before)
        or _part_after(reading, claim, amounts_of(reading, claim))
    )
    if part is None:
        return None
    wholes = [
        other
        for other in dict.fromkeys([*amounts, *amounts_of(reading, claim)])
        if other is not part and roles.same_measure(other, part)
    ]
    whole = _named_whole(reading, wholes, part, said)
    if whole is None:
        return of_both(reading, claim, before) or _of_run(reading, claim, said, part, before)
    return Reader((part,), whole)


def _of_run(reading: Reading, claim: Claim, said: str, part: Claim, before: Sequence[Claim]) -> Reader | None:
    """中央补助a、省级补助b、市县配套c，中央补助占总额的60%: of the list that the part stands in."""
    alike = [other for other in before if roles.same_measure(other, part)]
    run = run_of(reading, alike[-1], alike) if alike else []
    if part not in run or len(run) < 2 or not re.fullmatch(rf"(?:{pattern('whole_words')})?", said):
        return None
    return Reader((part,), part, tuple(other for other in run if other is not part))


def _together(
    reading: Reading,
    claim: Claim,
    said: str,
    count: str | None,
    amounts: Sequence[Claim],
    before: Sequence[Claim],
) -> Reader | None:
    """助学a、助医b，两项合计占总支出的59.4%: so many of the last amounts, or all of a list, over what is named."""
    if len(_whole_list(reading, claim)) > 1:
        return None  # 三者占比依次为60.2%、27.9%、12.0%
    holds = _holds_figure(reading, claim, said, before)
    near = list(before[:-1] if holds else before)
    if not near or (count is None and re.search(pattern("totals"), near[-1].lead)):
        return None
    alike = [other for other in near if roles.same_measure(other, near[-1])]
    names = re.split("[、和与及]", own_name(reading, claim)) if count is None else []
    size = _COUNTS[count] if count else len(names)
    parts = alike[-size:] if size > 1 else run_of(reading, near[-1], alike)
    if len(parts) < max(2, size) or not all(
        any(name[:2] in name_of(reading, part) for part in parts) for name in names[:-1]
    ):
        return None
    wholes = [
        other
        for other in dict.fromkeys([*amounts, *amounts_of(reading, claim)])
        if other not in parts and other.start < claim.start and roles.same_measure(other, parts[-1])
    ]
    whole = (
        before[-1] if holds else _named_whole(reading, wholes, max(parts, key=lambda one: one.value), said)
    )
    return Reader(tuple(parts), whole) if whole is not None else None


def _measured(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> Sequence[Claim]:
    """7318户23506人，占监测户数的74.5%: words that tell what is counted leave only figures of that measure."""
    for name in (own_name(reading, claim), said):
        for word, measure in measures_said().items():
            if name.endswith(word):
                return [other for other in before if roles.measure(other) == measure]
    return before


def _holds_figure(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> bool:
    """占全部收入6400万元的80%, not 占60岁及以上人口的13.8%: the hole is an amount."""
    return "□" in said and bool(before) and "占" not in reading.between(before[-1], claim)


def _beside_whole(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """5120万元，占全部收入6400万元的80%: the whole stands in the share's own words; of several shares each has
    the part in its place, and a name that no part has (获奖项目) is that of the list before it."""
    whole, listed = before[-1], _whole_list(reading, claim)
    parts = [other for other in before[:-1] if roles.same_measure(other, whole)]
    if len(parts) < len(listed) or not parts:
        return None
    own = own_name(reading, claim)
    run = run_of(reading, parts[-1], parts)
    if len(listed) == 1 and len(run) > 1 and len(own) > 1 and not fits(reading, own, parts[-1]):
        return Reader(tuple(run), whole)
    return Reader((parts[-len(listed) :][listed.index(claim)],), whole)


def _former_over_latter(before: Sequence[Claim]) -> Reader | None:
    """前者占后者的27.5%."""
    return Reader((before[-2],), before[-1]) if len(before) > 1 and roles.same_measure(*before[-2:]) else None


def _portion_of_all(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """分别为2100人和1400人，各占60%和45%: as many shares as amounts, nearly all together, so of their sum."""
    listed = _whole_list(reading, claim)
    parts = [
        other for other in before if other.start < listed[0].start and roles.same_measure(other, before[-1])
    ]
    nearly_all = abs(sum((share.value for share in listed), Decimal(0)) - 100) <= _NEARLY_ALL
    if len(listed) < 2 or len(parts) != len(listed) or not nearly_all:
        return None
    part = parts[listed.index(claim)]
    return Reader((part,), part, tuple(other for other in parts if other is not part))


def _named_part(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """集中供养1065人，集中供养率为33.7%: the rate is named after its part; the whole is the one larger amount."""
    stem = stem_of(claim)
    parts = [other for other in before if len(stem) > 1 and likeness(stem, name_of(reading, other)) >= 0.5]
    if not parts:
        return None
    part = parts[-1]
    if said_before(reading, part, claim, stem):
        return None
    wholes = [
        other
        for other in amounts
        if other is not part
        and roles.same_measure(other, part)
        and other.value >= part.value
        and other.lead != part.lead  # 甲镇入住96人；乙镇入住72人: the same item elsewhere
    ]
    holding = [other for other in wholes if holds(reading, other, part)]
    wholes = holding if len(holding) == 1 else wholes
    way = Reader((part,), wholes[0]) if len(wholes) == 1 else None
    return way if way is not None and as_named(reading, stem, way) else None


def _part_of(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """The share follows its amount at once: 2708张，占总床位的24%; of several shares each has its own."""
    listed = _whole_list(reading, claim)
    if len(listed) > 1 and before:
        near = [
            other
            for other in before
            if other.start < listed[0].start and roles.same_measure(other, before[-1])
        ]
        return near[-len(listed) :][listed.index(claim)] if len(near) > len(listed) else None
    near = [other for other in before if not re.search(r"[；;。]", reading.between(other, claim))]
    own = own_name(reading, claim)
    if (
        not near
        and len(own) > _SHORT_NAME
        and (named := [other for other in before if fits(reading, own, other)])
    ):
        return max(named, key=lambda other: (likeness(own, name_of(reading, other)), other.start))
    if len(own) > 1 and not re.fullmatch(r"其|分别|这|该|此|合|人数|数量|金额|两者|前者|后者", own):
        near = [other for other in near if fits(reading, own, other)]
        near.sort(key=lambda other: likeness(own, name_of(reading, other)))
    return near[-1] if near else None


def _part_behind(reading: Reading, claim: Claim) -> Claim | None:
    """占总数40%的老年人有2310人: the part's name and figure follow the share."""
    claims = reading.of_sentence(claim.sentence)
    following = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
    named = [
        other
        for other in following
        if roles.is_level(other, reading)
        and re.fullmatch(r"的[^，。；□]{1,10}", reading.between(claim, other))
    ]
    return named[0] if named else None


def _part_earlier(
    reading: Reading, claim: Claim, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Claim | None:
    """达成意向0.36万人。在全部求职者1.80万人中，达成意向者占比25%: the part has a sentence of its own."""
    own = re.split("占", reading.before(claim))[0]
    if len(own) < _NAMED or "□" in own or len(before) != 1:
        return None
    earlier = [
        other
        for other in amounts
        if other.sentence < claim.sentence
        and roles.same_measure(other, before[0])
        and fits(reading, own, other)
    ]
    return earlier[-1] if earlier else None


def _part_after(reading: Reading, claim: Claim, amounts: Sequence[Claim]) -> Claim | None:
    """大专以上的占四分之三，共有200人，其中大专以上150人: the part comes later, under the same name."""
    own = own_name(reading, claim)
    later = [other for other in amounts if other.start > claim.start and len(own) > 1]
    best = max(later, key=lambda other: likeness(own, name_of(reading, other)), default=None)
    return best if best is not None and likeness(own, name_of(reading, best)) >= 0.5 else None


def _whole_list(reading: Reading, claim: Claim) -> list[Claim]:
    claims = reading.of_sentence(claim.sentence)
    found = list_of(reading, claim)
    for other in claims[claims.index(claim) + 1 :]:
        if other.kind is not claim.kind or not re.fullmatch(
            r"\s*(?:和|、|及|与)\s*", reading.between(found[-1], other)
        ):
            break
        found.append(other)
    return found


def _named_whole(reading: Reading, wholes: Sequence[Claim], part: Claim, said: str) -> Claim | None:
    named = re.sub(r"^(?:全市|全县|全区|全省|全旗|其|同期|本|我市|我县|我区|当年|全年)+", "", said)
    generic = not named or re.fullmatch(rf"(?:{pattern('whole_words')}|总.{{0,4}}|全部.{{0,6}})", named)
    large = [claim for claim in wholes if claim.span.high >= part.span.low]
    larger = [claim for claim in large if share_of(reading, claim) is None]
    known = large if not generic else larger  # 老年人24.6万人，占总人口的20.5%。…占老年人的30%
    alike = [claim for claim in known if named and likeness(named, name_of(reading, claim)) >= 0.5]
    if alike:
        return max(
            alike,
            key=lambda claim: (likeness(named, name_of(reading, claim)), -abs(claim.start - part.start)),
        )
    larger = [claim for claim in larger if not _sister(reading, claim, part)]
    return max(larger, key=lambda claim: claim.value) if generic and larger and _near(larger, part) else None


def _sister(reading: Reading, claim: Claim, part: Claim) -> bool:
    """一般贸易进出口5万亿元。同期，加工贸易进出口2万亿元，占…: a kind like the part, in a sentence of its own."""
    one, other = claim.subject, part.subject
    ends = next(
        (length for length in range(min(len(one), len(other)), 1, -1) if one[-length:] == other[-length:]), 0
    )
    return claim.sentence != part.sentence and 1 < ends < min(len(one), len(other))


def _near(larger: Sequence[Claim], part: Claim) -> bool:
    return any(part.sentence - claim.sentence <= 1 for claim in larger)
