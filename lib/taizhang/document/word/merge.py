"""A template and texts for its placeholders -> an opened Word document with the texts in it."""

from __future__ import annotations

import hashlib
import io
import itertools
import uuid
from collections.abc import Mapping
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from taizhang.document.model import Key
from taizhang.document.ooxml import Node, parse, qn, serialise
from taizhang.document.word.scan import replace_spans

_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose placeholders reach Jinja as plain ASCII names."""

    def __init__(self, file: io.BytesIO, names: Mapping[Key, str]) -> None:
        super().__init__(file)
        self._names = names

    def patch_xml(self, src_xml: str) -> str:
        """Rewrite placeholders first: what docxtpl would take for a tag of its own never gets there."""
        root = parse(src_xml.encode("utf-8"))
        for paragraph in root.iter(qn("w:p")):
            replace_spans(paragraph, self._names)
        return str(super().patch_xml(self.xml_to_string(root)))

    def render_properties(self, context: dict[str, Any], jinja_env: object = None) -> None:
        """Nothing: properties are written by the package, and a title is no template."""


def merge(blob: bytes, texts: Mapping[Key, str]) -> Any:
    """Template bytes + a text for each placeholder key -> a ``docx.Document``; texts are escaped."""
    names = {key: f"answer{number}" for number, key in enumerate(texts)}
    template = _Template(io.BytesIO(blob), names)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render({names[key]: text for key, text in texts.items()}, environment)
    return template.docx  # get_docx() would read the template afresh


def roots(document: Any) -> list[tuple[str, Node]]:
    """The parts that may hold text, body first: (part name, root element)."""
    found: dict[str, Node] = {}
    for part in document.part.package.iter_parts():
        name = str(part.partname).lstrip("/")
        if name.startswith(("word/header", "word/footer", "word/document")) and hasattr(part, "element"):
            found[name] = part.element
    return sorted(found.items(), key=lambda item: (item[0] != "word/document.xml", item[0]))


def attach(document: Any, blob: bytes) -> None:
    """Put a custom XML part into the package; its id comes from its content."""
    opc = document.part.package
    taken = {str(part.partname) for part in opc.iter_parts()}
    number = next(n for n in itertools.count(1) if f"/customXml/item{n}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, blob, opc)
    described = _item_properties(uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(blob).hexdigest()))
    name = PackURI(f"/customXml/itemProps{number}.xml")
    item.relate_to(Part(name, _ITEM_PROPERTIES, described, opc), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _item_properties(identifier: uuid.UUID) -> bytes:
    root = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    root.set(f"{{{_DATA_STORE}}}itemID", f"{{{str(identifier).upper()}}}")
    etree.SubElement(root, f"{{{_DATA_STORE}}}schemaRefs")
    return serialise(root)


def saved(document: Any) -> bytes:
    """An opened document -> the bytes of a docx."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
