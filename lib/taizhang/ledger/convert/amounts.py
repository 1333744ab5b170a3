"""Written amounts, counts and numbers -> integer 分, whole numbers, exact decimals; never a float."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Context as DecimalContext
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang import numbers
from taizhang.ledger.convert.cells import (
    DASHES,
    Cells,
    Context,
    NotReadableError,
    Odd,
    clean,
    each,
    has_figures,
    mask,
)

FEN = 100
MOST_DIGITS = 17
_PLAIN = r"^[0-9]{1,11}(?:\.[0-9]{1,2})?$"
_THREE_DECIMALS = r"^\s*[-+¥￥]?[0-9][0-9,]*\.[0-9]{3,}\s*元?\s*$"
_SCALED = "[万千百亿]元?整?(?:/月|每月)?\\s*$"
_FAR_LESS = 1000
_SUFFIX = re.compile(r"(亿|百万|万|千|百)?(?:(?:元|块钱?)(?:整|/月|每月|/人月|/人/月)?|整)?$")
_CURRENCY = re.compile(r"^(?:'|人民币|RMB|CNY|[¥￥])+[:：]?\s*", re.IGNORECASE)
_CELL_UNITS = {"亿": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000, "百": 100}
_COUNT_WORDS = re.compile(r"(?:人次|户次|[人户张个次名项处家件岁对场])$")
_NOISE_DIGITS = 16
_BINARY = DecimalContext(prec=15)
NUMBER = pa.decimal128(18, 6)
_NUMBER_DECIMALS = 6


def money(texts: pa.Array, context: Context) -> Cells:
    """Amounts to int64 分. Decimals beyond the 分 are unreadable; an amount below zero is odd."""
    distinct = texts.dictionary_encode()
    if len(distinct.dictionary) * 4 > len(texts) and context.yuan == 1:
        found = _plain_money(texts, context)
    else:
        found = each(texts, pa.int64(), _money_of(context))
    found, mixed = _without_bare(texts, found)
    negative = mask(pc.less(found.values, 0))
    odd = (
        (Odd("NEGATIVE_AMOUNT", "金额为负数，请在备注写明是否追回或退款", negative),)
        if negative.any()
        else ()
    )
    return Cells(found.values, found.blank, found.unreadable, odd, (*_too_fine(texts, found), *mixed))


def _without_bare(texts: pa.Array, found: Cells) -> tuple[Cells, tuple[Odd, ...]]:
    """Where some cells say 万 and the others are a thousandth of them: the unit was written once and meant for all."""
    worded = mask(pc.match_substring_regex(texts, _SCALED))
    bare = mask(pc.greater(found.values, 0)) & ~worded
    if not worded.any() or not bare.any():
        return found, ()
    least = pc.min(found.values.filter(pa.array(worded))).as_py()
    most = pc.max(found.values.filter(pa.array(bare))).as_py()
    if least is None or most * _FAR_LESS > least:
        return found, ()
    values = pc.if_else(pa.array(bare), pa.scalar(None, pa.int64()), found.values)
    doubt = Odd("", "同列其他格写明了万元、千元，这一格没有写单位，无法确定", bare)
    return Cells(values, found.blank, found.unreadable | bare), (doubt,)


def _too_fine(texts: pa.Array, found: Cells) -> Iterator[Odd]:
    if found.unreadable.any():
        left = pc.if_else(pa.array(found.unreadable), texts, pa.scalar(""))
        yield Odd(
            "", "小数超过两位，不是到分的金额，请核对", mask(pc.match_substring_regex(left, _THREE_DECIMALS))
        )


def _plain_money(texts: pa.Array, context: Context) -> Cells:
    """Many different amounts: the plainly written ones at once, the others one by one."""
    plain = pc.match_substring_regex(texts, _PLAIN)
    exact = pc.cast(pc.if_else(plain, texts, pa.scalar(None, pa.string())), pa.decimal128(13, 2))
    fen = pc.cast(pc.multiply(exact, pa.scalar(Decimal(FEN), pa.decimal128(3, 0))), pa.int64())
    rest = each(pc.if_else(plain, pa.scalar(""), texts), pa.int64(), _money_of(context))
    known = mask(plain)
    return Cells(pc.coalesce(fen, rest.values), rest.blank & ~known, rest.unreadable)


def _money_of(context: Context) -> Callable[[str], int | None]:
    def one(text: str) -> int | None:
        written = _CURRENCY.sub("", clean(text)).removesuffix("(元)").strip()
        if not written or written in DASHES:
            return None
        yuan = context.yuan
        suffix = _SUFFIX.search(written)
        if suffix and suffix[0]:
            # A unit in the cell itself says more than the one above the column.
            written, yuan = written[: suffix.start()], _CELL_UNITS.get(suffix[1] or "", 1)
        value = _decimal(written, context) * yuan * FEN
        return _whole(value)

    return one


def _decimal(written: str, context: Context) -> Decimal:
    if has_figures(written):
        raise NotReadableError
    try:
        value = numbers.parse(written)
    except ValueError as error:
        raise NotReadableError from error
    if value.adjusted() >= MOST_DIGITS:
        raise NotReadableError
    digits = len(value.as_tuple().digits)
    # A workbook stores binary fractions; beyond 15 digits a reader prints what nobody typed.
    return _BINARY.plus(value) if context.numeric_cells and digits >= _NOISE_DIGITS else value


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value() or value.adjusted() >= MOST_DIGITS:
        raise NotReadableError
    return int(value)


def count(texts: pa.Array, context: Context) -> Cells:
    """Whole numbers from zero up to int64; a fraction is unreadable."""

    def one(text: str) -> int | None:
        written = _COUNT_WORDS.sub("", clean(text)).strip()
        if not written or written in DASHES:
            return None
        value = _whole(_decimal(written, context))
        if value < 0:
            raise NotReadableError
        return value

    return each(texts, pa.int64(), one)


def number(texts: pa.Array, context: Context) -> Cells:
    """Exact decimals with at most six places to decimal128(18, 6); shares and averages are rounded to six."""

    def one(text: str) -> Decimal | None:
        written = clean(text)
        if not written or written in DASHES:
            return None
        value = _decimal(written.removesuffix("%") if context.percent else written, context)
        rounded = numbers.round_to(value, _NUMBER_DECIMALS)
        if (
            rounded != value and not context.derived
        ) or rounded.adjusted() >= NUMBER.precision - NUMBER.scale:
            raise NotReadableError
        return rounded

    return each(texts, NUMBER, one)


def year(texts: pa.Array, context: Context) -> Cells:
    """2021, 2021年, 2021年度 to int64."""

    def one(text: str) -> int | None:
        written = clean(text)
        if not written:
            return None
        found = re.fullmatch(r"((?:19|20)\d{2})(?:\.0+)?(?:年度?)?", written)
        if not found:
            raise NotReadableError
        return int(found[1])

    return each(texts, pa.int64(), one)


def nothing(length: int, kind: pa.DataType) -> Cells:
    """A column that the sheet does not have."""
    return Cells(pa.nulls(length, kind), np.ones(length, bool), np.zeros(length, bool))
