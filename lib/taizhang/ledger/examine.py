"""One sheet of text cells -> its checked table, its counts and its findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import arrow_type
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.convert.scan import filled
from taizhang.ledger.correct.apply import correct
from taizhang.ledger.examining.payments import beside
from taizhang.ledger.examining.typed import Examination, prepare, read_column
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding, describe, describe_word
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import in_doubt, nearest_header
from taizhang.ledger.results import Aside, SheetResult
from taizhang.ledger.rules import register, unlikely
from taizhang.ledger.rules.asides import Mark, marks
from taizhang.ledger.rules.household import doubts
from taizhang.ledger.rules.totals import Control, amount_text, controls, row_sums_differ
from taizhang.ledger.setting import Setting

_REMARKS = "备注|说明|原因|摘要"
_RETURNS = "追回|退回|退款|退还|扣回|冲减|冲销|冲正|多发|停发|死亡|返还|核减"


def examine(path: str, sheet: RawSheet, layout: Layout, setting: Setting) -> tuple[SheetResult, pa.Table]:
    """Check one recognised sheet; the table holds its accepted rows under the ledger's column ids."""
    corrected = correct(path, sheet, layout, setting.sources.corrections)
    exam = prepare(path, corrected.sheet, layout, setting)
    found = [*corrected.findings, *_layout_findings(exam)]
    held = list(_controls(exam)) if layout.match.usable else []
    if not layout.match.usable:
        aside = _all_aside(exam)
    else:
        aside = _asides(exam)
        found += [*_mark_findings(exam), *_row_checks(exam, _kept(exam, aside))]
        found += _control_findings(exam, held)
    kept = _kept(exam, aside)
    result = SheetResult(
        path=path,
        sheet=sheet.name,
        ledger=exam.spec.id,
        header_row=layout.header_row + 1,
        rows=len(exam.rows) + len(corrected.dropped),
        accepted=int(kept.sum()),
        other=len(corrected.sheet.numbers) - len(exam.rows),
        findings=tuple(found),
        aside=tuple(sorted((*aside, *corrected.dropped), key=lambda one: one.row)),
        reported=_reported(exam),
        controls=len(held),
        controls_agreeing=sum(one.agrees for one in held),
    )
    return result, _table(exam, kept)


def _kept(exam: Examination, aside: list[Aside]) -> np.ndarray:
    return ~np.isin(exam.rows, np.array([one.row for one in aside], dtype=np.int64))


def _layout_findings(exam: Examination) -> Iterator[Finding]:
    match, spec = exam.layout.match, exam.spec
    for name in match.missing:
        near = nearest_header(match, name)
        got = f"，收到相近的列“{near}”" if near else ""
        message = f"{spec.label}缺少必需列“{spec.columns[name].name}”{got}"
        row = exam.layout.header_row + 1
        case = exam.case("MISSING_COLUMN", name)
        yield exam.finding("MISSING_COLUMN", ERROR, message, row=row, column=near, case=case)
    for name, headers in match.ambiguous:
        message = in_doubt(spec.columns[name], headers)
        case = exam.case("AMBIGUOUS_COLUMN", name)
        row = exam.layout.header_row + 1
        header = match.columns[name].header
        yield exam.finding("AMBIGUOUS_COLUMN", ERROR, message, row=row, column=header, case=case)
    if exam.sheet.hidden:
        yield exam.finding("HIDDEN_SHEET", HINT, "工作表是隐藏的，已照常读取")
    if not exam.layout.titled and spec.title:
        yield exam.finding("BY_HEADERS_ONLY", HINT, f"表名中没有台账名称，按列名识别为{spec.label}")
    if not len(exam.rows):
        yield exam.finding("NO_ROWS", WARNING, "有表头，没有数据行")


def _all_aside(exam: Examination) -> list[Aside]:
    match = exam.layout.match
    names = "、".join(exam.spec.columns[name].name for name in match.missing)
    doubtful = "、".join(exam.spec.columns[name].name for name, _ in match.ambiguous)
    reason = f"本表缺少必需列：{names}" if names else f"本表有几列都可以是：{doubtful}"
    return [Aside(exam.path, exam.sheet.name, row, reason, "SET_ASIDE_COLUMN") for row in exam.rows.tolist()]


