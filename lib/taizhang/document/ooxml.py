"""Names and small builders of WordprocessingML, and which paragraph of a part is where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

Node = Any  # lxml ships no types

NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
DECLARED = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}


def qn(name: str) -> str:
    """``w:p`` -> ``{namespace}p``; a name without a prefix stays."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def el(name: str, attributes: Mapping[str, object] | None = None, *children: Node | None) -> Node:
    """An element with prefixed names; children that are None are left out."""
    node = etree.Element(qn(name), nsmap=DECLARED)
    for key, value in (attributes or {}).items():
        node.set(qn(key), str(value))
    node.extend([child for child in children if child is not None])
    return node


def val(name: str, value: object) -> Node:
    """``<w:name w:val="value"/>``, the commonest shape there is."""
    return el(name, {"w:val": value})


def flag(name: str, on: bool = True) -> Node:
    """A switch; written out when off, since a style may have turned it on."""
    return el(name) if on else val(name, "0")


def text_node(text: str) -> Node:
    """A ``w:t`` that keeps its spaces."""
    node = el("w:t", {"xml:space": "preserve"})
    node.text = text
    return node


def run(text: str, properties: Node | None = None) -> Node:
    """A run with one text."""
    return el("w:r", None, properties, text_node(text))


def parse(blob: bytes) -> Node:
    """Bytes -> root element, with entities and the network off."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def serialise(root: Node) -> bytes:
    """Root element -> bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[no-any-return]


def own_texts(paragraph: Node) -> list[Node]:
    """The ``w:t`` of a paragraph, those of text boxes inside it left out."""
    return [node for node in paragraph.iter(qn("w:t")) if nearest(node, "w:p") is paragraph]


def nearest(node: Node, name: str) -> Node | None:
    """The closest ancestor of that name."""
    return next(node.iterancestors(qn(name)), None)


def paragraph_text(paragraph: Node) -> str:
    """All text of a paragraph, content controls included."""
    return "".join(node.text or "" for node in own_texts(paragraph))


def paragraphs(root: Node, part: str) -> Iterator[tuple[int, Node, str]]:
    """Each paragraph of a part with its number from 1 and its place in words."""
    cells = _cell_names(root)
    seen = 0
    for number, paragraph in enumerate(root.iter(qn("w:p")), start=1):
        text = paragraph_text(paragraph).strip()
        cell = cells.get(nearest(paragraph, "w:tc"))
        seen += bool(text) and cell is None
        yield number, paragraph, f"{cell or _body_name(part, seen)}“{_head(text)}”"


def _head(text: str) -> str:
    return text if len(text) <= 10 else text[:10] + "…"


def _body_name(part: str, number: int) -> str:
    for mark, name in (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注")):
        if mark in part:
            return name
    return f"正文第{number}段"


def _cell_names(root: Node) -> dict[Node, str]:
    names: dict[Node, str] = {}
    for table_number, table in enumerate(root.iter(qn("w:tbl")), start=1):
        for row_number, row in enumerate(table.iterchildren(qn("w:tr")), start=1):
            for cell_number, cell in enumerate(row.iterchildren(qn("w:tc")), start=1):
                names[cell] = f"第{table_number}个表格第{row_number}行第{cell_number}格"
    return names
