"""A table block -> ``w:tbl``: widths that hold every number on one line, merged headers, borders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taizhang.document.ooxml import Node, el, flag, run, val
from taizhang.errors import ReportError
from taizhang.present.pieces import Rich, TableBlock, plain

_PADDING = {21: 70, 18: 60, 15: 30, 13: 20}
"""五号, 小五, 六号, 小六 in half-points -> twips left and right of a cell's text."""
_WIDE = 0.64  # of an em: a digit in the widest font that may stand in for the one named
_NARROW = 0.33  # likewise a comma or a point
_ALIGN = {"l": "left", "c": "center", "r": "right"}
_KEEP_WHOLE = 12  # a table of so many rows stays on one page
_MIN_EMS = 3.0  # no column is narrower than so many characters
_MIN_WORDS = 4.0  # nor one of words, where it has so many
_MAX_WORD = 12.0  # a longer word is broken after all
_WORD = re.compile(r"[!-~]+")

MarkText = Callable[[Rich], str]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A header cell: how many columns it takes, and how it takes part in a merge of rows."""

    text: Rich
    span: int = 1
    merge: str = ""  # "", restart or continue


@dataclass(frozen=True, slots=True)
class Look:
    """What a table takes from its document: its width in twips, two style ids, and how text is marked."""

    width: int
    head: str
    text: str
    mark: MarkText


def table(block: TableBlock, look: Look) -> Node:
    """The ``w:tbl`` of a block. Raises ReportError where rows are uneven, cells empty or columns too many."""
    _check(block)
    size, widths = _fit(block, look.width)
    head = [_head_row(cells, widths, size, look) for cells in head_rows(block.header)]
    keep = len(block.rows) <= _KEEP_WHOLE
    last = len(block.rows) - 1
    noted = bool(plain(block.note))  # the last row stays with its note
    body = [
        _body_row(
            row, block.align, widths, size, look, (keep and number < last) or (noted and number == last)
        )
        for number, row in enumerate(block.rows)
    ]
    grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths))
    return el("w:tbl", None, _table_properties(sum(widths), _PADDING[size]), grid, *head, *body)


def _check(block: TableBlock) -> None:
    where = f"表“{plain(block.caption)}”"
    columns = len(block.widths)
    uneven = [row for row in (*block.header, *block.rows) if len(row) != columns]
    if uneven or len(block.align) != columns or not block.rows or not block.header:
        raise ReportError(where, "没有数据行，或各行的列数不一致", "请检查这张表的定义和台账")
    for number, row in enumerate(block.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if not plain(cell).strip():
                raise ReportError(where, f"第{number}行第{column}列是空的", "没有数据的格子要写明“—”")


def _ems(text: str) -> float:
    """The width of a text in characters, with room for a font wider than the one named."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return _NARROW if char in ",. " else _WIDE


def _needs(block: TableBlock) -> list[float]:
    """The least width of each column in characters: numbers are not to be broken, words may be."""
    needs = [_MIN_EMS] * len(block.widths)
    for row in block.rows:
        for column, cell in enumerate(row):
            text = plain(cell)
            whole = block.align[column] == "r"
            needs[column] = max(needs[column], _ems(text) if whole else _longest_word(text))
    return needs


def _longest_word(text: str) -> float:
    """What a text needs that may be broken between Chinese characters, but not inside 2021-11 or a code."""
    words = (_ems(word) for word in _WORD.findall(text))
    return max(min(_ems(text), _MIN_WORDS), min(max(words, default=0.0), _MAX_WORD))


def _fit(block: TableBlock, width: int) -> tuple[int, list[int]]:
    """The largest size at which every column has what it needs, and the columns in twips."""
    for size, padding in _PADDING.items():
        needs = [round(ems * size * 10) + 2 * padding + 20 for ems in _needs(block)]
        if sum(needs) <= width:
            return size, _share(block.widths, needs, width)
    raise ReportError(
        f"表“{plain(block.caption)}”", f"{len(block.widths)}列放不进一页的宽度", "请把表分成两张"
    )