def _wide(exam: Examination) -> np.ndarray:
    """Rows of a text file with more cells than the header: a comma in a text has shifted the rest."""
    wide = np.isin(exam.rows, np.array(sorted(exam.sheet.wide), dtype=np.int64))
    if exam.sheet.numeric_cells:
        return wide
    last = max(index for index, name in enumerate(exam.layout.match.header.shown) if name)
    for column in exam.body.columns[last + 1 :]:
        wide |= filled(column)[exam.kinds.data]
    return wide


def _asides(exam: Examination) -> list[Aside]:
    reasons: dict[int, tuple[str, str]] = {}
    for row in exam.rows[_wide(exam)].tolist():
        reasons[row] = ("单元格多于表头", "SET_ASIDE_WIDE")
    for mark in marks(exam.spec, exam.cells):
        if mark.severity is None:
            reason = f"“{exam.header(mark.column)}”{mark.message.removesuffix('，本行未计入')}"
            for row in exam.rows[mark.rows].tolist():
                reasons.setdefault(row, (reason, mark.code))
    return [Aside(exam.path, exam.sheet.name, row, *why) for row, why in sorted(reasons.items())]


def _mark_findings(exam: Examination) -> Iterator[Finding]:
    for row in exam.rows[_wide(exam)].tolist():
        message = "本行的单元格比表头多，可能有未加引号的分隔符，本行未计入"
        yield exam.finding("SET_ASIDE_WIDE", ERROR, message, row=row)
    for mark in marks(exam.spec, exam.cells):
        if mark.code == "NEGATIVE_AMOUNT":
            yield from _negatives(exam, mark)
            continue
        texts = _received(exam, mark)
        for position, row in enumerate(exam.rows[mark.rows].tolist()):
            got = f"收到{texts[position]}，" if texts else ""
            severity = mark.severity or ERROR
            column = exam.header(mark.column)
            yield exam.finding(mark.code, severity, got + mark.message, row=row, column=column)


def _negatives(exam: Examination, mark: Mark) -> Iterator[Finding]:
    """An amount below zero is a return; where no 备注 of its row says so, a person has to look."""
    header = exam.header(mark.column)
    said = np.zeros(len(exam.rows), bool)
    for index, name in enumerate(exam.layout.match.header.shown):
        if re.search(_REMARKS, name):
            texts = exam.body.column(index).filter(pa.array(exam.kinds.data))
            said |= mask(pc.match_substring_regex(texts, _RETURNS))
    for row in exam.rows[mark.rows & ~said].tolist():
        yield exam.finding(mark.code, WARNING, f"{mark.message}；已按负数计入", row=row, column=header)
    for row in exam.rows[mark.rows & said].tolist():
        message = "金额为负数，备注已写明原因，已按负数计入"
        yield exam.finding("RETURNED_AMOUNT", HINT, message, row=row, column=header)


def _received(exam: Examination, mark: Mark) -> list[str]:
    """What stands in the cells of a mark, as far as it may be shown."""
    column = exam.spec.columns[mark.column]
    placed = exam.layout.match.columns.get(mark.column)
    if not mark.show or placed is None:
        return []
    if column.personal:
        return []
    texts = exam.body.column(placed.index).filter(pa.array(exam.kinds.data)).filter(pa.array(mark.rows))
    known = _known_words(exam, column)
    shown = {text: describe_word(text, known) if known else describe(text) for text in set(texts.to_pylist())}
    return [shown[text] for text in texts.to_pylist()]


def _known_words(exam: Examination, column: ColumnSpec) -> Collection[str]:
    if column.type == "place":
        return exam.setting.places.keys()
    return [*column.values, *(alias for aliases in column.values.values() for alias in aliases)]


