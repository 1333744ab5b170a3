"""Columns beside those of a ledger of payments -> doubts about its amounts."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from taizhang.ledger.examining.typed import Examination, context_of, one_chunk
from taizhang.ledger.rules.household import Doubt
from taizhang.ledger.rules.returns import Read, other_amounts, returns


def beside(exam: Examination) -> Iterator[Doubt]:
    """What columns that the ledger does not have say about the amounts of a sheet's rows."""
    read = _amounts(exam)
    if not read:
        return
    data, match = pa.array(exam.kinds.data), exam.layout.match
    declared = frozenset(placed.index for placed in match.columns.values())
    period = exam.cells[exam.spec.period] if exam.spec.period else None

    def texts(index: int) -> pa.Array:
        return one_chunk(exam.body.column(index).filter(data))

    yield from returns(match.header.shown, declared, texts, period)
    if any(exam.spec.columns[name].type == "id_number" for name in exam.spec.key):
        yield from other_amounts(match.header.shown, declared, texts, read)


def _amounts(exam: Examination) -> list[Read]:
    columns = [exam.spec.columns[name] for name in exam.layout.match.columns]
    return [
        Read(
            exam.header(one.id),
            context_of(one, exam.layout, exam.setting, exam.sheet).yuan,
            exam.cells[one.id],
        )
        for one in columns
        if one.type == "money"
    ]
