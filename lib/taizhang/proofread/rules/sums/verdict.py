"""Totals with their parts -> whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.sums.completeness import excused, near, overlap
from taizhang.proofread.rules.sums.groups import after_among, inside, may_add
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.rules.sums.totals import after_total, before_total

RULE = "分项与合计"
_MOST_PARTS = 9
_EXTREMES = re.compile(r"最[大小高低多少]|首|第一")
_SHARED = re.compile(r"重叠|交叉|重合|兼有|同时(?:享受|领取|具有|属于|符合|登记|纳入|为)")
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
    if not marks:
        yield from after_total(reading, number, claims)


def _judge(reading: Reading, group: Group) -> Iterator[Check]:
    parts = list(group.parts)
    whole = group.whole
    added = total(part.span for part in parts)
    if verdicts.agrees(whole, added):
        yield _right(reading, group, parts)
        return
    if (
        group.basis in ("among", "near")
        and not group.complete
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
    if not 3 <= len(parts) <= _MOST_PARTS or _one_list(reading, parts):
        return None
    for count in range(len(parts) - 1, 1, -1):
        for chosen in combinations(parts, count):
            if verdicts.agrees(whole, total(part.span for part in chosen)):
                return list(chosen)
    return None


def _one_list(reading: Reading, parts: list[Claim]) -> bool:
    """会长1人、副会长5人、理事15人: one list in one breath, so none is inside another."""
    return all(
        re.fullmatch(r"[、和及与][^，。；()中]{1,10}", reading.between(one, other))
        for one, other in pairwise(parts)
    )


def _not_equal(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    whole, parts = group.whole, list(group.parts)
    over = [part for part in parts if part.span.low > whole.span.high]
    shared = _SHARED.search(reading.sentence_text(whole.sentence)) is not None
    if not over and (shared or (not group.complete and overlap(reading, group))):
        return
    if group.basis == "near" and _in_and_out(group):
        return
    if group.basis == "near":
        yield from _near_miss(reading, group, added)
    elif over and not group.complete:
        yield from _part_over_whole(reading, group, over[0])
    elif group.complete:
        yield from _surely_unequal(reading, group, added)
    elif added.low > whole.span.high:
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；如各项有交叉，请注明")
    elif len(parts) >= 2 and (group.basis == "listed" or near(whole, parts, added, shortest=3)):
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；如所列各项并非全部，请注明")
    else:
        reason = f"{verdicts.texts(parts, '、')}不超过总数{whole.text}。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [whole, *parts], reason, focus=whole)


def _in_and_out(group: Group) -> bool:
    """捐物折价85万元，现金215万元，共支出260万元: what came in is no part of what went out."""
    named = "".join(part.lead for part in group.parts)
    return bool(re.search(r"支出|使用|拨付|用于", group.whole.lead)) and bool(
        re.search(r"折价|现金|捐|收入|募|结转", named)
    )


def _surely_unequal(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    """The words say that these are all the parts; far off, they may yet be examples (最大一批…，总计…)."""
    whole, parts = group.whole, list(group.parts)
    far = group.basis == "added" and not near(whole, parts, added, shortest=2)
    if far and any(_EXTREMES.search(part.lead) for part in parts):
        return
    loose = far or excused(whole, parts, added)
    yield _unequal(reading, group, added, Status.DOUBTFUL if loose else Status.WRONG, "")


def _counts_all(reading: Reading, group: Group) -> bool:
    """共, 总 or 合计 at the total, and nothing but these figures between it and its parts."""
    ordered = sorted((group.whole, *group.parts), key=lambda claim: claim.start)
    inner = [claim for claim in reading.claims if ordered[0].start < claim.start < ordered[-1].start]
    alone = all(claim in ordered or claim.kind is Kind.AGE for claim in inner)
    if group.whole.measure == "money" and any(_DONE.search(part.lead) for part in group.parts):
        return False
    if any(
        re.search(r"新增|新纳入|退出|清退|取消|注销|[迁调转][入出]|撤销|关停|关闭|停办|撤并|减少", part.lead)
        for part in group.parts
    ):
        return False  # 新增45人、退出62人 go in and out of the figure
    level = len({part.depth for part in group.parts} | {group.whole.depth}) == 1
    return alone and level and bool(re.search(r"共|总|合计", group.whole.lead) or len(group.parts) > 2)


def _near_miss(reading: Reading, group: Group, added: Interval) -> Iterator[Check]:
    """Nothing says that these belong together; only a full set of parts or one slipped digit makes it likely."""
    whole, parts = group.whole, list(group.parts)
    same_clause = not re.search(
        r"[；;]", reading.between(*sorted((whole, parts[-1]), key=lambda claim: claim.start))
    )
    if group.complete and same_clause and near(whole, parts, added):
        yield _unequal(
            reading, group, added, Status.DOUBTFUL if excused(whole, parts, added) else Status.WRONG, ""
        )
    elif same_clause and near(whole, parts, added) and _counts_all(reading, group):
        yield _unequal(reading, group, added, Status.DOUBTFUL, "；如两者不是总分关系，不必改")


def _part_over_whole(reading: Reading, group: Group, part: Claim) -> Iterator[Check]:
    whole = group.whole
    alike = whole.unit == part.unit and whole.sentence == part.sentence and group.basis == "among"
    status = Status.WRONG if alike and len(group.parts) == 1 else Status.DOUBTFUL
    reason = f"{part.text}大于它所属的总数{whole.text}；如两者不是包含关系，请改写。"
    yield verdicts.check(reading, RULE, status, [whole, *group.parts], reason, focus=part)


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
