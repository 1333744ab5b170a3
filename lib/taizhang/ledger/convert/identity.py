"""Id numbers and credit codes -> clean text; a wrong check digit, area or birth date is odd, not unreadable."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import Cells, Context, Odd, clean, mask
from taizhang.ledger.convert.scan import byte_lengths

LONG, SHORT = 18, 15
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], dtype=np.float32)
_AREA_PLACES = np.array([100_000, 10_000, 1000, 100, 10, 1], dtype=np.float32)
_BIRTH_PLACES = np.array(  # year, month, day
    [[1000, 0, 0], [100, 0, 0], [10, 0, 0], [1, 0, 0], [0, 10, 0], [0, 1, 0], [0, 0, 10], [0, 0, 1]],
    dtype=np.float32,
)
_HALF_PLACES = 10.0 ** np.arange(8, -1, -1)
_PART = 1 << 13
_CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
_LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_LEAP = np.array([calendar.isleap(year) for year in range(10_000)])
_ZERO = np.uint8(ord("0"))
_X = ord("X")
_CUT, _CUT_SIGNS = 1000, 3  # the last three digits of 18
_FEWEST_CUT, _FEWEST_BINARY, _CUT_SHARE = 2, 4, 0.8
_HIDDEN, _AS_NUMBER = r"[*＊×●]{2,}|[xX]{3,}", r"^\s*[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+\s*$"
_LABELS = re.compile(
    r"^(?:公民|居民)?(?:身份证|身份|证件)(?:号码|号)?[:：]?|^(?:ID|号码)[:：]?|[(（]?(?:本人|身份证号?码?)[)）]?$"
)
_NO_DIGITS = re.compile(r"[-‐‑–—－_·.,，。;；:：'\"“”‘’()（）]")
_LONG_ID = re.compile(r"[0-9]{17}[0-9X]")
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(3**place % 31 for place in range(17))


def id_number(texts: pa.Array, context: Context, *, checked: bool) -> Cells:
    """Ids of 18 and 15 signs to upper-case text. ``checked`` false: no look at digit, area and birth."""
    values, shape = _tidied(texts)
    cut = _cut_to_fifteen(values, shape)
    shape &= ~cut
    blank = ~shape & (byte_lengths(values) == 0)
    unreadable = ~shape & ~blank
    odd: list[Odd] = []
    if shape.any():
        lost, odd = _examine(values, shape, context, checked=checked)
        unreadable |= lost
    without = blank | unreadable
    lacking = tuple(_lacking(texts, ~shape & ~blank & ~cut, cut)) if unreadable.any() else ()
    if without.any():
        values = pc.if_else(pa.array(without), pa.scalar(None, pa.string()), values)
    return Cells(values, blank, unreadable, tuple(odd), lacking)


def _cut_to_fifteen(values: pa.Array, shape: np.ndarray) -> np.ndarray:
    """Fifteen digits that begin like an id of eighteen, 19500101, and hold no day of an old one, 19年50月."""
    cut: np.ndarray = shape & (byte_lengths(values) == SHORT)
    if cut.any():
        texts = values.filter(pa.array(cut)).to_pylist()
        cut[cut] = [not _is_day(f"19{text[6:12]}") and _is_day(text[6:14]) for text in texts]
    return cut


def _is_day(text: str) -> bool:
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if not (1880 <= year <= 2100 and 1 <= month <= 12):
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _lacking(texts: pa.Array, malformed: np.ndarray, short: np.ndarray) -> Iterator[Odd]:
    """What is wrong with cells that have no shape of an id and were not made numbers by a spreadsheet."""
    left = pc.if_else(pa.array(malformed), texts, pa.scalar(""))
    hidden = mask(pc.match_substring_regex(left, _HIDDEN))
    cut = mask(pc.match_substring_regex(left, _AS_NUMBER))
    yield Odd("", "只有 15 位，像是 18 位号码少了末 3 位，请核对", short)
    yield Odd("", "号码有几位被遮盖，请提供完整的号码", hidden)
    yield Odd(
        "", "不是 15 位或 18 位的证件号，请核对位数和内容，一格只写一个号码", malformed & ~hidden & ~cut
    )


def _tidied(texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Trimmed texts in upper case, and which are well formed; those that are so already are left alone."""
    shape = _plain(texts)
    if shape.all():
        return texts, shape
    rest = pc.utf8_upper(pc.utf8_trim_whitespace(texts.filter(pa.array(~shape))))
    formed = _well_formed(rest)
    if not formed.all():
        rest = _mended(rest, formed)
        formed = _well_formed(rest)
    values = pc.replace_with_mask(texts, pa.array(~shape), rest)
    shape[~shape] = formed
    return values, shape


