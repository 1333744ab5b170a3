"""Rows below a header that are headers themselves -> the same one printed again, or another one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from taizhang.ledger.convert.cells import clean
from taizhang.ledger.convert.scan import begins_beyond_ascii
from taizhang.ledger.recognise.given import title_lines
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import Placed, ranks, unit_of
from taizhang.ledger.recognise.normal import normal, split_unit

_FIGURES = ("money", "count", "number", "year", "month", "date", "id_number")
_MOST = 2000
_TITLE_ROWS = 5
_FEWEST = 2


def headers_again(body: pa.Table, layout: Layout) -> tuple[np.ndarray, np.ndarray]:
    """Which rows of ``body`` repeat the header cell by cell, and which are a header that says something else."""
    same, other = np.zeros(body.num_rows, bool), np.zeros(body.num_rows, bool)
    chosen = np.flatnonzero(_hopeful(body, layout))[:_MOST]
    if not len(chosen):
        return same, other
    given, names = given_places(layout), _names(layout)
    read = enumerate(body.take(pa.array(chosen)).columns)
    columns = {index: column.to_pylist() for index, column in read if index not in given}
    for row, position in enumerate(chosen.tolist()):
        cells = {index: text for index, one in columns.items() if (text := normal(clean(one[row])))}
        known = sum(text in names or split_unit(text)[0] in names for text in cells.values())
        if known >= max(_FEWEST, (len(cells) + 1) // 2):
            alike = all(_fits(layout, index, text) for index, text in cells.items())
            (same if alike else other)[position] = True
        elif _names_rows(layout, cells):
            other[position] = True
    return same, other


def _names_rows(layout: Layout, cells: Mapping[int, str]) -> bool:
    """Whether a row of a statistic says 地区 where the names of its rows stand: another table begins."""
    spec = layout.match.spec
    if spec.figures is None:
        return False
    label = spec.figures.label
    return cells.get(layout.match.columns[label].index, "") in ranks(spec.columns[label])


def _hopeful(body: pa.Table, layout: Layout) -> np.ndarray:
    """Rows in which words stand where figures should: at least two where there are so many columns of them."""
    placed = layout.match.columns
    own = [name for name in placed if name not in layout.given]
    figures = [placed[name].index for name in own if layout.match.spec.columns[name].type in _FIGURES]
    looked_at = figures or [placed[name].index for name in own]
    count = np.zeros(body.num_rows, np.int64)
    for index in looked_at:
        count += begins_beyond_ascii(body.column(index))
    return np.asarray(count >= min(_FEWEST, len(looked_at)), bool)


def given_places(layout: Layout) -> frozenset[int]:
    """The places of the columns that the titles have filled, in rows of any kind."""
    placed = layout.match.columns
    return frozenset(placed[name].index for name in layout.given if name in placed)


def _names(layout: Layout) -> frozenset[str]:
    known = {way for column in layout.match.spec.columns.values() for way in ranks(column)}
    return frozenset(known | {normal(text) for text in layout.match.header.shown if text})


def _fits(layout: Layout, index: int, text: str) -> bool:
    """Whether a cell says what the header says at its place, or names the same column in the same unit."""
    ways = layout.match.header.names[index] if index < len(layout.match.header.names) else ()
    if not ways or text in ways or (len(text) > 1 and text in ways[0]):
        return bool(ways)
    return any(
        _is_alias(layout, name, placed, text)
        for name, placed in layout.match.columns.items()
        if placed.index == index
    )


def _is_alias(layout: Layout, name: str, placed: Placed, text: str) -> bool:
    return text in ranks(layout.match.spec.columns[name]) and unit_of((text,)) == placed.unit


def titles_above(body: pa.Table, layout: Layout, headers: np.ndarray) -> np.ndarray:
    """Rows right above a repeated header that repeat a line of the titles, and blank ones between them."""
    found = np.zeros(body.num_rows, bool)
    titles = set(layout.said.texts[0][1]) if layout.said else set()
    given = given_places(layout)
    for header in np.flatnonzero(headers).tolist():
        for row in range(header - 1, max(-1, header - 1 - _TITLE_ROWS), -1):
            cells = [column[row].as_py() for index, column in enumerate(body.columns) if index not in given]
            lines = set(title_lines(cells))
            if not lines <= titles:
                break
            found[row] = True
    return found
