"""A portion -> its part and its whole: the figure beside it, and the only one of its kind in the sentence or around."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.leaning.around import around, common, is_plain, own_words, told_earlier
from taizhang.proofread.rules.leaning.plain.portion_words import DONE, RATE, SHARE, Said
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint, side_by_side
from taizhang.proofread.rules.shares.names import goes_with
from taizhang.proofread.rules.shares.ways import share_of
from taizhang.proofread.words import pattern, words

_BACK, _ON, _CLAUSES, _NAME = 3, 2, 2, 2
_QUOTED = re.compile('[“"][^“”"]*[”"]')
_HALF, _NEARLY_ALL, _FEW = 0.5, 0.7, 4


@dataclass(frozen=True, slots=True)
class Pair:
    """What is divided by what."""

    part: Claim
    whole: Claim


def pair_of(reading: Reading, claim: Claim, said: Said) -> tuple[Pair, list[Claim]] | None:
    """The pair, and all figures around that might be one; None where several are possible."""
    anchor = _anchor(reading, claim) or _named_before(reading, claim, said)
    if anchor is None:
        return None
    near = [other for other in around(reading, claim, _BACK, _ON) if _may_fill(other, reading)]
    if said.kind == DONE and any(_is_moved(reading, other, anchor) for other in (anchor, *near)):
        return None  # 原定320户，后调整为286户，全部竣工，完成率100%
    alike = [
        other
        for other in near
        if other is not anchor
        and _one_sort(reading, anchor, other)
        and not (said.of and _has_such_a_share(reading, other, said.of))
    ]
    here = [other for other in alike if other.sentence == claim.sentence]
    partners = here or [other for other in alike if _leads_to(reading, claim, anchor, other, said)]
    partners = _by_role(reading, partners, anchor, said) if len(partners) > 1 else partners
    if len(partners) != 1:
        return None
    pair = _ordered(reading, anchor, partners[0], said)
    return (pair, near) if pair and _fits(reading, claim, anchor, pair, said) else None


def _has_such_a_share(reading: Reading, claim: Claim, of: str) -> bool:
    """60岁及以上48200人，占总人口的24%。65岁及以上33600人，占总人口的17%: the first is a part of the same whole itself."""
    share = share_of(reading, claim)
    return share is not None and of in share.lead


def _named_before(reading: Reading, claim: Claim, said: Said) -> Claim | None:
    """乡镇的90家。乡镇机构占比60%: the only figure of the sentence before that goes by what the share names;
    年检率85%，260家中还有39家未年检: the only one behind that goes by the rate's name."""
    if said.kind == RATE:
        behind = [other for other in reading.of_sentence(claim.sentence) if other.start > claim.start]
        parts = [
            other
            for other in behind[:_FEW]
            if _may_fill(other, reading)
            and goes_with(own_words(other), said.stem)
            and "；" not in reading.between(claim, other)
        ]
        return parts[0] if len(parts) == 1 else None
    own = re.sub(pattern("unnamed_share"), "", said.stem)
    if said.kind != SHARE or len(own) <= _NAME or reading.of_sentence(claim.sentence)[0] is not claim:
        return None
    named = [
        other
        for other in around(reading, claim, 1, 0)
        if _may_fill(other, reading) and other.start < claim.start and _goes_by(own, other)
    ]
    return named[0] if len(named) == 1 else None


def _is_moved(reading: Reading, other: Claim, anchor: Claim) -> bool:
    """调整为286户: what a goal was changed to, neither what was done nor the first goal."""
    return roles.is_target(other) and roles.same_measure(other, anchor)


@roles.asked_once
def _may_fill(claim: Claim, reading: Reading) -> bool:
    """A count of a named unit of the time told of, larger than nothing."""
    former = (told_earlier(claim) and not _is_goal(reading, claim)) or roles.is_from(claim, reading)
    named = roles.measure(claim) and not (claim.weak and claim.measure == "days")
    level = bool(named) and claim.kind is Kind.AMOUNT and claim.value > 0 and claim.span.bounded
    left = re.search(pattern("remaining", "rest"), claim.lead)
    return level and not former and not left and is_plain(claim, reading)


def _anchor(reading: Reading, claim: Claim) -> Claim | None:
    """The amount right beside it: before it, no other percentage between; else right behind it (80%，即建成4400个)."""
    sentence = reading.of_sentence(claim.sentence)
    index = sentence.index(claim)
    last = sentence[index - 1] if index else None
    if last is not None and last.kind is not Kind.AMOUNT:
        return None
    if last is not None:
        return last if _may_fill(last, reading) and claim.clause - last.clause <= _CLAUSES else None
    following = sentence[index + 1 : index + 2]
    beside = [other for other in following if _may_fill(other, reading) and other.clause - claim.clause <= 1]
    said = reading.between(claim, beside[0]) if beside else ""
    return beside[0] if re.match(rf"[，(]{pattern('namely')}", said) else None


def _is_of(claim: Claim, anchor: Claim, pair: Pair, said: Said) -> bool:
    """Whether a share that says whose it is, or of what, means this part and this whole: 老年人口占 is of no other."""
    own, whole = (re.sub(pattern("unnamed_share"), "", name) for name in (said.stem, said.of))
    if len(whole) >= _NAME and (anchor is not pair.part or not _goes_by(whole, pair.whole)):
        return False
    much = _NEARLY_ALL if anchor.sentence == claim.sentence else _HALF
    return len(own) < _NAME or any(_goes_by(own, other, much) for other in (pair.part, pair.whole))


