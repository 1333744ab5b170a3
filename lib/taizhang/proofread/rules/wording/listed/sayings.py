"""“三个统一”：统一甲、统一乙…, 标准化、专业化、信息化“三化” -> whether as many items bear the word as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check
from taizhang.proofread.rules.wording.listed.points import number, remark

_FAR = 2
_NUMBER = r"(?<![第十百千万一二三四五六七八九\d.])([两二三四五六七八九十2-9])"
_WORD = r"([一-鿿]{1,4})"
_AFTER = re.compile(
    rf"{_NUMBER}[个项条大件篇]?[“]?{_WORD}[”]?[^，。；：:、“”\d\n]{{0,8}}?"
    r"(?:[:：]|[，(]?(?:即|也就是|是指|分别是|包括)[:：]?)([^。\n]{4,200})"
)
_SAID = re.compile(rf"“{_NUMBER}[个项条]?{_WORD}”")
_BEFORE = re.compile(
    r"((?:[^，。；：:、\s“”]{1,14}、)+[^，。；：:、\s“”]{1,14}?)(?:为[^，。；：:、\s“”]{1,4}的|的)?$"
)
_REACH = 200  # a list of thousands is no saying, and is not searched from each of its items
_PARTED = re.compile(r"[、，；]|以及|和|及")


def checks(reading: Reading) -> Iterator[Check]:
    """Every saying that counts the items beside it, all of which bear its word."""
    for found in _AFTER.finditer(reading.text):
        items = _items(_list(found[3]))
        if all(found[2] in item for item in items):
            yield from _judged(reading, found, items)
    for found in _SAID.finditer(reading.text):
        listed = _BEFORE.search(reading.text[max(0, found.start() - _REACH) : found.start()])
        items = _items(listed[1]) if listed else []
        if items and all(found[2] in item for item in items):
            yield from _judged(reading, found, items)


def _list(text: str) -> str:
    """The list without what goes on behind a comma: 一次走访、一次慰问，顺利完成."""
    first = text.partition("，")[0]
    return first if "、" in first and "、" not in text[len(first) :] else text


def _items(text: str) -> list[str]:
    return [part for part in _PARTED.split(text.strip(")，；“”")) if part]


def _judged(reading: Reading, found: re.Match[str], items: Sequence[str]) -> Iterator[Check]:
    said = number(found[1])
    if len(items) > 1 and abs(said - len(items)) <= _FAR:
        reason = f"文中说{found[1]}个，列出{len(items)}个（{'、'.join(items)}）；请核对。"
        yield remark(reading, (found.start(1), found.end(2)), reason, said, len(items))
