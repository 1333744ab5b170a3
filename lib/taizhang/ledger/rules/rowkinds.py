"""The rows below a header -> data rows, total rows, and others (blank rows, footers, repeated headers)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import mask
from taizhang.ledger.recognise.layout import Layout

LOOKED_AT = 5
_TOTAL = r"^[\s　]*(?:(?:合|总|共)[\s　]*计|(?:全市|全县|全区|全旗)合计)[\s　]*[:：]?[\s　]*$"
_SUBTOTAL = r"^[\s　]*(?:小[\s　]*计|本页小计|本页合计|累[\s　]*计)[\s　]*[:：]?[\s　]*$"
_NAMED_SUBTOTAL = r"^[\s　]*\D{1,14}(?:小计|合计)[\s　]*[:：]?[\s　]*$"
_FOOTER = (
    r"^[\s　]*(?:(?:制表|填表|填报|编制|审核|复核|审批|审签|负责|经办|单位负责|单位盖章|单位（盖章|单位\(盖章|分管|主管|联系|打印|报送|"
    r"备注|说明|注|附注|日期)[^:：]{0,12}[:：]|[第共][\s　]*\d+[\s　]*页)"
)
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|[A-Z]|[（(]?\d{1,2}[)）]?|栏次|—")
_FEWEST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Masks over the rows below the header: ``data``, ``total`` (whole sheet), ``subtotal`` (a block)."""

    data: np.ndarray
    total: np.ndarray
    subtotal: np.ndarray


def row_kinds(body: pa.Table, layout: Layout, ids: np.ndarray) -> RowKinds:
    """Sort the rows of ``body`` (text cells). ``ids`` marks rows with a well-formed id: they are data."""
    placed = {one.index for one in layout.match.columns.values()}
    filled = np.zeros(body.num_rows, bool)
    for index in sorted(placed):
        filled |= _filled(body.column(index))
    first = _first_cell(body)
    total = _any_matches(body, _TOTAL) & ~ids
    whole = _complete(body, layout)
    # 养老床位合计 is the name of an indicator where every required cell beside it is filled.
    named = _matches(first, _NAMED_SUBTOTAL) & ~whole
    subtotal = (_any_matches(body, _SUBTOTAL) | named) & ~ids & ~total
    footer = _matches(first, _FOOTER) & ~whole
    noise = footer | _repeated_header(body, layout) | column_numbers(body)
    filled |= _full_but_unknown(body, layout, ~filled)
    data = filled & ~total & ~subtotal & ~noise
    return RowKinds(data, total, subtotal)


def _full_but_unknown(body: pa.Table, layout: Layout, empty: np.ndarray) -> np.ndarray:
    """Rows without a cell in any known column that fill most others: data that must not vanish."""
    found = np.zeros(body.num_rows, bool)
    if empty.any():
        rows = body.filter(pa.array(empty))
        named = [index for index, name in enumerate(layout.match.header.shown) if name]
        cells = np.zeros(rows.num_rows, np.int64)
        for index in named:
            cells += _filled(rows.column(index)).astype(np.int64)
        found[empty] = cells >= max(_FEWEST_NUMBERS, (len(named) + 1) // 2)
    return found


def _complete(body: pa.Table, layout: Layout) -> np.ndarray:
    """Rows in which every required column has a cell: data, whatever their first cell says."""
    whole = np.ones(body.num_rows, bool)
    for name, placed in layout.match.columns.items():
        if layout.match.spec.columns[name].required:
            whole &= _filled(body.column(placed.index))
    return whole


def _filled(column: pa.ChunkedArray) -> np.ndarray:
    return mask(pc.not_equal(pc.utf8_trim_whitespace(column), ""))


def _matches(column: pa.ChunkedArray, pattern: str) -> np.ndarray:
    return mask(pc.match_substring_regex(column, pattern))


def _any_matches(body: pa.Table, pattern: str) -> np.ndarray:
    found = np.zeros(body.num_rows, bool)
    for column in body.columns[:LOOKED_AT]:
        found |= _matches(column, pattern)
    return found


def _first_cell(body: pa.Table) -> pa.ChunkedArray:
    empty = pa.scalar(None, pa.string())
    cells = [
        pc.if_else(pc.equal(pc.utf8_trim_whitespace(one), ""), empty, one) for one in body.columns[:LOOKED_AT]
    ]
    return pc.fill_null(pc.coalesce(*cells), "")


def _repeated_header(body: pa.Table, layout: Layout) -> np.ndarray:
    # A header printed again on every page; two columns alike are enough, one could be a value.
    same = np.zeros(body.num_rows, np.int64)
    for one in layout.match.columns.values():
        same += mask(pc.equal(pc.utf8_trim_whitespace(body.column(one.index)), one.header)).astype(np.int64)
    return same >= max(2, len(layout.match.columns) // 2)


def column_numbers(body: pa.Table) -> np.ndarray:
    """A row of 甲 乙 1 2 3 right below the header."""
    found = np.zeros(body.num_rows, bool)
    cells = [column[0].as_py().strip() for column in body.columns] if body.num_rows else []
    filled = [cell for cell in cells if cell]
    if len(filled) >= _FEWEST_NUMBERS and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
        found[0] = len(set(filled)) == len(filled)
    return found
