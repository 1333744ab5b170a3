"""A part of an edited docx -> every place in it whose text came from a known source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from taizhang.document.anchoring.visible import Shown, Span, shown_part
from taizhang.document.model import Anchor, Cell
from taizhang.document.ooxml import Node, qn

DISAGREE = "控件和书签所说的出处不同"
CONTROL, BOOKMARK, CONTEXT = "control", "bookmark", "context"


@dataclass(frozen=True, slots=True)
class Site:
    """Characters ``start`` to ``end`` of a paragraph's accepted text, which came from ``source``.

    ``anchor`` is what the document was written with at this very place, None where only the source is
    known (a copy of a control, say). ``served`` tells what gave it away: control, bookmark or context;
    ``doubt`` is why it must not be touched though its source is known.
    """

    start: int
    end: int
    text: str
    source: str
    served: str
    anchor: Anchor | None = None
    doubt: str = ""


@dataclass(slots=True)
class Passage:
    """One paragraph of a part with its sites in order."""

    part: str
    number: int
    where: str
    node: Node
    text: str
    cell: Cell | None = None
    sites: list[Site] = field(default_factory=list)


class Known:
    """The anchors that a document was written with, by the marks they left in it."""

    def __init__(self, *lists: Sequence[Anchor]) -> None:
        self._tags: dict[str, str] = {}
        self._bookmarks: dict[str, Anchor] = {}
        self._controls: dict[tuple[str, int], Anchor] = {}
        for anchor in reversed([anchor for each in lists for anchor in each]):
            self._tags[anchor.tag] = anchor.source
            self._bookmarks[anchor.bookmark] = anchor
            self._controls[anchor.tag, anchor.control] = anchor

    def of_control(self, span: Span) -> tuple[str, Anchor | None]:
        """The source of a control, and its own anchor where the control's number is known too."""
        return self._tags.get(span.name, ""), self._controls.get((span.name, span.number))

    def of_bookmark(self, span: Span) -> Anchor | None:
        """The anchor of a bookmark of ours."""
        return self._bookmarks.get(span.name)


Found = Mapping[tuple[str, int], Iterable[Site]]


def passages(root: Node, part: str, known: Known, found: Found) -> list[Passage]:
    """Every paragraph with its sites: by controls, then bookmarks, then what ``found`` gives by context."""
    nodes = list(root.iter(qn("w:p")))
    made = []
    for line in shown_part(root, part):
        passage = Passage(part, line.paragraph, line.where, nodes[line.paragraph - 1], line.text, line.cell)
        for site in (
            *_controls(line, known),
            *_bookmarks(line, known),
            *found.get((part, line.paragraph), ()),
        ):
            _add(passage, site)
        passage.sites.sort(key=lambda site: site.start)
        made.append(passage)
    return made


def _add(passage: Passage, site: Site) -> None:
    if not site.text.strip() or passage.text[site.start : site.end] != site.text:
        return
    over = [other for other in passage.sites if site.start < other.end and other.start < site.end]
    if not over:
        passage.sites.append(site)
    for other in over:
        same_place = (other.start, other.end) == (site.start, site.end)
        if same_place and other.source != site.source and site.served == BOOKMARK:
            passage.sites[passage.sites.index(other)] = replace(other, doubt=DISAGREE)


def _controls(line: Shown, known: Known) -> Iterator[Site]:
    for span in line.controls:
        source, anchor = known.of_control(span)
        if source:
            yield Site(span.start, span.end, line.text[span.start : span.end], source, CONTROL, anchor)


def _bookmarks(line: Shown, known: Known) -> Iterator[Site]:
    for span in line.bookmarks:
        anchor = known.of_bookmark(span)
        if anchor is not None:
            text = line.text[span.start : span.end]
            yield Site(span.start, span.end, text, anchor.source, BOOKMARK, anchor)
