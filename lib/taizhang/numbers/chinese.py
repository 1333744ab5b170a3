"""Chinese numerals <-> whole and decimal numbers: 三十八, 一千零四十, 两万三, 十五点六, 壹佰贰拾."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    character: value
    for value, pair in enumerate(
        ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in pair
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "".join([*_DIGITS, *_SMALL, *_LARGE])
_SAID = "零一二三四五六七八九"
_SAID_SMALL = ("", "十", "百", "千")
_SAID_LARGE = ("", "万", "亿", "万亿")
_POSITIONAL = re.compile(f"[{''.join(_DIGITS)}]+")
MOST = 10**16 - 1


def parse_chinese(text: str) -> Decimal:
    """The number that Chinese numerals say. Raises ValueError for anything that is not one well-formed number."""
    whole, point, fraction = text.partition("点")
    if point and (not fraction or not _POSITIONAL.fullmatch(fraction)):
        raise ValueError(f"not a number: {text!r}")
    value = Decimal(_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[character]) for character in fraction))
    return value


def _whole(text: str) -> int:
    if not text or any(character not in CHARACTERS for character in text):
        raise ValueError(f"not a number: {text!r}")
    if _POSITIONAL.fullmatch(text):
        if len(text) == 1 or any(character in "零〇" for character in text) or len(text) == 4:
            return int("".join(str(_DIGITS[character]) for character in text))
        raise ValueError(f"not a number: {text!r}")  # 三四 says three or four
    return _sections(text)


def _sections(text: str) -> int:
    """Split at the largest unit: what stands before it counts so many of it, what stands after is smaller."""
    for character in ("亿", "万"):
        before, found, after = text.rpartition(character) if character == "亿" else text.partition(character)
        if found:
            unit = _LARGE[character]
            count = _whole(before) if before else 1
            rest = _rest(after, unit)
            if rest >= unit or not count:
                raise ValueError(f"not a number: {text!r}")
            return count * unit + rest
    return _below_ten_thousand(text)


def _rest(text: str, unit: int) -> int:
    """What follows a unit; one bare digit counts the next unit down: 两万三 is 23,000."""
    if not text:
        return 0
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * unit // 10
    stripped = text.lstrip("零〇")
    if stripped in _LARGE:
        raise ValueError(f"not a number: {text!r}")
    return _whole(stripped) if stripped else 0


def _below_ten_thousand(text: str) -> int:
    total, digit, last, zero = 0, None, 10_000, False
    for character in text:
        if character in _SMALL:
            unit = _SMALL[character]
            count = digit or _one_ten(total, digit, last, unit)
            if unit >= last or not count:
                raise ValueError(f"not a number: {text!r}")
            total += count * unit
            digit, last, zero = None, unit, False
        elif digit is not None and not (zero and digit == 0):
            raise ValueError(f"not a number: {text!r}")
        else:
            digit = _DIGITS[character]
            zero = zero or digit == 0
    if digit == 0:
        raise ValueError(f"not a number: {text!r}")  # 一百零: something is missing
    if digit is None:
        return total
    return total + (digit * last // 10 if not zero and 10 < last < 10_000 else digit)


def _one_ten(total: int, digit: int | None, last: int, unit: int) -> int:
    """1 where 十 may stand without its 一: 十八, 一百十八, 一千零十八; 0 elsewhere."""
    if unit != 10:
        return 0
    if not total:
        return int(digit is None)
    return int(last >= 1000 if digit == 0 else last == 100)


def in_chinese(value: int) -> str:
    """A whole number in Chinese numerals: 1040 is 一千零四十. ValueError below zero or above 10**16 - 1."""
    if not 0 <= value <= MOST:
        raise ValueError(f"cannot be said: {value}")
    if not value:
        return "零"
    said, zero = "", False
    for power in range(3, -1, -1):
        section = value // 10_000**power % 10_000
        if not section:
            zero = bool(said)
            continue
        said += ("零" if said and (zero or section < 1000) else "") + _section(section)
        said += _scale(power, value)
        zero = False
    return said.removeprefix("一") if said.startswith("一十") else said


def _scale(power: int, value: int) -> str:
    if power == 3:  # 万亿: the 亿 is said once, after the lower part of it
        return "万" if value // 10_000**2 % 10_000 else "万亿"
    return _SAID_LARGE[power]


def _section(value: int) -> str:
    said, zero = "", False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if not digit:
            zero = bool(said)
            continue
        said += ("零" if zero else "") + _SAID[digit] + _SAID_SMALL[power]
        zero = False
    return said
