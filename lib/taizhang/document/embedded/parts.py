"""Custom XML parts of a docx, found by their root element, written in a fixed place."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping

from lxml import etree

from taizhang.document.ooxml import Node, parse, serialise

_ITEM = re.compile(r"customXml/item(\d+)\.xml")
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
_CONTENT_TYPES = "[Content_Types].xml"


def find(package: Mapping[str, bytes], root: str) -> Node | None:
    """The tree of the custom part with that root element; by content, since editors rename parts."""
    name = _name(package, root)
    return None if name is None else parse(package[name])


def _name(package: Mapping[str, bytes], root: str) -> str | None:
    return next((name for name in _items(package) if _root(package[name]) == root), None)


def _items(package: Mapping[str, bytes]) -> list[str]:
    numbered = {int(match[1]): name for name in package if (match := _ITEM.fullmatch(name))}
    return [numbered[number] for number in sorted(numbered)]


def _root(blob: bytes) -> str:
    try:
        return str(parse(blob).tag)
    except etree.XMLSyntaxError:
        return ""


def put(package: Mapping[str, bytes], root: str, blob: bytes) -> dict[str, bytes]:
    """The package with ``blob`` in the place of the part with that root, or as one more part."""
    changed = dict(package)
    name = _name(package, root)
    if name is None:
        name = f"customXml/item{_free(package)}.xml"
        _declare(changed, name)
    changed[name] = blob
    number = _number(name)
    changed[f"customXml/itemProps{number}.xml"] = _described(blob)
    return changed


def _number(name: str) -> int:
    match = _ITEM.fullmatch(name)
    assert match is not None
    return int(match[1])


def _free(package: Mapping[str, bytes]) -> int:
    return max((_number(name) for name in _items(package)), default=0) + 1


def _declare(package: dict[str, bytes], name: str) -> None:
    """Make the part known to the document, and its properties to the part."""
    number = _number(name)
    properties = f"itemProps{number}.xml"
    types = parse(package[_CONTENT_TYPES])
    attributes = {"PartName": f"/customXml/{properties}", "ContentType": _PROPERTIES_TYPE}
    etree.SubElement(types, f"{{{_TYPES}}}Override", attributes)
    if not any(node.get("Extension") == "xml" for node in types):
        types.insert(
            0, types.makeelement(f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
        )
    package[_CONTENT_TYPES] = serialise(types)
    relations = parse(package[_DOCUMENT_RELATIONS])
    _relate(relations, "customXml", f"../{name}")
    package[_DOCUMENT_RELATIONS] = serialise(relations)
    own = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    _relate(own, "customXmlProps", properties)
    package[f"customXml/_rels/item{number}.xml.rels"] = serialise(own)


def _relate(relations: Node, kind: str, target: str) -> None:
    taken = {node.get("Id") for node in relations}
    free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    attributes = {"Id": free, "Type": f"{_OFFICE}/{kind}", "Target": target}
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)


def _described(blob: bytes) -> bytes:
    root = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    identifier = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(blob).hexdigest())
    root.set(f"{{{_DATA_STORE}}}itemID", "{" + str(identifier).upper() + "}")
    etree.SubElement(root, f"{{{_DATA_STORE}}}schemaRefs")
    return serialise(root)
