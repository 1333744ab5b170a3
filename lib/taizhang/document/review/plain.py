"""The body of a docx, its notes, headers and footers -> plain text, and which ``w:t`` each stretch of it comes from.

A paragraph is a line and a table row is a line of cells between tabs; text boxes follow their paragraph,
footnotes and endnotes stand at the end, each as lines of their own in the order of their references; then the
headers and footers, those of one wording once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from taizhang.document import package
from taizhang.document.ooxml import Node, nearest, parse, qn
from taizhang.document.review.margins import Margin, read_margins
from taizhang.document.review.notes import REFERENCES, Notes, read_notes
from taizhang.errors import ReportError

BODY = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = (qn("w:del"), qn("w:moveFrom"), _FALLBACK)
# What these print is not the writer's claim: page and caption numbers, contents, today's date.
_SILENT_FIELD = re.compile(r"\s*(PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|TOC|SEQ|REF|NOTEREF|DATE|TIME)\b", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """One ``w:t`` (or tab, break, reference of a note) and the place [start, end) of its text."""

    start: int
    end: int
    node: Node


@dataclass(frozen=True, slots=True)
class Aside:
    """The place [start, end) of a text that stands outside the body, and where a reader finds it (页眉)."""

    start: int
    end: int
    where: str


@dataclass(frozen=True, slots=True)
class Plain:
    """The text, and its pieces in order; separators between lines and cells belong to no piece, nor do headers
    and footers, whose places are the ``asides``."""

    text: str
    pieces: tuple[Piece, ...]
    asides: tuple[Aside, ...] = ()


def text(docx: Path | bytes) -> str:
    """The plain text of the body, its notes, headers and footers. ReportError when it is no docx."""
    return of(package.unpack(docx)).text


def of(parts: Mapping[str, bytes]) -> Plain:
    """The plain text of an unpacked docx. ReportError without body."""
    return plain(parse(parts[BODY]), read_notes(parts), read_margins(parts))


def plain(root: Node, notes: Notes = MappingProxyType({}), margins: Sequence[Margin] = ()) -> Plain:
    """The plain text of a parsed ``word/document.xml`` with the places of its pieces. ReportError without body."""
    body = root.find(qn("w:body"))
    if body is None:
        raise ReportError("文档", "读不出正文（可能是 Strict 格式）", "请用 Word 或 WPS 另存为普通的 .docx")
    return _Writer().write(body, notes, margins)


class _Writer:
    """Collects lines; knows at each moment which fields are open."""

    def __init__(self) -> None:
        self._text = ""
        self._pieces: list[Piece] = []
        self._fields: list[str] = []
        self._references: list[Node] = []

    def write(self, body: Node, notes: Notes, margins: Sequence[Margin]) -> Plain:
        for block in _blocks(body):
            self._block(block)
        for reference in tuple(self._references):
            note = notes.get((reference.tag, reference.get(qn("w:id")) or ""))
            for block in _blocks(note) if note is not None else ():
                self._noted(reference, block)
        pieces = tuple(self._pieces)
        asides = tuple(self._asides(margins))
        return Plain(self._text, pieces, asides)

    def _asides(self, margins: Sequence[Margin]) -> Iterator[Aside]:
        """Headers and footers with text, those of one wording once."""
        said: set[str] = set()
        for margin in margins:
            begun = len(self._text)
            for block in _blocks(margin.root):
                self._block(block)
            wording = self._text[begun:].strip()
            if not wording or wording in said:
                self._text = self._text[:begun]
                continue
            said.add(wording)
            yield Aside(begun + (begun > 0), len(self._text), margin.where)

    def _noted(self, reference: Node, block: Node) -> None:
        """One block of a note: all of it belongs to the place in the body that refers to it."""
        before = len(self._pieces)
        self._block(block)
        if inside := self._pieces[before:]:
            self._pieces[before:] = [Piece(inside[0].start, inside[-1].end, reference)]

    def _block(self, block: Node) -> None:
        if block.tag == qn("w:p"):
            self._line([[block]])
            for box in block.iter(qn("w:txbxContent")):
                if not _gone(box):
                    for inner in _blocks(box):
                        self._block(inner)
            return
        for row in _rows(block):
            self._line([_paragraphs(cell) for cell in _cells(row)])

    def _line(self, cells: list[list[Node]]) -> None:
        """One line; nothing when no cell has text."""
        begun, pieces = len(self._text), len(self._pieces)
        self._text += "\n" if self._text else ""
        for number, cell in enumerate(cells):
            self._text += "\t" if number else ""
            self._cell(cell)
        if not self._text[begun:].strip():
            self._text = self._text[:begun]
            del self._pieces[pieces:]

    def _cell(self, paragraphs: list[Node]) -> None:
        begun = len(self._text)
        for paragraph in paragraphs:
            if len(self._text) > begun:
                self._text += " "
            for node in self._texts(paragraph):
                said = (node.text or "") if node.tag == qn("w:t") else " "
                if said:
                    self._pieces.append(Piece(len(self._text), len(self._text) + len(said), node))
                    self._text += said

    def _texts(self, paragraph: Node) -> Iterator[Node]:
        names = (qn(f"w:{name}") for name in ("t", "tab", "br", "fldChar", "instrText"))
        for node in paragraph.iter(*names, *REFERENCES):
            if node.getparent().tag != qn("w:r") or nearest(node, "w:p") is not paragraph or _gone(node):
                continue
            if node.tag == qn("w:fldChar"):
                self._field(node.get(qn("w:fldCharType")))
            elif node.tag == qn("w:instrText"):
                self._instruction(node.text or "")
            elif node.tag in REFERENCES:
                self._references.append(node)
            elif not self._silent() and not _in_silent_field(node) and node.get(qn("w:type")) is None:
                yield node

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] += "\n"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruction(self, said: str) -> None:
        if self._fields and not self._fields[-1].endswith("\n"):
            self._fields[-1] += said

    def _silent(self) -> bool:
        """Inside an instruction, or in the result of a field that prints no claim."""
        return any(not field.endswith("\n") or _SILENT_FIELD.match(field) for field in self._fields)


def _in_silent_field(node: Node) -> bool:
    field = nearest(node, "w:fldSimple")
    return field is not None and bool(_SILENT_FIELD.match(field.get(qn("w:instr")) or ""))


def _gone(node: Node) -> bool:
    return any(ancestor.tag in _GONE for ancestor in node.iterancestors())


def _blocks(container: Node) -> Iterator[Node]:
    """Paragraphs and tables in order, those in block controls, insertions and custom XML included."""
    for child in container:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def _below(container: Node, name: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, those in controls included."""
    for child in container:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _below(child, name)


def _rows(table: Node) -> Iterator[Node]:
    return (row for row in _below(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)


def _cells(row: Node) -> list[Node | None]:
    """The cells of a row; None for each further column that a cell spans, so that columns keep their number."""
    cells: list[Node | None] = []
    for cell in _below(row, "w:tc"):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        cells += [cell, *[None] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)]
    return cells


def _paragraphs(cell: Node | None) -> list[Node]:
    """The paragraphs of a cell, those of tables inside it included, text boxes left out."""
    if cell is None:
        return []
    around = nearest(cell, "w:txbxContent")
    return [node for node in cell.iter(qn("w:p")) if nearest(node, "w:txbxContent") is around]
