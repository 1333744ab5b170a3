"""Whether a Word file is sound: what two checkers find, and what neither of them looks for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from taizhang.document import (
    package,
)
from taizhang.document.ooxml import Node, nearest, parse, qn


def assert_sound(path: Path) -> None:
    """What the two checkers find, and what neither of them looks for."""
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []
    assert [str(finding) for finding in check(str(path))] == []
    roots = [parse(blob) for name, blob in package.unpack(path).items() if re.match(r"word/\w+\.xml", name)]
    for tag, attribute in (
        ("w:sdtPr/w:id", "w:val"),
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
    ):
        values = [node.get(qn(attribute)) for root in roots for node in found(root, tag)]
        assert [value for value, count in Counter(values).items() if count > 1] == []
    for root in roots:
        starts = {node.get(qn("w:id")) for node in root.iter(qn("w:bookmarkStart"))}
        assert starts == {node.get(qn("w:id")) for node in root.iter(qn("w:bookmarkEnd"))}
        assert all(len(node.get(qn("w:val"))) <= 64 for node in found(root, "w:sdtPr/w:tag"))
        kinds = Counter(node.get(qn("w:fldCharType")) for node in root.iter(qn("w:fldChar")))
        assert kinds["begin"] == kinds["separate"] == kinds["end"]
        for row in root.iter(qn("w:tr")):
            assert row_width(row) == len(list(nearest(row, "w:tbl").find(qn("w:tblGrid"))))


def found(root: Node, path: str) -> list[Node]:
    *parent, name = path.split("/")
    nodes = list(root.iter(qn(name)))
    return [node for node in nodes if not parent or node.getparent().tag == qn(parent[0])]


def row_width(row: Node) -> int:
    spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iterchildren(qn("w:tc"))]
    return sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans)
