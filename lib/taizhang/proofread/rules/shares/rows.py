"""甲18人，占9%；乙126人，占63%；丙56人，占38% -> the one share that is not of the whole that the others are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "占比"
_LEAST = 3
_BESIDE = re.compile(r"[，,(]?(?:约|分别)?占(?:[^，。；□]{1,8}的|比)?(?:为|达|约|比为)?|\(")

Pair = tuple[Claim, Claim]


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence with three such pairs or more of one unit."""
    for number in range(len(reading.sentences)):
        pairs = list(_pairs(reading, number))
        full = len(pairs) > 1 and all(share.span.bounded for _, share in pairs)
        full = full and total(share.span for _, share in pairs).meets(point(100))
        if (full or len(pairs) >= _LEAST) and len({roles.measure(amount) for amount, _ in pairs}) == 1:
            yield from _odd_one(reading, pairs)


def _pairs(reading: Reading, number: int) -> Iterator[Pair]:
    for amount, share in pairwise(reading.of_sentence(number)):
        is_pair = share.kind is Kind.RATE and roles.is_level(amount, reading) and not amount.weak
        if is_pair and _BESIDE.fullmatch(reading.between(amount, share)):
            yield amount, share


def _odd_one(reading: Reading, pairs: Sequence[Pair]) -> Iterator[Check]:
    """The whole is what the amounts add up to, if all shares but one say so."""
    whole = total(amount.span for amount, _ in pairs)
    odd = [pair for pair in pairs if not _holds(*pair, whole)]
    full = total(share.span for _, share in pairs).meets(point(100))
    if len(odd) != 1 and not (full and odd):
        return
    amount, share = odd[0]
    ratio = amount.span.over(whole)
    if ratio is None:
        return
    expected = verdicts.said(ratio.scaled(100).middle, share)
    involved = [amount for amount, _ in pairs] + [share]
    reason = (
        f"各项之和为{verdicts.said(whole.middle, amount)}，{amount.text}占{expected}，文中为{share.text}；"
        + ("各项占比之和为100%。" if full else "其余各项的占比与此相符。")
    )
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=share, expected=expected)


def _holds(amount: Claim, share: Claim, whole: Interval) -> bool:
    ratio = amount.span.over(whole)
    return ratio is not None and verdicts.agrees(share, ratio.scaled(100))
