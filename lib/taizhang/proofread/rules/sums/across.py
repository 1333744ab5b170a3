"""Sentences side by side (分产业看，…; 以上共计…) -> a figure of one and the parts that the other gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.sums.completeness import complete, swapped
from taizhang.proofread.rules.sums.groups import may_add
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.words import pattern

_BREAKS_DOWN = re.compile(
    r"^\s*(?:(?:分|按|从)[^，。□]{1,10}?(?:看|分|划分|统计|计|分析|构成|来源|来说|情况)?[，:：]|分别(?:为|是)|包括)"
)
_BY_KIND = re.compile(r"[；，](?:按|从)[^，。□]{1,8}?(?:分|看|划分|来看)，")
_ALL_ABOVE = re.compile(
    r"^\s*(?:以上|上述|前述|这|合计|总计|共计|总共|三者|两者|各项|各类|[两三四五六七八九]\S{1,4}?(?=合|共|总))[^，。；□]{0,12}$"
)
_LIKELY_ALL = re.compile(r"^\s*(?:全年|一共|总共|共|全部|[两三四五六七八九][项类者][^，。；□]{0,6})$")
_SAYS_ALL = re.compile(r"合计|总计|共计|总共|共|总[^，]{0,3}$")
_OF_ALL = re.compile(r"占(?:全|总|[^，□]{0,6}(?:总数|总量))")
_KINDS = re.compile(r"([两三四五六七八九])(?:类|种|级|个等次|个档次|个类别)")
_ENUMERATED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}是|[(][一二三四五六七八九十\d]{1,2}[)]|第[一二三四五六七八九十]，)"
)
_LINES, _STEM = 12, 2
_AND = "、|以及|[和及与]"
_NAMES = re.compile(
    rf"[一-鿿]{{2,}}?(?:(?:{_AND})[一-鿿]{{2,6}}?)+(?=(?:[总合]?共|合计|总计|的|一起|等)*[一-鿿]{{0,4}}$)"
)


def after_sentence(reading: Reading, number: int, claims: Sequence[Claim]) -> Iterator[Group]:
    """The one figure of that unit in the sentence before, and all figures of that unit in this one."""
    if number == 0 or len(claims) < 2:
        return
    text, earlier = reading.sentence_text(number), reading.sentence_text(number - 1)
    if _ENUMERATED.match(text) or (_BREAKS_DOWN.match(text) and _BREAKS_DOWN.match(earlier)):
        return  # 七是…。八是…: another item; 分地区看…。分行业看…: another breakdown
    told = bool(_BREAKS_DOWN.match(text))
    for measure in dict.fromkeys(roles.measure(claim) for claim in claims):
        parts = [claim for claim in claims if roles.measure(claim) == measure and claim.depth == 0]
        whole = _only_one(reading, number - 1, parts[0]) if len(parts) > 1 else None
        if whole is None or (_moves(parts) and not swapped(whole, parts)):
            continue
        if told or _as_many_kinds(reading, whole, parts):
            yield Group(whole, tuple(parts), complete(parts), "among")
        elif whole is reading.of_sentence(number - 1)[-1] and parts[0] is reading.of_sentence(number)[0]:
            yield Group(whole, tuple(parts), complete(parts), "near")


def by_names(reading: Reading, claims: Sequence[Claim]) -> Iterator[Group]:
    """新命名43条，更名6条，注销4条，共办理命名、更名、注销53条: the total names each of the figures before it."""
    for index, whole in enumerate(claims):
        clause = reading.before(whole).rsplit("□", 1)[-1]
        said = _NAMES.search(clause)
        names = re.split(_AND, said[0]) if said else []
        if len(names) < 2 or re.search(pattern("goal_side", "former"), clause):
            continue
        parts = [claim for claim in claims[:index] if claim.unit == whole.unit and not claim.depth][
            -len(names) :
        ]
        named = len(parts) == len(names) and all(
            part.lead and (name[-_STEM:] in part.lead or part.lead[-_STEM:] in name)
            for name, part in zip(names, parts, strict=True)
        )
        if named and _all_of_sentence(reading, claims, whole):
            added = re.search(pattern("totals", "added_up"), clause)
            yield Group(whole, tuple(parts), True, "added" if added else "near")


def _all_of_sentence(reading: Reading, claims: Sequence[Claim], whole: Claim) -> bool:
    """No other amount stands in the sentence."""
    known = {claim.start for claim in claims}
    own = reading.of_sentence(whole.sentence)
    return all(claim.kind is not Kind.AMOUNT or claim.start in known for claim in own)


def by_kind(reading: Reading, number: int, claims: Sequence[Claim]) -> Iterator[Group]:
    """第一批34915万元，其中…；按区域分，山区县18240万元，其余县区16675万元: a second breakdown of the same figure."""
    start, end = reading.sentences[number]
    for mark in _BY_KIND.finditer(reading.blanked, start, end):
        stop = reading.blanked.find("；", mark.end(), end)
        later = [claim for claim in claims if mark.end() <= claim.start < (stop if stop > 0 else end)]
        wholes = [
            claim
            for claim in claims
            if claim.start < mark.start() and later and roles.same_measure(claim, later[0])
        ]
        totals = [claim for claim in wholes if re.search(r"合计|共计|总计|总数|共", claim.lead)]
        whole = next(iter(totals or wholes), None)  # 60至69岁a人、70至79岁b人，合计c人；按性别分，…
        parts = [claim for claim in later if whole is not None and roles.same_measure(claim, whole)]
        if whole is not None and len(parts) > 1:
            yield Group(whole, tuple(parts), complete(parts), "among")


def of_base(reading: Reading, number: int, claims: Sequence[Claim]) -> Iterator[Group]:
    """线上7600件，占全部8000件的九成五，线下400件: what a share is taken of, and the two that make it up."""
    for whole in reading.of_sentence(number):
        if not _OF_ALL.match(whole.lead) or not roles.is_level(whole, reading):
            continue
        parts = [claim for claim in claims if roles.same_measure(claim, whole) and claim.depth == whole.depth]
        if len(parts) > 1 and complete(parts):
            yield Group(whole, tuple(parts), True, "near")


def _as_many_kinds(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """三类村共24个。先进村7个、一般村13个、后进村5个: as many in one list as kinds were said."""
    found = _KINDS.search(reading.text, reading.sentences[whole.sentence][0], whole.end)
    listed = all(
        re.fullmatch(r"[、，和及与][^，。；、□]{1,10}", reading.between(a, b)) for a, b in pairwise(parts)
    )
    return bool(found and listed and int(numbers.read(found[1]).value) == len(parts))


def _moves(parts: Sequence[Claim]) -> bool:
    """新增45家、退出62家 are no parts of a stock."""
    return any(re.search(pattern("inflow", "outflow"), part.lead.replace("增加值", "")) for part in parts)


def total_of_sentence(reading: Reading, number: int, claims: Sequence[Claim]) -> Iterator[Group]:
    """以上各类对象总计2398名: the total of the figures in the sentence before, or of the lines before."""
    strong = [claim for claim in claims if not claim.weak]
    if number == 0 or not strong:
        return
    whole = strong[0]
    said = reading.text[reading.sentences[number][0] : whole.outer_start]
    sure = bool(_ALL_ABOVE.match(said) and _SAYS_ALL.search(said))
    if not sure and not _LIKELY_ALL.match(said):
        return
    earlier = [
        part for part in _of(reading, number - 1) if roles.same_measure(part, whole) and part.depth == 0
    ]
    parts = earlier if len(earlier) > 1 else _of_lines(reading, number, whole)
    if len(parts) > 1 and not any(re.search(r"合计|共计|总计", part.lead) for part in parts):
        basis = "among" if sure else "listed" if complete(parts) else "near"
        yield Group(whole, tuple(parts), complete(parts) and sure, basis)


def _of_lines(reading: Reading, number: int, whole: Claim) -> list[Claim]:
    """One figure a line, in the lines right before."""
    found: list[Claim] = []
    for earlier in range(number - 1, max(-1, number - _LINES), -1):
        said = _of(reading, earlier)
        if not said and not reading.sentence_text(earlier).strip():
            continue
        if len(said) != 1 or not roles.same_measure(said[0], whole):
            break
        found.insert(0, said[0])
    return found


def _of(reading: Reading, number: int) -> list[Claim]:
    return [claim for claim in reading.of_sentence(number) if may_add(claim, reading) and not claim.weak]


def _only_one(reading: Reading, number: int, like: Claim) -> Claim | None:
    earlier = [claim for claim in _of(reading, number) if roles.same_measure(claim, like)]
    near = len(earlier) == 1 and earlier[0].paragraph >= like.paragraph - 1
    return earlier[0] if near else None
