"""The text of a paragraph -> its placeholders, or what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.document.model import Placeholder
from taizhang.errors import ReportError

NUMBER_KIND = "数"
_TOKEN = re.compile(r"\{\{|\}\}|\{[%#]|[{}]")
_HALF_WIDTH = str.maketrans("｛｝｜＠", "{}|@")  # what a Chinese input method types; one character each
_HEAD = re.compile(r"(?:(?P<kind>[^:：@]*)[:：])?(?P<name>[^@]*)(?:@(?P<place>.*))?", re.DOTALL)
_ADVICE = "占位符请写成 {{ 指标名称 }}，花括号成对、都用两个；不支持 {% %} 和 {# #}"


@dataclass(frozen=True, slots=True)
class Span:
    """A placeholder's place in a text: characters ``start`` to ``end``, braces included."""

    start: int
    end: int
    inner: str


def halved(text: str) -> str:
    """Full-width braces, bars and at-signs as half-width ones, so both may be typed."""
    return text.translate(_HALF_WIDTH)


def find(text: str, where: str) -> tuple[list[Span], list[ReportError]]:
    """All placeholders of a text, and a problem for every brace that belongs to none."""
    text = halved(text)
    spans: list[Span] = []
    problems: list[ReportError] = []
    opened: re.Match[str] | None = None
    last = ""
    for token in _TOKEN.finditer(text):
        if token[0] == "}}" and opened is not None:
            spans.append(Span(opened.start(), token.end(), text[opened.end() : token.start()]))
            opened = None
        elif token[0] == "{{" and opened is None:
            opened = token
        elif token[0] != "}" or last not in ("{%", "{#"):  # the end of a statement is told with its start
            problems.append(_stray(token, where))
        last = token[0]
    if opened is not None:
        problems.append(_stray(opened, where))
    return spans, problems


def _stray(token: re.Match[str], where: str) -> ReportError:
    near = token.string[max(0, token.start() - 6) : token.end() + 12]
    return ReportError(where, f"“{near}”中的 {token[0]} 不成占位符", _ADVICE)


def read(inner: str, where: str) -> Placeholder:
    """The inside of a placeholder -> its parts. Raises ReportError when a part is empty."""
    head, *formats = (part.strip() for part in halved(inner).split("|"))
    match = _HEAD.fullmatch(head)
    if match is None:
        raise _malformed(inner, where)
    kind = NUMBER_KIND if match["kind"] is None else match["kind"].strip()
    name = match["name"].strip()
    place = None if match["place"] is None else match["place"].strip()
    if not name or not kind or place == "" or "" in formats:
        raise _malformed(inner, where)
    return Placeholder(kind, name, place, tuple(formats), where)


def _malformed(inner: str, where: str) -> ReportError:
    return ReportError(where, f"占位符“{{{{{inner}}}}}”缺少内容", "名称、@ 后的地区、| 后的格式都不能空着")
