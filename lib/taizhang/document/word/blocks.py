"""Paragraphs, tables and pictures -> elements in the place of the paragraph that asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod
from typing import Any

from taizhang.document.marks import Marks, block_number
from taizhang.document.ooxml import Node, el, paragraph_text, qn, run, val
from taizhang.document.word.parts import style_element
from taizhang.document.word.style import Profile, TextStyle
from taizhang.document.word.tables import Look, table
from taizhang.errors import ReportError
from taizhang.present.pieces import Block, Paragraph, PictureBlock, Rich, TableBlock, plain

_EMU = 36000  # a millimetre
_HIGHEST_MM = 150.0
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Placer:
    """Puts blocks into an opened document; styles the template lacks are added to it."""

    def __init__(self, document: Any, marks: Marks, profile: Profile) -> None:
        self._part = document.part
        self._styles = document.styles.element
        self._body = document.element.body
        self._marks = marks
        self._profile = profile
        self._pictures = len(list(self._body.iter(qn("wp:docPr"))))

    def place(self, answers: Sequence[tuple[Block, ...]]) -> None:
        """Replace every paragraph with a block mark by the blocks of that number."""
        for paragraph in list(self._body.iterchildren(qn("w:p"))):
            number = block_number(paragraph_text(paragraph))
            if number is not None:
                nodes = [node for block in answers[number] for node in self._nodes(block)]
                self._replace(paragraph, nodes)

    def _replace(self, paragraph: Node, nodes: list[Node]) -> None:
        section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            nodes.append(el("w:p", None, el("w:pPr", None, section)))
        at = self._body.index(paragraph)
        if len(nodes) > 1 and not paragraph_text(nodes[-1]) and _begins_page(paragraph.getnext()):
            del nodes[-1]  # an empty line at the very end of a page would open another, blank one
        self._body[at : at + 1] = nodes

    @singledispatchmethod
    def _nodes(self, block: object) -> list[Node]:
        raise TypeError(f"no block: {block!r}")

    @_nodes.register
    def _(self, block: Paragraph) -> list[Node]:
        if not plain(block.text).strip():
            raise ReportError("写入文档的段落", "段落是空的", "没有内容的段落不要放进文档")
        return [self._line(block.text, block.style)]

    @_nodes.register
    def _(self, block: TableBlock) -> list[Node]:
        caption = [self._line(block.caption, "table_caption")] if plain(block.caption) else []
        width = self._profile.page.text_width
        look = Look(width, self._style("table_head"), self._style("table_text"), self._marks.text)
        end = self._line(block.note, "note") if plain(block.note) else self._line((), "spacer")
        return [*caption, table(block, look), end]

    @_nodes.register
    def _(self, block: PictureBlock) -> list[Node]:
        if not block.alt.strip():
            raise ReportError(f"图“{plain(block.caption)}”", "没有替代文字", "请给每张图写一句说明")
        drawing = el("w:r", None, el("w:drawing", None, self._inline(block)))
        style = el("w:pPr", None, val("w:pStyle", self._style("picture")))
        return [el("w:p", None, style, drawing), self._line(block.caption, "figure_caption")]

    def _line(self, text: Rich, key: str) -> Node:
        properties = el("w:pPr", None, val("w:pStyle", self._style(key)))
        marked = self._marks.text(text)
        return el("w:p", None, properties, run(marked) if marked else None)

    def _style(self, key: str) -> str:
        """The id of that style in this document, found by its name; added where it is missing."""
        try:
            style = self._profile.style(key)
        except KeyError:
            raise ReportError("写入文档的段落", f"没有样式“{key}”", "请使用版式中已有的样式") from None
        return self._known(style.name) or self._add(style)

    def _known(self, name: str) -> str | None:
        for node in self._styles.iterchildren(qn("w:style")):
            given = node.find(qn("w:name"))
            if given is not None and given.get(qn("w:val")) == name:
                return str(node.get(qn("w:styleId")))
        return None

    def _add(self, style: TextStyle) -> str:
        node = style_element(style)
        based = node.find(qn("w:basedOn"))
        if based is not None:
            node.remove(based)  # the foreign template's default may be anything
        self._styles.append(node)
        return style.id

    def _inline(self, block: PictureBlock) -> Node:
        relation, image = self._image(block)
        wide = min(block.width_mm, _HIGHEST_MM * image.px_width / image.px_height)
        extent = {"cx": round(wide * _EMU), "cy": round(wide * _EMU * image.px_height / image.px_width)}
        self._pictures += 1
        shown = {"id": 1000 + self._pictures, "name": f"图 {self._pictures}", "descr": block.alt}
        zero = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}
        return el(
            "wp:inline",
            zero,
            el("wp:extent", extent),
            el("wp:docPr", shown),
            el("wp:cNvGraphicFramePr", None, el("a:graphicFrameLocks", {"noChangeAspect": 1})),
            el("a:graphic", None, el("a:graphicData", {"uri": _PICTURE}, _picture(relation, shown, extent))),
        )

    def _image(self, block: PictureBlock) -> tuple[str, Any]:
        try:
            relation, image = self._part.get_or_add_image(str(block.png))
        except FileNotFoundError:
            raise ReportError(
                f"图“{plain(block.caption)}”", f"没有图片文件 {block.png.name}", "请重新生成图"
            ) from None
        return str(relation), image


def _begins_page(node: Node | None) -> bool:
    return node is not None and node.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def _picture(relation: str, shown: dict[str, object], extent: dict[str, int]) -> Node:
    names = el("pic:nvPicPr", None, el("pic:cNvPr", shown), el("pic:cNvPicPr"))
    fill = el(
        "pic:blipFill", None, el("a:blip", {"r:embed": relation}), el("a:stretch", None, el("a:fillRect"))
    )
    frame = el("a:xfrm", None, el("a:off", {"x": 0, "y": 0}), el("a:ext", extent))
    shape = el("pic:spPr", None, frame, el("a:prstGeom", {"prst": "rect"}, el("a:avLst")))
    return el("pic:pic", None, names, fill, shape)
