"""A docx -> what a reader sees of it: paragraphs of accepted text with the controls and bookmarks over it."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taizhang.document import package
from taizhang.document.anchoring.cells import cells_of
from taizhang.document.model import Cell, WrittenPicture
from taizhang.document.ooxml import Node, nearest, paragraphs, parse, qn

BODY = "word/document.xml"
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_OURS = re.compile(r"f[0-9a-f]{12}(_\d+)?")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"  # as WPS and old editions of Word write them
_DROPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:fldSimple"), _FALLBACK}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUNS = {qn("w:r"), f"{_MATH}r"}
_UNREAD = ("w:vanish", "w:strike", "w:dstrike")  # hidden, or struck out: no reader takes it for the text
_UNSEEN_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC)\b")
_MARKS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-"}
_TEXTS = {qn(name): text for name, text in _MARKS.items()}
_SEEN = ("w:t", "w:sym", "w:fldChar", "w:instrText", "w:bookmarkStart", "w:bookmarkEnd", "w:sdt")
_LOOKED_AT = (*map(qn, (*_MARKS, *_SEEN)), f"{_MATH}t")


@dataclass(frozen=True, slots=True)
class Span:
    """A named stretch of a paragraph's text: a control (``name`` its tag, ``number`` its id) or a bookmark."""

    name: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bit:
    """The text of one node and where it begins in its paragraph."""

    node: Node
    text: str
    start: int


@dataclass(slots=True)
class Shown:
    """One paragraph as a reader sees it."""

    part: str
    paragraph: int
    where: str
    cell: Cell | None
    text: str = ""
    bits: list[Bit] = field(default_factory=list)
    controls: list[Span] = field(default_factory=list)
    bookmarks: list[Span] = field(default_factory=list)


def shown(docx: Path | bytes | Mapping[str, bytes]) -> list[Shown]:
    """Every paragraph, body first; deleted, moved away and hidden text is left out, inserted text is in."""
    parts = docx if isinstance(docx, Mapping) else package.unpack(docx)
    names = sorted(filter(_PARTS.fullmatch, parts), key=lambda name: (name != BODY, name))
    return [line for name in names for line in shown_part(parse(parts[name]), name)]


def shown_part(root: Node, part: str) -> list[Shown]:
    """The paragraphs of one part, by its root element."""
    cells = cells_of(root)
    found = []
    for number, paragraph, where in paragraphs(root, part):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None or _row_deleted(paragraph):
            continue
        found.append(_read(paragraph, Shown(part, number, where, cells.get(nearest(paragraph, "w:tc")))))
    return found


def _row_deleted(paragraph: Node) -> bool:
    row = nearest(paragraph, "w:tr")
    return row is not None and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _read(paragraph: Node, line: Shown) -> Shown:
    fields = _Fields()
    opened: dict[str, tuple[str, int]] = {}
    controls: dict[Node, list[int]] = {}
    for node in paragraph.iter(*_LOOKED_AT):
        if nearest(node, "w:p") is not paragraph:
            continue
        if node.tag == qn("w:sdt"):
            controls.setdefault(node, [len(line.text), len(line.text)])
        elif node.tag == qn("w:bookmarkStart"):
            opened[str(node.get(qn("w:id")))] = (str(node.get(qn("w:name"))), len(line.text))
        elif node.tag == qn("w:bookmarkEnd"):
            name, start = opened.pop(str(node.get(qn("w:id"))), ("", 0))
            if _OURS.fullmatch(name):
                line.bookmarks.append(Span(name, 0, start, len(line.text)))
        elif not fields.skip(node) and _is_seen(node, paragraph):
            _add(node, line, controls)
    _outer_controls(paragraph, line, controls)
    line.controls = [_control(node, edges) for node, edges in controls.items() if _tag(node)]
    return line


def _add(node: Node, line: Shown, controls: dict[Node, list[int]]) -> None:
    text = _said(node)
    line.bits.append(Bit(node, text, len(line.text)))
    line.text += text
    for control in node.iterancestors(qn("w:sdt")):
        if control in controls:
            controls[control][1] = len(line.text)


