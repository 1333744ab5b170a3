"""Columns beside the declared ones that change what an amount means: month paid for, sums paid back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert import Cells, Context
from taizhang.ledger.convert.amounts import money
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.convert.dates import months
from taizhang.ledger.findings import HINT, WARNING
from taizhang.ledger.rulebook.signs import sign
from taizhang.ledger.rules.household import Doubt

Texts = Callable[[int], pa.Array]


def returns(
    headers: Sequence[str], declared: frozenset[int], texts: Texts, period: Cells | None
) -> Iterator[Doubt]:
    """Rows that an undeclared column speaks of; ``texts`` gives the data cells at a place."""
    for index, header in enumerate(headers):
        if not header or index in declared:
            continue
        by_month = period if period is not None and pa.types.is_string(period.values.type) else None
        if by_month is not None and sign("month_paid_for").search(header):
            yield from _other_months(header, texts(index), by_month)
        elif sign("paid_back").search(header):
            yield from _paid_back(header, texts(index))


def _other_months(header: str, texts: pa.Array, period: Cells) -> Iterator[Doubt]:
    stated = months(texts, Context()).values
    earlier = mask(pc.less(stated, period.values))
    yield Doubt("PAID_LATER", HINT, header, earlier, "补发以前月份，按发放月份计入")
    later = mask(pc.greater(stated, period.values))
    yield Doubt("PAID_BEFORE", WARNING, header, later, "所属月份晚于发放月份，按发放月份计入，请核对")


def _paid_back(header: str, texts: pa.Array) -> Iterator[Doubt]:
    cells = money(texts, Context())
    filled = np.asarray(cells.unreadable | mask(pc.not_equal(cells.values, 0)), bool)
    message = f"“{header}”有内容，没有从发放金额中扣减，请核对"
    yield Doubt("PAID_BACK", WARNING, header, filled, message)
