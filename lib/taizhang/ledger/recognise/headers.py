"""The first rows of a sheet -> every way in which one to three of them could be its header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from taizhang.ledger.recognise.normal import normal

HEAD_ROWS = 40
DEEPEST = 3
_LETTER = re.compile(r"[A-Z]{1,3}列")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.、)]+(?=[^\d.])")
_NOTE = re.compile(
    r"\((?:必填|必选|必录|选填|可选|非必填|请选择|下拉选择|单选|文本(?:格式)?|\d{1,2}位(?:数字?)?|十八位|与身份证(?:件)?(?:相符|一致)"
    r"|年[./-]?月[./-]?日?|yyyy[-./年]?mm(?:[-./月]?dd日?)?|(?:填写)?格式[:：]?[^()]*)\)",
    re.IGNORECASE,
)
_TOTAL_WORDS = frozenset(("合计", "小计", "总计", "计"))


@dataclass(frozen=True, slots=True)
class Header:
    """A possible header: rows ``first`` to ``first + depth - 1`` (0-based) and the names of each column.

    ``names`` holds, for each column, the ways to say it, best first: joined top-down, the lowest cell, the
    group above a cell that only says 合计, the lower before the group (护理型 below 床位数), each without its
    number and notes (4.身份证号（必填）), a repeated one after its left neighbour (户数/金额), the letter of the
    column (F列). ``shown`` is what a person sees. ``stacks`` are the different cells over each column, top down.
    """

    first: int
    depth: int
    names: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    stacks: tuple[tuple[str, ...], ...] = ()


def candidates(head: Sequence[Sequence[str]], familiar: Callable[[str], bool]) -> Iterator[Header]:
    """Every header of one to three rows that starts in the first 40 rows and has a familiar name in it."""
    grid = [[normal(cell) for cell in row] for row in head]
    hopeful = [any(cell and (familiar(cell) or familiar(_bare(cell))) for cell in row) for row in grid]
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


def header_at(head: Sequence[Sequence[str]], first: int, depth: int) -> Header:
    """The header of ``depth`` rows from the row ``first`` (0-based) on."""
    return _header([[normal(cell) for cell in row] for row in head], head, first, depth)


def _header(grid: Sequence[Sequence[str]], head: Sequence[Sequence[str]], first: int, depth: int) -> Header:
    rows = [list(grid[first + step]) for step in range(depth)]
    for step in range(depth - 1):
        rows[step] = _spread(rows[step], rows[step + 1 :])
    stacks = [[cell for cell in stack if cell] for stack in zip(*rows, strict=True)]
    shown = [
        next((row[index].strip() for row in reversed(head[first : first + depth]) if row[index].strip()), "")
        for index in range(len(stacks))
    ]
    joined = Counter("".join(_distinct(stack)) for stack in stacks)
    names = [
        (*_ways(stack), *_after(stacks, index, joined), letter(index)) if stack else ()
        for index, stack in enumerate(stacks)
    ]
    return Header(
        first, depth, tuple(names), tuple(shown), tuple(tuple(_distinct(stack)) for stack in stacks)
    )


def letter(index: int) -> str:
    """The name by which a spreadsheet shows a column: 0 to A列, 26 to AA列."""
    text, left = "", index + 1
    while left:
        left, sign = divmod(left - 1, 26)
        text = chr(ord("A") + sign) + text
    return f"{text}列"


def is_letter(way: str) -> bool:
    """Whether a way to say a header is the letter of its column."""
    return bool(_LETTER.fullmatch(way))


def _after(stacks: Sequence[Sequence[str]], index: int, joined: Counter[str]) -> Iterator[str]:
    """户数 金额 户数 金额: a header that is repeated belongs to the one that stands left of it."""
    stack = stacks[index]
    left = stacks[index - 1] if index else ()
    if left and stack[-1] != left[-1] and joined["".join(_distinct(stack))] > 1:
        yield f"{left[-1]}/{stack[-1]}"


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
    distinct = _distinct(stack)
    ways = ["".join(distinct), distinct[-1]]
    if len(distinct) > 1 and distinct[-1] in _TOTAL_WORDS:
        ways.append(distinct[-2])
    if len(distinct) == DEEPEST - 1:
        ways.append(distinct[-1] + distinct[0])
    return tuple(dict.fromkeys([*ways, *(_bare(way) for way in ways)]))


def _bare(name: str) -> str:
    """A header without its number and its notes for those who fill the table; a unit stays."""
    return _NOTE.sub("", _NUMBERED.sub("", name)) or name


def _distinct(stack: Sequence[str]) -> list[str]:
    return [cell for index, cell in enumerate(stack) if index == 0 or cell != stack[index - 1]]
