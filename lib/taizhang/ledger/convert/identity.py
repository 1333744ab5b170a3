"""Id numbers and credit codes -> clean text; a wrong check digit, area or birth date is odd, not unreadable."""

from __future__ import annotations

import calendar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import Cells, Context, Odd, clean, mask

LONG, SHORT = 18, 15
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int64)
_CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
_LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_LEAP = np.array([calendar.isleap(year) for year in range(10_000)])
_ZERO = ord("0")
_X = ord("X")
_POWERS = 10 ** np.arange(17, -1, -1, dtype=np.int64)
_CUT = 1000
_FEWEST_CUT, _FEWEST_BINARY, _CUT_SHARE = 2, 4, 0.8
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(3**place % 31 for place in range(17))


def id_number(texts: pa.Array, context: Context, *, checked: bool) -> Cells:
    """Ids of 18 and 15 signs to upper-case text. ``checked`` false: no look at digit, area and birth."""
    values = pc.utf8_upper(pc.utf8_trim_whitespace(texts))
    shape = _well_formed(values)
    if not shape.all():
        values = _mended(values, shape)
        shape = _well_formed(values)
    blank = mask(pc.equal(values, ""))
    unreadable = ~shape & ~blank
    odd: list[Odd] = []
    if shape.any():
        lost, odd = _examine(values, shape, context, checked=checked)
        unreadable |= lost
    values = pc.if_else(pa.array(blank | unreadable), pa.scalar(None, pa.string()), values)
    return Cells(values, blank, unreadable, tuple(odd))


def _well_formed(values: pa.Array) -> np.ndarray:
    return mask(pc.match_substring_regex(values, r"^(?:[0-9]{17}[0-9X]|[0-9]{15})$"))


def _mended(values: pa.Array, shape: np.ndarray) -> pa.Array:
    """Full width to half width, blanks and a leading apostrophe out: nothing that changes a digit."""
    wrong = np.flatnonzero(~shape)
    texts = [
        "".join(clean(text).split()).lstrip("'`‘’").upper()
        for text in values.take(pa.array(wrong)).to_pylist()
    ]
    return pc.replace_with_mask(values, pa.array(~shape), pa.array(texts, pa.string()))


def _examine(
    values: pa.Array, shape: np.ndarray, context: Context, *, checked: bool
) -> tuple[np.ndarray, list[Odd]]:
    rows = np.flatnonzero(shape & mask(pc.equal(pc.binary_length(values), LONG)))
    signs = _signs(values.take(pa.array(rows)))
    wrong_digit = ~_check_digit_right(signs)
    lost = _scatter(len(values), rows, _lost_digits(signs, wrong_digit, context.numeric_cells))
    if not checked:
        return lost, []
    found = [
        Odd("ID_CHECK_DIGIT", "身份证号末位校验码不符", _scatter(len(values), rows, wrong_digit) & ~lost),
        Odd(
            "ID_BIRTH_DATE",
            "身份证号中的出生日期不存在",
            _scatter(len(values), rows, ~_birth_right(signs)) & ~lost,
        ),
        Odd(
            "ID_AREA", "身份证号前六位不是行政区划代码", ~_area_right(values, shape, context) & shape & ~lost
        ),
        Odd(
            "ID_15_DIGITS",
            "身份证号为 15 位旧号",
            shape & ~_scatter(len(values), rows, np.ones(len(rows), bool)),
        ),
    ]
    return lost, [odd for odd in found if odd.rows.any()]


def _signs(values: pa.Array) -> np.ndarray:
    """Ids of 18 signs as an n x 18 matrix of bytes."""
    fixed = pc.cast(pc.cast(values, pa.binary()), pa.binary(LONG))
    data = fixed.buffers()[1]
    signs = np.frombuffer(data, dtype=np.uint8) if len(values) else np.zeros(0, np.uint8)
    return signs[: len(values) * LONG].reshape(-1, LONG)


def _check_digit_right(signs: np.ndarray) -> np.ndarray:
    remainder = ((signs[:, :17].astype(np.int64) - _ZERO) @ _WEIGHTS) % 11
    right: np.ndarray = _CHECKS[remainder] == signs[:, 17]
    return right


def _lost_digits(signs: np.ndarray, wrong: np.ndarray, numeric: bool) -> np.ndarray:
    """Ids that a spreadsheet has made numbers: their last digits are gone, and different people become one.

    Real ids look so too, now and then; only where nearly all that do have a wrong check digit were they cut.
    """
    digits = signs[:, 17] != _X
    values: np.ndarray = (signs.astype(np.int64) - _ZERO) @ _POWERS
    if not numeric:
        return _mostly_wrong(digits & (values % _CUT == 0), wrong, _FEWEST_CUT)
    # A workbook holds binary numbers: 15 digits that are left, seen through the nearest one.
    kept = (values + _CUT // 2) // _CUT * _CUT
    cut = _mostly_wrong(digits & (kept.astype(np.float64).astype(np.int64) == values), wrong, 1)
    binary = _mostly_wrong(
        digits & (values.astype(np.float64).astype(np.int64) == values), wrong, _FEWEST_BINARY
    )
    return np.asarray(cut | binary, dtype=bool)


def _mostly_wrong(alike: np.ndarray, wrong: np.ndarray, fewest: int) -> np.ndarray:
    count = int((alike & wrong).sum())
    return alike if count >= fewest and count >= _CUT_SHARE * int(alike.sum()) else np.zeros(len(alike), bool)


def _birth_right(signs: np.ndarray) -> np.ndarray:
    digits = signs[:, 6:14].astype(np.int64) - _ZERO
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month = digits[:, 4:6] @ np.array([10, 1])
    day = digits[:, 6:8] @ np.array([10, 1])
    longest = _LENGTHS[np.where(month <= 12, month, 0)]
    longest = np.where((month == 2) & ~_LEAP[year], 28, longest)
    right: np.ndarray = (
        (year >= 1880) & (year <= 2100) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= longest)
    )
    return right


def _area_right(values: pa.Array, shape: np.ndarray, context: Context) -> np.ndarray:
    areas = pc.utf8_slice_codeunits(values, 0, 6).dictionary_encode()
    known = np.array(
        [
            area in context.areas or area.startswith(context.valid_areas)
            for area in areas.dictionary.to_pylist()
        ],
        bool,
    )
    return known[areas.indices.to_numpy(zero_copy_only=False)] if len(known) else shape


def _scatter(length: int, rows: np.ndarray, found: np.ndarray) -> np.ndarray:
    out = np.zeros(length, bool)
    out[rows] = found
    return out


def uscc(texts: pa.Array) -> Cells:
    """Unified social credit codes to upper-case text; a wrong one is odd, never unreadable."""
    values = pc.utf8_upper(pc.utf8_trim_whitespace(texts))
    blank = mask(pc.equal(values, ""))
    wrong = np.array([bool(code) and not _uscc_right(code) for code in values.to_pylist()], bool)
    kept = pc.if_else(pa.array(blank), pa.scalar(None, pa.string()), values)
    odd = (Odd("USCC_CHECK", "统一社会信用代码校验不符", wrong),) if wrong.any() else ()
    return Cells(kept, blank, np.zeros(len(texts), bool), odd)


def _uscc_right(code: str) -> bool:
    if len(code) != LONG or any(sign not in _USCC_SIGNS for sign in code):
        return False
    total = sum(weight * _USCC_SIGNS.index(sign) for weight, sign in zip(_USCC_WEIGHTS, code, strict=False))
    return _USCC_SIGNS[(31 - total % 31) % 31] == code[17]
