"""A rate that fits its two ends only because they are rounded -> doubtful where that is hardly how it came about."""

from __future__ import annotations

import re
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, far_corner, nearest, point, very_round
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.changes.ends import Pair

RULE = "增减"
_HARDLY, _AS_WELL = Decimal("0.02"), Decimal("0.4")
_HUNDRED = 100
_BY_ROUNDING = "如按取整前的数计算，请核对"
_BY_DIGITS = "两个数字的数位恰好颠倒，请核对"
_BY_BASE = "这恰是以后一个数为基数算出的，请核对基数"


def remark(reading: Reading, pair: Pair, change: Claim, direction: int) -> Check | None:
    """What to say of a rate that agrees with its ends as intervals; None where it agrees as a reader would expect."""
    if not _is_plain(pair, change):
        return None
    if not _in_like_decimals(pair, change, direction):
        return _doubt(reading, pair, change, direction, _BY_ROUNDING)
    if not _as_nearly_printed(pair, change, direction) or _in_far_corner(pair, change, direction):
        return _doubt(reading, pair, change, direction, _BY_ROUNDING)
    if _turned_round(pair, change, direction):
        return _doubt(reading, pair, change, direction, _BY_DIGITS)
    if _over_the_later(pair, change, direction):
        return _doubt(reading, pair, change, direction, _BY_BASE)
    return None


def _is_plain(pair: Pair, change: Claim) -> bool:
    """Whether it is a rate between two figures that were all printed without 约, 近, 余."""
    ends = (pair.former, pair.now)
    rate = change.kind in (Kind.RATE, Kind.MULTIPLE) and change.unit != "番"
    plain = not any(claim.qualifier or not claim.span.bounded for claim in (*ends, change))
    return rate and plain and all(claim.kind is not Kind.RANK and claim.span.low > 0 for claim in ends)


def _stated(change: Claim, direction: int) -> Interval:
    """The later end over the earlier one, as the rate says."""
    size = _HUNDRED if change.kind is Kind.RATE else 1
    return change.span.scaled(Decimal(direction) / size).plus(point(1))


def _in_like_decimals(pair: Pair, change: Claim, direction: int) -> bool:
    """1.2亿元到1.44亿元，增长24%: beside 1.44 what is printed as 1.2 is rather 1.20, its nought left out."""
    ends = (pair.former, pair.now)
    if ends[0].step == ends[1].step or len({re.sub(r"[\d.,]", "", end.text) for end in ends}) > 1:
        return True
    near = far_corner(_stated(change, direction), pair.now.span, pair.former.span) > _AS_WELL
    if near and not any(very_round(end.span) for end in ends):
        return True
    finest = min(end.span.high - end.span.low for end in ends) / 2
    former, now = (Interval(end.span.middle - finest, end.span.middle + finest) for end in ends)
    value = now.over(former)
    return value is not None and value.meets(_stated(change, direction))


def _as_nearly_printed(pair: Pair, change: Claim, direction: int) -> bool:
    """由2亿元到3亿元，增长80%: of figures as round as these only the nearest part of what they may stand for."""
    if not any(end.kind is Kind.AMOUNT and very_round(end.span) for end in (pair.former, pair.now)):
        return True
    value = nearest(pair.now.span).over(nearest(pair.former.span))
    return value is not None and value.meets(_stated(change, direction))


def _in_far_corner(pair: Pair, change: Claim, direction: int) -> bool:
    """1.2万张到1.8万张，增长60%: both would have to be rounded as far as can be, each the other way."""
    return far_corner(_stated(change, direction), pair.now.span, pair.former.span) < _HARDLY


def _turned_round(pair: Pair, change: Claim, direction: int) -> bool:
    """4.5万元、上年5.4万元，压减17.6%: what is printed gives 16.7, the same digits in another order."""
    if change.kind is not Kind.RATE or "%" not in change.text:
        return False
    printed = (pair.now.span.middle / pair.former.span.middle - 1) * direction * _HUNDRED
    meant, stated = printed.quantize(change.step), change.value.quantize(change.step)
    return meant > 0 and meant != stated and sorted(str(meant)) == sorted(str(stated))


def _over_the_later(pair: Pair, change: Claim, direction: int) -> bool:
    """2.5亿元到2.9亿元，增长13.8%: to the last digit 0.4 over 2.9, and 0.4 over 2.5 is 16.0."""
    former, now = (point(end.span.middle) for end in (pair.former, pair.now))
    stated, turned = _stated(change, direction), point(2).minus(_stated(change, direction))
    printed, over_later = now.over(former), former.over(now)
    if printed is None or over_later is None or former == now:
        return False
    return not printed.meets(stated) and over_later.meets(turned)


def _doubt(reading: Reading, pair: Pair, change: Claim, direction: int, unless: str) -> Check:
    printed = (pair.now.span.middle / pair.former.span.middle - 1) * direction
    value = verdicts.said(printed * (_HUNDRED if change.kind is Kind.RATE else 1), change)
    word = "增长" if direction > 0 else "下降"
    reason = (
        f"由{pair.former.text}到{pair.now.text}，按所印数字应为{word}{value}，文中为{change.text}；{unless}。"
    )
    involved = [pair.former, pair.now, change]
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=change, expected=value)
