"""Lines as written, anchors and cells -> tables as rows of cells that can be told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from taizhang.document.model import Anchor, Cell, WrittenLine

Key = tuple[str, str, int]
BODY = "word/document.xml"


@dataclass(slots=True)
class RowOf:
    """One row: the text of each column, the sources in it, and whether it is a heading row."""

    texts: dict[int, str] = field(default_factory=dict)
    anchors: dict[int, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    head: bool = False

    def sources(self, column: int) -> set[str]:
        """The sources in one cell."""
        return {anchor.source for anchor in self.anchors.get(column, ())}

    @property
    def name(self) -> tuple[str, str]:
        """The first cell's text, and the first source that is no fact (a ledger's row, a task)."""
        listed = [anchor.source for column in sorted(self.anchors) for anchor in self.anchors[column]]
        return self.texts.get(1, ""), next((source for source in listed if "@" not in source), "")


@dataclass(slots=True)
class TableOf:
    """One table as a build wrote it, its rows by number."""

    number: int
    caption: str = ""
    rows: dict[int, RowOf] = field(default_factory=lambda: defaultdict(RowOf))

    @property
    def sources(self) -> set[str]:
        """Every source in it."""
        return {a.source for row in self.rows.values() for listed in row.anchors.values() for a in listed}

    @property
    def head(self) -> list[dict[int, str]]:
        """The texts of its heading rows."""
        return [row.texts for row in self.rows.values() if row.head]

    def keys(self) -> dict[Key, int]:
        """Each body row's key -> its number; rows of one name are counted apart."""
        seen: Counter[tuple[str, str]] = Counter()
        found: dict[Key, int] = {}
        for number in sorted(self.rows):
            row = self.rows[number]
            if not row.head:
                found[(*row.name, seen[row.name])] = number
                seen[row.name] += 1
        return found


def tables(lines: Iterable[WrittenLine], anchors: Sequence[Anchor]) -> dict[int, TableOf]:
    """The tables of a body by number, from what the build recorded."""
    found: dict[int, TableOf] = {}
    cells: dict[int, Cell] = {}
    above = ""
    for line in lines:
        if line.part == BODY and line.cell is None:
            above = line.text
        elif line.part == BODY and line.cell is not None:
            cells[line.paragraph] = line.cell
            table = found.setdefault(line.cell.table, TableOf(line.cell.table, above))
            row = table.rows[line.cell.row]
            row.texts[line.cell.column] = row.texts.get(line.cell.column, "") + line.text
            row.head = line.cell.head
    for anchor in anchors:
        cell = cells.get(anchor.paragraph) if anchor.part == BODY else None
        if cell is not None:
            found[cell.table].rows[cell.row].anchors[cell.column].append(anchor)
    return found


def pair(one: TableOf, others: Iterable[TableOf]) -> TableOf | None:
    """The table among ``others`` that shares most sources with ``one``; None when none shares half."""
    scored = [(_likeness(one.sources, other.sources), -other.number, other) for other in others]
    best = max(scored, key=lambda each: each[:2], default=None)
    return best[2] if best is not None and best[0] >= 0.5 else None


def _likeness(one: set[str], other: set[str]) -> float:
    # A table grows or shrinks by rows and by columns; the smaller one is to lie in the larger.
    return len(one & other) / max(min(len(one), len(other)), 1) if one and other else 0.0
