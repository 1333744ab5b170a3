"""Converted columns -> which rows cannot be counted, and which are only doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import HINT, WARNING

_DIGITS = "，请写成阿拉伯数字（负数写减号，不用大写、括号）"
_ADVICE = {
    "id_number": "，可能已被表格软件改成数字（1.52E+17 一类），末几位找不回来，请按文本重新导出",
    "date": "，请写成 2021-03-01 的样式，写全四位年份",
    "place": "，请写台账所属年份的行政区划名称或代码",
    "month": "，请写成 2021-03 的样式，写全四位年份",
}
_HINTS = ("ID_15_DIGITS", "MONTH_ONLY")
AMOUNTS = ("money", "count", "number")
_WHAT = {
    "id_number": "证件号",
    "place": "行政区划",
    "month": "月份",
    "date": "日期",
    "year": "年份",
    "money": "金额",
    "count": "整数",
    "number": "数字",
    "category": "规定的类别",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows of one column that share one problem. ``severity`` None: the rows are set aside."""

    code: str
    column: str
    rows: np.ndarray
    severity: str | None
    message: str
    show: bool = False


def marks(spec: LedgerSpec, cells: Mapping[str, Cells]) -> Iterator[Mark]:
    """Every problem of every column, those that set rows aside first."""
    found = [
        mark for column in spec.columns.values() for mark in _column(spec, column, cells) if mark.rows.any()
    ]
    yield from sorted(found, key=lambda mark: mark.severity is not None)


def _column(spec: LedgerSpec, column: ColumnSpec, cells: Mapping[str, Cells]) -> Iterator[Mark]:
    own = cells[column.id]
    what = _WHAT.get(column.type, "内容")
    needed = _needed(column, cells, len(own.blank))
    role = _role(spec, column)
    if role:
        advice = _DIGITS if column.type in AMOUNTS else _ADVICE.get(column.type, "")
        for rows, why in _unread(own, f"无法读成{what}{advice}"):
            yield Mark(role, column.id, rows, None, f"{why}，本行未计入", show=True)
        if column.required or role != "SET_ASIDE_AMOUNT":
            yield Mark(role, column.id, own.blank & needed, None, f"缺少{what}，本行未计入")
    else:
        code = "UNKNOWN_WORD" if column.type == "category" else "UNREADABLE_VALUE"
        for rows, why in _unread(own, f"无法读成{what}"):
            yield Mark(code, column.id, rows, WARNING, f"{why}，该格按空白处理", show=True)
        if column.required:
            yield Mark("BLANK_REQUIRED", column.id, own.blank & needed, WARNING, f"缺少{what}")
    for odd in own.odd:
        yield Mark(odd.code, column.id, odd.rows, HINT if odd.code in _HINTS else WARNING, odd.message)


def _unread(own: Cells, otherwise: str) -> Iterator[tuple[np.ndarray, str]]:
    """The unreadable cells by what they lack, and those of which nothing more is known."""
    left = own.unreadable
    for one in own.lacking:
        yield one.rows, one.message
        left = left & ~one.rows
    yield left, otherwise


def _needed(column: ColumnSpec, cells: Mapping[str, Cells], length: int) -> np.ndarray:
    """The rows in which a blank cell of ``column`` is a lack."""
    if column.blank:
        return np.zeros(length, bool)
    when = column.required_when
    if when is None:
        return np.ones(length, bool)
    return mask(pc.equal(cells[when.column].values, when.equals))


def _role(spec: LedgerSpec, column: ColumnSpec) -> str | None:
    """The code under which an unreadable cell of ``column`` sets its row aside; None when it does not."""
    if column.id == spec.place:
        return "SET_ASIDE_PLACE"
    if column.id == spec.period:
        return "SET_ASIDE_PERIOD"
    if column.id in spec.key:
        return "SET_ASIDE_KEY"
    if column.type == "money":
        return "SET_ASIDE_AMOUNT"
    return "SET_ASIDE_AMOUNT" if column.type in AMOUNTS and column.required else None
