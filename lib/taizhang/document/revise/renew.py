"""An edited docx, what it was written with, and a fresh build -> the edited docx with new figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.document import embedded, package
from taizhang.document.embedded import Embedded
from taizhang.document.ooxml import Node, nearest, parse, qn, serialise
from taizhang.document.revise.charts import Charts
from taizhang.document.revise.figures import Figures, Verdict
from taizhang.document.revise.model import Changed, Edit, Flagged, Flipped, Left, Outcome
from taizhang.document.revise.sites import Found, Known, Passage, Site, passages
from taizhang.document.revise.tables.cells import refill_cells
from taizhang.document.revise.tables.grown import Tables
from taizhang.document.revise.tables.rows import BODY
from taizhang.document.revise.tracked import Reviser
from taizhang.document.revise.words.clauses import Text
from taizhang.document.revise.words.lexicon import Lexicon
from taizhang.document.revise.words.reading import read

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


class Renewer:
    """Revises one document; ``date`` is the day that its revisions carry (``2021-12-10T00:00:00Z``)."""

    def __init__(self, written: Embedded, fresh: bytes, found: Found, date: str, lexicon: Lexicon) -> None:
        made = embedded.read(fresh)
        self._known = Known(written.anchors, made.anchors)
        self._figures = Figures(written.anchors, made.anchors, lexicon)
        self._facts = made.facts
        self._found = found
        self._reviser = Reviser(date)
        self._lexicon = lexicon
        self._tables = Tables(written, made, parse(package.unpack(fresh)[BODY]), self._reviser)
        self._charts = Charts(written, made, fresh)
        self.outcome = Outcome()

    def revise(self, docx: bytes) -> bytes:
        """The document with its revisions; parts without any stay byte for byte as they are."""
        parts = package.unpack(docx)
        names = sorted(filter(_TEXT_PARTS.fullmatch, parts), key=lambda name: (name != BODY, name))
        roots = {name: parse(parts[name]) for name in names}
        self._reviser.begin(*roots.values())
        for name, root in roots.items():
            before = self._reviser.last
            seen = passages(root, name, self._known, self._found)
            self._revise_part(root, name, seen)
            redrawn = name == BODY and self._charts.revise(parts, root, seen, self.outcome)
            if redrawn or self._reviser.last != before:
                parts[name] = serialise(root)
        return package.repack(parts)

    def _revise_part(self, root: Node, part: str, seen: list[Passage]) -> None:
        self.outcome.recognised += sum(len(each.sites) for each in seen)
        done: set[Node] = set()
        if part == BODY:
            for table in self._tables.revise(root, seen, self.outcome):
                inside = [each for each in seen if each.cell and each.node in table]
                done.update(refill_cells(table, inside, root, self._reviser, self.outcome))
        left = [each for each in seen if each.node not in done and not _struck(each.node)]
        for passage, edits in [(each, self._plan(each)) for each in left]:
            for edit in sorted(edits, key=lambda each: -each.start):
                self._reviser.replace(passage.node, edit.start, edit.end, edit.new)

    def _plan(self, passage: Passage) -> list[Edit]:
        passage.sites = [self._figures.narrow(passage, site) for site in passage.sites]
        judged = [(site, self._figures.judge(passage, site)) for site in passage.sites]
        reading = read(passage, judged, self._figures, self._lexicon)
        edits = [edit for site, verdict in judged for edit in self._figure(passage, site, verdict)]
        edits += [Edit(turn.start, turn.end, turn.new) for turn in reading.turns]
        for turn in reading.turns:
            old = passage.text[turn.start : turn.end]
            sentence = _sentence(reading.text, turn.start, edits)
            self.outcome.flipped.append(Flipped(passage.where, old, turn.new, sentence))
        for doubt in reading.doubts:
            sentence = _sentence(reading.text, doubt.start, edits)
            self.outcome.flagged.append(Flagged(passage.where, sentence, doubt.reason))
        return edits

    def _figure(self, passage: Passage, site: Site, verdict: Verdict) -> list[Edit]:
        if verdict.reason:
            self.outcome.left.append(Left(passage.where, site.text, verdict.reason, site.source))
        if verdict.reason or verdict.new == site.text:
            return []
        told = self._facts.get(site.source)
        label = f"{told.place_name}{told.label}" if told is not None else ""
        self.outcome.changed.append(
            Changed(passage.where, site.source, site.text, verdict.new, site.served, label)
        )
        return [_trimmed(site, verdict.new)]


def _struck(paragraph: Node) -> bool:
    """Whether the row of a paragraph has been marked deleted."""
    row = nearest(paragraph, "w:tr")
    return row is not None and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _sentence(text: Text, at: int, edits: Sequence[Edit]) -> str:
    """The sentence around a character as it reads after the edits."""
    start, end = text.sentence(at)
    said = text.text[start:end]
    for edit in sorted(edits, key=lambda each: -each.start):
        if start <= edit.start and edit.end <= end:
            said = said[: edit.start - start] + edit.new + said[edit.end - start :]
    return said.strip()


def _trimmed(site: Site, new: str) -> Edit:
    """The edit without the words that old and new share at either end; a number is never cut in two."""
    old = site.text
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    if head + tail >= len(old):
        return Edit(site.start, site.end, new)
    return Edit(site.start + head, site.end - tail, new[head : len(new) - tail])


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at the beginning, none of them part of a number."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours or re.match(r"[\d.,%+\-−]", mine):
            break
        count += 1
    return count
