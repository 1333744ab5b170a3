"""A month read from days of payment, a place read from addresses -> what a person should know of it."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledger.examining.typed import Examination
from taizhang.ledger.findings import HINT, WARNING, Finding
from taizhang.ledger.recognise.instead import is_address, is_day
from taizhang.places import name as place_name

_SHOWN = 3


def read_instead(exam: Examination) -> Iterator[Finding]:
    """That a column was read for another one; addresses in several counties need not be where the money was paid."""
    spec, columns = exam.spec, exam.layout.match.columns
    day, address = columns.get(spec.period or ""), columns.get(spec.place or "")
    if day and spec.columns[spec.period or ""].type == "month" and is_day(day.header):
        label = spec.columns[spec.period or ""].name
        message = f"没有“{label}”列，标题也没有写，按“{day.header.strip()}”各行的年月读取"
        yield exam.finding("COLUMN_BY_WORDS", HINT, message, column=day.header)
    if address and is_address(address.header):
        codes = sorted(exam.cells[spec.place or ""].values.unique().drop_null().to_pylist())
        said = f"没有“{spec.columns[spec.place or ''].name}”列，标题也没有写，按“{address.header.strip()}”中的县级地区读取"
        names = "、".join(map(place_name, codes[:_SHOWN])) + ("等" if len(codes) > _SHOWN else "")
        several = f"；有{names} {len(codes)} 个地区，地址与发放地不同的请核对" if len(codes) > 1 else ""
        yield exam.finding(
            "COLUMN_BY_WORDS", WARNING if several else HINT, said + several, column=address.header
        )
