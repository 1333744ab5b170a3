"""Remarks on places of a docx's plain text -> a copy with one Word comment each.

The author is a role and no time is written, so that the same remarks give the same bytes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from taizhang.document import package
from taizhang.document.ooxml import DECLARED, Node, el, parse, qn, serialise, text_node
from taizhang.document.review.margins import read_margins
from taizhang.document.review.notes import read_notes
from taizhang.document.review.plain import BODY, Aside, Piece, Plain, plain

AUTHOR, INITIALS = "校核", "校"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_PART, _TYPES_PART = "word/_rels/document.xml.rels", "[Content_Types].xml"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
# What Word replaces as a whole, or allows one run in: a mark inside would be lost or forbidden.
_SOLID = (qn("w:text"), qn("w:dataBinding"), qn("w:showingPlcHdr"))
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """What to say about the characters [start, end) of the plain text; a line break begins a paragraph."""

    start: int
    end: int
    text: str


def annotate(docx: bytes, remarks: Sequence[Remark]) -> bytes:
    """The docx with a comment on each remark's place; comments that it has already stay.

    Word takes no comment in a header or footer: such a remark stands at the beginning of the body and says where.
    """
    parts = package.unpack(docx)
    root = parse(parts[BODY])
    edges = {edge for remark in remarks for edge in (remark.start, remark.end)}
    whole = plain(root, read_notes(parts), read_margins(parts))
    pieces = _cut(whole.pieces, edges)
    name, comments = _comments(parts)
    if not pieces or not remarks:
        return package.repack(parts)
    for number, remark in enumerate(remarks, start=_free(comments)):
        aside = next((one for one in whole.asides if one.start <= remark.start < one.end), None)
        first, last = (pieces[0], pieces[0]) if aside else _covered(pieces, remark)
        _mark(number, _solid(first.node), _solid(last.node))
        comments.append(_comment(number, _placed(whole, aside, remark)))
    parts[BODY] = serialise(root)
    parts[name] = serialise(comments)
    return package.repack(parts)


def _placed(whole: Plain, aside: Aside | None, remark: Remark) -> str:
    """The remark, with the place and the words that it is about where it cannot stand on them."""
    if aside is None:
        return remark.text
    return f"{aside.where}中的“{whole.text[remark.start : remark.end]}”：\n{remark.text}"


def _cut(pieces: Iterable[Piece], edges: set[int]) -> list[Piece]:
    """The pieces, each in a run of its own where an edge lies inside it, and parted there."""
    found: list[Piece] = []
    for piece in pieces:
        inside = sorted(edge for edge in edges if piece.start < edge < piece.end)
        found += (
            _parted(piece, inside)
            if inside and piece.node.tag == qn("w:t") and _solid(piece.node) is piece.node.getparent()
            else [piece]
        )
    return found


def _parted(piece: Piece, edges: Sequence[int]) -> list[Piece]:
    _alone(piece.node)
    text, run = piece.node.text, piece.node.getparent()
    found: list[Piece] = []
    bounds = [piece.start, *edges, piece.end]
    for start, end in pairwise(bounds):
        node = text_node(text[start - piece.start : end - piece.start])
        run.addprevious(_run_like(run, node))
        found.append(Piece(start, end, node))
    run.getparent().remove(run)
    return found


def _alone(node: Node) -> None:
    """Give the node a run of its own, and what stands before and after it in its run too."""
    run = node.getparent()
    content = [child for child in run if child.tag != qn("w:rPr")]
    at = content.index(node)
    if content[:at]:
        run.addprevious(_run_like(run, *content[:at]))
    if content[at + 1 :]:
        run.addnext(_run_like(run, *content[at + 1 :]))


def _run_like(run: Node, *content: Node) -> Node:
    properties = run.find(qn("w:rPr"))
    return el("w:r", None, None if properties is None else copy.deepcopy(properties), *content)


def _covered(pieces: Sequence[Piece], remark: Remark) -> tuple[Piece, Piece]:
    """The first and the last piece of a place; the nearest one when it holds separators only."""
    inside = [piece for piece in pieces if piece.start < remark.end and remark.start < piece.end]
    if not inside:
        inside = [min(pieces, key=lambda piece: abs(piece.start - remark.start))]
    return inside[0], inside[-1]


def _solid(node: Node) -> Node:
    """The outermost control around a text that takes no marks inside, else the text's run."""
    found = node.getparent()
    for control in node.iterancestors(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        inline = control.getparent().tag not in (qn("w:body"), qn("w:tc"), qn("w:tr"), qn("w:tbl"))
        if inline and properties is not None and any(child.tag in _SOLID for child in properties):
            found = control
    return found


def _mark(number: int, first: Node, last: Node) -> None:
    identity = {"w:id": number}
    first.addprevious(el("w:commentRangeStart", identity))
    last.addnext(el("w:r", None, el("w:commentReference", identity)))
    last.addnext(el("w:commentRangeEnd", identity))


def _comment(number: int, text: str) -> Node:
    paragraphs = [
        el("w:p", None, el("w:r", None, text_node(_UNPRINTABLE.sub("", line)))) for line in text.split("\n")
    ]
    paragraphs[0].insert(0, el("w:r", None, el("w:annotationRef")))
    return el("w:comment", {"w:id": number, "w:author": AUTHOR, "w:initials": INITIALS}, *paragraphs)


def _free(comments: Node) -> int:
    return max((int(node.get(qn("w:id"))) for node in comments), default=-1) + 1


def _comments(parts: dict[str, bytes]) -> tuple[str, Node]:
    """The comments part's name and tree; a new empty one is made known to the document."""
    relations = parse(parts.get(_RELATIONS_PART, _NO_RELATIONS))
    for relation in relations:
        if relation.get("Type") == f"{_OFFICE}/comments":
            target = relation.get("Target")
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            return name, parse(parts[name])
    name = "word/comments.xml"
    _relate(parts, relations)
    types = parse(parts[_TYPES_PART])
    attributes = {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
    parts[_TYPES_PART] = serialise(types)
    return name, etree.Element(qn("w:comments"), nsmap=DECLARED)


def _relate(parts: dict[str, bytes], relations: Node) -> None:
    taken = {relation.get("Id") for relation in relations}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rIdC{number}") not in taken)
    attributes = {"Id": identity, "Type": f"{_OFFICE}/comments", "Target": "comments.xml"}
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)
    parts[_RELATIONS_PART] = serialise(relations)
