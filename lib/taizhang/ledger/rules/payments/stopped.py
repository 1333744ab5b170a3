"""Columns that say whether a row is paid at all -> rows that are not, and rows that may not be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

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
_BLANK = '""'
_KINDS = {
    "remark_stopped": ("STOPPED_ROW", "停发、暂停、注销一类的话"),
    "remark_dead": ("STOPPED_ROW", "死亡一类的话"),
    "remark_failed": ("BANK_RETURN", "退回、账号有误一类的话"),
}


@dataclass(frozen=True, slots=True)
class _Teller:
    """A kind of column that tells whether a row is paid: which cells say no, which yes, what stands for yes."""

    unpaid: Callable[[pa.Array], np.ndarray]
    paid: tuple[str, ...]
    example: str


def unpaid(
    headers: Sequence[str], settled: Collection[int], texts: Texts, counted: np.ndarray
) -> Iterator[Doubt]:
    """Rows of which a column of states or results says that they are not paid, whatever their amount.

    是否发放, 银行处理结果, 审批状态, 失败原因: such a person is in the roll and got nothing. Whether the row counts is for
    someone to say, once, in sources.yml. Columns at the ``settled`` places have been spoken of there, and
    rows that are not ``counted`` too.
    """
    for index, header in enumerate(headers):
        teller = None if index in settled else _teller(header)
        if teller is None:
            continue
        cells = texts(index)
        rows = teller.unpaid(cells) & counted
        if not rows.any():
            continue
        words = _listed(cells.filter(pa.array(rows)), "“{}”") or "没有发放一类的内容"
        said = np.logical_or.reduce([sign(name).cells(cells) for name in teller.paid])
        example = _listed(cells.filter(pa.array(said & ~rows)), "{}") or teller.example
        message = (
            f"写的是{words}，像是没有发放，这样的共 {int(rows.sum())} 行，暂且照数计入；"
            f"请在 sources.yml 写明哪几种内容计入，如 counts_if: {{{header.strip()}: [{example}]}}"
        )
        yield Doubt("NOT_PAID", ERROR, header, rows, message)


def _teller(header: str) -> _Teller | None:
    """What kind of column that tells of payment a header names, if any."""
    clean = normal(header)
    return next((teller for name, teller in _tellers().items() if clean and sign(name).search(clean)), None)


@cache
def _tellers() -> Mapping[str, _Teller]:
    """The kinds by the sign of their headers, the surest first."""
    return {
        "stopped_or_not": _Teller(_either("says_yes"), ("says_no",), "否"),
        "paid_or_not": _Teller(_either("says_unpaid", "bank_failed"), ("says_paid",), "是"),
        "why_failed": _Teller(_with_a_reason, ("says_done",), _BLANK),
        "approved": _Teller(_either("says_refused"), ("says_paid", "says_done"), "是"),
        "bank_state": _Teller(_either("bank_failed"), ("says_paid", "says_done"), "成功"),
    }


def _either(*names: str) -> Callable[[pa.Array], np.ndarray]:
    return lambda cells: np.asarray(np.logical_or.reduce([sign(one).cells(cells) for one in names]), bool)


def _with_a_reason(cells: pa.Array) -> np.ndarray:
    done = sign("says_nothing").cells(cells) | sign("says_done").cells(cells)
    return np.asarray(filled(cells) & (~done | sign("bank_failed").cells(cells)), bool)


def _listed(cells: pa.Array, way: str) -> str:
    """The first few different words of some cells."""
    words = dict.fromkeys(text.strip() for text in cells.unique().to_pylist())
    short = [way.format(word) for word in words if 0 < len(word) <= _LONGEST]
    return "、".join(short[:_SHOWN])


def stopped(
    headers: Sequence[str], declared: Collection[int], texts: Texts, paid: np.ndarray
) -> Iterator[Doubt]:
    """Rows with an amount (``paid``) that an undeclared column of states or remarks calls stopped or returned."""
    for index, header in enumerate(headers):
        if index in declared or not _speaks(header):
            continue
        teller, cells = _teller(header), texts(index)
        left = paid & ~teller.unpaid(cells) if teller else paid
        if not _only_remarks(header):
            rows = left & _called_stopped(header, cells)
            message = "写的是停发、死亡、未通过一类，金额仍已计入，请核对是否应当扣除"
            yield Doubt("STOPPED_ROW", WARNING, header, rows, message)
            continue
        for name, rows in _remarked(cells):
            code, kind = _KINDS[name]
            message = f"写有{kind}，金额仍已计入，请核对是否应当扣除"
            yield Doubt(code, WARNING, header, left & rows, message)


def _speaks(header: str) -> bool:
    names = ("why_stopped", "approved_or_not", "standing", "remark")
    return any(sign(name).search(header) for name in names) and not _flags(header)


def _flags(header: str) -> bool:
    """Whether a column is one of flags, of which every cell has been understood."""
    clean = normal(header)
    return any(sign(name).search(clean) for name in ("paid_or_not", "stopped_or_not", "why_failed"))


def _only_remarks(header: str) -> bool:
    return not any(sign(name).search(header) for name in ("why_stopped", "approved_or_not", "standing"))


def _called_stopped(header: str, cells: pa.Array) -> np.ndarray:
    if sign("why_stopped").search(header):
        return np.asarray(filled(cells) & ~sign("says_nothing").cells(cells), bool)
    if sign("approved_or_not").search(header):
        return np.asarray(sign("says_no").cells(cells) | sign("says_stopped").cells(cells), bool)
    return sign("says_stopped").cells(cells)


def _remarked(cells: pa.Array) -> Iterator[tuple[str, np.ndarray]]:
    """Rows by the kind of their remark, each row once; what a remark says of others, or as settled, is no doubt."""
    some = filled(cells)  # most rows have no remark, and six patterns over millions of blanks take long
    remarks = cells.filter(pa.array(some))
    settled = sign("remark_settled").cells(remarks)
    said = {name: sign(name).cells(remarks) & ~settled for name in _KINDS}
    said["remark_dead"] = said["remark_dead"] & ~sign("remark_of_kin").cells(remarks)
    said["remark_stopped"] = said["remark_stopped"] | sign("only_says_stopped").cells(remarks)
    told = np.zeros(len(remarks), bool)
    for name, rows in said.items():
        found = np.zeros(len(cells), bool)
        found[some] = rows & ~told
        yield name, found
        told |= rows
