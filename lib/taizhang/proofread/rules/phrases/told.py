"""A stated figure, the figures that give it and their result -> one check, 正确 or 存疑."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import verdicts


def judged(
    reading: Reading,
    rule: str,
    given: Sequence[Claim],
    stated: Claim,
    value: Interval,
    sums: str,
    unless: str,
) -> Check:
    """``sums`` says how ``value`` comes about; ``unless`` what may explain that it is not the stated figure."""
    involved = [*given, stated]
    if verdicts.agrees(stated, value):
        return verdicts.check(
            reading, rule, Status.RIGHT, involved, f"{sums}与{stated.text}相符。", focus=stated
        )
    expected = said(value, stated)
    reason = f"{sums}＝{expected}，文中为{stated.text}；{unless}。"
    return verdicts.check(reading, rule, Status.DOUBTFUL, involved, reason, focus=stated, expected=expected)


def said(value: Interval, like: Claim) -> str:
    """The value as the figure is printed; ‰ stays ‰."""
    if "‰" not in like.text:
        return verdicts.said(value.middle, like)
    return f"{value.middle * 10:.{max(0, -_exponent(like) - 1)}f}‰"


def _exponent(claim: Claim) -> int:
    exponent = claim.step.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
