"""A stated figure and the interval that other figures give -> right, wrong or doubtful, said in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from taizhang.numbers import exact, round_to
from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, around
from taizhang.proofread.model import Check, Claim, Kind, Status

_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
FAR = 160
CUT = "末位可能是截尾而不是四舍五入，请核对。"


def check(
    reading: Reading,
    rule: str,
    status: Status,
    claims: Sequence[Claim],
    reason: str,
    *,
    focus: Claim | None = None,
    expected: str = "",
) -> Check:
    """A check over these claims; ``focus`` is the one that the others speak about (the last by default)."""
    about = focus or claims[-1]
    ordered = sorted(claims, key=lambda claim: claim.start)
    near = [claim for claim in ordered if abs(claim.start - about.start) <= FAR]
    start, end = min(claim.start for claim in near), max(claim.end for claim in near)
    return Check(
        rule=rule,
        status=status,
        start=start,
        end=end,
        text=reading.original[start:end],
        expected=expected,
        reason=reason,
        figures=tuple(dict.fromkeys((claim.start, claim.end) for claim in ordered)),
        focus=(about.start, about.end),
    )


def agrees(stated: Claim, expected: Interval) -> bool:
    """Whether the printed figure may be this value."""
    return stated.span.meets(expected)


def quotient_agrees(stated: Claim, expected: Interval) -> bool:
    """The same for an average: one that is printed without decimals was rounded to them."""
    span = stated.span
    if span.low == span.high:
        known = words.units().get(stated.unit)
        span = around(span.low, stated.step * (known.factor if known else 1))
    return span.meets(expected)


def cut_off(stated: Claim, expected: Interval) -> bool:
    """Whether only cutting digits off, or raising them, instead of rounding explains the figure."""
    if not stated.span.bounded or agrees(stated, expected):
        return False
    half = (stated.span.high - stated.span.low) / 2
    return Interval(stated.span.low - half, stated.span.high + half).meets(expected)


def said(value: Decimal, like: Claim) -> str:
    """A value as the claim would print it: its unit, its scale, its decimals."""
    unit = like.unit or ""
    if like.unit == "番":
        return f"原来的{exact(round_to(value, 1))}倍"
    if "‰" in like.text:
        return f"{exact(round_to(value * 10, max(1, _places(like.step * 10))))}‰"
    if like.kind is Kind.RATE:
        return f"{exact(round_to(value, max(1, _places(like.step))))}%"
    if "千分点" in like.text:
        return f"{exact(round_to(value * 10, max(1, _places(like.step * 10))))}个千分点"
    if like.kind in (Kind.POINTS, Kind.MULTIPLE):
        return f"{exact(round_to(value, max(1, _places(like.step))))}{unit}"
    factor, scale = _scale_of(like)
    known = words.units().get(unit)
    factor *= known.factor if known else 1
    return f"{exact(round_to(value / factor, _decimals(like)))}{scale}{unit}"


def _scale_of(claim: Claim) -> tuple[Decimal, str]:
    for size, word in _SCALES:
        if word in claim.text:
            return size, word
    return Decimal(1), ""


def _decimals(claim: Claim) -> int:
    size, _ = _scale_of(claim)
    return max(_places(claim.step / size), 0)


def _places(step: Decimal) -> int:
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def texts(claims: Iterable[Claim], joined: str = "＋") -> str:
    """The claims as printed, joined."""
    return joined.join(claim.text.replace(" ", "") for claim in claims)


def judged(
    reading: Reading,
    rule: str,
    given: Sequence[Claim],
    stated: Claim,
    value: Interval,
    sums: str,
    unless: str,
) -> Check:
    """正确 or 存疑: ``sums`` says how ``value`` comes about, ``unless`` what may explain that it is not stated."""
    involved = [*given, stated]
    if agrees(stated, value):
        return check(reading, rule, Status.RIGHT, involved, f"{sums}与{stated.text}相符。", focus=stated)
    expected = said(value.middle, stated)
    reason = f"{sums}＝{expected}，文中为{stated.text}；{unless}。"
    return check(reading, rule, Status.DOUBTFUL, involved, reason, focus=stated, expected=expected)
