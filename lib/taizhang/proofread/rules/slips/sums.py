"""Runs of like figures beside a larger one -> the sum that they may be, and a mean or 100 % likewise."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.traits import may_share
from taizhang.proofread.rules.slips.nearby import (
    apart,
    by_measure,
    figures,
    is_plain,
    is_told_total,
    other_way,
    parted,
)
from taizhang.proofread.rules.slips.relation import BARE, HARDLY, SOME, SURE, TOLD, Relation
from taizhang.proofread.rules.sums.completeness import ages_cross, never_added, rest_unsaid, told_to_overlap

_MIXED = frozenset(("pieces", "cases", "times_done", "copies", "buildings"))
_STRETCH = Grammar("{stretches}|第[一二三四]|年$")
_MEANT = Grammar("{part_meant}")
_DONE = Grammar("{part_done}")
_WANTING = Grammar("{wanting}")
_CLAUSE, _TWO, _ALL = 12, 2, 100
_EACH = re.compile(r"各[^，。；□]{0,4}$")  # 三、四季度各启动3项: as often as there are of them
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}是|[(][一二三四五六七八九十\d]{1,2}[)])")
_VIEW = re.compile(r"\s*[从分按][^，。□]{1,10}看，")
_INCREASE = Grammar("{newly}")
_REACHED = Grammar("{reached_in_all}")
_REST, _OVERLAPPING = Grammar("{rest}"), Grammar("{overlapping}")
_MOVED = Grammar("{inflow}|{outflow}|{stock_out}")
_LEFT = Grammar("{outflow}|{stock_out}")
_SHARE = Grammar("{share_names}")
_AGAIN = Grammar("{totals}|共(?!建|管|治|产|享|同|用|青|和)")
_OF_OWN = re.compile(r"[一-鿿]{2}(?<![集其])中(?![央级学心])[一-鿿]{2,}占|其中")  # 民办机构中医养结合的占
_ENUMERATED = re.compile(r"(?:[^，；。：:(]*、|[^，；。：:(]{0,6}[和与及])[^，；。：:(]*")
_DIVIDED = Grammar("{divided_into}|[里中]，")


def relations(reading: Reading, number: int, inner: Container[tuple[int, int]] = ()) -> Iterator[Relation]:
    """Every sum that the sentence ends or holds; ``inner`` figures are parts of a part (places)."""
    near = [
        claim
        for claim in figures(reading, number)
        if _is_amount(claim, reading) and (claim.start, claim.end) not in inner
    ]
    for run in by_measure(near):
        if len(run) >= 3 and run[-1].sentence == number and not any(_EACH.search(one.lead) for one in run):
            yield from _with_whole(reading, run)
    yield from _to_hundred(reading, number)


def _is_amount(claim: Claim, reading: Reading) -> bool:
    counted = claim.kind is Kind.AMOUNT and not claim.per and not _heading(claim)
    counted = counted and not _WANTING.search(claim.lead)
    return counted and not roles.is_change(claim, reading)


def _heading(claim: Claim) -> bool:
    """三项投入, 四个街道: how many things are told of, not one of them."""
    return claim.weak and bool(claim.tail)


def _with_whole(reading: Reading, run: Sequence[Claim]) -> Iterator[Relation]:
    """The whole first or last, its parts a run that ends where a sentence, a bracket or a group ends."""
    last = len(run) - 1
    number = run[-1].sentence
    for index, whole in enumerate(run):
        for stop in range(index + 2, len(run)):
            if run[stop].sentence == number and (stop == last or parted(reading, run[stop], run[stop + 1])):
                yield from _sum(reading, whole, run[index + 1 : stop + 1])
        for start in range(index - 1):
            if whole.sentence == number and (start == 0 or parted(reading, run[start - 1], run[start])):
                yield from _sum(reading, whole, run[start:index])


def _sum(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> Iterator[Relation]:
    if not _fit(reading, whole, parts):
        return
    yield Relation(
        claims=(whole, *parts),
        weights=(-1, *(1 for _ in parts)),
        shown=f"{verdicts.texts(parts)}＝{whole.text}",
        kind="sum",
        trust=_trust(reading, whole, parts),
    )


def _fit(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Like things, less than the whole, set off from it, and none known to overlap."""
    if not all(is_plain(claim, reading) for claim in (whole, *parts)):
        return False
    if _of_another_matter(reading, whole, parts) or _running(whole, parts) or _no_sum(reading, whole, parts):
        return False
    larger = [part for part in parts if part.span.middle >= whole.span.middle]
    if len(larger) > (1 if any(mark in part.text for part in larger for mark in "万亿") else 0):
        return False
    if whole.measure in _MIXED and len({claim.unit for claim in (whole, *parts)}) > 1:
        return False
    if whole.start < parts[0].start and _ENUMERATED.fullmatch(reading.words_between(whole, parts[0])):
        return False
    cuts = {parted(reading, one, other) for one, other in pairwise(parts)}
    held = _overlapping(parts) or _planned_and_done(parts) or never_added((whole, *parts))
    return len(cuts) < 2 and not held and not _inside_one(parts) and not _cut_between(reading, whole, parts)


