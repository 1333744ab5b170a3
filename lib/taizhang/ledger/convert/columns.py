"""A declared column -> the converter of its type."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from taizhang.declare.specs import ColumnSpec
from taizhang.ledger.convert import amounts, dates, identity, words
from taizhang.ledger.convert.cells import Cells, Context

_TYPES: Mapping[str, pa.DataType] = {
    "money": pa.int64(),
    "count": pa.int64(),
    "year": pa.int64(),
    "number": amounts.NUMBER,
    "date": pa.date32(),
}


def arrow_type(column: ColumnSpec) -> pa.DataType:
    """The type of a column in a checked table: money is int64 分, months and codes are text."""
    return _TYPES.get(column.type, pa.string())


def convert(column: ColumnSpec, texts: pa.Array | None, length: int, context: Context) -> Cells:
    """Convert the cells of one column; ``texts`` None is a column that the sheet does not have."""
    if texts is None:
        return amounts.nothing(length, arrow_type(column))
    return _convert(column, texts, context)


def _convert(column: ColumnSpec, texts: pa.Array, context: Context) -> Cells:
    simple = {
        "money": amounts.money,
        "count": amounts.count,
        "number": amounts.number,
        "year": amounts.year,
        "month": dates.months,
        "place": words.place,
    }
    if column.type in simple:
        return simple[column.type](texts, context)
    if column.type == "date":
        return dates.dates(texts, context, month_enough=column.month_enough)
    if column.type == "id_number":
        return identity.id_number(texts, context, checked=column.checked)
    if column.type == "category":
        return words.category(texts, column)
    if column.type == "account":
        return words.account(texts)
    return identity.uscc(texts) if column.type == "uscc" else words.text(texts)
