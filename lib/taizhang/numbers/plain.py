"""Plain written numbers <-> Decimal, rounding by a declared rule, and units with 万 or 亿."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext

ROUNDING: Mapping[str, str] = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
SCALES: Mapping[str, Decimal] = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}
DIGITS = 12
_PRECISION = 60
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_UNIT_SCALE = re.compile(r"^(万|亿)(?!能)")


def parse(text: str) -> Decimal:
    """Read one written number exactly: full-width digits, thousands separators, 万 and 亿.

    Raises ValueError for anything else, for misplaced separators too: a guess is a wrong number.
    """
    clean = unicodedata.normalize("NFKC", text).strip().replace(" ", "").replace("−", "-")
    scale = Decimal(1)
    while clean[-1:] in ("万", "亿"):
        scale *= SCALES[clean[-1]]
        clean = clean[:-1]
    if not _PLAIN.fullmatch(clean):
        raise ValueError(f"not a number: {len(text)} characters")
    with localcontext(Context(prec=_PRECISION)):
        return Decimal(clean.replace(",", "")) * scale


def round_to(value: Decimal, decimals: int, rounding: str = "half_up") -> Decimal:
    """``value`` with so many decimals, by the rule of that name (half_up, half_even, down)."""
    with localcontext(Context(prec=_PRECISION)):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDING[rounding])


def show(value: Decimal, decimals: int, rounding: str = "half_up") -> str:
    """The number as it is printed; never ``-0``."""
    rounded = round_to(value, decimals, rounding)
    return format(abs(rounded) if rounded.is_zero() else rounded, "f")


def exact(value: Decimal) -> str:
    """The shortest plain text of a value: no exponent, no trailing zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def quotient(numerator: Decimal, denominator: Decimal, scale: int = 1) -> Decimal:
    """``numerator / denominator * scale`` to 12 significant digits. ZeroDivisionError on zero."""
    if denominator == 0:
        raise ZeroDivisionError("the denominator of a ratio is zero")
    with localcontext(Context(prec=_PRECISION)):
        value = numerator * scale / denominator
    return Context(prec=DIGITS, rounding=ROUND_HALF_UP).plus(value)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit split into its Chinese scale (万, 亿 or none) and what is counted (元, 人, 张)."""

    scale: str
    base: str

    @property
    def factor(self) -> Decimal:
        """How many of the base one of this unit is."""
        return SCALES[self.scale]


def unit(text: str) -> Unit:
    """Split ``万元`` into 万 and 元; ``人`` into nothing and 人."""
    found = _UNIT_SCALE.match(text)
    return Unit(found[1], text[1:]) if found and len(text) > 1 else Unit("", text)


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Exact change of scale between units of one base. ValueError when the bases differ."""
    one, other = unit(source), unit(target)
    if one.base != other.base:
        raise ValueError(f"{source} -> {target}")
    with localcontext(Context(prec=_PRECISION)):
        return value * one.factor / other.factor


def floor_to(value: Decimal, step: Decimal, *, strict: bool) -> Decimal:
    """The largest multiple of ``step`` that is at most ``value``; less than it when ``strict``."""
    with localcontext(Context(prec=_PRECISION)):
        times = (value / step).to_integral_value(rounding=ROUND_FLOOR)
        floored = times * step
        return floored - step if strict and floored == value else floored
