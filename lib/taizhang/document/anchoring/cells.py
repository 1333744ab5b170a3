"""The tables of a part -> the place of every cell, merged cells and rows of headings allowed for."""

from __future__ import annotations

from taizhang.document.model import Cell
from taizhang.document.ooxml import Node, qn


def cells_of(root: Node) -> dict[Node, Cell]:
    """Each ``w:tc`` -> its table, row and grid column; tables inside tables are tables of their own."""
    return {
        node: cell
        for number, table in enumerate(root.iter(qn("w:tbl")), start=1)
        for node, cell in _of_table(table, number)
    }


def _of_table(table: Node, number: int) -> list[tuple[Node, Cell]]:
    rows = _children(table, "w:tr")
    heads = [_is_head(row) for row in rows]
    if rows and not any(heads):
        heads[0] = True
    found = []
    for row_number, (row, head) in enumerate(zip(rows, heads, strict=True), start=1):
        column = 1 + _skipped(row)
        for cell in _children(row, "w:tc"):
            span = _span(cell)
            found.append((cell, Cell(number, row_number, column, span, head)))
            column += span
    return found


def _children(node: Node, name: str) -> list[Node]:
    """Rows of a table or cells of a row; a control around one of them is looked through."""
    found = []
    for child in node:
        if child.tag == qn(name):
            found.append(child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            found += _children(child, name)
    return found


def _is_head(row: Node) -> bool:
    node = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    return node is not None and node.get(qn("w:val")) not in ("0", "false", "off")


def _skipped(row: Node) -> int:
    node = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if node is None else int(node.get(qn("w:val"), "0"))


def _span(cell: Node) -> int:
    node = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if node is None else int(node.get(qn("w:val"), "1"))
