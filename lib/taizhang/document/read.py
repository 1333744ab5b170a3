"""A docx -> its text paragraph by paragraph, its controls, its anchors, and the digits without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhang.document import package
from taizhang.document.embedded import anchors as anchor_part
from taizhang.document.embedded import parts
from taizhang.document.model import Anchor
from taizhang.document.ooxml import Node, nearest, paragraphs, parse, qn

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one paragraph that lies in one control (``tag``) or outside any (``tag`` empty)."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: where it is (part, number from 1, words for people), its style id, its text."""

    part: str
    number: int
    where: str
    style: str
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """All text as a reader sees it, page numbers and other fields left out."""
        return "".join(stretch.text for stretch in self.stretches)


def lines(docx: Path | bytes) -> Iterator[Line]:
    """Every paragraph, text in controls and table cells included; body first, then headers and footers."""
    found = package.unpack(docx)
    names = sorted(filter(_TEXT_PARTS.fullmatch, found), key=lambda name: (name != "word/document.xml", name))
    for part in names:
        for number, paragraph, where in paragraphs(parse(found[part]), part):
            yield Line(part, number, where, _style(paragraph), tuple(_stretches(paragraph)))


def text(docx: Path | bytes) -> str:
    """The text of the body, one line a paragraph, empty ones left out."""
    body = (line.text for line in lines(docx) if line.part == "word/document.xml")
    return "\n".join(line for line in body if line.strip())


def anchors(docx: Path | bytes) -> list[Anchor]:
    """The anchors the file was written with; empty when the part that lists them is gone."""
    root = parts.find(package.unpack(docx), anchor_part.ROOT)
    return [] if root is None else anchor_part.from_tree(root)


def digits_outside_controls(docx: Path | bytes, allowed: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(where, text between two controls) where a digit is left once all ``allowed`` patterns are out."""
    patterns = [re.compile(pattern) for pattern in allowed]
    return [
        (line.where, stretch.text)
        for line in lines(docx)
        for stretch in line.stretches
        if not stretch.tag and re.search(r"\d", _without(stretch.text, patterns))
    ]


def _without(text: str, patterns: list[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub("□", text)
    return text


def _style(paragraph: Node) -> str:
    node = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if node is None else str(node.get(qn("w:val")))


def _stretches(paragraph: Node) -> Iterator[Stretch]:
    current: Node | None = None
    collected = ""
    for text, control in _texts(paragraph):
        if control is not current and collected:
            yield Stretch(collected, _tag(current))
            collected = ""
        current = control
        collected += text
    if collected:
        yield Stretch(collected, _tag(current))


def _texts(paragraph: Node) -> Iterator[tuple[str, Node | None]]:
    """Each text with the control it is in; deleted text and results of fields are not text."""
    fields = 0
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:fldChar")):
        if nearest(node, "w:p") is not paragraph or node.getparent().tag != qn("w:r"):
            continue
        if node.tag == qn("w:fldChar"):
            fields += {"begin": 1, "end": -1}.get(node.get(qn("w:fldCharType")), 0)
        elif not fields and node.get(qn("w:type")) is None and nearest(node, "w:fldSimple") is None:
            yield (node.text or "") if node.tag == qn("w:t") else " ", _control(node)  # no page breaks


def _control(node: Node) -> Node | None:
    return next((each for each in node.iterancestors(qn("w:sdt")) if _tag(each)), None)


def _tag(control: Node | None) -> str:
    if control is None:
        return ""
    node = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if node is None else str(node.get(qn("w:val")))