def _plain(texts: pa.Array) -> np.ndarray:
    """Where 17 digits and a digit or X stand, and nothing else."""
    shape: np.ndarray = byte_lengths(texts) == LONG
    rows = np.flatnonzero(shape)
    signs = _signs(texts, rows)
    for part in _parts(len(rows)):
        block = signs[part]
        # What is below 0 turns into large numbers: these are unsigned.
        other = block - _ZERO > 9
        other[:, 17] &= block[:, 17] != _X
        if other.any():
            shape[rows[part]] = ~other.any(axis=1)
    return shape


def _well_formed(values: pa.Array) -> np.ndarray:
    return mask(pc.match_substring_regex(values, r"^(?:[0-9]{17}[0-9X]|[0-9]{15})$"))


def _mended(values: pa.Array, shape: np.ndarray) -> pa.Array:
    """Full width to half width, blanks and a leading apostrophe out: nothing that changes a digit."""
    wrong = np.flatnonzero(~shape)
    texts = [
        _bare("".join(clean(text).split()).lstrip("'`‘’").upper())
        for text in values.take(pa.array(wrong)).to_pylist()
    ]
    return pc.replace_with_mask(values, pa.array(~shape), pa.array(texts, pa.string()))


def _bare(text: str) -> str:
    """An id without a label, hyphens and 本人 around it, with × for its X; only where its check digit is right."""
    bare = _NO_DIGITS.sub("", _LABELS.sub("", text))
    bare = f"{bare[:-1]}X" if bare.endswith("×") else bare
    if bare == text or not _LONG_ID.fullmatch(bare):
        return text
    signs = np.frombuffer(bare.encode(), np.uint8).reshape(1, LONG)
    return bare if _check_digit_right(signs)[0] else text


def _examine(
    values: pa.Array, shape: np.ndarray, context: Context, *, checked: bool
) -> tuple[np.ndarray, list[Odd]]:
    long = shape & (byte_lengths(values) == LONG)
    rows = np.flatnonzero(long)
    signs = _signs(values, rows)
    wrong_digit = ~_by_parts(_check_digit_right, signs)
    lost = _scatter(len(values), rows, _lost_digits(signs, wrong_digit, context.numeric_cells))
    if not checked:
        return lost, []
    wrong_area = _scatter(len(values), rows, ~_area_right(_by_parts(_areas, signs, np.int32), context))
    if (short := shape & ~long).any():
        old = pc.utf8_slice_codeunits(values.filter(pa.array(short)), 0, 6)
        wrong_area[short] = ~_area_right(pc.cast(old, pa.int32()).to_numpy(), context)
    wrong_birth = _scatter(len(values), rows, ~_by_parts(_birth_right, signs))
    found = [
        Odd("ID_CHECK_DIGIT", "身份证号末位校验码不符", _scatter(len(values), rows, wrong_digit) & ~lost),
        Odd("ID_BIRTH_DATE", "身份证号中的出生日期不存在", wrong_birth & ~lost),
        Odd("ID_AREA", "身份证号前六位不是行政区划代码", wrong_area & ~lost),
        Odd("ID_15_DIGITS", "身份证号为 15 位旧号", short),
    ]
    return lost, [odd for odd in found if odd.rows.any()]


