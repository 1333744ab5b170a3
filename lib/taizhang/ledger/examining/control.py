"""The 合计 rows of a sheet, its amounts in words and numbers of persons -> held against its data rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.capitals import amounts_in_words
from taizhang.ledger.examining.capitals import in_words
from taizhang.ledger.examining.counting import uncounted
from taizhang.ledger.examining.statistic import groups_of, place_controls
from taizhang.ledger.examining.typed import Examination, read_column
from taizhang.ledger.findings import ERROR, Finding
from taizhang.ledger.rules.totals import Control, amount_text, controls, persons_said

_EACH_PERSON = ("每名", "每人")


def held_against(exam: Examination, beside: Mapping[str, int]) -> Iterator[Control]:
    """Every total of the sheet, in figures and in words, with what the rows add up to."""
    left_out = uncounted(exam)
    yield from place_controls(exam)
    yield from _controls(exam, beside, left_out)
    yield from in_words(exam, left_out, sum(beside.values()))


def _controls(exam: Examination, beside: Mapping[str, int], left_out: np.ndarray) -> Iterator[Control]:
    totals = exam.kinds.total | exam.kinds.subtotal
    if not totals.any():
        return
    rows, groups = exam.body.filter(pa.array(totals)).combine_chunks(), groups_of(exam)
    for name in exam.spec.totals:
        column = exam.spec.columns[name]
        stated = _with_words(
            exam, column, read_column(column, rows, exam.layout, exam.setting, exam.sheet), rows
        )
        more = beside.get(name, 0)
        whole, counted = (
            controls(column, cells, stated, exam.kinds, beside=more, groups=groups)
            for cells in (exam.cells[name], _where(exam.cells[name], ~left_out))
        )
        # A 合计 may be of all rows, or of those that count.
        yield from (one if one.agrees else other for one, other in zip(counted, whole, strict=True))


def _with_words(exam: Examination, column: ColumnSpec, stated: Cells, rows: pa.Table) -> Cells:
    """The totals, read in words where they are no figures: these are held against the rows by themselves."""
    placed = exam.layout.match.columns.get(column.id)
    if placed is None or column.type != "money" or not stated.unreadable.any():
        return stated
    texts = rows.column(placed.index).to_pylist()
    said = np.array([any(amounts_in_words(text)) for text in texts], bool)
    return replace(
        stated, blank=stated.blank | (stated.unreadable & said), unreadable=stated.unreadable & ~said
    )


def _where(cells: Cells, rows: np.ndarray) -> Cells:
    """The cells with a null in all other rows."""
    return cells if rows.all() else replace(cells, values=pc.if_else(pa.array(rows), cells.values, None))


def disagreeing(exam: Examination, held: Sequence[Control]) -> Iterator[Finding]:
    """The totals that are not the sums of their rows."""
    for one in held:
        if one.agrees:
            continue
        column = exam.spec.columns[one.column]
        row = int(exam.sheet.numbers[exam.layout.body + one.position])
        unread = f"（另有 {one.unread} 行无法读取）" if one.unread else ""
        message = f"{one.what}为 {amount_text(column, one.stated)}，{one.of}相加为 {amount_text(column, one.summed)}{unread}"
        case = exam.case("CONTROL_TOTAL", row, one.column)
        header = exam.header(one.column)
        yield exam.finding("CONTROL_TOTAL", ERROR, message, row=row, column=header, case=case)


def persons_missing(exam: Examination) -> Iterator[Finding]:
    """A roll of persons that says another number of them than it has: a row was lost before it came."""
    ids = [name for name in exam.spec.key if exam.spec.columns[name].type == "id_number"]
    if not exam.spec.grain.startswith(_EACH_PERSON) or not ids:
        return
    counted = int((~uncounted(exam)).sum())
    for position, stated in persons_said(exam.body, exam.kinds):
        if stated not in (len(exam.rows), counted, len(exam.cells[ids[0]].values.unique())):
            row = int(exam.sheet.numbers[exam.layout.body + position])
            message = f"本行写的是 {stated} 人，数据行有 {len(exam.rows)} 行"
            case = exam.case("CONTROL_TOTAL", row, ids[0])
            yield exam.finding(
                "CONTROL_TOTAL", ERROR, message, row=row, column=exam.header(ids[0]), case=case
            )
