"""The rows below a header -> data rows, total rows, and others (blank rows, footers, repeated headers)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from taizhang.ledger.convert.scan import filled, holding, matching, says
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import only_units

LOOKED_AT = 5
_TOTAL = (
    r"^[\s　]*(?:(?:合|总|共)[\s　]*计(?:数|金额|[(（](?:元|万元|人|户)[)）])?|(?:全市|全县|全区|全旗)(?:合|总)计)"
    r"[\s　]*[:：]?[\s　]*$"
)
_SUBTOTAL = r"^[\s　]*(?:小[\s　]*计|本页小计|本页合计|累[\s　]*计)[\s　]*[:：]?[\s　]*$"
_NAMED_SUBTOTAL = r"^[\s　]*\D{1,14}(?:小计|合计)[\s　]*[:：]?[\s　]*$"
_FOOTER = (
    r"^[\s　]*(?:(?:制表|填表|填报|编制|审核|复核|审批|审签|负责|经办|单位负责|单位盖章|单位（盖章|单位\(盖章|分管|主管|联系|打印|报送|"
    r"备注|说明|注|附注|日期)[^:：]{0,12}[:：]|[第共][\s　]*\d+[\s　]*页)"
)
_NOTE = r"^[\s　]*(?:说明|填表说明|填报说明|注|附注|备注)[\s　]*[:：]"
_COUNTED = ("计",)  # without it no pattern of a total matches
_SIGNED = (":", "：", "页")  # nor, without one of these, that of a footer
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|[A-Z]|[（(]?\d{1,2}[)）]?|栏次|—")
_FEWEST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Masks over the rows below the header: ``data``, ``total`` (whole sheet), ``subtotal`` (a block)."""

    data: np.ndarray
    total: np.ndarray
    subtotal: np.ndarray


def row_kinds(body: pa.Table, layout: Layout, has_id: Callable[[pa.Table], np.ndarray]) -> RowKinds:
    """Sort the rows of ``body`` (text cells). ``has_id`` marks rows with a well-formed id: they are data."""
    placed = {one.index for one in layout.match.columns.values()}
    looked_at = body.columns[:LOOKED_AT]
    cells = {index: filled(body.column(index)) for index in {*placed, *range(len(looked_at))}}
    known = np.logical_or.reduce([np.zeros(body.num_rows, bool), *(cells[index] for index in sorted(placed))])
    counted = [holding(column, _COUNTED) for column in looked_at]
    total, subtotal = _any_matches(looked_at, _TOTAL, counted), _any_matches(looked_at, _SUBTOTAL, counted)
    whole = _complete(layout, cells, body.num_rows)
    # 养老床位合计 is the name of an indicator where every required cell beside it is filled.
    subtotal |= _first_matches(looked_at, _NAMED_SUBTOTAL, _COUNTED, cells) & ~whole
    if (summed := total | subtotal).any():
        person = np.zeros(body.num_rows, bool)
        person[summed] = has_id(body.filter(pa.array(summed)))
        total &= ~person
        subtotal &= ~person & ~total
    footer = _first_matches(looked_at, _FOOTER, _SIGNED, cells) & ~whole
    footer |= _below_a_note(body, looked_at, cells) & ~whole
    noise = footer | _repeated_header(body, layout) | column_numbers(body) | unit_row(body)
    known |= _full_but_unknown(body, layout, ~known)
    return RowKinds(known & ~total & ~subtotal & ~noise, total, subtotal)


def _full_but_unknown(body: pa.Table, layout: Layout, empty: np.ndarray) -> np.ndarray:
    """Rows without a cell in any known column that fill most others: data that must not vanish."""
    found = np.zeros(body.num_rows, bool)
    if empty.any():
        rows = body.filter(pa.array(empty))
        named = [index for index, name in enumerate(layout.match.header.shown) if name]
        cells = np.zeros(rows.num_rows, np.int64)
        for index in named:
            cells += filled(rows.column(index))
        found[empty] = cells >= max(_FEWEST_NUMBERS, (len(named) + 1) // 2)
    return found


def _complete(layout: Layout, cells: Mapping[int, np.ndarray], length: int) -> np.ndarray:
    """Rows in which every required column has a cell: data, whatever their first cell says."""
    whole = np.ones(length, bool)
    for name, placed in layout.match.columns.items():
        if layout.match.spec.columns[name].required:
            whole &= cells[placed.index]
    return whole


def _below_a_note(
    body: pa.Table, columns: Sequence[pa.ChunkedArray], cells: Mapping[int, np.ndarray]
) -> np.ndarray:
    """Rows with a single cell below a 说明： line: its further sentences."""
    notes = np.flatnonzero(_first_matches(columns, _NOTE, _SIGNED, cells))
    if not len(notes):
        return np.zeros(body.num_rows, bool)
    count = np.zeros(body.num_rows, np.int64)
    for column in body.columns:
        count += filled(column)
    return np.asarray((np.arange(body.num_rows) > notes[0]) & (count == 1), bool)


def _any_matches(
    columns: Sequence[pa.ChunkedArray], pattern: str, hopeful: Sequence[np.ndarray]
) -> np.ndarray:
    found = [matching(column, pattern, rows) for column, rows in zip(columns, hopeful, strict=True)]
    return np.asarray(np.logical_or.reduce(found), bool)


def _first_matches(
    columns: Sequence[pa.ChunkedArray],
    pattern: str,
    signs: Sequence[str],
    cells: Mapping[int, np.ndarray],
) -> np.ndarray:
    """Rows whose first filled cell matches; one that does has one of ``signs`` in it."""
    found = np.zeros(len(columns[0]), bool)
    left = ~found
    for index, column in enumerate(columns):
        if not left.any():
            break
        hopeful = left & cells[index] & holding(column, signs)
        found |= matching(column, pattern, hopeful)
        left &= ~cells[index]
    return found


def _repeated_header(body: pa.Table, layout: Layout) -> np.ndarray:
    # A header printed again on every page; two columns alike are enough, one could be a value.
    same = np.zeros(body.num_rows, np.int64)
    for one in layout.match.columns.values():
        same += says(body.column(one.index), one.header)
    return same >= max(2, len(layout.match.columns) // 2)


def column_numbers(body: pa.Table) -> np.ndarray:
    """A row of 甲 乙 1 2 3 right below the header."""
    found = np.zeros(body.num_rows, bool)
    cells = [column[0].as_py().strip() for column in body.columns] if body.num_rows else []
    filled = [cell for cell in cells if cell]
    if len(filled) >= _FEWEST_NUMBERS and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
        found[0] = len(set(filled)) == len(filled)
    return found


def unit_row(body: pa.Table) -> np.ndarray:
    """A row of 人 元 right below the header."""
    found = np.zeros(body.num_rows, bool)
    if body.num_rows:
        found[0] = bool(only_units(column[0].as_py() for column in body.columns))
    return found
