"""Figures near each other -> one may be another so many times: by 12 months, a multiple, a count and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.slips.any.budget import shared
from taizhang.proofread.rules.slips.nearby import figures
from taizhang.proofread.rules.slips.relation import Relation

_OF_A_YEAR = re.compile(r"(?<![1-9]\d{3})年(?![初末底度均来])")
_BACK, _TWELVE, _HUNDRED = 2, 12, 100


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every product, one of its figures in the sentence itself."""
    near = [claim for claim in figures(reading, number, _BACK) if _is_plain(claim)]
    amounts = [claim for claim in near if roles.is_level(claim, reading) or roles.is_standard(claim)]
    found = (*_in_a_year(amounts), *_times(near, amounts), *_for_each(near, amounts))
    yield from shared([one for one in found if number in {claim.sentence for claim in one.claims}])


def _in_a_year(amounts: Sequence[Claim]) -> Iterator[Relation]:
    """每人每月1020元, 每人每年12240元."""
    for month, year in permutations(amounts, 2):
        yearly = "年" in year.per or _OF_A_YEAR.search(year.lead)
        if "月" in month.per and "月" not in year.per and yearly and month.measure == year.measure:
            yield Relation(
                (month, year),
                (-1, 1),
                f"{month.text}×12＝{year.text}",
                "any",
                added=False,
                rest=Decimal(_TWELVE),
            )


def _times(near: Sequence[Claim], amounts: Sequence[Claim]) -> Iterator[Relation]:
    """720元, 1.3倍, 936元; 750元, 130%, 975元: a standard is so many times another by rule, not about so."""
    for times in near:
        factor = _factor(times)
        if factor is None:
            continue
        fixed = replace(times, span=point(factor))
        for one, other in combinations(amounts, 2):
            if one.measure == other.measure and (times.kind is Kind.MULTIPLE or (one.per and other.per)):
                less, more = sorted((one, other), key=lambda claim: claim.span.middle)
                yield Relation(
                    (more, less, fixed if one.per and other.per else times),
                    (1, -1, -1),
                    f"{more.text}÷{less.text}＝{times.text}",
                    "any",
                    added=False,
                    rest=Decimal(1),
                )


def _factor(times: Claim) -> Decimal | None:
    """How many times the one is of the other: 1.3 of 1.3倍 and of 130%; None for what says no such thing."""
    if times.kind is Kind.MULTIPLE and times.unit != "番":
        return times.value
    over = times.kind is Kind.RATE and times.value > _HUNDRED and times.lead.endswith("的")
    return times.value / _HUNDRED if over else None


def _for_each(near: Sequence[Claim], amounts: Sequence[Claim]) -> Iterator[Relation]:
    """36人, 30天, 每人每天30元, 32400元."""
    prices = [claim for claim in near if claim.kind is Kind.AMOUNT and (claim.per or roles.is_average(claim))]
    counts = [
        claim
        for claim in near
        if claim.kind is Kind.AMOUNT and claim not in prices and claim.measure != "money"
    ]
    for price in prices:
        totals = [claim for claim in amounts if claim.measure == price.measure and claim is not price]
        for total in totals:
            for one, other in combinations([claim for claim in counts if claim is not total], 2):
                if one.measure != other.measure and {"days", "months", "times_done"} & {
                    one.measure,
                    other.measure,
                }:
                    yield Relation(
                        (total, price, one, other),
                        (1, -1, -1, -1),
                        f"{price.text}×{one.text}×{other.text}＝{total.text}",
                        "any",
                        added=False,
                        rest=Decimal(1),
                    )


def _is_plain(claim: Claim) -> bool:
    """Printed without 约, 近, 余; 不低于1.3倍 sets the multiple as it is."""
    bare = not claim.qualifier or (claim.kind is Kind.MULTIPLE and claim.qualifier == "at_least")
    return bare and not claim.weak
