"""What a refresh does not touch but tells: figures that a person typed, and what only the new build has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.document import anchoring
from taizhang.document.anchoring import Number
from taizhang.document.embedded import Embedded
from taizhang.document.revise.model import Flagged, Left
from taizhang.document.revise.tables.rows import BODY, pair, tables

NO_SOURCE = "手工录入，没有来源"
WAS = "手工录入，没有来源；与“{label}”的原数相同，现为{new}"
MORE = "新数据中另有这一项，文档中没有，请酌情补入"
MORE_TABLE = "新数据中多出这张表，请从新生成的报告中复制"
_SHORTEST = 2  # a bare digit is like too many others


def by_hand(docx: bytes, numbers: Sequence[Number], written: Embedded, made: Embedded) -> Iterator[Left]:
    """Every number of the document that no build wrote; none of them is touched."""
    texts = {(line.part, line.paragraph): line.text for line in anchoring.shown(docx)}
    now = {(anchor.source, anchor.form): anchor.text for anchor in made.anchors}
    for each in numbers:
        if not each.known:
            rest = texts.get((each.part, each.paragraph), "")[each.start :]
            same = {
                (written.facts[anchor.source].label, new)
                for anchor in written.anchors
                if anchor.source in written.facts and len(anchor.text) > max(len(each.text), _SHORTEST)
                if rest.startswith(anchor.text)
                if (new := now.get((anchor.source, anchor.form), anchor.text)) != anchor.text
            }
            said = WAS.format(label=(one := same.pop())[0], new=one[1]) if len(same) == 1 else NO_SOURCE
            yield Left(each.where, each.text, said)


def only_new(written: Embedded, made: Embedded) -> Iterator[Flagged]:
    """Lines and tables that the document was not written with: where they belong a person has to say."""
    old = tables(written.lines, written.anchors).values()
    for table in tables(made.lines, made.anchors).values():
        if pair(table, old) is None:
            yield Flagged(f"“{table.caption}”", "", MORE_TABLE)
    known = {anchor.source for anchor in written.anchors}
    prose = {(line.part, line.paragraph): line.text for line in made.lines if line.cell is None}
    for source, place in {a.source: (a.part, a.paragraph) for a in made.anchors}.items():
        if source not in known and place in prose and place[0] == BODY:
            yield Flagged("", prose[place], MORE)
