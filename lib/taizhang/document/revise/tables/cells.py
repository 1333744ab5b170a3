"""Cells whose source came, went or changed (—, 相符) -> refilled from the fresh build."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.document.ooxml import Node, qn
from taizhang.document.revise.model import Changed, Outcome
from taizhang.document.revise.sites import Passage
from taizhang.document.revise.tables.copied import refill
from taizhang.document.revise.tables.grown import Grown
from taizhang.document.revise.tables.rows import RowOf
from taizhang.document.revise.tracked import Reviser


def refill_cells(
    table: Grown, seen: Sequence[Passage], root: Node, reviser: Reviser, outcome: Outcome
) -> list[Node]:
    """Refill the cells that no anchor can bring up to date; the paragraphs that were."""
    done = []
    old, new = table.old.keys(), table.new.keys()
    for passage in seen:
        key = table.keys.get(passage.cell.row) if passage.cell is not None else None
        if passage.cell is None or key not in new or passage.node.getparent() is None:
            continue
        before, after = table.old.rows[old[key]], table.new.rows[new[key]]
        column = passage.cell.column
        if _refillable(passage, before, after, column):
            source = table.fresh[new[key]]
            refill(passage.node, _paragraph(source, column), root, reviser)
            told = after.anchors.get(column) or before.anchors.get(column) or []
            fact = told[0].source if told else ""
            outcome.changed.append(Changed(passage.where, fact, passage.text, after.texts[column], "table"))
            done.append(passage.node)
    return done


def _refillable(passage: Passage, before: RowOf, after: RowOf, column: int) -> bool:
    """The text is as written, is another now, and no anchor leads from the one to the other."""
    old, new = before.texts.get(column, ""), after.texts.get(column, "")
    shared = before.sources(column) & after.sources(column)
    return bool(new) and old != new and passage.text == old and not shared


def _paragraph(row: Node, column: int) -> Node:
    """The paragraph of a fresh row's cell; fresh rows of bodies have no merged cells."""
    return row.findall(qn("w:tc"))[column - 1].find(qn("w:p"))
