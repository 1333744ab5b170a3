"""A plain-text outline -> lines with the styles of an official document, numbered and spaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from taizhang.document.word.style import LINE

LISTED = "attachments"  # the list of attachments below the text; printed in the body's style
_PREFIXES = {
    "密级": "secrecy",
    "发文机关": "agency",
    "发文字号": "doc_number",
    "标题": "title",
    "主送": "addressee",
    "署名": "signature",
    "日期": "date",
    "附件": "appendix_mark",
    "附件标题": "appendix_title",
    "附件说明": LISTED,
    "注": "note",
}
_HEADINGS = {"#": "heading1", "##": "heading2", "###": "heading3"}
_PREFIXED = re.compile(rf"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))})[：:](.*)")
_HEADING = re.compile(r"(#{1,3})\s+(.*)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、]")
_DIGITS = "〇一二三四五六七八九"
_AGENCY_TOP = 1984  # 35 mm below the top of the text block
_AGENCY_WIDTH = 8600  # what the name may take, in twips


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph to be: its style, its text, and what is special about it."""

    style: str
    text: str
    page_break: bool = False
    before: int | None = None
    size: int | None = None


def read(outline: str) -> list[Line]:
    """Outline text -> lines, headings numbered, empty lines of the standard put in."""
    marked = list(_lines(outline))
    return list(_listed(_spaced(_numbered(marked))))


def _lines(outline: str) -> Iterator[Line]:
    broken = False
    for raw in outline.splitlines():
        text = raw.strip()
        if not text or text.startswith("//"):
            continue
        if text == "分页":
            broken = True
            continue
        yield replace(_line(text), page_break=broken)
        broken = False


def _line(text: str) -> Line:
    if text == "红线":
        return Line("red_line", "")
    if heading := _HEADING.fullmatch(text):
        return Line(_HEADINGS[heading[1]], heading[2])
    if prefixed := _PREFIXED.fullmatch(text):
        return Line(_PREFIXES[prefixed[1]], prefixed[2].strip())
    return Line("body", text)


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Headings without a number of their own get one, as literal text that every reader shows."""
    counts = dict.fromkeys(_HEADINGS.values(), 0)
    levels = list(counts)
    for line in lines:
        if line.style == "appendix_title":
            counts = dict.fromkeys(levels, 0)
        if line.style in counts:
            counts[line.style] += 1
            counts |= dict.fromkeys(levels[levels.index(line.style) + 1 :], 0)
            if not _NUMBERED.match(line.text):
                line = replace(line, text=_NUMBERS[line.style](counts[line.style]) + line.text)
        yield line


def chinese(number: int) -> str:
    """1 -> 一 … 99 -> 九十九, as headings count."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


_NUMBERS: dict[str, Callable[[int], str]] = {
    "heading1": lambda number: f"{chinese(number)}、",
    "heading2": lambda number: f"（{chinese(number)}）",
    "heading3": lambda number: f"{number}.",
}


def _spaced(lines: Iterable[Line]) -> Iterator[Line]:
    """Empty lines around the title, the distance of the red head, new pages for appendices."""
    empty = Line("normal", "")
    before: Line | None = None
    marks = 0
    for line in lines:
        after = before.style if before else ""
        if line.style == "title" and after == "red_line":
            yield from (empty, empty)
        if (after, line.style == "title") in (("title", False), ("secrecy", True)):
            yield empty
        if line.style == "agency":
            line = replace(line, before=_AGENCY_TOP - marks * LINE, size=_agency_size(line.text))
        if line.style == "appendix_mark" or (line.style == "appendix_title" and after != "appendix_mark"):
            line = replace(line, page_break=True)
        if line.style == "appendix_title" and after == "appendix_mark":
            yield empty
        marks += line.style == "secrecy"
        before = line
        yield line


def _listed(lines: Iterable[Line]) -> Iterator[Line]:
    """附件：1.… after an empty line; the further attachments stand below the first one's number."""
    before = ""
    for line in lines:
        if line.style != LISTED:
            yield line
        elif before != LISTED:
            yield Line("normal", "")
            yield replace(line, style="body", text=f"附件：{line.text}")
        else:
            yield replace(line, style="body", text=f"　　　{line.text}")
        before = line.style


def _agency_size(text: str) -> int | None:
    """Half-points at which a long name still stands on one line; None leaves the style's."""
    if "{" in text or not text:
        return None
    return max(36, min(96, _AGENCY_WIDTH // len(text) // 10))
