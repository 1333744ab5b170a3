"""Amounts in words, as 大写 in a 合计 row or a footer: 贰佰壹拾元伍角整 -> 分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from taizhang.numbers import parse_chinese

_FEN = 100
_DIGIT = "零〇壹贰叁肆伍陆柒捌玖一二两三四五六七八九"
_CAPITAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
_CAPITALS = re.compile(
    rf"(?P<yuan>[{_DIGIT}拾佰仟万亿十百千]+)(?:[元圆圓](?:零)?(?:(?P<jiao>[{_DIGIT}])角)?零?(?:(?P<fen>[{_DIGIT}])分)?|(?=[整正]?\s*$))"
)
_IN_FIGURES = re.compile(
    r"(?:小写|[¥￥])[^0-9¥￥一-鿿]{0,6}[¥￥]?\s*(?P<figures>[0-9][0-9,，]*(?:\.[0-9]{1,2})?)"
)
_YUAN = re.compile(r"[元圆圓]")
_BLANKS = re.compile(r"[\s　]+")


def amounts_in_words(text: str) -> Iterator[int]:
    """The amounts that a text says in capitals, in 分; what is no well-formed number says none.

    Plain numerals count only with a capital among them or behind 大写: 每人一百元 is no total.
    """
    clean = _BLANKS.sub("", text)
    for found in _CAPITALS.finditer(clean):
        told = "大写" in clean[: found.start()]
        if not told and not (_CAPITAL.search(found[0]) and _YUAN.search(found[0])):
            continue
        try:
            parts = [parse_chinese(found[name]) if found[name] else Decimal(0) for name in ("jiao", "fen")]
            yield int(parse_chinese(found["yuan"]) * _FEN + parts[0] * 10 + parts[1])
        except ValueError:
            continue


def amounts_in_figures(text: str) -> Iterator[int]:
    """The amounts behind 小写 or ¥ in a line that also says one in words, in 分."""
    for found in _IN_FIGURES.finditer(text):
        try:
            yield int(Decimal(found["figures"].replace(",", "").replace("，", "")) * _FEN)
        except InvalidOperation:
            continue
