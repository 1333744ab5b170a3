"""The first rows of a sheet -> the header that has a name of rows (地区, 单位) in it, however deep it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from taizhang.ledger.recognise.headers import HEAD_ROWS, Header, header_at
from taizhang.ledger.recognise.normal import normal

_DEEPEST = 5
_LABELS_WITHIN = 10
_FEWEST = 2
_FEWEST_DAYS = 4
_ABOUT = re.compile(
    r"(?:填报|填表|编制|制表|统计|上报|报送|汇总|审核)(?:单位|部门|机关|时间|日期|人)|(?:19|20)\d{2}年"
)
_STATED = re.compile(r"^[^:]{0,8}(?:单位|时间|日期|年度|年月|机关|编码|号|人):")
_TIME_OR_FIGURE = re.compile(r"(?:19|20)\d{2}|^[-+]?[\d.]+%?$")
_FIGURE = re.compile(r"[-+]?[\d,.]+%?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def headers(
    head: Sequence[Sequence[str]], labels: Collection[str], places: Collection[str]
) -> Iterator[Header]:
    """Every header below nothing but titles one of whose first columns is named by ``labels`` (normal texts).

    The first column may have no name where ``places`` (ways of writing them) stand below it.
    """
    grid = [[normal(cell) for cell in row] for row in head]
    for row, cells in enumerate(grid[:HEAD_ROWS]):
        place = next((index for index, cell in enumerate(cells[:_LABELS_WITHIN]) if cell in labels), None)
        if place is None and _over_places(grid, row, places):
            place = 0
        if place is not None:
            first = _first(grid, row)
            if all(map(_is_title, grid[:first])):
                yield header_at(head, first, _end(grid, row, place) - first)


def _over_places(grid: Sequence[Sequence[str]], row: int, places: Collection[str]) -> bool:
    """Whether a row of names begins with an empty cell, and the names below it are those of places."""
    below = [line[0] for line in grid[row + 1 : row + 1 + _DEEPEST] if line[0]]
    names = {cell for cell in grid[row] if cell and not _TIME_OR_FIGURE.search(cell)}
    return not grid[row][0] and len(names) >= _FEWEST and bool(below) and below[0] in places


def _is_title(row: Sequence[str]) -> bool:
    """A title, a 单位 or time line, a blank row; cells of a title may be repeated."""
    cells = {cell for cell in row if cell}
    return len(cells) < _FEWEST or any(":" in cell or _ABOUT.match(cell) for cell in cells)


def _first(grid: Sequence[Sequence[str]], row: int) -> int:
    """Groups may stand in the row above the names."""
    above = {cell for cell in grid[row - 1] if cell} if row else set()
    grouped = len(above) >= _FEWEST and not any(_STATED.match(cell) for cell in above)
    return row - 1 if grouped and not any(_TIME_OR_FIGURE.search(cell) for cell in above) else row


def _end(grid: Sequence[Sequence[str]], row: int, place: int) -> int:
    """The first row below the header: the cell below a name of rows is empty until there are rows."""
    end = row + 1
    while end < min(len(grid), row + _DEEPEST):
        name, filled = grid[end][place], sum(bool(cell) for cell in grid[end])
        if (name and name != grid[row][place]) or not filled or _is_data(grid[end]):
            break
        end += 1
    return end


def _counts_up(cells: Sequence[str]) -> bool:
    return len(cells) >= _FEWEST_DAYS and cells == [str(number + 1) for number in range(len(cells))]


def _is_data(row: Sequence[str]) -> bool:
    """Figures without a name of their row; 1 2 3 (days of a month) and years are names of columns."""
    cells = [cell for cell in row if cell]
    names = all(map(_YEAR.fullmatch, cells)) or _counts_up(cells)
    return all(map(_FIGURE.fullmatch, cells)) and not names
