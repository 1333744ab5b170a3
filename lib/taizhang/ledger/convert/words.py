"""Places, categories and free text -> codes, canonical words, stripped text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec
from taizhang.ledger.convert.addresses import county_of
from taizhang.ledger.convert.cells import Cells, Context, NotReadableError, Odd, clean, each, mask
from taizhang.ledger.convert.scan import byte_lengths, trimmed
from taizhang.ledger.recognise.normal import normal

_SHORTEST, _LONGEST = 8, 32
_STEPS = re.compile(r"[-/\\\\>|_]+")
_FULL_CODE = re.compile(r"(\d{6})(?:\d{3}|\d{6})?([^\d]*)")
_BETWEEN = r"[\s　'’-]"


def place(texts: pa.Array, context: Context) -> Cells:
    """Names (with or without suffix, or as a full path), addresses and codes to codes of GB/T 2260.

    A path may have signs between its steps (某省-某市-某县); a code may be that of a township or village.
    """

    def one(text: str) -> str | None:
        written = "".join(clean(text).split())
        if not written:
            return None
        code = context.places.get(written) or context.places.get(written.removesuffix(".0"))
        path = _STEPS.sub("", written)
        code = code or county_of(written, context.places) or _of_path(path, written, context.places)
        if code is None:
            raise NotReadableError
        return code

    return each(texts, pa.string(), one)


def _of_path(path: str, written: str, places: Mapping[str, str]) -> str | None:
    """The county of a path whose steps were run together, or that a longer code of statistics begins with."""
    if path != written:
        # 东胜区-康巴什区 are two, and no path: what is not known as one whole name or address is none.
        return places.get(path) or county_of(path, places)
    full = _FULL_CODE.fullmatch(written)
    code = places.get(full[1]) if full and not full[1].endswith("00") else None
    # 530627镇雄县: the name is believed where the code says the same.
    return code if code is None or not full or not full[2] or places.get(full[2]) == code else None


def category(texts: pa.Array, column: ColumnSpec) -> Cells:
    """Words of a closed list, by themselves or by an alias, to the canonical word."""
    known = {normal(alias): word for word, aliases in column.values.items() for alias in aliases}
    known |= {normal(word): word for word in column.values}

    def one(text: str) -> str | None:
        written = normal(clean(text))
        if not written:
            return None
        if written not in known:
            raise NotReadableError
        return known[written]

    return each(texts, pa.string(), one)


def text(texts: pa.Array) -> Cells:
    """Free text without blanks at its ends; an empty cell is null."""
    values = trimmed(texts)
    blank = byte_lengths(values) == 0
    if blank.any():
        values = pc.if_else(pa.array(blank), pa.scalar(None, pa.string()), values)
    return Cells(values, blank, np.zeros(len(texts), bool))


def account(texts: pa.Array) -> Cells:
    """Bank accounts to digits without blanks; one of another shape is kept as it stands, and odd."""
    found = text(texts)
    wrong = ~_is_account(found.values) & ~found.blank
    if not wrong.any():
        return found
    mended = pc.replace_substring_regex(found.values.filter(pa.array(wrong)), _BETWEEN, "")
    values = pc.replace_with_mask(found.values, pa.array(wrong), mended)
    wrong &= ~_is_account(values)
    odd = (Odd("ACCOUNT_SHAPE", "银行账号应为 8 至 32 位数字", wrong),) if wrong.any() else ()
    return Cells(values, found.blank, found.unreadable, odd)


def _is_account(values: pa.Array) -> np.ndarray:
    digits = mask(pc.ascii_is_decimal(values))
    lengths = pc.binary_length(values)
    fitting = mask(pc.and_(pc.greater_equal(lengths, _SHORTEST), pc.less_equal(lengths, _LONGEST)))
    return np.asarray(digits & fitting, bool)
