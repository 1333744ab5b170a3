"""Tables whose rows came or went since a document was written -> rows inserted and deleted as revisions."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taizhang.document.anchoring.cells import cells_of
from taizhang.document.embedded import Embedded
from taizhang.document.model import Anchor
from taizhang.document.ooxml import Node, qn
from taizhang.document.revise.model import Flagged, Outcome
from taizhang.document.revise.sites import Passage
from taizhang.document.revise.tables.copied import added_row, strike_row
from taizhang.document.revise.tables.rows import Key, TableOf, pair, tables
from taizhang.document.revise.tracked import Reviser

RESHAPED = "表的列被人工改过，新增的行没有写入，请人工补上"
VANISHED = "新数据中没有这张表，请核对是否删去"


@dataclass(slots=True)
class Grown:
    """A table of the edited document with the two that it stands for, and its rows by number."""

    old: TableOf
    new: TableOf
    nodes: dict[int, Node]
    fresh: dict[int, Node]
    keys: dict[int, Key] = field(default_factory=dict)

    def __contains__(self, paragraph: Node) -> bool:
        rows = set(self.nodes.values())
        return any(each in rows for each in paragraph.iterancestors(qn("w:tr")))

    @property
    def caption(self) -> str:
        """What to call it: the line above it."""
        return f"“{self.new.caption}”"


class Tables:
    """Brings the rows of every table of a body up to date; cells are left to the figures in them."""

    def __init__(self, written: Embedded, fresh: Embedded, body: Node, reviser: Reviser) -> None:
        self._old = tables(written.lines, written.anchors)
        self._new = tables(fresh.lines, fresh.anchors)
        self._places = {a.bookmark: n for n, t in self._old.items() for a in _anchors(t)}
        self._rows = {
            a.bookmark: (t, n)
            for t in self._old.values()
            for n, row in t.rows.items()
            for listed in row.anchors.values()
            for a in listed
        }
        self._fresh = _nodes(body)
        self._reviser = reviser

    def revise(self, root: Node, seen: Sequence[Passage], outcome: Outcome) -> list[Grown]:
        """Rows as revisions; the tables that were known again, so that their cells can be looked at."""
        nodes = _nodes(root)
        grown = [
            each for number in sorted(nodes) if (each := self._known(number, nodes[number], seen, outcome))
        ]
        for each in grown:
            if each.old.head == each.new.head:
                self._rows_of(each, root, outcome)
            elif set(each.keys.values()) == set(each.old.keys()):
                self._replace(each, root, outcome)
            else:
                outcome.flagged.append(Flagged(each.caption, "", RESHAPED))
        return grown

    def _known(
        self, number: int, nodes: dict[int, Node], seen: Sequence[Passage], outcome: Outcome
    ) -> Grown | None:
        passages = [each for each in seen if each.cell is not None and each.cell.table == number]
        places = Counter(
            self._places[site.anchor.bookmark]
            for each in passages
            for site in each.sites
            if site.anchor is not None and site.anchor.bookmark in self._places
        )
        if not places:
            return None
        old = self._old[min(places, key=lambda n: (-places[n], n))]
        new = pair(old, self._new.values())
        if new is None:
            outcome.flagged.append(Flagged(f"“{old.caption}”", "", VANISHED))
            return None
        return Grown(old, new, nodes, self._fresh[new.number], self._keys(passages, old))

    def _keys(self, passages: Sequence[Passage], old: TableOf) -> dict[int, Key]:
        """Which row of the old table each row is: by its anchors, so that an edited name does not matter."""
        by_number = {number: key for key, number in old.keys().items()}
        votes: dict[int, Counter[int]] = {}
        for each in passages:
            for site in each.sites:
                table, row = self._rows.get(site.anchor.bookmark if site.anchor else "", (None, 0))
                if table is old and each.cell is not None and row in by_number:
                    votes.setdefault(each.cell.row, Counter())[row] += 1
        found = {row: by_number[count.most_common(1)[0][0]] for row, count in votes.items()}
        taken = set(found.values())
        for each in passages:  # a row of dashes has no anchor: its first cell tells
            name = (each.text, "", 0)
            first = each.cell is not None and each.cell.column == 1 and each.cell.row not in found
            if each.cell is not None and first and name in by_number.values() and name not in taken:
                found[each.cell.row] = name
        return found

    def _rows_of(self, table: Grown, root: Node, outcome: Outcome) -> None:
        old, new = table.old.keys(), table.new.keys()
        here = {key: table.nodes[row] for row, key in table.keys.items()}
        gone = [key for key in here if key not in new]
        come = [key for key in new if key not in old and key not in here]
        for key in gone:
            strike_row(here[key], self._reviser)
        for key in come:
            self._insert(table, key, new, here, root)
        if gone or come:
            outcome.tables.append(f"{table.caption}{_count(come, gone)}")

    def _insert(
        self, table: Grown, key: Key, new: Mapping[Key, int], here: dict[Key, Node], root: Node
    ) -> None:
        """After the nearest row above it that is there; below the heading rows where none is."""
        order = list(new)
        above = [here[each] for each in order[: order.index(key)] if each in here]
        row = added_row(table.fresh[new[key]], root, self._reviser)
        if above:
            above[-1].addnext(row)
        else:
            heads = [number for number, each in table.new.rows.items() if each.head]
            table.nodes[max((n for n in table.nodes if n <= len(heads)), default=min(table.nodes))].addnext(
                row
            )
        here[key] = row

    def _replace(self, table: Grown, root: Node, outcome: Outcome) -> None:
        """All old rows struck, all new ones put below them: the columns are others."""
        last = table.nodes[max(table.nodes)]
        for row in table.nodes.values():
            strike_row(row, self._reviser)
        grid = last.getparent().find(qn("w:tblGrid"))
        for number in sorted(table.fresh, reverse=True):
            last.addnext(added_row(table.fresh[number], root, self._reviser))
        other = table.fresh[min(table.fresh)].getparent().find(qn("w:tblGrid"))
        if grid is not None and other is not None and len(other) > len(grid):
            grid[:] = [copy.deepcopy(column) for column in other]
        outcome.tables.append(f"{table.caption}列有变化，整表替换")


def _nodes(root: Node) -> dict[int, dict[int, Node]]:
    """Table number -> row number -> ``w:tr``."""
    found: dict[int, dict[int, Node]] = {}
    for cell, place in cells_of(root).items():
        found.setdefault(place.table, {})[place.row] = next(cell.iterancestors(qn("w:tr")))
    return found


def _anchors(table: TableOf) -> list[Anchor]:
    return [a for row in table.rows.values() for listed in row.anchors.values() for a in listed]


def _count(come: Sequence[Key], gone: Sequence[Key]) -> str:
    said = [f"新增{len(come)}行（{'、'.join(key[0] for key in come)}）"] if come else []
    said += [f"删去{len(gone)}行（{'、'.join(key[0] for key in gone)}）"] if gone else []
    return "，".join(said)
