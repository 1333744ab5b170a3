"""Small documents as a build writes them: lines with sources, tables, everything recorded inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from taizhang.document import embedded, package
from taizhang.document.anchoring import record, shown
from taizhang.document.marks import Marks
from taizhang.document.model import Anchor, DocProperties
from taizhang.document.ooxml import Node, el, parse, qn, run, serialise
from taizhang.document.revise import Outcome, revise
from taizhang.document.word import parts
from taizhang.document.word.controls import Binder
from taizhang.document.word.style import GBT9704
from taizhang.document.word.tables import Look, table
from taizhang.present.pieces import Piece, Rich, TableBlock

PROPERTIES = DocProperties("年度工作总结", "示例市民政局", dt.date(2021, 12, 10))
DATE = "2021-12-10T00:00:00Z"
BODY = "word/document.xml"

PERSONS, BEFORE = "persons@150600@2021-11", "persons@150600@2020-11"
GROWTH, CHANGE = "persons__growth@150600@2021-11", "persons__change@150600@2021-11"
RATE, BEDS, ALL = "rate@150600@2021", "beds@150600@2021", "all@150600@2021"
Printed = Mapping[tuple[str, str], str]
OLD: Printed = {
    (PERSONS, "人"): "5601人", (GROWTH, "同比"): "增长3.2%", (CHANGE, "增减"): "增加12人", (BEFORE, "上年"): "5589人",
    (RATE, "%"): "92%", (BEDS, "张"): "11290张", (ALL, "人"): "9000人",
}  # fmt: skip
NEW: Printed = {
    (PERSONS, "人"): "5501人", (GROWTH, "同比"): "下降1.1%", (CHANGE, "增减"): "减少88人", (BEFORE, "上年"): "5589人",
    (RATE, "%"): "88%", (BEDS, "张"): "10990张", (ALL, "人"): "9000人",
}  # fmt: skip


def said(source: str, text: str = "", printed: Printed = OLD) -> Piece:
    """The piece of a source as it is printed; ``text`` is what a person made of it."""
    ((form, shown_as),) = [(form, each) for (name, form), each in printed.items() if name == source]
    return Piece(text or shown_as, source, form)


def docx(*content: Rich | TableBlock) -> bytes:
    """A document of these paragraphs and tables, with its record inside."""
    marks = Marks()
    look = Look(8845, "TzTableHead", "TzTableText", marks.text)
    nodes = [
        table(one, look) if isinstance(one, TableBlock) else el("w:p", None, run(marks.text(one)))
        for one in content
    ]
    made = parts.package(GBT9704, nodes)
    root = parse(made[BODY])
    anchors = Binder(marks, [(BODY, root)]).bind()
    made[BODY] = serialise(root)
    made["docProps/app.xml"] = package.extended_properties()
    finished, _ = record.complete(made, anchors)
    return package.pack(finished, PROPERTIES)


def build(printed: Printed) -> bytes:
    """What a build prints: one line a source."""
    return docx(*((Piece(text, source, form),) for (source, form), text in printed.items()))


def refreshed(edited: bytes, old: Printed = OLD, new: Printed = NEW) -> tuple[bytes, Outcome]:
    """An edited document after the figures went from ``old`` to ``new``."""
    return revise(edited, embedded.read(build(old)), build(new), DATE)


def lines(blob: bytes) -> list[str]:
    """The accepted text of the body, empty paragraphs left out."""
    return [line.text for line in shown(blob) if line.part == BODY and line.text.strip()]


def anchors(blob: bytes) -> list[Anchor]:
    """The anchors recorded in a document."""
    return list(embedded.read(blob).anchors)


def body(blob: bytes) -> Node:
    """The root of the body."""
    return parse(package.unpack(blob)[BODY])


def edited(blob: bytes, root: Node) -> bytes:
    """The document with another body."""
    return package.repack({**package.unpack(blob), BODY: serialise(root)})


def struck(blob: bytes) -> list[str]:
    """Every text that is marked deleted."""
    return [node.text or "" for node in body(blob).iter(qn("w:delText"))]


def added(blob: bytes) -> list[str]:
    """Every text that is marked inserted."""
    return [node.text or "" for mark in body(blob).iter(qn("w:ins")) for node in mark.iter(qn("w:t"))]
