"""Rows and cells of a fresh docx -> copies in an edited one, marked inserted; old ones marked deleted."""

from __future__ import annotations

import copy

from taizhang.document.ooxml import Node, el, qn
from taizhang.document.revise.tracked import Reviser


def strike_row(row: Node, reviser: Reviser) -> None:
    """Mark a row and all its text deleted."""
    _flag(row, "w:del", reviser)
    _strike(row, reviser)


def added_row(source: Node, root: Node, reviser: Reviser) -> Node:
    """A copy of a fresh row, marked inserted, whose ids and names are new to the document."""
    row = copy.deepcopy(source)
    _rename(row, root, reviser)
    _flag(row, "w:ins", reviser)
    _mark_added(row, reviser)
    return row


def refill(paragraph: Node, source: Node, root: Node, reviser: Reviser) -> None:
    """All text of a cell's paragraph struck, and behind it what the fresh paragraph holds."""
    _strike(paragraph, reviser)
    copied = copy.deepcopy(source)
    _rename(copied, root, reviser)
    _mark_added(copied, reviser)
    paragraph.extend([child for child in copied if child.tag != qn("w:pPr")])


def _strike(node: Node, reviser: Reviser) -> None:
    for run in list(node.iter(qn("w:r"))):
        if not any(True for _ in run.iterancestors(qn("w:del"), qn("w:moveFrom"))):
            reviser.strike(run)


def _mark_added(node: Node, reviser: Reviser) -> None:
    for run in list(node.iter(qn("w:r"))):
        mark = reviser.mark("w:ins")
        run.getparent().replace(run, mark)
        mark.append(run)


def _flag(row: Node, name: str, reviser: Reviser) -> None:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = el("w:trPr")
        row.insert(1 if row.find(qn("w:tblPrEx")) is not None else 0, properties)
    properties.append(reviser.mark(name))


def _rename(row: Node, root: Node, reviser: Reviser) -> None:
    """Bookmarks get free numbers, and go where their name is taken; so do the numbers of controls."""
    names = {node.get(qn("w:name")) for node in root.iter(qn("w:bookmarkStart"))}
    numbers = {node.get(qn("w:val")) for node in root.iter(qn("w:id"))}
    for start in list(row.iter(qn("w:bookmarkStart"))):
        ends = [end for end in row.iter(qn("w:bookmarkEnd")) if end.get(qn("w:id")) == start.get(qn("w:id"))]
        reviser.last += 1
        for node in (start, *ends):
            if start.get(qn("w:name")) in names:
                node.getparent().remove(node)
            else:
                node.set(qn("w:id"), str(reviser.last))
    for control in row.iter(qn("w:sdt")):
        identifier = control.find(f"{qn('w:sdtPr')}/{qn('w:id')}")
        while identifier is not None and identifier.get(qn("w:val")) in numbers:
            identifier.set(qn("w:val"), str(int(identifier.get(qn("w:val"))) % 0x7FFFFFFE + 1))
