"""特困标准按低保标准780元的1.3倍确定，为每月1014元 -> whether the multiple of the one standard is the other.

A multiple that fixes a standard is exact: 1041元 is 1.33 times as much, and no 1.3 times 780元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness

RULE = "倍数"
_FIXED = re.compile(r"的?(?:标准)?(?:确定|执行|核定|计算|发放|落实|计发|测算|制定|上浮)")
_BY = re.compile(r"(?:按照?|依照|参照|以)(?:[^，；□]{0,16})(?:□+)?[^，；□]{0,4}的?(?:不低于)?$")
_SLACK = Decimal("0.008")  # rounded up to whole tens
_ALIKE = 0.5
_NEARLY = Decimal("0.3")
_THAT_IS = Grammar(
    "(?:的?标准|的水平|确定|执行)?[，(]?(?:{worth_so_much})(?:每人|每月|每年|月|年|标准)*(?:{worth_so_much})?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every multiple that fixes an amount, with the amount behind it and its base."""
    for times in reading.claims:
        pair = fixed(reading, times) if times.kind is Kind.MULTIPLE else None
        pair = pair or (_worth(reading, times) if times.kind is Kind.MULTIPLE else None)
        if pair is not None:
            yield _judged(reading, pair[0], times, pair[1])


def fixed(reading: Reading, times: Claim) -> tuple[Claim, Claim] | None:
    """The base of a multiple and the amount that it fixes; None where the words do not say both."""
    if times.qualifier or not _FIXED.match(times.tail) or not _BY.search(reading.before(times)):
        return None
    amounts = [claim for claim in reading.window(times, 1) if _is_standard(reading, claim)]
    named = _named(reading, times, amounts)
    results = [claim for claim in amounts if claim.start > times.start and claim not in named]
    return (named[0], results[0]) if len(named) == len(results) == 1 else None


def fixes(reading: Reading, times: Claim) -> bool:
    """按低保标准的1.3倍核定: the figures behind are results, none the base of another."""
    return bool(_FIXED.match(times.tail) and _BY.search(reading.before(times)))


def _worth(reading: Reading, times: Claim) -> tuple[Claim, Claim] | None:
    """低保标准每月790元，1.3倍就是1027元: the figure right behind is so many times the one before, of all that it may be
    the one that fits, else the only one."""
    claims = reading.of_sentence(times.sentence)
    behind = claims[claims.index(times) + 1 :][:1]
    if times.qualifier or times.unit == "番" or roles.is_change(times, reading) or not behind:
        return None
    result = behind[0]
    if result.kind is not Kind.AMOUNT or not _THAT_IS.match(reading.between(times, result)):
        return None
    before = [
        other
        for other in reading.window(times, 1)
        if other.start < times.start
        and other.kind is Kind.AMOUNT
        and other.measure == result.measure
        and not roles.is_change(other, reading)
    ]
    here = [other for other in before if other.sentence == times.sentence] or before
    held = [other for other in here if verdicts.agrees(result, _times(other, times))]
    near = [other for other in here if _near(result, _times(other, times))]
    return (held[-1], result) if held else (near[0], result) if len(near) == len(here) == 1 else None


def _near(result: Claim, value: Interval) -> bool:
    return abs(result.span.middle - value.middle) <= value.middle * _NEARLY


def _is_standard(reading: Reading, claim: Claim) -> bool:
    return (
        claim.kind is Kind.AMOUNT
        and claim.measure == "money"
        and claim.value > 0
        and not roles.is_change(claim, reading)
        and not roles.is_from(claim, reading)
    )


def _named(reading: Reading, times: Claim, amounts: Sequence[Claim]) -> list[Claim]:
    """The amount right before 的1.3倍; else the one that goes by the name before it (低保标准)."""
    right = [
        claim for claim in amounts if reading.between(claim, times) == "的" and claim.start < times.start
    ]
    if right:
        return right
    name = re.sub(r"^.*?(?:按照?|依照|参照|以)|[的□]|当地|同期|本地", "", reading.before(times))
    marks = [(likeness(name, claim.lead), claim) for claim in amounts]
    best = max((mark for mark, _ in marks), default=0.0)
    earlier = [claim for claim in amounts if claim.start < times.start]
    if not name and len(earlier) == 1:
        return earlier  # 低保标准780元，特困标准按1.3倍执行
    return [claim for mark, claim in marks if mark == best and mark >= _ALIKE]


def _judged(reading: Reading, base: Claim, times: Claim, result: Claim) -> Check:
    value, involved = base.span.scaled(times.value), [base, times, result]
    if verdicts.agrees(result, _times(base, times)):
        reason = f"{base.text}的{times.text}与{result.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=result)
    expected = verdicts.said(value.middle, result)
    reason = f"{base.text}的{times.text}应为{expected}，文中为{result.text}；如另有规定，请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=result, expected=expected)


def _times(base: Claim, times: Claim) -> Interval:
    """So many times the base, give or take what rounding up to whole tens adds."""
    value = base.span.scaled(times.value)
    slack = value.middle * _SLACK
    return Interval(value.low - slack, value.high + slack)