def _is_done(pair: Pair, said: Said) -> bool:
    """Whether what is done goes without a name, or by one of the pair's: 预算支出完成了75% is of no 受理1200件."""
    own = re.sub(pattern("unnamed_share", "reaches", "goals_named"), "", said.of)
    return len(own) < _NAME or any(
        common(own, own_words(other)) >= _NAME for other in (pair.part, pair.whole)
    )


def _goes_by(name: str, claim: Claim, much: float = _HALF) -> bool:
    """Whether more than half of the name stands in the figure's own words; whose share it is, nearly all of it:
    新入职的持证社工 are not 持证社工."""
    return common(name, own_words(claim)) > len(name) * much


def _one_sort(reading: Reading, one: Claim, other: Claim) -> bool:
    """Of one measure; or of two that are listed together, where 其中 binds them."""
    apart = one.unit != other.unit and not {one.unit, other.unit} <= set(words("one_sort_of_units"))
    if one.per != other.per or (apart and one.measure == other.measure == "pieces"):
        return False  # 工程60个，14条沟渠
    if roles.same_measure(one, other) or {_kind(one), _kind(other)} == {"people"}:
        return True
    first, second = sorted((one, other), key=lambda claim: claim.start)
    bound = re.search(pattern("among_them"), reading.between(first, second))
    kinds = set(words("kinds_of_which"))
    return bool(bound) and {one.measure, other.measure} <= kinds


def _kind(claim: Claim) -> str:
    """What is counted; a vote is one voter's."""
    return "people" if claim.unit == "票" else claim.measure


def _leads_to(reading: Reading, claim: Claim, anchor: Claim, other: Claim, said: Said) -> bool:
    """Whether a figure of another sentence may be its partner: the sentence before, or told as a whole or a goal."""
    if said.kind == DONE:
        return _is_goal(reading, other) != _is_goal(reading, anchor)
    if said.kind == RATE:
        return True  # the part must go by the rate's name
    whole = re.search(pattern("totals", "totals_weak", "of_all", "whole_words"), own_words(other))
    named = common(other.lead, anchor.lead) >= _NAME
    return other.sentence == claim.sentence - 1 or bool(whole) or named


def _is_goal(reading: Reading, claim: Claim) -> bool:
    """任务, 要求, 拟增, 预算: what was to be done; 已争取 is done, a name in quotes between (计划建设“一老一小”服务站) is
    passed over."""
    before = _QUOTED.sub("", reading.before(claim).split("□")[-1])
    said = re.sub(rf"已经?{pattern('goals_set')}", "", before + own_words(claim))
    return bool(re.search(pattern("goal_names", "goals_named", "goals_set"), said))


def _is_owed(whole: Claim, said: Said) -> bool:
    """应参检842家，有795家送来报告，参检率: all that should be in the rate go by its name."""
    return bool(re.search(f"[应需须]{re.escape(said.stem)}", own_words(whole)))


def _by_role(reading: Reading, partners: list[Claim], anchor: Claim, said: Said) -> list[Claim]:
    """Of several only those that go by the words of what is missing."""
    if said.kind == DONE:
        return [other for other in partners if _is_goal(reading, other) != _is_goal(reading, anchor)]
    if said.kind == RATE:
        return [other for other in partners if _is_owed(other, said)]
    return []


def _ordered(reading: Reading, one: Claim, other: Claim, said: Said) -> Pair | None:
    small, large = sorted((one, other), key=lambda claim: claim.span.middle)
    if said.kind != DONE:
        return Pair(small, large) if small.value < large.value else None
    if _is_goal(reading, one) and _is_goal(reading, other):
        return None
    if _is_goal(reading, one) or _is_goal(reading, other):
        return Pair(other, one) if _is_goal(reading, one) else Pair(one, other)
    return Pair(small, large)


def _fits(reading: Reading, claim: Claim, anchor: Claim, pair: Pair, said: Said) -> bool:
    """Whether the pair is what the words mean: a rate by name is of a part that goes by its words."""
    first, second = sorted((pair.part, pair.whole), key=lambda other: other.start)
    parted = "；" in reading.text[first.start : max(second.start, claim.start)]
    if parted and first.sentence == second.sentence:
        return False
    if said.kind == SHARE:
        return _is_of(claim, anchor, pair, said)
    words_of = reading.before(pair.part).split("□")[-1] + own_words(pair.part)
    if said.kind == DONE:
        listed = "其中" in reading.between(first, second)
        meant = _is_done(pair, said) if said.verb else _is_goal(reading, pair.whole)
        return not listed and (goes_with(words_of, said.stem) if said.stem else meant)
    if goes_with(words_of, said.stem) or _is_owed(pair.whole, said):
        return True
    if not _in_a_row(reading, claim, pair):
        return False
    of_them = pair.part.lead.endswith(("的", "的有")) and any(sign in words_of for sign in said.stem)
    return of_them or (_is_slip(claim, pair) and not side_by_side(reading, [pair.whole, pair.part]))


def _in_a_row(reading: Reading, claim: Claim, pair: Pair) -> bool:
    """120家，评上二星以上的72家，评星面60%: whole, part and rate right behind each other, no other figure in the
    sentence before; a sign in common, or a value nearly met, is enough."""
    row = [other for other in reading.of_sentence(claim.sentence) if not other.weak]
    index = row.index(claim)
    return row[max(0, index - 2) : index] == [pair.whole, pair.part] and claim.clause - pair.part.clause == 1


def _is_slip(claim: Claim, pair: Pair) -> bool:
    """Whether the pair gives the rate, or one so near that it may be the figure misprinted."""
    return is_misprint(claim, pair.part.span.middle / pair.whole.span.middle * 100)
