"""A sheet's own 合计 rows -> whether its data rows add up to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.rules.rowkinds import RowKinds

FEN = 100
MILLIONTHS = 1_000_000
_LAST = 50
_IN_ALL = re.compile(r"\s*(?:[合总共]\s*计|总?共)[:：]?\s*[（(]?(\d{1,7})\s*[人名](?!次)")
_ONLY = re.compile(r"\s*[（(]?(\d{1,7})\s*[人名][)）]?\s*")


@dataclass(frozen=True, slots=True)
class Control:
    """One total cell: ``position`` in the body, what it states, what the rows add up to (分 for money).

    ``what`` is how a person calls it: a 合计 row, an amount in words; ``of`` what it is held against.
    """

    column: str
    position: int
    stated: int | None
    summed: int
    unread: int
    agrees: bool
    what: str = "合计行"
    of: str = "各行"


def controls(
    column: ColumnSpec,
    data: Cells,
    totals: Cells,
    kinds: RowKinds,
    *,
    beside: int = 0,
    groups: Sequence[str] | None = None,
) -> Iterator[Control]:
    """Compare every total cell of ``column``. ``data`` and ``totals`` are in the order of their rows.

    A 合计 row stands for the whole sheet; where there are several, also for the block above it, like 小计.
    ``beside`` is the sum of the tables that stand beside this one: a 合计 row may be that of all of them.
    ``groups`` are what rows are kept apart by (男, 女), for each row of the body: a total of 男 is that of 男.
    """
    positions = np.flatnonzero(kinds.total | kinds.subtotal)
    unread = int(data.unreadable.sum())
    several = int(kinds.total.sum()) > 1
    said, running_of_all = _whole(totals.values), sums_above(data.values, kinds.data)
    by_group = {
        name: sums_above(data.values, kinds.data, only) for name, only in _groups(groups, kinds).items()
    }
    start = 0
    for order, position in enumerate(positions.tolist()):
        running = by_group.get(groups[position], running_of_all) if groups else running_of_all
        above, block = int(running[position]), int(running[position] - running[start])
        whole, start = int(running[-1]), position
        stated = said[order].as_py()
        if totals.blank[order]:
            continue
        allowed = {whole, whole + beside} if kinds.total[position] else {block, above}
        if kinds.total[position] and several:
            allowed |= {block, above}
        summed = block if kinds.subtotal[position] else whole
        yield Control(column.id, position, stated, summed, unread, stated in allowed)


def sums_above(values: pa.Array, rows: np.ndarray, only: np.ndarray | None = None) -> np.ndarray:
    """Sums of the data rows (``rows`` of the body) above each row of the body, and of all at the end; exact integers.

    ``only`` are the rows of the body that are summed.
    """
    whole = np.zeros(len(rows), dtype=np.int64)
    whole[rows] = pc.fill_null(_whole(values), pa.scalar(0, pa.int64())).to_numpy(zero_copy_only=False)
    if only is not None:
        whole[~only] = 0
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(whole)])


def whole_controls(
    column: ColumnSpec, rows: Cells, at: Mapping[int, int], parts: Mapping[int, Sequence[int]]
) -> Iterator[Control]:
    """Hold rows of places against those of the places within them; ``at`` is where ``rows`` has a position."""
    values = _whole(rows.values).to_pylist()
    for position, others in parts.items():
        stated = values[at[position]]
        if rows.blank[at[position]]:
            continue
        unread = sum(bool(rows.unreadable[at[one]]) for one in others)
        summed = sum(values[at[one]] or 0 for one in others)
        yield Control(column.id, position, stated, summed, unread, stated == summed, "本行", "所辖各行")


def _whole(values: pa.Array) -> pa.Array:
    """Exact integers to add: numbers with decimals in millionths."""
    if not pa.types.is_decimal(values.type):
        return values
    return pa.array(
        [None if one is None else int(one * MILLIONTHS) for one in values.to_pylist()], pa.int64()
    )


def _groups(groups: Sequence[str] | None, kinds: RowKinds) -> dict[str, np.ndarray]:
    """The rows of each group that has data; a total that names another speaks of all."""
    if groups is None:
        return {}
    names = np.array(groups)
    return {str(name): names == name for name in np.unique(names[kinds.data]) if name}


def persons_said(body: pa.Table, kinds: RowKinds) -> Iterator[tuple[int, int]]:
    """Rows of the body that are no data and say how many persons there are in all: position, number.

    Where there are several totals, each may speak of its own part, and none is given.
    """
    rows = np.flatnonzero(~kinds.data & ~kinds.subtotal)[-_LAST:]
    if kinds.total.sum() > 1:
        return
    for position in rows.tolist():
        for column in body.columns:
            text = column[position].as_py()
            found = _IN_ALL.match(text) or (_ONLY.fullmatch(text) if kinds.total[position] else None)
            if found:
                yield position, int(found[1])


def amount_text(column: ColumnSpec, value: int | None) -> str:
    """A total for a message: 元 with two decimals for money, the number itself for a count."""
    if value is None:
        return "无法读出的内容"
    if column.type == "number":
        return f"{(Decimal(value) / MILLIONTHS).normalize():,f}"
    if column.type != "money":
        return f"{value:,}"
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // FEN:,}.{abs(value) % FEN:02d} 元"


def row_sums_differ(equal: Cells, parts: Mapping[str, Cells]) -> np.ndarray:
    """Rows whose column ``equal`` is not the sum of ``parts``; rows with a blank among them are not judged."""
    total = None
    for part in parts.values():
        total = part.values if total is None else pc.add(total, part.values)
    return np.asarray(
        pc.fill_null(pc.not_equal(equal.values, total), False).to_numpy(zero_copy_only=False), bool
    )
