"""A written figure and its qualifier (约, 近, 余, 以上 …) -> the values it may stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims.tokens import Token
from taizhang.proofread.intervals import INFINITE, Interval, around, point
from taizhang.proofread.model import Kind

_NEARLY_AT_LEAST = Decimal("0.85")
_SUFFIXED = re.compile(r"(?:\s?(?:\(含\)|含|及|\(含本数\))?)(以上|以下|以内|左右|上下|及以上|及以下)")
_INSIDE_WORDS = {"近": (*"最附邻靠临",), "约": (*"签节制违合公条特预邀履解续",)}


def qualifier(text: str, token: Token) -> tuple[str, int, int]:
    """The qualifier's name (empty when there is none) and where figure and qualifier together begin and end."""
    after = _SUFFIXED.match(text, token.end)
    if after:
        return _named(after[1]), token.start, after.end()
    before = _prefix().search(text, max(0, token.start - 6), token.start)
    if before and text[before.start() - 1 : before.start()] not in _INSIDE_WORDS.get(before[1], ()):
        return _named(before[1]), before.start(), token.end
    return ("more" if token.more else ""), token.start, token.end


@cache
def _prefix() -> re.Pattern[str]:
    known = {word for found in words.qualifiers().values() for word in found}
    every = sorted(known - set(words.words("suffixed")), key=len, reverse=True)
    # A lookahead for the end is not enough: the search is cut at the figure by its end position.
    return re.compile(rf"({words.either(every)})\s?$")


def _named(word: str) -> str:
    return next((name for name, found in words.qualifiers().items() if word in found), "")


def span(token: Token, name: str) -> Interval:
    """Every value that the figure may stand for, in its measure's base unit."""
    low = _plain(token, token.value)
    printed = Interval(low.low, _plain(token, token.upper).high) if token.upper is not None else low
    widened = _WIDEN[name](token, printed) if name in _WIDEN and token.upper is None else printed
    return widened.scaled(token.factor) if token.factor != 1 else widened


def _plain(token: Token, value: Decimal) -> Interval:
    return around(value, token.step) if token.rounded else point(value)


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 for 500, 0.1 for 29.7."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _about(token: Token, printed: Interval) -> Interval:
    wide = around(token.value, _place(token.value))
    return Interval(min(wide.low, printed.low), max(wide.high, printed.high))


def _nearly(token: Token, printed: Interval) -> Interval:
    return Interval(
        max(token.value - max(_place(token.value), token.step), token.value * _NEARLY_AT_LEAST),
        max(token.value, printed.high),
    )


def _more(token: Token, printed: Interval) -> Interval:
    return Interval(token.value, token.value + _place(token.value))


def _over(token: Token, printed: Interval) -> Interval:
    return Interval(printed.low, INFINITE)


def _under(token: Token, printed: Interval) -> Interval:
    return Interval(-INFINITE if token.kind is Kind.POINTS else Decimal(0), printed.high)


_WIDEN: Mapping[str, Callable[[Token, Interval], Interval]] = {
    "about": _about,
    "nearly": _nearly,
    "more": _more,
    "over": _over,
    "at_least": _over,
    "under": _under,
    "at_most": _under,
}
