"""A line of text -> its number texts, the text with numbers masked, and the words that say what a number means."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOLE = "□"
NUMBER = re.compile(r"\d+(?:[.．,]\d+)*")  # full-width digits, too
REACH = 20  # characters of context on each side that are compared

_CLAUSE = re.compile(r"[，。；：、！？,;!?（）()]")
_SIGN = re.compile(
    r"(?:[-−－–—+＋±第约近超负减]|不足|不到|超过|低于|高于|[\d.．,]|[零〇一二三四五六七八九十百千]+)[\s\u200b-\u200d\u2060\ufeff]*$"
)
_AFTER = re.compile(
    r"\s*(?:[\d.．,%％‰十百千万亿倍成次元余多]|以上|以下|以内|左右|上下|个百分点|[-−–—](?=\d))"
)
_UNIT = re.compile(
    r"\s*(?:[十百千万亿]*(?:个百分点|人次|元|人|户|家|张|对|个|次|件|所|名|处|项|具|年|月|日|岁|周岁|公里|平方米|吨|册|辆|"
    r"%|％|‰|倍|成)|[十百千万亿]+|以上|以下|余|多|左右)"
)
UP = ("增长", "增加", "上升", "提高", "扩大", "增多", "上涨")
DOWN = ("下降", "减少", "降低", "下滑", "缩小", "回落", "下跌")
SAME = ("持平",)
_FAMILIES = (
    (UP, DOWN, SAME),
    (("同比", "较上年", "比上年", "上年同期"), ("环比", "较上月", "比上月", "上季")),
)
_DIRECTION = re.compile(f"(?:{'|'.join((*UP, *DOWN, *SAME))})$")


@dataclass(frozen=True, slots=True)
class Token:
    """One number text: where it is in its line, and where its hole is in the masked line."""

    start: int
    end: int
    hole: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A line and the same line with every number replaced by a hole."""

    text: str
    masked: str
    tokens: tuple[Token, ...]

    def left(self, token: Token) -> str:
        """What stands before a number, other numbers masked."""
        return self.masked[max(token.hole - REACH, 0) : token.hole]

    def right(self, token: Token) -> str:
        """What stands behind it."""
        return self.masked[token.hole + 1 : token.hole + 1 + REACH]

    def said(self, token: Token) -> str:
        """The number itself."""
        return self.text[token.start : token.end]


def mask(text: str) -> Masked:
    """A line with its numbers found; blanks of all kinds at the edges count."""
    tokens, masked, last = [], "", 0
    for found in NUMBER.finditer(text):
        masked += text[last : found.start()]
        tokens.append(Token(found.start(), found.end(), len(masked)))
        masked += HOLE
        last = found.end()
    return Masked(text, masked + text[last:], tuple(tokens))


def direction_before(text: str, at: int) -> str:
    """The word of direction that ends right at ``at``, or nothing."""
    found = _DIRECTION.search(text[:at])
    return found[0] if found else ""


def unit_after(text: str, at: int) -> str:
    """The unit that begins right at ``at``, or nothing."""
    found = _UNIT.match(text, at)
    return found[0] if found else ""


def near_changed(then: str, span_then: tuple[int, int], now: str, span_now: tuple[int, int]) -> str:
    """What around a number no longer says what was written, in words; empty when nothing that matters changed."""
    before = [_match(_SIGN, text[:start]) for text, (start, _) in ((then, span_then), (now, span_now))]
    if before[1] and before[0] != before[1]:
        return f"数字前加了“{before[1]}”"
    after = [_suffix(text, span) for text, span in ((then, span_then), (now, span_now))]
    if after[0] != after[1] and (after[1] or _bare(then, span_then)):
        return f"数字后的“{after[0]}”改成了“{after[1]}”" if after[0] else f"数字后加了“{after[1]}”"
    word = direction_before(now, span_now[0])
    if word and not direction_before(then, span_then[0]):
        kinds = _kinds(_clause(then, span_then, inside=True), _FAMILIES[0])
        if kinds and kinds != _kinds(word, _FAMILIES[0]):
            return f"数字前加了“{word}”"
    return _family_changed(_clause(then, span_then), _clause(now, span_now))


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text[-8:])
    return found[0].strip() if found else ""


def _bare(text: str, span: tuple[int, int]) -> bool:
    return span[1] > 0 and bool(re.match(r"\d", text[span[1] - 1]))


def _suffix(text: str, span: tuple[int, int]) -> str:
    if _bare(text, span):
        return unit_after(text, span[1]).strip()
    found = _AFTER.match(text, span[1])
    return found[0].strip() if found else ""


def _clause(text: str, span: tuple[int, int], inside: bool = False) -> str:
    """The clause around a number; the number's own words only when asked for."""
    start = max((found.end() for found in _CLAUSE.finditer(text, 0, span[0])), default=0)
    stop = _CLAUSE.search(text, span[1])
    end = stop.start() if stop else len(text)
    middle = text[span[0] : span[1]] if inside else HOLE
    return text[start : span[0]] + middle + text[span[1] : end]


def _kinds(text: str, family: tuple[tuple[str, ...], ...]) -> set[int]:
    return {number for number, words in enumerate(family) if any(word in text for word in words)}


def _family_changed(then: str, now: str) -> str:
    for family in _FAMILIES:
        old, new = _kinds(then, family), _kinds(now, family)
        if old and new and not old & new:
            said = [
                next(w for n in kinds for w in family[n] if w in text)
                for kinds, text in ((old, then), (new, now))
            ]
            return f"同一句中的“{said[0]}”改成了“{said[1]}”"
    return ""
