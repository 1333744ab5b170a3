"""The first rows of a sheet -> every way in which one to three of them could be its header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from taizhang.ledger.recognise.normal import normal

HEAD_ROWS = 40
DEEPEST = 3
_TOTAL_WORDS = frozenset(("合计", "小计", "总计", "计"))


@dataclass(frozen=True, slots=True)
class Header:
    """A possible header: rows ``first`` to ``first + depth - 1`` (0-based) and the names of each column.

    ``names`` holds, for each column, the ways to say it, best first: joined top-down, the lowest cell, and
    the group above a cell that only says 合计. ``shown`` is what a person sees.
    """

    first: int
    depth: int
    names: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]


def candidates(head: Sequence[Sequence[str]], familiar: Callable[[str], bool]) -> Iterator[Header]:
    """Every header of one to three rows that starts in the first 40 rows and has a familiar name in it."""
    grid = [[normal(cell) for cell in row] for row in head]
    hopeful = [any(cell and familiar(cell) for cell in row) for row in grid]
    for first in range(min(HEAD_ROWS, len(grid))):
        if not any(grid[first]):
            continue
        for depth in range(1, min(DEEPEST, len(grid) - first) + 1):
            if any(hopeful[first : first + depth]):
                yield _header(grid, head, first, depth)


def at_row(head: Sequence[Sequence[str]], first: int) -> list[Header]:
    """Every header of one to three rows that starts in the row ``first`` (0-based), familiar or not."""
    grid = [[normal(cell) for cell in row] for row in head]
    deepest = min(DEEPEST, len(grid) - first)
    return [_header(grid, head, first, depth) for depth in range(1, deepest + 1)]


def _header(grid: Sequence[Sequence[str]], head: Sequence[Sequence[str]], first: int, depth: int) -> Header:
    rows = [list(grid[first + step]) for step in range(depth)]
    for step in range(depth - 1):
        rows[step] = _spread(rows[step], rows[step + 1 :])
    stacks = [[cell for cell in stack if cell] for stack in zip(*rows, strict=True)]
    shown = [
        next((row[index].strip() for row in reversed(head[first : first + depth]) if row[index].strip()), "")
        for index in range(len(stacks))
    ]
    return Header(first, depth, tuple(_ways(stack) for stack in stacks), tuple(shown))


def _spread(row: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """A merged group cell stands over the cells right of it that are empty but not empty below."""
    spread: list[str] = []
    group = ""
    for index, cell in enumerate(row):
        covered = any(lower[index] for lower in below)
        group = cell or (group if covered else "")
        spread.append(group)
    return spread


def _ways(stack: Sequence[str]) -> tuple[str, ...]:
    if not stack:
        return ()
    distinct = [cell for index, cell in enumerate(stack) if index == 0 or cell != stack[index - 1]]
    ways = ["".join(distinct), distinct[-1]]
    if len(distinct) > 1 and distinct[-1] in _TOTAL_WORDS:
        ways.append(distinct[-2])
    return tuple(dict.fromkeys(ways))
