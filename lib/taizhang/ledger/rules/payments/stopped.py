"""Columns that say whether a row is paid at all -> rows that are not, and rows that may not be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pyarrow as pa

from taizhang.ledger.convert.scan import filled
from taizhang.ledger.findings import ERROR, WARNING
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.rulebook.signs import sign
from taizhang.ledger.rules.household import Doubt
from taizhang.ledger.rules.payments.returns import Texts

_SHOWN = 3
_LONGEST = 8
_COUNTING = {False: "says_paid", True: "says_no"}


def unpaid(headers: Sequence[str], settled: Collection[int], texts: Texts) -> Iterator[Doubt]:
    """Rows of which a column like 是否发放 says that they are not paid, whatever their amount.

    Such a person is in the roll and got nothing: whether the row counts is for someone to say, once, in
    sources.yml. Columns at the ``settled`` places have been spoken of there.
    """
    for index, header in enumerate(headers):
        if index in settled or not _says_whether_paid(header):
            continue
        cells = texts(index)
        stops = sign("stopped_or_not").search(normal(header)) is not None
        rows = sign("says_yes").cells(cells) if stops else _unpaid(cells)
        if not rows.any():
            continue
        words = _listed(cells.filter(pa.array(rows)), "“{}”") or "没有发放一类的内容"
        paid = cells.filter(pa.array(~rows & sign(_COUNTING[stops]).cells(cells)))
        example = _listed(paid, "{}") or ("否" if stops else "是")
        message = (
            f"写的是{words}，像是没有发放，这样的共 {int(rows.sum())} 行，暂且照数计入；"
            f"请在 sources.yml 写明哪几种内容计入，如 counts_if: {{{header.strip()}: [{example}]}}"
        )
        yield Doubt("NOT_PAID", ERROR, header, rows, message)


def _unpaid(cells: pa.Array) -> np.ndarray:
    return np.asarray(sign("says_unpaid").cells(cells) & ~sign("bank_failed").cells(cells), bool)


def _listed(cells: pa.Array, way: str) -> str:
    """The first few different words of some cells."""
    words = dict.fromkeys(text.strip() for text in cells.unique().to_pylist())
    short = [way.format(word) for word in words if 0 < len(word) <= _LONGEST]
    return "、".join(short[:_SHOWN])


def stopped(
    headers: Sequence[str], declared: frozenset[int], texts: Texts, paid: np.ndarray
) -> Iterator[Doubt]:
    """Rows with an amount (``paid``) that an undeclared column of states or remarks calls stopped."""
    for index, header in enumerate(headers):
        if index in declared or _says_whether_paid(header) or not _speaks(header):
            continue
        rows = paid & _called_stopped(header, texts(index))
        message = "写的是停发、死亡、退出一类，金额仍已计入，请核对是否应当扣除"
        yield Doubt("STOPPED_ROW", WARNING, header, rows, message)


def _says_whether_paid(header: str) -> bool:
    clean = normal(header)
    return any(sign(name).search(clean) for name in ("paid_or_not", "stopped_or_not"))


def _speaks(header: str) -> bool:
    return any(sign(name).search(header) for name in ("why_stopped", "approved_or_not", "standing", "remark"))


def _called_stopped(header: str, cells: pa.Array) -> np.ndarray:
    if sign("why_stopped").search(header):
        rows = filled(cells) & ~sign("says_nothing").cells(cells)
    elif sign("approved_or_not").search(header):
        rows = sign("says_no").cells(cells) | sign("says_stopped").cells(cells)
    elif sign("standing").search(header):
        rows = sign("says_stopped").cells(cells)
    else:
        rows = sign("only_says_stopped").cells(cells)
    if sign("bank_state").search(header):
        rows = rows & ~sign("bank_failed").cells(cells)
    return np.asarray(rows, bool)
