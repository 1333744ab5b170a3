"""Marked text in a document -> content controls with bookmarks, one a sourced piece."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from taizhang.document.marks import MARKED, OPEN, Marks, short, tag_of
from taizhang.document.model import Anchor
from taizhang.document.ooxml import Node, el, own_texts, paragraphs, qn, run, val

_LARGEST_ID = 0x7FFFFFFF


class Binder:
    """Turns marks into controls; ids and names are unique over all parts it is given."""

    def __init__(self, marks: Marks, parts: list[tuple[str, Node]]) -> None:
        self._marks = marks
        self._parts = parts
        roots = [root for _, root in parts]
        starts = [node for root in roots for node in root.iter(qn("w:bookmarkStart"))]
        self._uses: Counter[str] = Counter()
        self._controls = {int(node.get(qn("w:val"))) for root in roots for node in _control_ids(root)}
        self._names = {node.get(qn("w:name")) for node in starts}
        self._bookmark = max((int(node.get(qn("w:id"))) for node in starts), default=0)

    def bind(self) -> list[Anchor]:
        """Replace every mark in all parts; one anchor each, in document order."""
        return [anchor for part, root in self._parts for anchor in self._bind_part(root, part)]

    def _bind_part(self, root: Node, part: str) -> list[Anchor]:
        anchors = [
            replace(anchor, part=part, paragraph=number)
            for number, paragraph, _ in list(paragraphs(root, part))
            for text in own_texts(paragraph)
            if OPEN in (text.text or "")
            for anchor in self._split(text)
        ]
        places = {number: where for number, _, where in paragraphs(root, part)}  # now without marks
        return [replace(anchor, where=places[anchor.paragraph]) for anchor in anchors]

    def _split(self, text: Node) -> list[Anchor]:
        """One marked ``w:t`` -> plain runs and controls in its run's place."""
        old = text.getparent()
        properties = old.find(qn("w:rPr"))
        nodes, anchors = self._nodes(text.text, properties)
        before, after = _halves(old, text, properties)
        parent, at = old.getparent(), old.getparent().index(old)
        parent[at : at + 1] = [*before, *nodes, *after]
        return anchors

    def _nodes(self, text: str, properties: Node | None) -> tuple[list[Node], list[Anchor]]:
        nodes: list[Node] = []
        anchors: list[Anchor] = []
        edges = [0, *(edge for match in MARKED.finditer(text) for edge in match.span()), len(text)]
        for start, end in pairwise(edges):
            match = MARKED.fullmatch(text, start, end)
            if match is not None:
                anchor = self._anchor(int(match[1]), match[2])
                nodes += self._control_nodes(anchor, _run(match[2], properties))
                anchors.append(anchor)
            elif end > start:
                nodes.append(_run(text[start:end], properties))
        return nodes, anchors

    def _anchor(self, number: int, text: str) -> Anchor:
        source = self._marks.source(number)
        name = self._new_name(short(source))
        form = self._marks.form(number)
        return Anchor(tag_of(source), source, text, name, self._new_id(name), "", 0, "", form)

    def _new_name(self, base: str) -> str:
        while True:
            self._uses[base] += 1
            name = base if self._uses[base] == 1 else f"{base}_{self._uses[base]}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _new_id(self, name: str) -> int:
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") & _LARGEST_ID or 1
        while number in self._controls:
            number = number % _LARGEST_ID + 1
        self._controls.add(number)
        return number

    def _control_nodes(self, anchor: Anchor, content: Node) -> list[Node]:
        self._bookmark += 1
        names = (val("w:alias", anchor.tag), val("w:tag", anchor.tag), val("w:id", anchor.control))
        return [
            el("w:bookmarkStart", {"w:id": self._bookmark, "w:name": anchor.bookmark}),
            el("w:sdt", None, el("w:sdtPr", None, *names), el("w:sdtContent", None, content)),
            el("w:bookmarkEnd", {"w:id": self._bookmark}),
        ]


def _control_ids(root: Node) -> list[Node]:
    return [node for each in root.iter(qn("w:sdtPr")) for node in each.iterchildren(qn("w:id"))]


def _copy(properties: Node | None) -> Node | None:
    return None if properties is None else copy.deepcopy(properties)


def _run(text: str, properties: Node | None) -> Node:
    return run(text, _copy(properties))


def _halves(old: Node, text: Node, properties: Node | None) -> tuple[list[Node], list[Node]]:
    """What stood in the same run before and after the text (tabs, breaks), each in a run of its own."""
    at = old.index(text)
    first = [child for child in old[:at] if child is not properties]
    last = list(old[at + 1 :])
    before = [el("w:r", None, _copy(properties), *first)] if first else []
    after = [el("w:r", None, _copy(properties), *last)] if last else []
    return before, after
