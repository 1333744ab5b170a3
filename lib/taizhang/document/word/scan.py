"""A template -> every placeholder in it with its place, and every problem of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.document import placeholders
from taizhang.document.model import Key, Placeholder
from taizhang.document.ooxml import Node, own_texts, paragraph_text, paragraphs, parse, qn
from taizhang.errors import ReportError

_RENDERED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_STATEMENT = re.compile(r"\{\{|\{%|\{#")


@dataclass(frozen=True, slots=True)
class Spot:
    """One occurrence: ``alone`` in its paragraph, ``free`` to become several blocks."""

    placeholder: Placeholder
    alone: bool
    free: bool


def scan(parts: Mapping[str, bytes]) -> tuple[list[Spot], list[ReportError]]:
    """All occurrences in document order (body first), all problems likewise."""
    spots: list[Spot] = []
    problems: list[ReportError] = []
    names = sorted(parts, key=lambda name: (name != "word/document.xml", name))
    for name in filter(lambda part: part.endswith(".xml"), names):
        if _RENDERED.fullmatch(name):
            _scan_part(parse(parts[name]), name, spots, problems)
        else:
            problems.extend(_misplaced(parts[name], name))
    return spots, problems


def _scan_part(root: Node, part: str, spots: list[Spot], problems: list[ReportError]) -> None:
    for _, paragraph, where in paragraphs(root, part):
        text = paragraph_text(paragraph)
        spans, strays = placeholders.find(text, where)
        problems.extend(strays)
        for span in spans:
            try:
                placeholder = placeholders.read(span.inner, where)
            except ReportError as error:
                problems.append(error)
                continue
            alone = not (text[: span.start] + text[span.end :]).strip()
            spots.append(Spot(placeholder, alone, paragraph.getparent().tag == qn("w:body")))
    problems.extend(_in_attributes(root, part))


def _in_attributes(root: Node, part: str) -> Iterator[ReportError]:
    for node in root.iter():
        texts = [*node.attrib.values(), "" if node.tag == qn("w:t") else node.text or ""]
        if any(_STATEMENT.search(text) for text in texts):
            yield ReportError(part, "占位符写在了替代文字、域或其他看不见的地方", "占位符只能写在正文文字里")


def _misplaced(blob: bytes, part: str) -> Iterator[ReportError]:
    if part.startswith("word/") and b"{{" in blob:
        yield ReportError(part, "批注、尾注等处有占位符", "占位符只能写在正文、表格、页眉、页脚、脚注里")


def replace_spans(paragraph: Node, names: Mapping[Key, str]) -> None:
    """Each placeholder -> ``{{ name }}`` in the run where it starts, so that run's look is kept."""
    spans, _ = placeholders.find(paragraph_text(paragraph), "")
    nodes = own_texts(paragraph)
    for span in reversed(spans):
        key = placeholders.read(span.inner, "").key
        _put(nodes, span.start, span.end, f"{{{{ {names[key]} }}}}")


def _put(nodes: list[Node], start: int, end: int, replacement: str) -> None:
    """Replace characters ``start`` to ``end`` of the joined texts, from the last node to the first."""
    offsets = _offsets(nodes)
    for node, offset in zip(reversed(nodes), reversed(offsets), strict=True):
        text = node.text or ""
        low, high = max(start - offset, 0), min(end - offset, len(text))
        if low >= high:
            continue
        first = offset <= start
        node.text = text[:low] + (replacement if first else "") + text[high:]
        node.set(qn("xml:space"), "preserve")


def _offsets(nodes: list[Node]) -> list[int]:
    offsets, total = [], 0
    for node in nodes:
        offsets.append(total)
        total += len(node.text or "")
    return offsets