def _share(wanted: Sequence[float], needs: list[int], width: int) -> list[int]:
    """Relative widths -> twips that sum to ``width``; a column short of its need takes from the others."""
    fixed: set[int] = set()
    while True:
        free = [column for column in range(len(needs)) if column not in fixed]
        left = width - sum(needs[column] for column in fixed)
        total = sum(wanted[column] for column in free)
        shares = {column: int(left * wanted[column] / total) for column in free}
        narrow = {column for column in free if shares[column] < needs[column]}
        if not narrow or narrow == set(free):
            break
        fixed |= narrow
    widths = [needs[column] if column in fixed else shares[column] for column in range(len(needs))]
    widths[-1] += width - sum(widths)
    return widths


def head_rows(header: tuple[tuple[Rich, ...], ...]) -> list[list[HeadCell]]:
    """Header rows with equal neighbours merged: to the right above the last row, downwards everywhere."""
    texts = [[plain(cell) for cell in row] for row in header]
    rows: list[list[HeadCell]] = []
    for number, row in enumerate(header):
        cells: list[HeadCell] = []
        column = 0
        while column < len(row):
            span = _span(texts, number, column)
            cells.append(HeadCell(row[column], span, _merge(texts, number, column, span)))
            column += span
        rows.append(cells)
    return rows


def _span(texts: list[list[str]], row: int, column: int) -> int:
    """How many columns the cell takes; only above the last row are equal neighbours one cell."""
    if row == len(texts) - 1 or not texts[row][column]:
        return 1
    end = column + 1
    while end < len(texts[row]) and texts[row][end] == texts[row][column]:
        end += 1
    return end - column


def _merge(texts: list[list[str]], row: int, column: int, span: int) -> str:
    if span > 1 or not texts[row][column]:
        return ""
    if row and texts[row - 1][column] == texts[row][column] and _span(texts, row - 1, column) == 1:
        return "continue"
    below = row + 1 < len(texts) and texts[row + 1][column] == texts[row][column]
    return "restart" if below and _span(texts, row + 1, column) == 1 else ""


def _table_properties(width: int, padding: int) -> Node:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "000000"}
    margins = [el(f"w:{side}", {"w:w": padding, "w:type": "dxa"}) for side in ("left", "right")]
    return el(
        "w:tblPr",
        None,
        el("w:tblW", {"w:w": width, "w:type": "dxa"}),
        val("w:jc", "center"),
        el("w:tblBorders", None, *(el(f"w:{side}", line) for side in sides)),
        el("w:tblLayout", {"w:type": "fixed"}),
        el("w:tblCellMar", None, *margins),
    )


def _head_row(cells: list[HeadCell], widths: list[int], size: int, look: Look) -> Node:
    made = []
    column = 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        text = "" if cell.merge == "continue" else look.mark(cell.text)
        paragraph = _paragraph(text, look.head, "center", size, keep=True)
        made.append(_cell(paragraph, width, cell))
        column += cell.span
    return el("w:tr", None, el("w:trPr", None, el("w:cantSplit"), el("w:tblHeader")), *made)


def _body_row(
    row: tuple[Rich, ...], align: str, widths: list[int], size: int, look: Look, keep: bool
) -> Node:
    cells = [
        _cell(_paragraph(look.mark(cell), look.text, _ALIGN[side], size, keep), width, HeadCell(cell))
        for cell, side, width in zip(row, align, widths, strict=True)
    ]
    return el("w:tr", None, el("w:trPr", None, el("w:cantSplit")), *cells)


def _cell(paragraph: Node, width: int, cell: HeadCell) -> Node:
    merge = None
    if cell.merge:
        merge = val("w:vMerge", "restart") if cell.merge == "restart" else el("w:vMerge")
    properties = el(
        "w:tcPr",
        None,
        el("w:tcW", {"w:w": width, "w:type": "dxa"}),
        val("w:gridSpan", cell.span) if cell.span > 1 else None,
        merge,
        val("w:vAlign", "center"),
    )
    return el("w:tc", None, properties, paragraph)


def _paragraph(text: str, style: str, align: str, size: int, keep: bool) -> Node:
    properties = el(
        "w:pPr", None, val("w:pStyle", style), flag("w:keepNext") if keep else None, val("w:jc", align)
    )
    sizes = (
        None if size == next(iter(_PADDING)) else el("w:rPr", None, val("w:sz", size), val("w:szCs", size))
    )
    return el("w:p", None, properties, run(text, sizes) if text else None)
