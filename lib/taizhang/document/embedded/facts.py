"""The facts that a document prints <-> the custom XML part that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from lxml import etree

from taizhang.document.model import FACTS_NAMESPACE
from taizhang.document.ooxml import Node, serialise

ROOT = f"{{{FACTS_NAMESPACE}}}facts"
_ENTRY = f"{{{FACTS_NAMESPACE}}}fact"


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """One fact as the document was written with it.

    ``id`` is ``indicator@place@period`` or with ``#group``; ``value`` is exact decimal text in ``unit``,
    empty where there is none; ``status`` then says why.
    """

    id: str
    label: str
    unit: str
    value: str
    place_name: str
    period: str
    status: str


def to_xml(facts: Iterable[PrintedFact]) -> bytes:
    """Facts in order of id -> the part."""
    root = etree.Element(ROOT, nsmap={None: FACTS_NAMESPACE})
    for fact in sorted(facts, key=lambda each: each.id):
        attributes = asdict(fact)
        etree.SubElement(
            root, _ENTRY, {k: v for k, v in attributes.items() if k != "value"}
        ).text = fact.value
    return serialise(root)


def from_tree(root: Node) -> dict[str, PrintedFact]:
    """The part -> its facts by id."""
    found = (
        PrintedFact(value=node.text or "", **{key: str(value) for key, value in node.attrib.items()})
        for node in root.iterchildren(_ENTRY)
    )
    return {fact.id: fact for fact in found}
