"""Amounts in words in 合计 rows and footers -> totals to hold against the rows, like those in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.amounts import money
from taizhang.ledger.convert.capitals import amounts_in_figures, amounts_in_words
from taizhang.ledger.convert.cells import Context
from taizhang.ledger.convert.scan import holding
from taizhang.ledger.examining.typed import Examination, context_of
from taizhang.ledger.rules.totals import Control, sums_above

_SIGNS = ("元", "圆", "圓", "大写")
_SPEAKS_OF_ALL = ("大写", "合计", "总计", "共计", "人民币")
_ONLY_WORDS = re.compile(r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿一二两三四五六七八九十百千元圆角分整正\s　]{2,}")
_MOST = 2000


def in_words(exam: Examination, left_out: np.ndarray, beside: int) -> Iterator[Control]:
    """Each amount in words, and in figures beside it in a footer, against the sums of the columns of amounts.

    It agrees where it is the sum of one of them, or of all, as far as a total of its kind may stand for it: of the
    sheet, of the block above it, with or without the rows that are ``left_out`` and the tables ``beside``.
    """
    columns = _columns(exam)
    told = _told(exam) if columns else []
    if not told:
        return
    sums = [_sums(exam, name, rows) for name in columns for rows in (left_out, np.zeros_like(left_out))]
    sums += [np.sum(sums[0::2], axis=0), np.sum(sums[1::2], axis=0)]
    start = 0
    for position in told:
        total = bool(exam.kinds.total[position] or exam.kinds.subtotal[position])
        cells = [column[position].as_py() for column in exam.body.columns]
        own = _figures(exam, position) if total else set()
        for stated in dict.fromkeys(_said(cells, total=total)):
            fits = {
                one for above in sums for one in (above[-1], above[position], above[position] - above[start])
            }
            agrees = stated in fits | {above[-1] + beside for above in sums} | own
            yield Control(columns[0], position, stated, sums[0][-1], 0, agrees, "大写金额")
        start = position if total else start


def _columns(exam: Examination) -> list[str]:
    """The columns of amounts that the sheet has, those with totals first."""
    spec = exam.spec
    found = [name for name in exam.layout.match.columns if spec.columns[name].type == "money"]
    return sorted(found, key=lambda name: (name not in spec.totals, not spec.columns[name].required))


def _sums(exam: Examination, name: str, left_out: np.ndarray) -> np.ndarray:
    cells = exam.cells[name]
    values = cells.values if not left_out.any() else pc.if_else(pa.array(left_out), None, cells.values)
    return sums_above(values, exam.kinds.data)


def _told(exam: Examination) -> list[int]:
    """Rows that are no data and hold a sign of an amount in words."""
    others = np.flatnonzero(~exam.kinds.data)[-_MOST:]
    rows = exam.body.take(pa.array(others))
    found = np.zeros(len(others), bool)
    for column in rows.columns:
        found |= holding(column, _SIGNS)
    return [int(one) for one in others[found]]


def _said(cells: Sequence[str], *, total: bool) -> list[int]:
    """The amounts that a row says in words, and beside them in figures; its label may stand in a cell of its own."""
    line = "".join(cells)
    if not total and not any(word in line for word in _SPEAKS_OF_ALL):
        return []
    label = "大写" if "大写" in line else ""
    words = [
        one
        for cell in cells
        for one in amounts_in_words(f"{label}{cell}" if _ONLY_WORDS.fullmatch(cell) else cell)
    ]
    return [*words, *(one for cell in cells for one in amounts_in_figures(cell))] if words else []


def _figures(exam: Examination, position: int) -> set[int]:
    """The amounts of a 合计 row in columns that the ledger does not have: the words may be those of one of them."""
    declared = {placed.index for placed in exam.layout.match.columns.values()}
    yuan = context_of(exam.spec.columns[_columns(exam)[0]], exam.layout, exam.setting, exam.sheet).yuan
    texts = [
        column[position].as_py() for index, column in enumerate(exam.body.columns) if index not in declared
    ]
    plain = [text for text in texts if text.strip() and not list(amounts_in_words(text))]
    return (
        set(money(pa.array(plain, pa.string()), Context(yuan)).values.drop_null().to_pylist())
        if plain
        else set()
    )