def _cut_between(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """预算1850万元，追加240万元，追减60万元，调整后2030万元: what was taken away stands among them."""
    first, last = min(part.start for part in parts), max(whole.start, *(part.start for part in parts))
    return any(
        first < claim.start < last
        and roles.same_measure(claim, whole)
        and roles.direction(claim, reading) < 0
        for claim in reading.of_sentence(whole.sentence)
        if claim.kind is Kind.AMOUNT and claim is not whole and claim not in parts
    )


def _inside_one(parts: Sequence[Claim]) -> bool:
    """办理2.16万对，其中跨省通办1860对: the second is in the first."""
    return any(re.match("其[中内]", part.lead) for part in parts[1:])


def _last_of_list(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """分别为500万元、800万元和1200万元: the last of one list is not the sum of the others."""
    joined = re.compile(r"\s*(?:、|和|及|与|以及)\s*")
    return whole.start > parts[-1].start and all(
        joined.fullmatch(reading.words_between(one, other)) for one, other in pairwise((*parts, whole))
    )


def _no_sum(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """The words say that some are left out, or that the parts share people."""
    left_out = rest_unsaid(reading, max(parts, key=lambda part: part.start))
    if (
        _moved(whole, parts)
        or other_way(whole, parts)
        or _like_names(whole, parts)
        or _last_of_list(reading, whole, parts)
    ):
        return True
    aged = _ages_in_ages(reading, parts) or ages_cross(reading, parts)
    if len({part.depth for part in parts}) > 1:
        return True  # 预算310万元(含结转20万元)，295万元: a bracket is of the figure before it
    return left_out or told_to_overlap(reading, whole.sentence) or aged


def _moved(whole: Claim, parts: Sequence[Claim]) -> bool:
    """8月末276人，年末269人，期间退出12人、新纳入5人: what went and came between two counts."""
    moves = [claim for claim in (whole, *parts) if _MOVED.search(claim.lead)]
    signs = [-1 if _LEFT.search(claim.lead) else 1 for claim in moves]
    counts = [claim for claim in (whole, *parts) if claim not in moves]
    if len(counts) != _TWO or not moves:
        return False
    net = sum(sign * claim.value for sign, claim in zip(signs, moves, strict=True))
    return net in (counts[1].value - counts[0].value, counts[0].value - counts[1].value)


def _like_names(whole: Claim, parts: Sequence[Claim]) -> bool:
    """立行立改14项，分阶段整改9项，持续整改6项: three kinds of one thing, and none is all of it."""
    names = [claim.lead for claim in (whole, *parts)]
    return len({name[-1:] for name in names}) == 1 and all(len(name) > _TWO for name in names)


def _of_another_matter(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """新增12个，总数达到22个; 四是…。五是合计…; 从方式看，…。从地区看，…: the words part what is counted."""
    added = "".join(reading.before(part) for part in parts)
    if _INCREASE.search(added) and _REACHED.search(whole.lead):
        return True
    ordered = sorted((whole, *parts), key=lambda claim: claim.start)
    if any(part.sentence > whole.sentence and _AGAIN.search(reading.before(part)) for part in parts):
        return True  # 北区接待86万人次，其中…。南区共接待95万人次
    texts = {claim.sentence: reading.sentence_text(claim.sentence) for claim in ordered}
    if len(texts) > 1 and any(_ITEM.match(text) for text in texts.values()):
        return True
    return any(
        one.sentence < other.sentence and other is not parts[0] and _VIEW.match(texts[other.sentence])
        for one, other in pairwise(ordered)
    )


def _running(whole: Claim, parts: Sequence[Claim]) -> bool:
    """2022年累计4个，2023年累计9个: each holds the one before it; 2022年a，2023年b，2024年c: years side by side."""
    years = [roles.own_year(claim) for claim in (whole, *parts)]
    if all(years) and len(set(years)) == len(years):
        return True
    return sum(bool(re.search("累计|达到?$", claim.lead)) for claim in (whole, *parts)) > 1


def _ages_in_ages(reading: Reading, parts: Sequence[Claim]) -> bool:
    """65周岁及以上13.1万人，80周岁及以上2.4万人: the second are among the first."""
    behind = [reading.text[max(0, part.outer_start - _CLAUSE) : part.outer_start] for part in parts]
    return sum(bool(re.search(r"岁(?:及|含)?以上[^，。；]*$", said)) for said in behind) > 1


def _planned_and_done(parts: Sequence[Claim]) -> bool:
    """目标80户，已完成80户: what was meant and what was done of it."""
    meant = [bool(_MEANT.search(part.lead)) for part in parts]
    return any(meant) and any(
        _DONE.search(part.lead) for part, goal in zip(parts, meant, strict=True) if not goal
    )


def _overlapping(parts: Sequence[Claim]) -> bool:
    """空巢, 独居, 失能: groups that share people; not 女性 beside 男性, nor one name for all of a list."""
    said = [part.lead + part.tail for part in parts]
    if any("男" in name for name in said):
        return False
    known = [bool(_OVERLAPPING.search(name)) for name in said]
    others = [part.lead.strip("和与及") for part, found in zip(parts, known, strict=True) if not found]
    return any(known) and (all(known) or any(others))


def _trust(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> float:
    """How far the words speak of a total and its parts."""
    opening = whole.start < parts[0].start
    between = reading.text[whole.outer_end : parts[0].outer_start] if opening else ""
    clearly = (
        is_told_total(_before(reading, whole))
        or _REST.search(parts[-1].lead)
        or all(_STRETCH.search(part.lead) for part in parts)
    )
    if clearly and not (opening and apart(*parts)):
        return TOLD
    inside = "其中" in between
    if apart(whole, *parts) and not inside:
        return HARDLY
    if inside:
        return TOLD if sum(part.value for part in parts) > whole.value else SOME
    told = _DIVIDED.search(whole.lead + between) or (opening and whole.lead.endswith("有"))
    return TOLD if told or (opening and re.search("[:(]", between)) else BARE


def _before(reading: Reading, claim: Claim) -> str:
    """The clause up to the figure, small numbers as written: 三项投入."""
    return re.split(r"[，；。、:\n]", reading.text[max(0, claim.outer_start - _CLAUSE) : claim.outer_start])[
        -1
    ]


def _to_hundred(reading: Reading, number: int) -> Iterator[Relation]:
    """甲占a%，乙占b%，丙占c%: shares of one whole, all of the sentence."""
    rates = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.RATE]
    parts = [claim for claim in rates if not _is_hundred(claim)]
    named = [claim for claim in parts if _SHARE.search(claim.lead)]
    if any(
        is_told_total(claim.lead) or roles.is_target(claim) or _OF_OWN.search(claim.lead) for claim in parts
    ):
        return
    if len(parts) == _TWO and any(claim.kind is Kind.POINTS for claim in reading.of_sentence(number)):
        return  # 产业投资占比提高…个百分点，民间投资占比…: each beside its own change
    if parts and rest_unsaid(reading, parts[-1]):
        return
    if told_to_overlap(reading, number) or _goes_on(reading, number, parts):
        return  # 以上分组互有重叠
    if may_share(reading, parts):
        return
    if len(parts) < 2 or not (len(named) == len(parts) or (named and len(parts) > 2 and len(named) > 1)):
        return
    yield Relation(
        claims=tuple(reversed(parts)),
        weights=tuple(1 for _ in parts),
        shown=f"{verdicts.texts(parts)}＝100%",
        kind="hundred",
        rest=Decimal(_ALL),
        trust=SURE if len(named) == len(parts) else TOLD,
    )


def _goes_on(reading: Reading, number: int, parts: Sequence[Claim]) -> bool:
    """学前占22.5%，小学占72.4%。初中及以上占5.1%: the sentence behind has the share that is lacking."""
    following = [claim for claim in reading.of_sentence(number + 1)[:1] if _SHARE.search(claim.lead)]
    return bool(following) and sum(claim.value for claim in (*parts, *following)) == _ALL


def _is_hundred(claim: Claim) -> bool:
    return claim.value == _ALL
