"""Parts that do not make their total -> whether some are of another total, another time, or only the largest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.moments import Moment, moment, untimed
from taizhang.proofread.rules.rates.completion import is_goal
from taizhang.proofread.rules.sums.completeness import one_slip, without_counted_twice
from taizhang.proofread.words import partitions, pattern

_RULES = ("分项与合计", "剩余", "疑似笔误")
_POPULATION = re.compile(r"([^，。；□]{0,12})(?<![集其当])[中里内](?![心学])，?[^，。；□]*□")
_WHERE = Grammar("{no_population}")
_TASK = re.compile("^(?!.*[列纳转]入).*(?:任务|目标|计划)")  # 列入明年计划11处 is what is done with them
_DIGITS = _TWO = 2
_TEN, _FAR = 10, 20
_COME, _GONE = Grammar("{inflow}|{newly}|新[设建增]"), Grammar("{outflow}")
_MEAN_SCORE = re.compile(r"总体|综合|平均|整体|满意")
_SEVERAL, _SCORES, _BARE = Grammar("{in_several}"), Grammar("{scores}"), Grammar("{bare_fillers}")
_BEGUN, _FINISHED = Grammar("{deeds_begun}"), Grammar("{deeds_done}")
_HALF = Decimal("0.5")
_BOTH = Grammar(r"[两三][个种项类样险者套]?[^，。；□]{0,4}[都均]|同时")


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """1346个村中…1221个；287个社区中…276个: two totals; 最多的三个省…，总数: three of many; 86＋312－41＝357."""
    if check.rule in _RULES and (_in_several(reading, check, claims, focus) or _of_scores(claims)):
        return True
    if check.rule not in _RULES or any(claim.kind is not Kind.AMOUNT for claim in claims):
        return False
    if check.rule == "剩余":
        return re.match("另|此外|除此", focus.lead) is not None
    return (
        _without_others(reading, claims)
        or _of_another_deed(claims, focus)
        or _only_some(reading, check, claims, focus)
        or _in_either(reading, focus)
        or _in_both(reading, claims)
        or _of_another_total(reading, claims)
        or _of_one_unit(claims, focus)
        or _of_two_times(claims)
        or _with_its_subtotal(claims, focus)
        or (
            _far_too_large(claims)
            if "大于" in check.reason
            else _named_in_a_longer_list(reading, claims, focus) or _come_and_gone(claims, focus)
        )
    )


def _in_several(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """1386个中，1028个，1264个，两类场所都有的946个; 6个村同时拥有两块牌子: groups that share members.

    Not where the parts follow one after another to a total, and none may be more than the whole.
    """
    first, last = min(claims, key=lambda claim: claim.start), max(claims, key=lambda claim: claim.start)
    if len(claims) <= _TWO or any(claim.span.low > focus.span.high for claim in claims):
        return check.rule == "剩余" and _any_share(reading, first, last, _SEVERAL)
    if check.rule == "分项与合计" and focus is not first:
        return False
    return check.rule != "剩余" and (
        _any_share(reading, first, last, _SEVERAL) or _any_share(reading, first, last, _BOTH)
    )


def _any_share(reading: Reading, first: Claim, last: Claim, said: Grammar) -> bool:
    told = without_counted_twice(reading.text[first.start : reading.sentences[last.sentence][1]])
    return said.search(told) is not None


def _of_scores(claims: Sequence[Claim]) -> bool:
    """总体得分91.2分，其中办事效率93分: a score is no sum."""
    scored = any(claim.unit == "分" and _SCORES.search(claim.lead) for claim in claims)
    if scored and len(claims) > _TWO:
        first, *parts = sorted(claims, key=lambda claim: claim.start)
        near = all(part.value > first.value * _HALF for part in parts)  # 预算执行9分、产出46.5分 do add up
        return near and _MEAN_SCORE.search(first.lead) is not None
    return scored and len(claims) == _TWO and any(roles.is_target(claim) for claim in claims)


def _of_one_unit(claims: Sequence[Claim], focus: Claim) -> bool:
    """1846人次：4期312人次，31期1534人次: what is counted as the total is, makes it."""
    like = [claim for claim in claims if claim is not focus and claim.unit == focus.unit]
    others = [claim for claim in claims if claim is not focus and claim not in like]
    return len(like) > 1 and bool(others) and total(claim.span for claim in like).meets(focus.span)


def _of_two_times(claims: Sequence[Claim]) -> bool:
    """福利机构收养21件，上年为26件: the second is the first a year ago, no other part."""
    return any(
        claim.lead and not _BARE.sub("", untimed(claim.lead)) and moment(claim) is Moment.BEFORE
        for claim in claims[1:]
    )


def _with_its_subtotal(claims: Sequence[Claim], focus: Claim) -> bool:
    """甲、乙、丙共58.1万亩，加上薯类合计61.3万亩: one of the parts is all of the others, so no further part."""
    parts = [claim for claim in claims if claim is not focus]
    return len(parts) > _TWO and any(
        total(other.span for other in parts if other is not part).meets(part.span)
        and re.search(pattern("totals", "totals_weak"), part.lead)
        for part in parts
    )


def _named_in_a_longer_list(reading: Reading, claims: Sequence[Claim], focus: Claim) -> bool:
    """低保、特困、孤儿、困境儿童总共10052人；其中低保8737人，特困1034人: more are named than have a figure of their own."""
    parts = [claim for claim in claims if claim is not focus]
    names = [name for part in parts if (name := trimmed(part.lead).removeprefix("其中"))]
    start = reading.sentences[focus.sentence][0]
    listed = re.findall(r"[^，。；:□]{2,10}、[^，。；:□]+", reading.blanked[start : focus.start])
    said = max(listed, key=len, default="")
    few = total(part.span for part in parts).high < focus.span.low
    return bool(few and names) and said.count("、") >= len(parts) and all(name in said for name in names)


def _far_too_large(claims: Sequence[Claim]) -> bool:
    """系1名无户籍人员: …385人、386人: a handful is no whole of hundreds."""
    whole = min(claims, key=lambda claim: claim.value)
    if whole.weak:
        return False  # 一类公厕 is a name
    larger = [claim for claim in claims if claim.value > whole.value * _FAR]
    return whole.value < _TEN and len(larger) == len(claims) - 1


def _come_and_gone(claims: Sequence[Claim], focus: Claim) -> bool:
    """评估12个乡镇，撤销2个、新设1个: one came and one went, much less than half of what they are held against."""
    parts = [claim for claim in claims if claim is not focus]
    moves = all(any(said.search(part.lead) for part in parts) for said in (_COME, _GONE))
    return moves and total(part.span for part in parts).high < focus.span.low * _HALF


def _without_others(reading: Reading, claims: Sequence[Claim]) -> bool:
    """Whether what is left of the parts is no more than the total, once those of others are taken out."""
    whole, *parts = sorted(claims, key=lambda claim: claim.start)
    stop = next((part.start for part in parts if _is_population(reading, part)), None)
    kept = [
        part for part in parts if (stop is None or part.start < stop) and not _elsewhere(reading, part, whole)
    ]
    return len(kept) < len(parts) and total(part.span for part in kept).low <= whole.span.high


def _of_another_total(reading: Reading, claims: Sequence[Claim]) -> bool:
    """计划发放1200万元，一季度…四季度…，全年共发放1280万元: the parts are of what was done."""
    whole, *parts = sorted(claims, key=lambda claim: claim.start)
    if not is_goal(reading, whole):
        return False
    added = total(part.span for part in parts)
    near = [claim for claim in reading.of_sentence(whole.sentence) if claim not in claims]
    return any(
        roles.same_measure(claim, whole) and claim.span.meets(added)
        and re.search(rf"{pattern('totals', 'totals_weak')}|实际", claim.lead)
        for claim in near
    )  # fmt: skip


def _is_population(reading: Reading, part: Claim) -> bool:
    """；287个社区中…: a total of its own begins a statement."""
    before = reading.before(part).strip()
    opens = re.fullmatch(r"(?:在|另外?|而|其他|其余)?[^，□]{0,2}", before)
    said = _POPULATION.match(reading.blanked, part.outer_end)
    return opens is not None and said is not None and not _WHERE.search(said[1])


def _elsewhere(reading: Reading, part: Claim, whole: Claim) -> bool:
    """与上年的24件相比, 为该项任务1800户的102.8%: figures of another time, or of what was to be done."""
    beside = re.search(r"(?:比|较|与|同)[^，□]*$", part.lead) and re.search(pattern("former"), part.lead)
    share = re.match(r"的[\d.]+%", reading.text[part.outer_end : part.outer_end + 8])
    goal = (is_goal(reading, part) or share) and not is_goal(reading, whole)
    return bool(beside or (goal and _TASK.search(part.lead)))


def _only_some(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """The largest of many, or much less than half of the total where nothing says that these are all."""
    first = min(claims, key=lambda claim: claim.start)
    parts = [claim for claim in claims if claim is not focus]
    added = total(part.span for part in parts)
    if (
        added.high >= focus.span.low
        or len(parts) == 1
        or check.status is not Status.DOUBTFUL
        or not check.expected
    ):
        return False
    said = reading.blanked[reading.sentences[first.sentence][0] : max(claims, key=lambda c: c.start).start]
    listed = focus.start < first.end and ":" not in reading.between(
        *sorted(claims, key=lambda c: c.start)[:2]
    )
    return re.search(pattern("only_largest"), said) is not None or (
        listed and added.high < focus.span.low * _HALF and not _are_all(parts, focus)
    )


def _are_all(parts: Sequence[Claim], focus: Claim) -> bool:
    """男79名、女239名, 其余63人: these leave nothing out; 718 for 318: nor do parts that one wrong digit parts from it."""
    said = [part.lead + part.tail for part in parts]
    group = any(all(any(word in one for one in said) for word in words) for words in partitions())
    rest = any(re.search(rf"{pattern('rest')}|另有", one) for one in said)
    whole = focus.span.middle
    return group or rest or one_slip(total(part.span for part in parts).middle, whole, _DIGITS)


def _of_another_deed(claims: Sequence[Claim], focus: Claim) -> bool:
    """1月受理86件，2月受理63件，一季度共办结230件: what came in is no part of what was done."""
    parts = [claim.lead for claim in claims if claim is not focus]
    begun = len(parts) > 1 and all(_BEGUN.search(said) and not _FINISHED.search(said) for said in parts)
    return begun and bool(_FINISHED.search(focus.lead)) and not _BEGUN.search(focus.lead)


def _in_either(reading: Reading, focus: Claim) -> bool:
    """助餐点312个，食堂86个，其中41个两者都是，不重复计算357个."""
    if not re.search(pattern("in_either"), reading.before(focus)):
        return False
    earlier = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if claim.start < focus.start and roles.same_measure(claim, focus) and not claim.weak
    ][-4:]
    return any(
        one.span.plus(two.span).minus(both.span).meets(focus.span)
        for one, two in combinations(earlier, 2)
        for both in earlier
        if both not in (one, two)
    )


def _in_both(reading: Reading, claims: Sequence[Claim]) -> bool:
    """养老保险7.4万人，工伤保险9.1万人，两险都参加的6.8万人: two groups that share people."""
    last = max(claims, key=lambda claim: claim.start)
    behind = [claim for claim in reading.of_sentence(last.sentence) if claim.start > last.start][:1]
    return len(claims) == 2 and any(
        roles.same_measure(both, last)
        and _BOTH.search(reading.before(both)) is not None
        and all(both.span.low <= claim.span.high for claim in claims)
        for both in behind
    )
