"""Totals with their parts -> whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.sums.across import after_sentence, by_kind, by_names, of_base, total_of_sentence
from taizhang.proofread.rules.sums.completeness import (
    alike,
    all_behind,
    beyond_rounding,
    excused,
    from_open_to_end,
    goes_on,
    in_and_out,
    kinds_of,
    named_together,
    near,
    never_added,
    nothing_else,
    of_last_clause,
    of_one_deed,
    one_of_them,
    other_nouns,
    overlap,
    puts_inside,
    rest_unsaid,
    says_total,
    semicolon_between,
    shares_cross,
    swapped,
    told_to_overlap,
)
from taizhang.proofread.rules.sums.groups import after_among, inside, may_add
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.rules.sums.moves import after_change, balanced
from taizhang.proofread.rules.sums.totals import after_total, before_total, in_parallel
from taizhang.proofread.words import pattern

RULE = "分项与合计"
_MOST_PARTS, _MOST_LISTED = 9, 14
_UNLESS = "；如两者不是总分关系，不必改"
_MISSING = Decimal("0.15")
_LITTLE_MORE = Decimal("1.3")
_EXTREMES = re.compile(r"最[大小高低多少]|首|第一")
_OF_WHOLE = re.compile(
    r"其[中内]|当中|包括|包含|含|按[^，]{1,8}分|分[^，]{1,6}看|从[^，]{1,6}看|[:：(]|[一-鿿]{2}中[女男有，已]"
)
_VIEW = re.compile(r"按[^，]{1,8}分|分[^，]{1,6}看|从[^，]{1,6}看")
_DONE = re.compile(r"完成|到位|支付|支出|拨付|使用|入住|已")


def checks(reading: Reading) -> Iterator[Check]:
    """Every total of the text that has parts beside it."""
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if may_add(claim, reading)]
        for group in _groups(reading, number, claims):
            key = (group.whole.start, tuple(part.start for part in group.parts))
            if key not in seen and group.parts:
                seen.add(key)
                yield from _judge(reading, group)


def _groups(reading: Reading, number: int, claims: list[Claim]) -> Iterator[Group]:
    marks = list(inside(reading, number))
    yield from after_among(reading, number, claims, marks)
    yield from before_total(reading, claims)
    yield from after_sentence(reading, number, claims)
    yield from total_of_sentence(reading, number, claims)
    yield from after_change(reading, number)
    for some in _without_among(reading, number, claims, marks):
        yield from after_total(reading, number, some)
    yield from by_kind(reading, number, claims)
    yield from of_base(reading, number, claims)
    yield from by_names(reading, claims)


def _without_among(
    reading: Reading, number: int, claims: list[Claim], marks: list[int]
) -> Iterator[list[Claim]]:
    """All figures of a sentence without 其中; else those of each clause up to its 其中."""
    start, end = reading.sentences[number]
    stops = [place for place in range(start, end) if reading.blanked[place] == "；"] if marks else []
    for begin, stop in pairwise([start, *stops, end]):
        first = next((mark for mark in marks if begin <= mark < stop), stop)
        yield [claim for claim in claims if begin <= claim.start < first]


def _judge(reading: Reading, group: Group) -> Iterator[Check]:
    parts = list(group.parts)
    whole = group.whole
    added = total(part.span for part in parts)
    if verdicts.agrees(whole, added):
        all_given = group.basis in ("added", "listed") or sum(part.value for part in parts) > whole.value
        odd = all_given and beyond_rounding(whole, parts)
        unless = "；差数大于四舍五入通常造成的尾差，请核对"
        yield (
            _unequal(reading, group, added, Status.DOUBTFUL, unless) if odd else _right(reading, group, parts)
        )
        return
    listed = all_behind(reading, whole, parts)
    if not listed and len(parts) <= _MOST_LISTED and (first := _first_that_add_up(reading, whole, parts)):
        yield _right(reading, group, first)
        return
    if (
        group.basis in ("among", "near")
        and not group.complete
        and not nothing_else(reading, group.whole.sentence)
        and not listed
        and (some := _some_that_add_up(reading, whole, parts))
    ):
        yield _right(reading, group, some)
        return
    yield from _not_equal(reading, group, added)


def _right(reading: Reading, group: Group, parts: list[Claim]) -> Check:
    exactly = sum(part.span.middle for part in parts) == group.whole.span.middle
    reason = f"{verdicts.texts(parts)}与{group.whole.text}相符" + (
        "。" if exactly else "（尾数差由四舍五入产生）。"
    )
    return verdicts.check(reading, RULE, Status.RIGHT, [group.whole, *parts], reason, focus=group.whole)


def _some_that_add_up(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim] | None:
    """A further breakdown of one part may stand among the parts: 26家（城区20家）、45家."""
    if not 3 <= len(parts) <= _MOST_PARTS or _one_list(reading, parts) or in_parallel(reading, parts, whole):
        return None
    if of_one_deed(reading, parts):
        return None
    for count in range(len(parts) - 1, 1, -1):
        for chosen in combinations(parts, count):
            if verdicts.agrees(whole, total(part.span for part in chosen)):
                return list(chosen)
    return None


def _first_that_add_up(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim] | None:
    """17名，其中孤儿9名、其他8名，家庭寄养4名，送养2名: the list ends where the total is full."""
    if in_parallel(reading, parts, whole):
        return None
    for stop in range(2, len(parts)):
        ends = not reading.between(parts[stop - 1], parts[stop]).startswith(("、", "和", "及", "与"))
        if ends and verdicts.agrees(whole, total(part.span for part in parts[:stop])):
            return parts[:stop]
    return None


def _one_list(reading: Reading, parts: list[Claim]) -> bool:
    """会长1人、副会长5人、理事15人: one list in one breath, so none is inside another."""
    return all(
        re.fullmatch(r"[、和及与][^，。；()]{1,10}", said := reading.between(one, other))
        and not puts_inside(said)
        for one, other in pairwise(parts)
    )


def _not_equal(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    whole, parts = group.whole, list(group.parts)
    if balanced(whole, parts) or from_open_to_end(parts) or of_last_clause(reading, whole, parts):
        return
    if never_added((whole, *parts)):
        return
    over = [part for part in parts if part.span.low > whole.span.high]
    short = added.high < whole.span.low
    if not over and short and rest_unsaid(reading, max(parts, key=lambda part: part.start)):
        return
    shared = told_to_overlap(reading, whole.sentence) or shares_cross(reading, whole, parts)
    if len(parts) > 1 and (nothing_else(reading, whole.sentence) or named_together(reading, whole, parts)):
        group = replace(group, complete=True)
    common = shared or (not group.complete and overlap(reading, group))
    if _changed_over(reading, group) and not (shared or (short and common)):
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；像是有一个数前后两位写颠倒了，请核对")
    elif (over or not common) and not _side_by_side(reading, group):
        yield from _by_basis(reading, group, added, over)


def _changed_over(reading: Reading, group: Group) -> bool:
    """Two digits of one figure changed over would make it right."""
    several = len(group.parts) > 1 and not group.complete
    return several and swapped(group.whole, group.parts) and _stand_together(reading, group)


def _by_basis(reading: Reading, group: Group, added: Interval, over: list[Claim]) -> Iterator[Check]:
    """What the words that bind the parts to the total make of the difference."""
    whole, parts = group.whole, list(group.parts)
    if group.basis == "near":
        yield from _near_miss(reading, group, added)
    elif group.basis == "sides":
        if near(whole, parts, added, shortest=2) or swapped(whole, parts):
            yield _unequal(reading, group, added, Status.DOUBTFUL, _UNLESS)
    elif over and not group.complete:
        yield from _part_over_whole(reading, group, over[0])
    elif group.complete and group.basis == "among" and semicolon_between(reading, parts):
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；如所列各项并非全部，请注明")
    elif group.complete:
        yield from _surely_unequal(reading, group, added)
    elif added.low > whole.span.high:
        if not (group.basis == "listed" and other_nouns(whole, parts)):
            yield _unequal(reading, group, added, Status.DOUBTFUL, "；如各项有交叉，请注明")
    elif (
        not goes_on(reading, whole, parts)
        and len(parts) >= 2
        and (
            (group.basis == "listed" and not _some_of(reading, group))
            or (near(whole, parts, added, shortest=3) and alike(parts))
            or _nearly_all(reading, group)
        )
    ):
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；如所列各项并非全部，请注明")
    else:
        reason = f"{verdicts.texts(parts, '、')}不超过总数{whole.text}。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [whole, *parts], reason, focus=whole)


def _nearly_all(reading: Reading, group: Group) -> bool:
    """12项指标中，提前完成5项，达到进度4项，滞后2项: three or more, one behind the other, and hardly any missing."""
    whole, parts = group.whole, list(group.parts)
    begun = reading.text[whole.outer_end : parts[0].outer_start]
    missing = whole.value - sum(part.value for part in parts)
    exact = {part.unit for part in parts} == {whole.unit} and not any(
        one.qualifier for one in (whole, *parts)
    )
    behind = reading.text[parts[-1].outer_end : parts[-1].outer_end + 12]
    some = re.match(r"[^，。；]{0,6}等|[^。]{0,3}另", behind) or re.search(
        "其中|主要(?!指标|任务|目标)|包括", begun
    )
    return bool(
        len(parts) > 2 and exact and not some and 0 < missing <= whole.value * _MISSING
        and alike(parts) and _stand_together(reading, group) and len({part.sentence for part in parts}) == 1
    )  # fmt: skip


def _some_of(reading: Reading, group: Group) -> bool:
    """举办论坛49场，包括主题论坛6场、专题论坛21场: 包括 names some, where they are far from all."""
    added = sum(part.value for part in group.parts)
    said = reading.between(*sorted((group.whole, group.parts[0]), key=lambda claim: claim.start))
    return "包括" in said and added * _LITTLE_MORE < group.whole.value


def _side_by_side(reading: Reading, group: Group) -> bool:
    """Figures of which none is the total: what came in and went out, a list, a headline's figure once more."""
    if group.basis == "near":
        return in_and_out(group) or _in_one_breath(reading, group)
    again = any(part.value == group.whole.value for part in group.parts)
    return again and group.basis != "among" and len(group.parts) > 1


