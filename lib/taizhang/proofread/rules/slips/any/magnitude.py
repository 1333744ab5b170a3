"""314580元, 314.58万元: the same digits, and one of them ten or a thousand times the other -> doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.slips.nearby import figures

RULE = "疑似笔误"
_FEWEST, _BACK = 4, 1
Place = tuple[int, int]


def checks(reading: Reading, held: set[Place]) -> Iterator[Check]:
    """Every two figures of one measure so printed, of which no rule has held one against anything."""
    for number in range(len(reading.sentences)):
        near = [claim for claim in figures(reading, number, _BACK) if _counts(claim)]
        for one, other in combinations(near, 2):
            if other.sentence == number and _same_digits(one, other) and not _is_held(one, other, held):
                expected = verdicts.said(one.span.middle, other)
                reason = f"{one.text}与{other.text}数字相同而大小不同；如是同一个数，应为{expected}，请核对单位和小数点。"
                yield verdicts.check(
                    reading, RULE, Status.DOUBTFUL, [one, other], reason, focus=other, expected=expected
                )


def _counts(claim: Claim) -> bool:
    return claim.kind is Kind.AMOUNT and bool(claim.measure) and not (claim.weak or claim.qualifier)


def _same_digits(one: Claim, other: Claim) -> bool:
    """So many digits that chance would hardly give them twice; 12 months or a rate for one are another size."""
    alike = roles.same_measure(one, other) and one.value != other.value
    return alike and _digits(one) == _digits(other) and len(_digits(one)) >= _FEWEST


def _digits(claim: Claim) -> str:
    return re.sub(r"[^0-9]", "", str(claim.value.normalize().as_tuple().digits)).strip("0")


def _is_held(one: Claim, other: Claim, held: set[Place]) -> bool:
    return {(one.start, one.end), (other.start, other.end)} <= held