def _row_checks(exam: Examination, kept: np.ndarray) -> Iterator[Finding]:
    yield from _sums(exam)
    said = exam.layout.said.year() if exam.layout.said else None
    year, where = (int(said.text), said.source) if said else (None, "")
    found = [*doubts(exam.spec, exam.cells, kept)]
    found += unlikely.unlikely_dates(exam.spec, exam.cells, year, where)
    found += [*beside(exam), *register.no_longer_there(exam.spec, exam.cells, year)]
    found += unlikely.fractions_for_percents(exam.layout.match, exam.cells)
    found += unlikely.accounts_made_numbers(exam.spec, exam.cells, exam.sheet.numeric_cells)
    for one in found:
        case = exam.case(one.code) if one.severity == ERROR else ""
        for row in exam.rows[one.rows].tolist():
            header = exam.header(one.column) if one.column in exam.spec.columns else one.column
            yield exam.finding(one.code, one.severity, one.message, row=row, column=header, case=case)


def _sums(exam: Examination) -> Iterator[Finding]:
    for check in exam.spec.row_checks:
        parts = {name: exam.cells[name] for name in check.total}
        wrong = row_sums_differ(exam.cells[check.equal], parts)
        for row in exam.rows[wrong].tolist():
            yield exam.finding("ROW_CHECK", WARNING, check.message, row=row, column=exam.header(check.equal))


def _controls(exam: Examination) -> Iterator[Control]:
    totals = exam.kinds.total | exam.kinds.subtotal
    if not totals.any():
        return
    rows = exam.body.filter(pa.array(totals)).combine_chunks()
    for name in exam.spec.totals:
        column = exam.spec.columns[name]
        stated = read_column(column, rows, exam.layout, exam.setting, exam.sheet)
        yield from controls(column, exam.cells[name], stated, exam.kinds, whole_only=False)


def _control_findings(exam: Examination, held: list[Control]) -> Iterator[Finding]:
    for one in held:
        if one.agrees:
            continue
        column = exam.spec.columns[one.column]
        row = int(exam.sheet.numbers[exam.layout.body + one.position])
        unread = f"（另有 {one.unread} 行无法读取）" if one.unread else ""
        message = f"合计行为 {amount_text(column, one.stated)}，各行相加为 {amount_text(column, one.summed)}{unread}"
        case = exam.case("CONTROL_TOTAL", row, one.column)
        header = exam.header(one.column)
        yield exam.finding("CONTROL_TOTAL", ERROR, message, row=row, column=header, case=case)


def _reported(exam: Examination) -> tuple[tuple[str, str], ...]:
    """The (place, month) pairs that the data rows speak of; set-aside rows count, they were reported."""
    spec = exam.spec
    if spec.coverage == "none" or spec.place is None or not len(exam.rows):
        return ()
    places = exam.cells[spec.place].values
    periods = _months(exam) if spec.period else pa.array([""] * len(places))
    pairs = pa.table({"place": places, "period": periods}).group_by(["place", "period"]).aggregate([])
    return tuple(
        sorted((row["place"], row["period"]) for row in pairs.to_pylist() if row["place"] and row["period"])
    )


def _months(exam: Examination) -> pa.Array:
    assert exam.spec.period is not None
    values = exam.cells[exam.spec.period].values
    if pa.types.is_date(values.type):
        return pc.strftime(values, "%Y-%m")
    return pc.cast(values, pa.string())


def _table(exam: Examination, kept: np.ndarray) -> pa.Table:
    count = int(kept.sum())
    chosen = pa.array(kept)
    values = {name: exam.cells[name].values for name in exam.spec.columns}
    arrays = values if kept.all() else {name: array.filter(chosen) for name, array in values.items()}
    arrays["_file"] = _same(exam.path, count)
    arrays["_sheet"] = _same(exam.sheet.name, count)
    arrays["_row"] = pa.array(exam.rows if kept.all() else exam.rows[kept], pa.int64())
    return pa.table(arrays)


def _same(text: str, count: int) -> pa.Array:
    """One text many times, held once."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([text], pa.string()))


def schema(spec: LedgerSpec) -> pa.Schema:
    """The columns of a ledger's checked table: its own, then where each row came from."""
    own = [(column.id, arrow_type(column)) for column in spec.columns.values()]
    return pa.schema([*own, ("_file", pa.string()), ("_sheet", pa.string()), ("_row", pa.int64())])
