"""The shape every reader ends in: text cells in Arrow columns, and the row number of each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

NO_VALUE = "#公式无结果"
"""What a cell reads as whose formula was never computed: no number, no date, no word of any list."""

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a sheet that its cells do not show. ``severity`` is 提示 or 警告, ``row`` is 1-based."""

    code: str
    severity: str
    message: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet or text file.

    ``table`` has only string columns without nulls, in sheet order; ``numbers`` is the 1-based row of each.
    ``wide`` holds the rows that had more cells than the table has columns. ``numeric_cells`` says that the
    file stores numbers as binary floating point, so that a reader may print more digits than were typed.
    ``short`` are rows of a text file with fewer cells than the table has columns, each with how many.
    ``commas``: a text file whose cells are separated by commas, so that one in an amount splits it.
    ``merged`` holds the merged ranges as 1-based first row, first column, last row, last column.
    ``worded`` holds the 1-based columns in which number formats add words (万元), each with the words and the
    last row that has them. ``tenths``: a cell 2021.1 may be a number, of which October has lost its last nought.
    """

    name: str
    table: pa.Table
    numbers: np.ndarray
    wide: frozenset[int] = field(default_factory=frozenset)
    numeric_cells: bool = False
    hidden: bool = False
    notes: tuple[Note, ...] = ()
    merged: tuple[Span, ...] = ()
    commas: bool = False
    short: Mapping[int, int] = field(default_factory=dict)
    worded: tuple[tuple[int, str, int], ...] = ()
    tenths: bool = True

    def head(self, count: int) -> list[tuple[str, ...]]:
        """The first ``count`` rows as plain text."""
        columns = [column.to_pylist() for column in self.table.slice(0, count).columns]
        return list(zip(*columns, strict=True))


def build(
    name: str, columns: Sequence[pa.Array], *, numeric_cells: bool = False, hidden: bool = False
) -> RawSheet:
    """A sheet whose rows are numbered from 1 without a gap."""
    height = len(columns[0]) if columns else 0
    table = pa.table({f"c{index}": column for index, column in enumerate(columns)})
    numbers = np.arange(1, height + 1, dtype=np.int64)
    return RawSheet(name, table, numbers, numeric_cells=numeric_cells, hidden=hidden)


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows for a 1-based column number."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