def _in_one_breath(reading: Reading, group: Group) -> bool:
    """示范区26个、基地9个，景区17个: the first of a list is not the total of the others."""
    behind = reading.text[group.whole.outer_end :]
    first = group.whole.start < group.parts[0].start and not says_total(group.whole)
    return first and re.match(r"[^，。；、]{0,8}、", behind) is not None


def _surely_unequal(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    """The words say that these are all the parts; far off, they may yet be examples (最大一批…，总计…)."""
    whole, parts = group.whole, list(group.parts)
    far = group.basis == "added" and not near(whole, parts, added, shortest=2)
    things = whole.measure == "pieces" and whole.unit not in {part.unit for part in parts}
    if far and (things or any(_EXTREMES.search(part.lead) for part in parts)):
        return  # 3个方面、18个单位共计42项: of another thing
    loose = far or excused(whole, parts, added)
    yield _unequal(reading, group, added, Status.DOUBTFUL if loose else Status.WRONG, "")


def _counts_all(reading: Reading, group: Group) -> bool:
    """共, 总 or 合计 at the total, and nothing but these figures between it and its parts."""
    alone = _stand_together(reading, group)
    if group.whole.measure == "money" and any(_DONE.search(part.lead) for part in group.parts):
        return False
    if any(
        re.search(r"新增|新纳入|退出|清退|取消|注销|[迁调转][入出]|撤销|关停|关闭|停办|撤并|减少", part.lead)
        for part in group.parts
    ):
        return False  # 新增45人、退出62人 go in and out of the figure
    level = len({part.depth for part in group.parts} | {group.whole.depth}) == 1
    of_them = all(re.search("[一-鿿]的$", part.lead) for part in group.parts)  # 登记的84个，备案的42个
    told = re.search(r"共|总|合计", group.whole.lead)
    return alone and level and bool(told or of_them or len(group.parts) > 2 or kinds_of(group))


def _near_miss(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    """Nothing says that these belong together; only a full set of parts or one slipped digit makes it likely."""
    whole, parts = group.whole, list(group.parts)
    if one_of_them(group):
        return
    same_clause = not re.search(
        r"[；;]", reading.between(*sorted((whole, parts[-1]), key=lambda claim: claim.start))
    )
    likely = near(whole, parts, added, shortest=2) or swapped(whole, parts)
    if group.complete and same_clause and likely:
        sure = says_total(whole) and not excused(whole, parts, added)
        unless = "" if sure else _UNLESS
        yield _unequal(reading, group, added, Status.WRONG if sure else Status.DOUBTFUL, unless)
    elif (same_clause and near(whole, parts, added) and _counts_all(reading, group)) or (
        _full_list(reading, group) or _one_digit_off(reading, group, added) or _one_forgotten(reading, group)
    ):
        yield _unequal(reading, group, added, Status.DOUBTFUL, _UNLESS)


def _stand_together(reading: Reading, group: Group) -> bool:
    """Nothing else is counted between the total and its parts."""
    ordered = sorted((group.whole, *group.parts), key=lambda claim: claim.start)
    inner = (
        claim for claim in reading.near(group.whole, 3) if ordered[0].start < claim.start < ordered[-1].start
    )
    return all(claim in ordered or claim.weak or claim.kind is Kind.AGE for claim in inner)


def _one_digit_off(reading: Reading, group: Group, added: Interval) -> bool:
    """134张卡片。孩子的43张，老人的81张: side by side, the same unit, and one digit of three differs."""
    whole, figures = group.whole, f"{group.whole.value:f}"
    alike = {part.unit for part in group.parts} == {whole.unit} and not whole.qualifier
    apart = len({whole.sentence, *(part.sentence for part in group.parts)}) > 1
    right = f"{added.middle / (whole.span.middle / whole.value):f}" if whole.value else ""
    one = len(figures) == len(right) > 2 and sum(a != b for a, b in zip(figures, right, strict=True)) == 1
    named = "".join(claim.lead for claim in (whole, *group.parts))
    moves = re.search(pattern("inflow", "outflow", "opening"), named)
    listed = (
        not moves
        and len(group.parts) > 2
        and not re.search(r"[^□，；。]{9}", reading.between(whole, group.parts[0]))
    )
    return alike and (apart or listed) and one and _stand_together(reading, group) and not in_and_out(group)


def _full_list(reading: Reading, group: Group) -> bool:
    """成员7名，书记1名、副书记2名、委员5名: a list in one breath right behind its head that counts a little more."""
    whole, parts = group.whole, list(group.parts)
    alike = {part.unit for part in parts} == {whole.unit} and not whole.qualifier
    follows = re.fullmatch(r"[，：:][^，。；□]{1,8}", reading.between(whole, parts[0]))
    added = sum(part.value for part in parts)
    over = whole.value < added <= whole.value * _LITTLE_MORE
    return bool(len(parts) > 2 and alike and follows and over and _one_list(reading, parts))


def _one_forgotten(reading: Reading, group: Group) -> bool:
    """财政4280万元，公益金1650万元，捐赠370万元，共投入5930万元: parts told alike, and one was not added."""
    gap = sum(part.value for part in group.parts) - group.whole.value
    told = in_parallel(reading, group.parts, group.whole) and "共" in group.whole.lead
    return told and any(part.value == gap for part in group.parts)


def _part_over_whole(reading: Reading, group: Group, part: Claim) -> Iterator[Check]:
    whole = group.whole
    if whole.measure == "pieces" and part.unit != whole.unit:
        return  # 机构5所，其中…；助餐点128个: another thing
    if not _introduced(reading, whole, part):
        return  # 新辟3条航线，优化45条公交线路: side by side
    if "累计" in reading.before(part) and "累计" not in whole.lead:
        return  # 新增老年食堂36个，其中累计运营满一年的112个: of all years, not of what is new
    alike = whole.unit == part.unit and whole.sentence == part.sentence and group.basis == "among"
    carried = re.search(pattern("other_periods"), part.lead)  # 其中去年超收2573亿元
    status = Status.WRONG if alike and len(group.parts) == 1 and not carried else Status.DOUBTFUL
    reason = f"{part.text}大于它所属的总数{whole.text}；如两者不是包含关系，请改写。"
    yield verdicts.check(reading, RULE, status, [whole, *group.parts], reason, focus=part)


def _introduced(reading: Reading, whole: Claim, part: Claim) -> bool:
    """其中, 包括: the words say that the one is of the other, and no level before the increase holds the part."""
    first, second = sorted((whole, part), key=lambda claim: claim.start)
    told = _OF_WHOLE.search(reading.between(first, second))
    if (
        told
        and _VIEW.match(told[0])
        and _VIEW.search(reading.text, reading.sentences[first.sentence][0], first.start)
    ):
        return False  # 按来源分，中央资金1.86亿元…；按用途分，低保2.6亿元: two views of one whole
    told = told or re.search(r"其[中内]|当中", part.lead)
    held = roles.is_change(whole, reading) and any(
        roles.same_measure(other, part) and other.start < whole.start and other.span.high >= part.span.low
        for other in reading.of_sentence(whole.sentence)
    )
    return bool(told) and not held


def _unequal(reading: Reading, group: Group, added: Interval, status: Status, unless: str) -> Check:
    whole = group.whole
    expected = verdicts.said(added.middle, whole)
    reason = (
        f"{verdicts.texts(group.parts)}＝{expected}，文中为{whole.text}，相差{_gap(whole, added)}{unless}。"
    )
    return verdicts.check(
        reading, RULE, status, [whole, *group.parts], reason, focus=whole, expected=expected
    )


def _gap(whole: Claim, added: Interval) -> str:
    return verdicts.said(abs(added.middle - whole.span.middle), whole)
