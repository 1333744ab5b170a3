"""Anchors, and the text and pictures around them <-> the custom XML part that carries them inside the docx."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from taizhang.document.model import FACTS_NAMESPACE, Anchor, Cell, WrittenLine, WrittenPicture
from taizhang.document.ooxml import Node, serialise

ROOT = f"{{{FACTS_NAMESPACE}}}anchors"
_ENTRY = f"{{{FACTS_NAMESPACE}}}anchor"
_LINE = f"{{{FACTS_NAMESPACE}}}line"
_PICTURE = f"{{{FACTS_NAMESPACE}}}picture"


def to_xml(
    anchors: Sequence[Anchor],
    lines: Sequence[WrittenLine] = (),
    pictures: Sequence[WrittenPicture] = (),
) -> bytes:
    """Anchors in order, then the text and the pictures as written -> the part; no times, no paths."""
    root = etree.Element(ROOT, nsmap={None: FACTS_NAMESPACE})
    for anchor in anchors:
        attributes = {
            "source": anchor.source,
            "tag": anchor.tag,
            "bookmark": anchor.bookmark,
            "control": str(anchor.control),
            "part": anchor.part,
            "paragraph": str(anchor.paragraph),
            "where": anchor.where,
            "form": anchor.form,
            "start": str(anchor.start),
        }
        etree.SubElement(root, _ENTRY, attributes).text = anchor.text
    for line in lines:
        at = {"part": line.part, "paragraph": str(line.paragraph), "cell": _cell_text(line.cell)}
        etree.SubElement(root, _LINE, at).text = line.text
    for picture in pictures:
        at = {"part": picture.part, "paragraph": str(picture.paragraph), "sha256": picture.sha256}
        etree.SubElement(root, _PICTURE, at).text = picture.alt
    return serialise(root)


def from_tree(root: Node) -> list[Anchor]:
    """The part's root -> its anchors, in order."""
    return [
        Anchor(
            node.get("tag"), node.get("source"), node.text or "", node.get("bookmark"),
            int(node.get("control")), node.get("part"), int(node.get("paragraph")), node.get("where"),
            node.get("form", ""), int(node.get("start", "0")),
        )
        for node in root.iterchildren(_ENTRY)
    ]  # fmt: skip


def lines_of(root: Node) -> list[WrittenLine]:
    """The part's root -> the text as written, paragraph by paragraph."""
    return [
        WrittenLine(node.get("part"), int(node.get("paragraph")), node.text or "", _cell(node.get("cell")))
        for node in root.iterchildren(_LINE)
    ]


def pictures_of(root: Node) -> list[WrittenPicture]:
    """The part's root -> the pictures as written, in order."""
    return [
        WrittenPicture(node.get("part"), int(node.get("paragraph")), node.get("sha256"), node.text or "")
        for node in root.iterchildren(_PICTURE)
    ]


def _cell_text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.table} {cell.row} {cell.column} {cell.span} {int(cell.head)}"


def _cell(text: str) -> Cell | None:
    if not text:
        return None
    table, row, column, span, head = map(int, text.split())
    return Cell(table, row, column, span, bool(head))
