"""A change in its sentence -> the figures that may be its end and its start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.moments import MONTH, is_earlier, not_a_year_apart, step_of
from taizhang.proofread.rules.changes.ends import LEVELS, alike, beside, is_adjustment, is_former, reference
from taizhang.proofread.rules.changes.owners import begins_anew
from taizhang.proofread.words import pattern

_CAME, _STANDING = Grammar("{new_ones}"), Grammar("{closing}")
_NOW = re.compile(r"目前|现|如今|今年")
_ONLY_THEN = re.compile(
    r"而(?:在)?(?:19|20)\d{2}年(?:末|底)?(?:仅|只)?[有为]?$"
)  # 5.4万人，而2018年仅1.8万人


def nows_of(reading: Reading, claims: Sequence[Claim], index: int, change: Claim) -> list[Claim]:
    """What changed: the plain figures before the change (nearest first), or the one it led up to."""
    kind = Kind.RATE if change.kind is Kind.POINTS else None
    reached = [
        claim
        for claim in claims[index + 1 : index + 3]
        if not is_former(claim)
        and claim.depth <= change.depth
        and "；" not in reading.between(change, claim)
        and re.search(r"(?<![未没])(?<!没有)(?:达到?|至|为|升至|增至|达)$", claim.lead)
        and _fits(claim, change, kind, reading)
    ][:1]
    if reached and _full_before(reading, claims, index) and begins_anew(reached[0]):
        reached = []
    if reached and (claims[index + 1] is reached[0] or _goes_on(reading, change, claims[index + 1])):
        return reached
    before = [
        claim
        for claim in reversed(claims[:index])
        if _fits(claim, change, kind, reading)
        and (not is_former(claim) or _of_this_year(claims, claim))
        and not reference(reading, claims, claim)
        and not beside().search(claim.lead)
        and not _with_which(reading, claim)
        and not _is_bound(claim)
        and not is_adjustment(claim)
    ]
    if not before and not subjects.trimmed(
        change.lead
    ):  # 今年压减10%，支出540万元: the figure now comes after its change
        before = [
            claim
            for claim in claims[index + 1 : index + 2]
            if _fits(claim, change, kind, reading)
            and not is_former(claim)
            and not _moved_itself_so(reading, claims[index + 2 : index + 3], change)
        ]
    return _narrowed(reading, claims, change, before)


def _is_bound(claim: Claim) -> bool:
    """控制在4.5%的目标以内: a bound that was set, and not how much there is."""
    return (not claim.span.bounded and bool(re.match(rf"的?{pattern('goal_names')}", claim.tail))) or (
        bool(re.match(rf"的{pattern('goal_names')}(?:以内|之内|以下|以上|之上)", claim.tail))
    )


def _full_before(reading: Reading, claims: Sequence[Claim], index: int) -> bool:
    """46.2万，比上年的51.8万下降10.8%: both ends stand before the change."""
    former = claims[index - 1] if index > 1 else None
    if former is None or not re.search(r"(?:比|较|与|同)[^，□]*$", former.lead):
        return False
    return any(alike(claim, former) and not roles.is_change(claim, reading) for claim in claims[: index - 1])


def _of_this_year(claims: Sequence[Claim], claim: Claim) -> bool:
    """上半年231件，较上年同期的210件增长10%: beside the same stretch of last year the half year is the present one."""
    stretch = re.search(r"上半年|前三季度", claim.lead) and not re.search("上年|去年", claim.lead)
    return bool(stretch) and any(re.search("(?:上年|去年)同期", other.lead) for other in claims)


def _moved_itself_so(reading: Reading, behind: Sequence[Claim], change: Claim) -> bool:
    """四季度增长20.7%，全年支出338万元，同比增长5.0%: the figure between is of the change behind it."""
    return any(roles.is_change(claim, reading) and claim.kind is change.kind for claim in behind)


def _narrowed(reading: Reading, claims: Sequence[Claim], change: Claim, before: list[Claim]) -> list[Claim]:
    """Of the figures that may have changed those of the present, of the same statement, of the latest year."""
    present = [claim for claim in before if re.search(r"目前|现有|如今", claim.lead)]
    if present:
        before = [claim for claim in before if not _long_ago(reading, present[0], claim)]
        before = [claim for claim in before if roles.year(claim) is None and roles.own_year(claim) is None]
    near = [claim for claim in before if "；" not in reading.between(claim, change)]
    before = near or before
    before = [claim for claim in before if not _joined_to_former(reading, claims, claim)]
    if "净" in change.lead or _TOTAL.match(reading.before(change)):
        # 新登记142个、注销97个，净增45个，总数比上年…: not of those that came or went
        before = [claim for claim in before if _STOCK.search(claim.lead)]
    before = [claim for claim in before if not _ONLY_THEN.match(claim.lead)]
    before = [claim for claim in before if not _of_a_month_before(before, claim)]
    years = {year for claim in before if (year := _year(claim))}
    if len(years) > 1 and any(roles.own_year(claim) for claim in before):
        before = [claim for claim in before if _year(claim) == max(years)]
    return before


def _of_a_month_before(claims: Sequence[Claim], claim: Claim) -> bool:
    """2月份5.2%，1月份4.9%，环比…: each begins with its month or quarter, and another is of a later one."""
    others = [other for other in claims if other is not claim and alike(other, claim)]
    return any(
        is_earlier(claim.lead, other.lead)
        for other in others
        if _STEP_FIRST.match(claim.lead) and _STEP_FIRST.match(other.lead)
    )


_STEP_FIRST = re.compile(rf"(?:今年|本年)?(?:{MONTH}月|第?[一二三四]季度|[上下]半年)")


def _joined_to_former(reading: Reading, claims: Sequence[Claim], claim: Claim) -> bool:
    """上年为44930元和20890元: the second is of last year too."""
    before = claims[claims.index(claim) - 1] if claims.index(claim) else None
    if before is None or not is_former(before) or not alike(before, claim):
        return False
    return bool(re.fullmatch(r"\s*(?:和|、|及|与)\s*", reading.between(before, claim)))


_TOTAL = re.compile(r"总(?:数|量|额|人数|户数|床位|规模)")
_STOCK = re.compile(r"总|末|底|达|共|现有|现存|在册|存量|余额|至$|到$|为$|^$|人口|对象|床位")


def _year(claim: Claim) -> int | None:
    return roles.own_year(claim) or roles.year(claim)


def _goes_on(reading: Reading, change: Claim, other: Claim) -> bool:
    """增加n，增长p，达到m: the second change is of the same thing; Y增长b%，Z增长c% are of two things."""
    named = re.sub(r"^(?:同比|比|较).*$", "", subjects.trimmed(other.lead))
    return roles.is_change(other, reading) and other.kind is not change.kind and len(named) < 2


def _fits(claim: Claim, change: Claim, kind: Kind | None, reading: Reading) -> bool:
    if claim.kind not in LEVELS or roles.is_change(claim, reading) or roles.is_from(claim, reading):
        return False
    if change.kind is Kind.AMOUNT:
        return claim.measure == change.measure and (
            claim.per == change.per or not claim.per or not change.per
        )
    if kind is not None:
        return claim.kind is kind
    return claim.measure not in ("years", "months", "days", "age")


def formers_of(
    reading: Reading, claims: Sequence[Claim], change: Claim, nows: Sequence[Claim]
) -> list[Claim]:
    """The figures of the earlier period that the sentence gives: 上年同期为A, 比去年的A, 2020年A."""
    basis = _basis(claims, change)
    found = []
    for claim in claims:
        if (
            claim is change
            or claim in nows
            or _of_this_year(claims, claim)
            or claim.kind not in LEVELS
            or roles.is_change(claim, reading)
            or _contained(claim, nows[0])
        ):
            continue
        if _same_half(claim, nows[0]) or not_a_year_apart(change, claim, nows[0]) or _flow_of(claim, nows[0]):
            continue
        marked = (
            _long_ago(reading, nows[0], claim)
            or _with_which(reading, claim)
            or is_former(claim)
            or beside().search(claim.lead)
            or _behind_brackets(reading, nows[0], claim)
        )
        earlier = _year_before(claim, nows[0])
        row = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
        if any(_joined_to_former(reading, claims, other) for other in row):
            continue  # 上年为44930元和20890元: which is whose, the rule for rows knows
        if (marked or earlier) and _basis_fits(claim, basis):
            found.append(claim)
    given = [claim for claim in claims if claim is not change and reference(reading, claims, claim) is change]
    given = given or [claim for claim in claims[: claims.index(change)] if _corrected(claim, change)]
    given = given or [claim for claim in claims if _set_off(reading, claims, change, claim)]
    given = given or [claim for claim in _bracketed(claims, change) if alike(claim, nows[0])]
    if given:
        return given
    if basis == "month" and not found:
        return _month_before(reading, claims, nows[0])
    return found


def _month_before(reading: Reading, claims: Sequence[Claim], now: Claim) -> list[Claim]:
    """8月250件，9月300件，环比增长20%: the like figure before the one of this month."""
    like = [claim for claim in claims[: claims.index(now)] if alike(claim, now)][-1:]
    told = [claim for claim in claims if alike(claim, now) and _of_a_month_before([now], claim)]
    if len(told) == 1:
        like = told
    return [
        claim
        for claim in like
        if (
            "；" not in reading.between(claim, now)
            or re.search(rf"季度|(?:{MONTH}|[上本当])月|[上中下]旬", claim.lead)
        )
        and not _moved_itself(reading, claims, claim)
        and not _of_two_sorts(claim, now)
    ]


def _of_two_sorts(claim: Claim, now: Claim) -> bool:
    """3月86人次，四季度120人次: a month is not what a quarter followed."""
    one, other = step_of(claim.lead), step_of(now.lead)
    return one is not None and other is not None and one[0] != other[0]


def _same_half(claim: Claim, now: Claim) -> bool:
    """上半年零售额7.1万亿元，其中网上…: the half year is an earlier one only for what is of a later time."""
    half = re.search(r"上半年|上季度", claim.lead)
    return half is not None and claim.period == now.period and half[0] in claim.period


def _flow_of(claim: Claim, now: Claim) -> bool:
    """去年新登记132个…，年末实有2416个: what came in during a year is no stock of an earlier one."""
    return bool(_CAME.search(claim.lead)) and bool(_STANDING.search(now.lead)) and not _CAME.search(now.lead)


def _contained(claim: Claim, now: Claim) -> bool:
    """12个(含2020年结转的4个): what the bracket holds is some of the figure now, and not the one before it."""
    return claim.depth > now.depth and re.match(r"(?:其中|均?含|包[含括]|内含|里面)", claim.lead) is not None


def _moved_itself(reading: Reading, claims: Sequence[Claim], claim: Claim) -> bool:
    """仓储指数为53.7%，较上月上升3.5个百分点；…: a figure that is itself held against last month is of this month."""
    behind = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
    return any(roles.is_change(other, reading) and roles.basis(other) == "month" for other in behind)


def _bracketed(claims: Sequence[Claim], change: Claim) -> list[Claim]:
    """环比增长6.8%，同比下降4.0%(上月为292件，上年同月为325件): the figure of the brackets that is its basis."""
    behind = [claim for claim in claims if claim.start > change.start]
    opened = next((claim for claim in behind if claim.depth > change.depth), None)
    if opened is None or any(claim.kind is Kind.AMOUNT for claim in behind[: behind.index(opened)]):
        return []
    group = list(takewhile(lambda claim: claim.depth > change.depth, behind[behind.index(opened) :]))
    dated = [claim for claim in group if _DATED.match(claim.lead)]
    if roles.basis(change) == "month":
        return [claim for claim in dated if not re.match(r"上年|去年|同期", claim.lead)]
    if roles.basis(change) == "last":
        return [claim for claim in dated if re.match(r"上年|去年|同期|(?:19|20)\d\d年", claim.lead)]
    return dated if len(dated) == 1 else []


_DATED = re.compile(r"上年|去年|上|前|同期|(?:19|20)\d\d年|\d{1,2}月")


def _behind_brackets(reading: Reading, now: Claim, claim: Claim) -> bool:
    """1268.5亿元(2023年:1142.6亿元): the same figure of an earlier time in brackets right behind."""
    if claim.depth <= now.depth or not alike(claim, now):
        return False
    return bool(
        re.fullmatch(
            r"\((?:上年|去年|同期|上年同期|(?:19|20)\d\d年)[^□\d]{0,8}",
            reading.text[now.outer_end : claim.outer_start],
        )
    )


def _long_ago(reading: Reading, now: Claim, claim: Claim) -> bool:
    """五年前，床位占比仅38.4%，如今达到58.6%."""
    if not _NOW.search(now.lead) or claim.start > now.start or not alike(claim, now):
        return False
    start = reading.sentences[claim.sentence][0]
    return bool(re.search(r"年前|当初|起初|此前|过去", reading.text[start : claim.start]))


def _with_which(reading: Reading, claim: Claim) -> bool:
    """与2010年的43.27%相比: what a change is measured against."""
    return reading.after(claim).startswith("相比")


def _set_off(reading: Reading, claims: Sequence[Claim], change: Claim, claim: Claim) -> bool:
    """3.2%，比上年(3.6%)下降0.4个百分点: the figure in the brackets right before the change."""
    if (
        claims[claims.index(change) - 1] is not claim
        or claim.depth <= change.depth
        or claim.kind not in LEVELS
    ):
        return False
    said = reading.text[max(0, claim.outer_start - 16) : claim.outer_start]
    return bool(re.search(r"(?:比|较|低于|高于)[^，。；()]{1,12}\($", said))


def _corrected(claim: Claim, change: Claim) -> bool:
    """核减后为1901家，本年末1864家，较核减后口径减少37家."""
    found = re.search(rf"(?:比|较)[^，]{{0,4}}?({pattern('revised')}后|调整后|剔除后|扣除后)", change.lead)
    return found is not None and found[1] in claim.lead


def _basis(claims: Sequence[Claim], change: Claim) -> str:
    """What a change is measured against; 增长p goes on from 比前年增加n before it."""
    own = roles.basis(change)
    index = claims.index(change)
    if own or index == 0 or change.start - claims[index - 1].end > 12:
        return own
    return roles.basis(claims[index - 1])


def _year_before(claim: Claim, now: Claim) -> bool:
    one, other = roles.own_year(claim), roles.year(now)
    if one is None and _NOW.search(now.lead) and claim.start < now.start:
        return bool(re.match(r"(?:19|20)\d{2}", claim.period)) and now.period != claim.period
    if one is not None and other is None:
        return bool(_ONLY_THEN.match(claim.lead) or (_NOW.search(now.lead) and claim.start < now.start))
    return one is not None and other is not None and one < other


def _basis_fits(former: Claim, basis: str) -> bool:
    if not basis or basis in former.lead:
        return True
    there = roles.basis_of(former.lead)
    return there == basis if there else basis == "last" and roles.own_year(former) is not None


def told_after(reading: Reading, claims: Sequence[Claim], change: Claim) -> tuple[Claim, Claim] | None:
    """受理数环比增长30%，10月为250件，11月为325件: the two figures right behind a change, before and now."""
    behind = [claim for claim in claims if claim.start > change.start][:2]
    if any(roles.is_change(claim, reading) for claim in behind):
        return None
    if len(behind) < 2 or not alike(*behind) or behind[0].kind not in LEVELS:
        return None
    times = [_month_or_year(claim) for claim in behind]
    if times[0] is None or times[1] is None or times[0] == times[1]:
        return None
    return (behind[0], behind[1]) if times[0] < times[1] else (behind[1], behind[0])


def _month_or_year(claim: Claim) -> int | None:
    found = re.search(r"((?:19|20)\d\d)年|(\d{1,2})月", claim.lead)
    if is_former(claim) or re.match(r"上月|上年|去年", claim.lead):
        return 0
    if re.match(r"今年|本月|当月|本年", claim.lead):
        return 9999
    return None if found is None else int(found[1] or found[2])
