"""甲每人每月90元、乙110元，全年分别为1080元和1320元 -> whether each yearly sum is that of its own monthly one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "月标准与年标准"
_MONTHS, _LEAST, _MOST = 12, 6, 24
_MONTHLY = Grammar("每?月(?:{monthly_sums}|可?领取?)*[为是]?$")
_BESIDE = re.compile(r"、[^，。；□]{1,20}|[，、][^，。；□]{0,12}(?:□+[^，。；□]{0,8})?")
_YEARLY = re.compile(r"(?:全年|每年|一年|年标准|(?<![0-9今去上明])年)[^□，；]{0,12}$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence with two monthly sums or more, and yearly ones behind them."""
    for number in range(len(reading.sentences)):
        money = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind is Kind.AMOUNT and claim.measure == "money" and not claim.weak
        ]
        rows = list(named_runs.rows(reading, money)) if len(money) > 2 else []
        for at, row in enumerate(rows):
            before = _monthly(reading, [claim for one in rows[:at] for claim in one])
            if len(before) > 1 and _YEARLY.search(reading.before(row[0])):
                yield from _pairs(reading, before, row)


def _monthly(reading: Reading, money: Sequence[Claim]) -> list[Claim]:
    """The monthly sums that stand side by side at the end: the month may be said of the first alone."""
    found: list[Claim] = []
    for claim in money:
        monthly = claim.per.endswith("月") or bool(_MONTHLY.search(claim.lead))
        beside = bool(found) and bool(_BESIDE.fullmatch(reading.between(found[-1], claim)))
        if not monthly and not (beside and not claim.per):
            found = []
        elif roles.is_change(claim, reading):
            return []
        else:
            found = [*found, claim] if beside or not found else [claim]
    return found


def _pairs(reading: Reading, monthly: Sequence[Claim], yearly: Sequence[Claim]) -> Iterator[Check]:
    if len(yearly) == len(monthly):
        pairs = list(zip(monthly, yearly, strict=True))
    else:
        pairs = [(one, year) for year in yearly if (one := _called(reading, monthly, year)) is not None]
    if all(
        one.span.scaled(_LEAST).low <= year.span.high <= one.span.scaled(_MOST).high for one, year in pairs
    ):
        for one, year in pairs:
            yield _verdict(reading, one, year)


def _called(reading: Reading, monthly: Sequence[Claim], year: Claim) -> Claim | None:
    """The one monthly sum whose name the yearly one repeats: 一级补贴全年每人可领1200元."""
    said = reading.before(year)
    named = [claim for claim in monthly if (name := _name(claim)) and name in said]
    return named[0] if len(named) == 1 else None


def _name(claim: Claim) -> str:
    return re.sub(r"每[人户名位].*$|每月.*$", "", claim.lead)[-2:]


def _verdict(reading: Reading, one: Claim, year: Claim) -> Check:
    expected = one.span.scaled(_MONTHS)
    if verdicts.agrees(year, expected):
        reason = f"{one.text}与{year.text}按12个月换算相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, [one, year], reason)
    value = verdicts.said(expected.middle, year)
    reason = f"按12个月换算，{one.text}应为{value}，文中为{year.text}；如有减免、补发，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, [one, year], reason, expected=value)
