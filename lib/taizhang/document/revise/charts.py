"""Pictures of an edited docx that are still as a build made them -> the fresh build's pictures in their place."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from taizhang.document import package
from taizhang.document.anchoring.visible import targets
from taizhang.document.embedded import Embedded
from taizhang.document.model import WrittenPicture
from taizhang.document.ooxml import Node, nearest, qn
from taizhang.document.revise.model import Left, Outcome
from taizhang.document.revise.sites import Passage
from taizhang.document.revise.tables.rows import BODY

CHART = "definition:chart:"
BY_HAND = "图片由人工更换，保持不动"
DROPPED = "新数据中没有这张图"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in an edited body: its drawing, the part that holds its file, and that file's hash."""

    node: Node
    media: str
    sha256: str


class Charts:
    """Replaces the files of charts; a drawing keeps its width and place."""

    def __init__(self, written: Embedded, made: Embedded, fresh: bytes) -> None:
        self._old = {picture.sha256: name for name, picture in _named(written).items()}
        self._alts = {picture.sha256: picture.alt for picture in written.pictures}
        self._new = _named(made)
        self._files = {hashlib.sha256(blob).hexdigest(): blob for blob in package.unpack(fresh).values()}

    def revise(
        self, parts: MutableMapping[str, bytes], root: Node, seen: Sequence[Passage], outcome: Outcome
    ) -> bool:
        """Put new files into ``parts`` and new descriptions into the body; whether the body changed."""
        changed = False
        for drawing in list(_drawings(parts, root)):
            name = self._old.get(drawing.sha256)
            if name is None:
                self._foreign(drawing, seen, outcome)
            elif name not in self._new:
                outcome.left.append(Left(f"图“{name}”", name, DROPPED))
            elif self._new[name].sha256 != drawing.sha256:
                self._put(drawing, self._new[name], parts)
                outcome.charts.append(f"图“{name}”：已换成按新数绘制的图")
                changed = True
        return changed

    def _put(self, drawing: Drawing, picture: WrittenPicture, parts: MutableMapping[str, bytes]) -> None:
        old, new = parts[drawing.media], self._files[picture.sha256]
        _describe(drawing.node, self._alts.get(drawing.sha256, ""), picture.alt)
        _reshape(drawing.node, _ratio(new) / _ratio(old))
        parts[drawing.media] = new

    def _foreign(self, drawing: Drawing, seen: Sequence[Passage], outcome: Outcome) -> None:
        """A picture over the caption of a chart that is neither the old chart nor the new one."""
        current = {picture.sha256 for picture in self._new.values()}
        paragraph = nearest(drawing.node, "w:p")
        at = next((n for n, each in enumerate(seen) if each.node is paragraph), len(seen))
        for each in seen[at : at + 2]:
            for site in each.sites:
                if site.source.startswith(CHART) and drawing.sha256 not in current:
                    outcome.left.append(Left(each.where, each.text, BY_HAND, site.source))


def _named(record: Embedded) -> dict[str, WrittenPicture]:
    """Charts by name: the caption below a picture carries it."""
    captions = {
        a.paragraph: a.source for a in record.anchors if a.part == BODY and a.source.startswith(CHART)
    }
    return {
        captions[picture.paragraph + 1].removeprefix(CHART): picture
        for picture in record.pictures
        if picture.part == BODY and picture.paragraph + 1 in captions
    }


def _drawings(parts: Mapping[str, bytes], root: Node) -> Iterator[Drawing]:
    files = targets(parts, BODY)
    hashes = {name: hashlib.sha256(parts[name]).hexdigest() for name in set(files.values()) if name in parts}
    for blip in root.iter(qn("a:blip")):
        media = files.get(blip.get(qn("r:embed")), "")
        node = nearest(blip, "w:drawing")
        if media in hashes and node is not None:
            yield Drawing(node, media, hashes[media])


def _describe(drawing: Node, old: str, new: str) -> None:
    """The text for readers without pictures; one that a person wrote stays."""
    for node in (*drawing.iter(qn("wp:docPr")), *drawing.iter(qn("pic:cNvPr"))):
        if node.get("descr") == old:
            node.set("descr", new)


def _ratio(png: bytes) -> float:
    """Height over width of a PNG; 1 for another format, so that nothing is reshaped by guess."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        return 1.0
    wide, high = struct.unpack(">II", png[16:24])
    return float(high / wide)


def _reshape(drawing: Node, factor: float) -> None:
    """Where the new picture is higher or lower for its width, the drawing follows; its width stays."""
    if round(factor, 3) == 1:
        return
    for node in (*drawing.iter(qn("wp:extent")), *drawing.iter(qn("a:ext"))):
        if node.get("cy") is not None:
            node.set("cy", str(round(int(node.get("cy")) * factor)))
