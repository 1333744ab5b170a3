"""B，比上年增加n，增长p -> whether amount and rate of one change agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.moments import Moment, moment
from taizhang.proofread.rules.changes.ends import beside, is_former
from taizhang.proofread.rules.changes.judging import RULE
from taizhang.proofread.rules.changes.owners import of_another

_CAME = Grammar("{new_ones}")  # 12月份新增登记126家，累计新增1386家: neither is a level


def with_amount(
    reading: Reading, claims: Sequence[Claim], index: int, change: Claim, near: bool = True
) -> Iterator[Check]:
    """B，比上年增加n，增长p: then A is B less n; not ``near``: B was found in another sentence."""
    amounts, arrivals = _amounts(reading, claims, index, change)
    levels = [
        (amount, level)
        for amount in amounts
        for level in claims
        if level.kind is Kind.AMOUNT and level is not amount and level.measure == amount.measure
        and level.per == (amount.per or level.per)
        and not roles.is_change(level, reading) and not is_former(level)
        and not (_CAME.search(level.lead) and amount in arrivals)
        and (level.start < amount.start or re.search(r"(?:达到?|至|为)$|总[数量额]", level.lead))
        and not of_another(change, (level, amount))
        and not ("；" in reading.between(level, change) and of_another(change, (level,)))
    ]  # fmt: skip
    nearest = sorted(levels, key=lambda both: abs(both[1].start - change.start))
    judged = [(amount, level, _from_amount(amount, level, reading)) for amount, level in nearest]
    right = [
        part
        for part in judged
        if part[2] is not None and verdicts.agrees(change, _signed(part[2], change, reading))
    ]
    for amount, level, expected in right[:1] or judged[:1]:
        if expected is not None:
            sure = near and len(nearest) == 1 and not arrivals
            yield _amount_check(reading, amount, level, change, _signed(expected, change, reading), sure)


def _amounts(
    reading: Reading, claims: Sequence[Claim], index: int, change: Claim
) -> tuple[list[Claim], list[Claim]]:
    """The change as an amount beside the rate; else what was new (the second list), which may be offset."""
    led = index > 1 and re.search(r"(?:达到?|至|到|为)$", claims[index - 1].lead)
    first = index - (2 if led else 1)  # 减少362人，降至8278人，降幅4.2%
    leads = index + 2 < len(claims) and re.fullmatch(
        r"(?:总[数量额]|总人数)?(?:已)?(?:达到?|至|到|为)了?", claims[index + 1].lead
    )
    last = index + (3 if leads else 2)  # 增长25%，达到6250人，比上年增加1250人
    amounts = [
        claim
        for claim in claims[max(0, first) : last]
        if claim is not change
        and claim.kind is Kind.AMOUNT
        and _moves(claim, reading)
        and _same_basis(claim, change)
    ]
    arrivals = [
        claim
        for claim in claims[max(0, index - 2) : index]
        if not amounts
        and claim.kind is Kind.AMOUNT
        and re.search(r"新增[^，]*$", claim.lead)
        and moment(claim) is not Moment.BEFORE
        and not roles.basis(change).isdigit()
    ]
    return amounts or arrivals, arrivals


def _moves(claim: Claim, reading: Reading) -> bool:
    return roles.is_change(claim, reading)


def _same_basis(amount: Claim, change: Claim) -> bool:
    one, other = roles.basis(amount), roles.basis(change)
    return not one or not other or one == other


def _from_amount(amount: Claim, level: Claim, reading: Reading) -> Interval | None:
    """The rate, signed, that an amount of change on the way to this level gives."""
    sign = roles.direction(amount, reading) or 1
    moved = amount.span.scaled(sign)
    earlier = _is_base(amount, level, reading)
    ratio = moved.over(level.span) if earlier else level.span.growth_by(moved)
    return ratio.scaled(100) if ratio else None


def _is_base(amount: Claim, level: Claim, reading: Reading) -> bool:
    """相较于2020年度的20100名，多了2960名; 比2020年增加…，2020年为8600张: the level is what it was before."""
    year = roles.own_year(level)
    against = roles.basis(amount) or _against(reading, amount)
    return beside().search(level.lead) is not None or (year is not None and against == str(year))


def _against(reading: Reading, amount: Claim) -> str:
    """与2022年相比，2022年上牌55万辆，…，增加7.5万辆: the year that its sentence begins by comparing with."""
    start = reading.sentences[amount.sentence][0]
    told = re.findall(r"(?:与|同|和)((?:19|20)\d\d)年度?(?:相对?比|比较)", reading.text[start : amount.start])
    return str(told[-1]) if told else ""


def _signed(expected: Interval, change: Claim, reading: Reading) -> Interval:
    signed = expected.scaled(roles.direction(change, reading) or 1)
    return signed.times(point(Decimal("0.01"))) if change.kind is Kind.MULTIPLE else signed


def _amount_check(
    reading: Reading, amount: Claim, level: Claim, change: Claim, expected: Interval, sure: bool
) -> Check:
    involved = [level, amount, change]
    if verdicts.agrees(change, expected):
        reason = f"{level.text}、变动{amount.text}与{change.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=change)
    value = verdicts.said(abs(expected.middle), change)
    turned = expected.middle < 0
    when = "原为" if _is_base(amount, level, reading) else "现为"
    reason = f"{when}{level.text}、变动{amount.text}，变动幅度应为{value}，文中为{change.text}" + (
        "，且增减方向相反。" if turned else "。"
    )
    cut = verdicts.cut_off(change, expected)
    reason += verdicts.CUT if cut else "" if sure else "如口径不同，请注明。"
    status = Status.DOUBTFUL if cut or not sure else Status.WRONG
    return verdicts.check(reading, RULE, status, involved, reason, focus=change, expected=value)