def _said(node: Node) -> str:
    if node.tag == qn("w:sym"):  # fonts of symbols have their letters and digits at F020 to F0FF
        code = str(node.get(qn("w:char"), ""))
        return chr(int(code, 16) & 0xFF) if re.fullmatch("[Ff]0[2-9A-Fa-f][0-9A-Fa-f]", code) else ""
    return _TEXTS.get(node.tag, node.text or "")


def _outer_controls(paragraph: Node, line: Shown, controls: dict[Node, list[int]]) -> None:
    """A control around the whole paragraph or cell covers all of its text."""
    for control in paragraph.iterancestors(qn("w:sdt")):
        if len(list(control.iter(qn("w:p")))) == 1:
            controls[control] = [0, len(line.text)]


class _Fields:
    """Knows, while nodes go by, which of them belong to a field that no reader takes for text."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._in_result: list[bool] = []

    def skip(self, node: Node) -> bool:
        """Whether this node is no text: a field's mark or code, or the result of a page number."""
        if node.tag == qn("w:fldChar"):
            self._mark(node.get(qn("w:fldCharType")))
            return True
        if node.tag == qn("w:instrText"):
            if self._codes:
                self._codes[-1] += node.text or ""
            return True
        return any(
            not result or _UNSEEN_FIELDS.match(code)
            for code, result in zip(self._codes, self._in_result, strict=True)
        )

    def _mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append("")
            self._in_result.append(False)
        elif kind == "separate" and self._in_result:
            self._in_result[-1] = True
        elif kind == "end" and self._codes:
            self._codes.pop()
            self._in_result.pop()


def _is_seen(node: Node, paragraph: Node) -> bool:
    run = node.getparent()
    if run.tag not in _RUNS or node.get(qn("w:type")) is not None:  # page breaks have a type
        return False
    if any(_switched_on(run, name) for name in _UNREAD):
        return False
    for above in node.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _DROPPED and not (above.tag == qn("w:fldSimple") and _kept_field(above)):
            return False
    return True


def _switched_on(run: Node, name: str) -> bool:
    switch = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return switch is not None and switch.get(qn("w:val")) not in ("0", "false", "off")


def _kept_field(node: Node) -> bool:
    return not _UNSEEN_FIELDS.match(str(node.get(qn("w:instr"), "")))


def _tag(control: Node) -> str:
    node = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if node is None else str(node.get(qn("w:val")))


def _control(node: Node, edges: list[int]) -> Span:
    number = node.find(f"{qn('w:sdtPr')}/{qn('w:id')}")
    text = "" if number is None else str(number.get(qn("w:val")))
    return Span(_tag(node), int(text) if text.lstrip("-").isdigit() else 0, edges[0], edges[1])


def pictures(parts: Mapping[str, bytes]) -> list[WrittenPicture]:
    """Every picture of the body and headers in order: the hash of its file and its alternative text."""
    names = sorted(filter(_PARTS.fullmatch, parts), key=lambda name: (name != BODY, name))
    return [picture for name in names for picture in _pictures(parts, name)]


def _pictures(parts: Mapping[str, bytes], name: str) -> Iterator[WrittenPicture]:
    files = targets(parts, name)
    for number, paragraph, _ in paragraphs(parse(parts[name]), name):
        for blip in paragraph.iter(qn("a:blip"), _OLD_PICTURE):
            if nearest(blip, "w:p") is paragraph and next(blip.iterancestors(_FALLBACK), None) is None:
                blob = parts.get(files.get(blip.get(qn("r:embed")) or blip.get(qn("r:id")), ""), b"")
                yield WrittenPicture(name, number, hashlib.sha256(blob).hexdigest(), _alt(blip))


def _alt(blip: Node) -> str:
    drawing = nearest(blip, "w:drawing")
    shown_as = None if drawing is None else next(drawing.iter(qn("wp:docPr")), None)
    return "" if shown_as is None else str(shown_as.get("descr", ""))


def targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The parts that a part refers to, by the id of the relation."""
    folder, base = posixpath.split(name)
    relations = parts.get(f"{folder}/_rels/{base}.rels")
    if relations is None:
        return {}
    return {
        node.get("Id"): posixpath.normpath(posixpath.join(folder, node.get("Target", "")))
        if not node.get("Target", "").startswith("/")
        else node.get("Target")[1:]
        for node in parse(relations)
    }
