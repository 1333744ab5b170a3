"""A place in a paragraph and a new text -> w:del and w:ins that Word and WPS show as a revision."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from taizhang.document.anchoring.visible import Bit, shown_part
from taizhang.document.ooxml import Node, el, qn, run

AUTHOR = "台账更新"
_COUNTED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:bookmarkStart", "w:comment", "w:commentRangeStart")


@dataclass(slots=True)
class Reviser:
    """Writes revisions of one author and day; ids go on from the highest that is there."""

    date: str
    author: str = AUTHOR
    last: int = 0

    def begin(self, *roots: Node) -> None:
        """Start after the highest id of all parts."""
        names = [qn(name) for name in _COUNTED]
        ids = [node.get(qn("w:id"), "") for root in roots for node in root.iter(*names)]
        self.last = max((int(text) for text in ids if text.isdigit()), default=0)

    def replace(self, paragraph: Node, start: int, end: int, new: str) -> None:
        """Characters ``start`` to ``end`` of the accepted text -> ``new``, what stood there marked deleted.

        The new run has the look of the first old one and stays in the control that this one is in.
        Raises ValueError where the span holds no text at all.
        """
        runs = [_isolate(bit, start, end) for bit in _bits(paragraph) if _overlaps(bit, start, end)]
        if not runs:
            raise ValueError(f"no text at {start} to {end}")
        look = runs[0].find(qn("w:rPr"))
        added = el("w:ins")
        self._put_after(_last_beside(runs), added)
        for old in runs:
            self.strike(old)
        if new:
            added.append(run(new, copy.deepcopy(look)))
            self._sign(added)
        else:
            added.getparent().remove(added)

    def mark(self, name: str, *children: Node) -> Node:
        """A ``w:ins`` or ``w:del`` with an id of its own."""
        return self._sign(el(name, None, *children))

    def _sign(self, node: Node) -> Node:
        self.last += 1
        for name, value in (("w:id", self.last), ("w:author", self.author), ("w:date", self.date)):
            node.set(qn(name), str(value))
        return node

    def _put_after(self, old: Node, new: Node) -> None:
        """Beside a run; a pending insertion around it is split there, since insertions do not nest."""
        outer = old.getparent()
        if outer.tag not in (qn("w:ins"), qn("w:moveTo")):
            old.addnext(new)
            return
        rest = list(old.itersiblings())
        if rest:
            self.last += 1
            second = copy.copy(outer)
            second[:] = rest
            second.set(qn("w:id"), str(self.last))
            outer.addnext(second)
        outer.addnext(new)

    def strike(self, old: Node) -> None:
        """Mark a run deleted; what only this author had put there, still pending, simply goes."""
        parent = old.getparent()
        if parent.tag == qn("w:ins") and parent.get(qn("w:author")) == self.author:
            parent.remove(old)
            if len(parent) == 0:
                parent.getparent().remove(parent)
            return
        struck = self.mark("w:del")
        parent.replace(old, struck)
        struck.append(old)
        for text in list(old.iter(qn("w:t"))):
            text.tag = qn("w:delText")


def _last_beside(runs: list[Node]) -> Node:
    """The last of the runs that stand in the same control as the first, so that the new text does too."""
    home = next(runs[0].iterancestors(qn("w:sdtContent"), qn("w:p")))
    return [each for each in runs if next(each.iterancestors(qn("w:sdtContent"), qn("w:p"))) is home][-1]


def _bits(paragraph: Node) -> list[Bit]:
    """Read anew before each edit: the one before has moved nodes about."""
    lines = shown_part(paragraph, "")
    return lines[0].bits if lines else []


def _overlaps(bit: Bit, start: int, end: int) -> bool:
    return bit.start < end and start < bit.start + len(bit.text) and bool(bit.text)


def _isolate(bit: Bit, start: int, end: int) -> Node:
    """The run that holds just the wanted characters of a text node; what is around them keeps its look."""
    node, old = bit.node, bit.node.getparent()
    _split(old, list(old).index(node) + 1)
    _split(old, list(old).index(node))
    old = node.getparent()
    if node.tag != qn("w:t"):
        return old
    text = node.text or ""
    low, high = max(start - bit.start, 0), min(end - bit.start, len(bit.text))
    for piece, after in ((text[:low], False), (text[high:], True)):
        if piece:
            other = run(piece, copy.deepcopy(old.find(qn("w:rPr"))))
            old.addnext(other) if after else old.addprevious(other)
    node.text = text[low:high]
    node.set(qn("xml:space"), "preserve")
    return old


def _split(old: Node, at: int) -> None:
    """Children of a run from ``at`` on (not its properties) -> a run of their own after it."""
    properties = old.find(qn("w:rPr"))
    first, rest = list(old)[:at], list(old)[at:]
    if not rest or not [child for child in first if child is not properties]:
        return
    new = el("w:r", None, copy.deepcopy(properties), *rest)
    old.addnext(new)
