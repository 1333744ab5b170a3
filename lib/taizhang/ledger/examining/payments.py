"""Columns beside those of a ledger of payments -> doubts about its amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow.compute as pc

from taizhang.ledger.convert.cells import mask
from taizhang.ledger.examining.counting import places_of, uncounted
from taizhang.ledger.examining.typed import Examination, context_of
from taizhang.ledger.findings import WARNING
from taizhang.ledger.rules.asides import AMOUNTS
from taizhang.ledger.rules.household import Doubt
from taizhang.ledger.rules.payments.other_amounts import (
    Read,
    not_read,
    other_amounts,
    several_months,
    words_against_figures,
)
from taizhang.ledger.rules.payments.returns import returns
from taizhang.ledger.rules.payments.stopped import stopped, unpaid


def beside(exam: Examination) -> Iterator[Doubt]:
    """What columns that the ledger does not have say about the amounts of a sheet's rows."""
    read, counted = _amounts(exam), ~uncounted(exam)
    if any(column.type == "money" for column in exam.spec.columns.values()):
        settled = _understood(exam) | frozenset(places_of(exam))
        yield from unpaid(exam.layout.match.header.shown, settled, exam.texts, counted)
    if not read:
        yield from _lost_amounts(exam) or _no_values(exam)
        return
    yield from _no_values(exam)
    match = exam.layout.match
    declared = _declared(exam)
    period = exam.cells[exam.spec.period] if exam.spec.period else None
    yield from returns(match.header.shown, declared, exam.texts, period)
    yield from several_months(match.header.shown, exam.texts, read)
    yield from words_against_figures(match.header.shown, exam.texts, read)
    settled = _understood(exam) | frozenset(places_of(exam))
    yield from stopped(match.header.shown, settled, exam.texts, _paid(read) & counted)
    if any(exam.spec.columns[name].type == "id_number" for name in exam.spec.key):
        yield from other_amounts(match.header.shown, declared, exam.texts, read)


def _lost_amounts(exam: Examination) -> list[Doubt]:
    if all(column.type != "money" for column in exam.spec.columns.values()):
        return []
    return list(not_read(exam.layout.match.header.shown, _declared(exam), exam.texts))


def _no_values(exam: Examination) -> Iterator[Doubt]:
    """A ledger of figures of which no row has one: its columns were not found, or are blank."""
    columns = [one for one in exam.spec.columns.values() if one.type in AMOUNTS]
    names = [one.id for one in columns if one.required or one.blank or one.id in exam.spec.totals]
    read = [exam.cells[name] for name in names]
    rows = len(exam.rows)
    if not rows or not read or any(one.unreadable.any() or one.values.null_count < rows for one in read):
        return
    first = np.arange(len(exam.rows)) == 0
    labels = "、".join(f"“{exam.spec.columns[name].name}”" for name in names[:3])
    message = f"没有读到{labels}等任何一个数，各行只计了行数；请核对列名，或在 sources.yml 的 columns 中写明"
    yield Doubt("NO_VALUES", WARNING, names[0], first, message)


def _declared(exam: Examination) -> frozenset[int]:
    return frozenset(placed.index for placed in exam.layout.match.columns.values())


def _understood(exam: Examination) -> frozenset[int]:
    """Columns whose cells the ledger itself takes into account: a text, like 备注, it only keeps."""
    placed, columns = exam.layout.match.columns, exam.spec.columns
    return frozenset(one.index for name, one in placed.items() if columns[name].type != "text")


def _paid(read: Sequence[Read]) -> np.ndarray:
    """Rows with an amount above zero; one below it is a return, of which its own finding speaks."""
    return np.asarray(np.logical_or.reduce([mask(pc.greater(one.cells.values, 0)) for one in read]), bool)


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
