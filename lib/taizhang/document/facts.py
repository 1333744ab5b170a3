"""Anchors <-> the custom XML part that carries them inside the docx."""

from __future__ import annotations

from lxml import etree

from taizhang.document.model import FACTS_NAMESPACE, Anchor
from taizhang.document.ooxml import parse, serialise


def to_xml(anchors: list[Anchor]) -> bytes:
    """Anchors in order -> the part; no times, no paths."""
    root = etree.Element(_name("anchors"), nsmap={None: FACTS_NAMESPACE})
    for anchor in anchors:
        attributes = {
            "source": anchor.source,
            "tag": anchor.tag,
            "bookmark": anchor.bookmark,
            "control": str(anchor.control),
            "part": anchor.part,
            "paragraph": str(anchor.paragraph),
            "where": anchor.where,
        }
        etree.SubElement(root, _name("anchor"), attributes).text = anchor.text
    return serialise(root)


def from_xml(blob: bytes) -> list[Anchor] | None:
    """The part -> its anchors; None when it is some other XML."""
    root = parse(blob)
    if root.tag != _name("anchors"):
        return None
    return [
        Anchor(
            node.get("tag"), node.get("source"), node.text or "", node.get("bookmark"),
            int(node.get("control")), node.get("part"), int(node.get("paragraph")), node.get("where"),
        )
        for node in root.iterchildren(_name("anchor"))
    ]  # fmt: skip


def _name(local: str) -> str:
    return f"{{{FACTS_NAMESPACE}}}{local}"
