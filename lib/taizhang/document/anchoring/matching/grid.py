"""Two sets of tables -> which row and column of one is which of the other, by headings and labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Protocol

from taizhang.document.model import Cell

_ALIKE = 0.3  # of headings and labels that two tables must share to be one
_ALIKE_LABEL = 0.5
_LABEL_COLUMNS = 3
_FEW = 4  # one row in so many may have a new name


class InCell(Protocol):
    """A line of text that may stand in a table."""

    @property
    def text(self) -> str:
        """The text of the line."""

    @property
    def cell(self) -> Cell | None:
        """Where in a table it stands; None for prose."""


@dataclass(slots=True)
class Grid:
    """One table: the numbers of the lines in each cell, the heading of each column, the label of each row."""

    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)

    def lines(self, row: int) -> dict[int, list[int]]:
        """The line numbers of a row by column."""
        return {column: numbers for (each, column), numbers in self.cells.items() if each == row}


@dataclass(frozen=True, slots=True)
class Pairing:
    """A table of now and the table as written that it is; rows and columns likewise, now -> then."""

    then: Grid
    now: Grid
    rows: dict[int, int]
    columns: dict[int, int]


def grids(lines: Sequence[InCell]) -> dict[int, Grid]:
    """Lines in tables -> grids by table number."""
    found: dict[int, Grid] = defaultdict(Grid)
    texts: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for number, line in enumerate(lines):
        if line.cell is None:
            continue
        at = line.cell
        found[at.table].cells.setdefault((at.row, at.column), []).append(number)
        texts[at.table][at.row, at.column] = texts[at.table].get((at.row, at.column), "") + line.text.strip()
        if at.head:
            for column in range(at.column, at.column + at.span):
                found[at.table].heads[column] = found[at.table].heads.get(column, "") + line.text.strip()
    heads = {(line.cell.table, line.cell.row) for line in lines if line.cell is not None and line.cell.head}
    for table, grid in found.items():
        rows = sorted({row for row, _ in grid.cells if (table, row) not in heads})
        grid.labels = _labels(rows, texts[table])
    return dict(found)


def _labels(rows: Sequence[int], texts: dict[tuple[int, int], str]) -> dict[int, str]:
    """A label for each row: as few leading cells as tell the rows apart; a merged cell counts in every row."""
    labels = dict.fromkeys(rows, "")
    for column in range(1, _LABEL_COLUMNS + 1):
        above = ""
        for row in rows:
            above = texts.get((row, column), "") or above
            labels[row] += "|" + above
        if len(set(labels.values())) == len(rows):
            break
    return labels


def pair_tables(then: dict[int, Grid], now: dict[int, Grid]) -> list[Pairing]:
    """Each table of now with the one as written that shares most headings and labels; none when two fit alike."""
    found = []
    for number, grid in now.items():
        best = _best(then, grid, number if len(then) == len(now) else None)
        if best is not None:
            rows = _pair(grid.labels, best.labels)
            found.append(Pairing(best, grid, rows, _pair(grid.heads, best.heads)))
    return found


def _best(then: dict[int, Grid], grid: Grid, same_place: int | None) -> Grid | None:
    scores = {number: _score(each, grid) for number, each in then.items()}
    top = max(scores.values(), default=0.0)
    if top < _ALIKE:
        return None
    winners = [number for number, score in scores.items() if score == top]
    if len(winners) > 1:
        winners = [number for number in winners if number == same_place]
    return then[winners[0]] if winners else None


def _score(one: Grid, other: Grid) -> float:
    names = [Counter([*grid.heads.values(), *grid.labels.values()]) for grid in (one, other)]
    whole = sum((names[0] | names[1]).values())
    return sum((names[0] & names[1]).values()) / whole if whole else 0.0


def _pair(now: dict[int, str], then: dict[int, str]) -> dict[int, int]:
    """Numbers of now -> numbers of then: in order where names agree, elsewhere by a name that is unique."""
    new, old = sorted(now), sorted(then)
    names_new, names_old = [now[n] for n in new], [then[n] for n in old]
    pairs: dict[int, int] = {}
    blocks = SequenceMatcher(None, names_new, names_old, autojunk=False).get_opcodes()
    for kind, a, b, c, d in blocks:
        if kind == "equal":
            pairs.update(zip(new[a:b], old[c:d], strict=True))
    counts_new, counts_old = Counter(names_new), Counter(names_old)
    by_name = {then[n]: n for n in old if counts_old[then[n]] == 1}
    for number in new:
        if number not in pairs and counts_new[now[number]] == 1 and now[number] in by_name:
            pairs[number] = by_name[now[number]]
    for kind, a, b, c, d in blocks:
        if kind == "replace" and b - a == d - c:
            _pair_renamed(list(zip(new[a:b], old[c:d], strict=True)), now, then, pairs)
    return pairs


def _pair_renamed(
    couples: list[tuple[int, int]], now: dict[int, str], then: dict[int, str], pairs: dict[int, int]
) -> None:
    """A row in the place of another is that row under a new name, if the name is alike or nearly all others stayed."""
    stayed = len(now) == len(then) and len(now) - len(pairs) <= max(1, len(now) // _FEW)
    for one, other in couples:
        if one in pairs or other in pairs.values():
            continue
        alike = SequenceMatcher(None, now[one], then[other]).ratio() >= _ALIKE_LABEL
        if alike or stayed:
            pairs[one] = other
