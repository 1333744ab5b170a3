"""Exact numbers: text as people write it -> Decimal, and Decimal -> text, with a declared rounding."""

from taizhang.numbers.chinese import in_chinese, parse_chinese
from taizhang.numbers.plain import (
    DIGITS,
    ROUNDING,
    SCALES,
    Unit,
    convert,
    exact,
    floor_to,
    parse,
    quotient,
    round_to,
    show,
    unit,
)
from taizhang.numbers.written import Written, halved, match_at, read

__all__ = [
    "DIGITS",
    "ROUNDING",
    "SCALES",
    "Unit",
    "Written",
    "convert",
    "exact",
    "floor_to",
    "halved",
    "in_chinese",
    "match_at",
    "parse",
    "parse_chinese",
    "quotient",
    "read",
    "round_to",
    "show",
    "unit",
]