def _signs(values: pa.Array, rows: np.ndarray) -> np.ndarray:
    """The ids in ``rows``, each of 18 signs, as a matrix of bytes; nothing is copied when they are all."""
    chosen = values if len(rows) == len(values) else values.take(pa.array(rows))
    _, offsets, data = chosen.buffers()
    if not len(chosen) or data is None:
        return np.zeros((0, LONG), np.uint8)
    first = int(np.frombuffer(offsets, np.int32)[chosen.offset])
    return np.frombuffer(data, np.uint8)[first : first + len(chosen) * LONG].reshape(-1, LONG)


def _parts(length: int) -> Iterator[slice]:
    """Parts of a long column that stay in the cache of the processor."""
    return (slice(start, start + _PART) for start in range(0, length, _PART))


def _by_parts(
    one: Callable[[np.ndarray], np.ndarray], signs: np.ndarray, kind: type[np.generic] = np.bool_
) -> np.ndarray:
    found = np.zeros(len(signs), kind)
    for part in _parts(len(signs)):
        found[part] = one(signs[part])
    return found


def _digits(signs: np.ndarray) -> np.ndarray:
    # Whole numbers below 2**24 are exact in this type, and it is the one that multiplies fast.
    return signs.astype(np.float32) - _ZERO


def _check_digit_right(signs: np.ndarray) -> np.ndarray:
    total = (_digits(signs[:, :17]) @ _WEIGHTS).astype(np.int32)
    right: np.ndarray = _CHECKS[total % 11] == signs[:, 17]
    return right


def _areas(signs: np.ndarray) -> np.ndarray:
    return np.asarray(_digits(signs[:, :6]) @ _AREA_PLACES, np.int32)


def _area_right(areas: np.ndarray, context: Context) -> np.ndarray:
    distinct = np.flatnonzero(np.bincount(areas, minlength=1))
    known = np.zeros(10**6, bool)
    for area in distinct.tolist():
        text = f"{area:06d}"
        known[area] = text in context.areas or text.startswith(context.valid_areas)
    right: np.ndarray = known[areas]
    return right


def _lost_digits(signs: np.ndarray, wrong: np.ndarray, numeric: bool) -> np.ndarray:
    """Ids that a spreadsheet has made numbers: their last digits are gone, and different people become one.

    Real ids look so too, now and then; only where nearly all that do have a wrong check digit were they cut.
    """
    digits = signs[:, 17] != _X
    if not numeric:
        alike = np.logical_and.reduce([signs[:, -place] == _ZERO for place in range(1, _CUT_SIGNS + 1)])
        return _mostly_wrong(np.asarray(alike, bool), wrong, _FEWEST_CUT)
    # A workbook holds binary numbers: 15 digits that are left, seen through the nearest one.
    values = _by_parts(_numbers, signs, np.int64)
    kept = (values + _CUT // 2) // _CUT * _CUT
    cut = _mostly_wrong(digits & (kept.astype(np.float64).astype(np.int64) == values), wrong, 1)
    binary = _mostly_wrong(
        digits & (values.astype(np.float64).astype(np.int64) == values), wrong, _FEWEST_BINARY
    )
    return np.asarray(cut | binary, dtype=bool)


def _numbers(signs: np.ndarray) -> np.ndarray:
    """Ids of digits as numbers; what an X counts as does not matter."""
    halves = (signs.astype(np.float64) - _ZERO).reshape(-1, 2, LONG // 2) @ _HALF_PLACES
    high, low = halves.astype(np.int64).T
    return np.asarray(high * 10 ** (LONG // 2) + low)


def _mostly_wrong(alike: np.ndarray, wrong: np.ndarray, fewest: int) -> np.ndarray:
    count = int((alike & wrong).sum())
    return alike if count >= fewest and count >= _CUT_SHARE * int(alike.sum()) else np.zeros(len(alike), bool)


def _birth_right(signs: np.ndarray) -> np.ndarray:
    year, month, day = (_digits(signs[:, 6:14]) @ _BIRTH_PLACES).astype(np.int32).T
    longest = _LENGTHS[np.where(month <= 12, month, 0)]
    longest = np.where((month == 2) & ~_LEAP[year], 28, longest)
    right: np.ndarray = (
        (year >= 1880) & (year <= 2100) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= longest)
    )
    return right


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
