"""三个方面：一是…二是…, 四点：（一）…（二）… -> whether the marks go as far as said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status

RULE = "列举个数"
NUMERALS = "零一二三四五六七八九十"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩"
_MOST = 10
_COUNT = r"(?<![第十百千万\d.之])([两二三四五六七八九十]|[2-9]|10)(?:个(?!月|百分点|工作日)|项|条|点|大|方面|类|种|件|组|步|招)"
_SPOKEN = re.compile(rf"{_COUNT}[^。；\n\d]{{0,24}}?[，。；：:]\s*首先([^\n]*)")
_NEXT = re.compile(r"(?<=[，。；：])(?:其次|再次|最后|第三|第四)")
_HIGHER = {
    "(": re.compile(r"\n[一二三四五六七八九十]+、"),
    "1": re.compile(r"\n(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A way to number points: its pattern for each number from 1."""

    first: str
    patterns: Sequence[re.Pattern[str]]


def checks(reading: Reading) -> Iterator[Check]:
    """Every small count that its numbered points follow."""
    yield from _spoken(reading)
    taken: list[tuple[int, int, Mark]] = []
    for intro in _intro().finditer(reading.text):
        mark = _mark_at(reading.text, intro.end())
        said = number(intro[1])
        if _counts_names(reading.text, intro, said):
            continue
        if mark is None or any(a <= intro.start() < b and mark is its for a, b, its in taken):
            continue
        start = intro.end()
        end = _end(reading.text, start, mark)
        taken.append((start, end, mark))
        listed = _listed(reading.text, start, end, mark)
        if listed > 1:
            yield remark(
                reading, intro.span(1), f"文中说“{intro[1]}”，但列到第{listed}项；请核对。", said, listed
            )


def _counts_names(text: str, intro: re.Match[str], said: int) -> bool:
    """统筹机构、社区和居家三方面资源。一是…: the count is of the names in front of it, and its sentence ends there."""
    before = re.search(r"[^，。；：\n]*$", text[: intro.start()])
    names = re.split(r"、|和|与|以及|及", before[0]) if before else []
    return len(names) == said and all(names) and "：" not in intro[0] and ":" not in intro[0]


def number(word: str) -> int:
    """两 or 3 as a number; -1 for anything else."""
    return int(word) if word.isdigit() else NUMERALS.find(word.replace("两", "二"))


def remark(reading: Reading, place: tuple[int, int], reason: str, said: int, listed: int) -> Check:
    """What is said of a count and the length of its list: 正确, or 存疑 with the reason."""
    right = said == listed
    status = Status.RIGHT if right else Status.DOUBTFUL
    text = reading.original[slice(*place)]
    why = "所列项数相符。" if right else reason
    return Check(RULE, status, *place, text, "" if right else str(listed), why, (place,), place)


def _spoken(reading: Reading) -> Iterator[Check]:
    """两点：首先…其次…最后…: each word of the order stands for a point."""
    for found in _SPOKEN.finditer(reading.text):
        said, listed = number(found[1]), 1 + len(_NEXT.findall(found[2]))
        if listed > 1:
            yield remark(
                reading, found.span(1), f"文中说“{found[1]}”，但列出{listed}项；请核对。", said, listed
            )


@cache
def _marks() -> tuple[Mark, ...]:
    """The declared first marks with their followers; 一方面 and 首先 have words of their own."""
    return tuple(Mark(first, tuple(_numbered(first))) for first in words.words("list_marks"))


def _numbered(first: str) -> Iterator[re.Pattern[str]]:
    for index in range(1, _MOST + 1):
        written = first.replace("一", NUMERALS[index]).replace("1", str(index)).replace("①", _CIRCLED[index])
        guard = r"(?!\d)" if "1" in first else ""
        before = r"(?<![\d.])" if "1" in first or "①" in first or "(" in first else r"(?<=[，。；：:\s])"
        yield re.compile(before + re.escape(written) + guard)


@cache
def _intro() -> re.Pattern[str]:
    return re.compile(
        rf"{_COUNT}[^。；\n\d]{{0,24}}?[，。；：:]\s*(?={words.either(words.words('list_marks'))})"
    )


def _mark_at(text: str, place: int) -> Mark | None:
    return next(
        (
            mark
            for mark in _marks()
            if text.startswith(mark.first, place) and mark.patterns[0].match(text, place)
        ),
        None,
    )


def _end(text: str, start: int, mark: Mark) -> int:
    """The points end with their paragraph, with a mark that begins anew, or before a heading of a higher level."""
    headings = text[text.rfind("\n", 0, start) + 1 : start].strip() == ""
    again = mark.patterns[0].search(text, start + 1)
    stops = [again.start()] if again else []
    if headings:
        higher = next((found for key, found in _HIGHER.items() if mark.first.startswith(key)), None)
        stop = higher.search(text, start) if higher else None
        stops += [stop.start()] if stop else []
    else:
        line = text.find("\n", start)
        stops += [line] if line >= 0 else []
    return min(stops, default=len(text))


def _listed(text: str, start: int, end: int, mark: Mark) -> int:
    place, count = start, 0
    for pattern in mark.patterns:
        found = pattern.search(text, place, end)
        if not found:
            break
        place, count = found.end(), count + 1
    return count
