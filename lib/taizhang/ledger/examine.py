"""One sheet of text cells -> its checked table, its counts and its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells, arrow_type
from taizhang.ledger.convert.dates import MONTH_ONLY
from taizhang.ledger.convert.scan import filled
from taizhang.ledger.correct.apply import correct
from taizhang.ledger.examining.control import disagreeing, held_against, persons_missing
from taizhang.ledger.examining.counting import NOT_COUNTED, uncounted, unmatched
from taizhang.ledger.examining.instead import read_instead
from taizhang.ledger.examining.long import melted
from taizhang.ledger.examining.payments import beside
from taizhang.ledger.examining.statistic import statistic_findings
from taizhang.ledger.examining.typed import Examination, prepare
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding, describe, describe_word
from taizhang.ledger.plain.unsaid import why_unsaid
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import in_doubt, nearest_header
from taizhang.ledger.results import Aside, SheetResult
from taizhang.ledger.rulebook.signs import sign
from taizhang.ledger.rules import register, unlikely
from taizhang.ledger.rules.asides import Mark, marks
from taizhang.ledger.rules.household import doubts
from taizhang.ledger.rules.payments.far import far_from_others
from taizhang.ledger.rules.rows.templates import example_rows
from taizhang.ledger.rules.statistics import parts_of_rows
from taizhang.ledger.rules.totals import row_sums_differ
from taizhang.ledger.setting import Setting

_RARE, _FEWEST = 20, 3
_CUT = "与后一格连起来像是一个数，千分位的逗号没有加引号，把它隔成了两格，本行未计入"

Stray = tuple[np.ndarray, str, str]
"""Rows that are set aside as a whole: which, the code, the reason."""


def examine(
    path: str, sheet: RawSheet, layout: Layout, setting: Setting, beside: Mapping[str, int] | None = None
) -> tuple[SheetResult, pa.Table]:
    """Check one recognised sheet; the table holds its accepted rows under the ledger's column ids.

    ``beside`` are the sums of the tables that stand beside this one: a 合计 may be that of all of them.
    """
    corrected = correct(path, sheet, layout, setting.sources.corrections)
    exam = prepare(path, corrected.sheet, layout, setting)
    found = [*corrected.findings, *_layout_findings(exam)]
    held = list(held_against(exam, beside or {})) if layout.match.usable else []
    if not layout.match.usable:
        aside = _all_aside(exam)
    else:
        strays, told = list(_no_rows(exam)), list(_marks(exam))
        aside = _asides(exam, strays, told)
        found += [*_mark_findings(exam, strays, told), *_row_checks(exam, _kept(exam, aside))]
        found += disagreeing(exam, held)
        found += persons_missing(exam) if beside is None else []
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
        why = why_unsaid(spec, name, exam.layout.said)
        message = f"{spec.label}缺少必需列“{spec.columns[name].name}”{got}{why and '；'}{why}"
        row = exam.layout.header_row + 1
        case = exam.case("MISSING_COLUMN", name)
        yield exam.finding("MISSING_COLUMN", ERROR, message, row=row, column=near, case=case)
    for name, headers in match.ambiguous:
        message = in_doubt(spec.columns[name], headers)
        case = exam.case("AMBIGUOUS_COLUMN", name)
        row = exam.layout.header_row + 1
        header = match.columns[name].header
        yield exam.finding("AMBIGUOUS_COLUMN", ERROR, message, row=row, column=header, case=case)
    yield from _headers_again(exam)
    yield from unmatched(exam)
    yield from read_instead(exam)
    if exam.sheet.hidden:
        yield exam.finding("HIDDEN_SHEET", HINT, "工作表是隐藏的，已照常读取")
    if not exam.layout.titled and spec.title:
        yield exam.finding("BY_HEADERS_ONLY", HINT, f"表名中没有台账名称，按列名识别为{spec.label}")
    if not len(exam.rows):
        yield exam.finding("NO_ROWS", WARNING, "有表头，没有数据行")
    if spec.figures:
        yield from statistic_findings(exam)


def _headers_again(exam: Examination) -> Iterator[Finding]:
    """A second header below the first that names or orders the columns otherwise."""
    for position in np.flatnonzero(exam.kinds.other_headers).tolist():
        row = int(exam.sheet.numbers[exam.layout.body + position])
        message = f"第 {row} 行又是一行列名，与上面的列名不同，以下各行不能按上面的列名读；请拆成两张表"
        yield exam.finding("SECTIONS", ERROR, message, row=row, case=exam.case("SECTIONS", row))


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


def _no_rows(exam: Examination) -> Iterator[Stray]:
    yield uncounted(exam), NOT_COUNTED, "按 sources.yml 的 counts_if 不计入"
    headers = exam.layout.match.header.shown
    yield example_rows(headers, exam.texts, len(exam.rows)), "SET_ASIDE_EXAMPLE", "本行是填表的样例"
    yield _wide(exam), "SET_ASIDE_WIDE", "本行的单元格比表头多，可能有未加引号的分隔符"
    yield _short(exam), "SET_ASIDE_SHORT", "本行的单元格比表头和其他各行少，可能漏了一格，后面的内容错了位"


def _marks(exam: Examination) -> Iterator[Mark]:
    if exam.sheet.commas:
        for name, rows in unlikely.amounts_cut(exam.layout.match, exam.texts, exam.cells):
            yield Mark("SET_ASIDE_AMOUNT", name, rows, None, _CUT)
    yield from marks(exam.spec, exam.cells)


def _short(exam: Examination) -> np.ndarray:
    """Single rows of a text file that end before its last column, which all others fill.

    Blank cells at the end of a row may be left out, and a spreadsheet leaves them out of many rows in turn.
    """
    given = {exam.layout.match.columns[name].index for name in exam.layout.given}
    shown = enumerate(exam.layout.match.header.shown)
    last, header = max((index, name) for index, name in shown if name and index not in given)
    short = np.isin(exam.rows, [row for row, cells in exam.sheet.short.items() if cells <= last])
    few = (
        len(short) > _FEWEST
        and short.sum() <= max(1, len(short) // _RARE)
        and not (short[1:] & short[:-1]).any()
    )
    if (
        not short.any()
        or not few
        or sign("reason").search(header)
        or not filled(exam.texts(last))[~short].all()
    ):
        return np.zeros(len(short), bool)
    return short


def _asides(exam: Examination, strays: Sequence[Stray], told: Sequence[Mark]) -> list[Aside]:
    reasons: dict[int, tuple[str, str]] = {}
    for rows, code, reason in strays:
        reasons |= dict.fromkeys(exam.rows[rows].tolist(), (reason, code))
    for mark in told:
        if mark.severity is None:
            reason = f"“{exam.header(mark.column)}”{mark.message.removesuffix('，本行未计入')}"
            for row in exam.rows[mark.rows].tolist():
                reasons.setdefault(row, (reason, mark.code))
    return [Aside(exam.path, exam.sheet.name, row, *why) for row, why in sorted(reasons.items())]


def _mark_findings(exam: Examination, strays: Sequence[Stray], told: Sequence[Mark]) -> Iterator[Finding]:
    for rows, code, reason in strays:
        grade = HINT if code == NOT_COUNTED else ERROR
        for row in exam.rows[rows].tolist():
            yield exam.finding(code, grade, f"{reason}，本行未计入", row=row)
    for mark in told:
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
        if sign("reason").search(name):
            said |= sign("paid_back_said").cells(exam.texts(index))
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
    known, place = _known_words(exam, column), column.type == "place"
    gone = {text: register.given_up(text, exam.setting.places) for text in set(texts.to_pylist()) if place}
    shown = {
        text: gone.get(text) or (describe_word(text, known) if known else describe(text))
        for text in set(texts.to_pylist())
    }
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
    found += [
        *beside(exam),
        *parts_of_rows(exam.spec, exam.cells),
        *register.no_longer_there(exam.spec, exam.cells, year),
    ]
    found += unlikely.unlikely_sizes(exam.layout, exam.cells)
    found += far_from_others(exam.layout, exam.cells)
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
    values |= {written(one): _written(exam.cells[one]) for one in _to_the_month(exam.spec)}
    arrays = values if kept.all() else {name: array.filter(chosen) for name, array in values.items()}
    arrays["_file"] = _same(exam.path, count)
    arrays["_sheet"] = _same(exam.sheet.name, count)
    arrays["_row"] = pa.array(exam.rows if kept.all() else exam.rows[kept], pa.int64())
    return melted(pa.table(arrays), exam.spec) if exam.spec.figures else pa.table(arrays)


def written(column: str) -> str:
    """The column of a checked table that says to what a date was written: 日 or 月, whose first day is no one's word."""
    return f"_{column}_written"


def _to_the_month(spec: LedgerSpec) -> list[str]:
    return [column.id for column in spec.columns.values() if column.month_enough]


def _written(cells: Cells) -> pa.Array:
    only_month = [one.rows for one in cells.odd if one.code == MONTH_ONLY]
    said = pc.if_else(pa.array(only_month[0]), "月", "日") if only_month else pa.scalar("日")
    return pc.if_else(pc.is_valid(cells.values), said, pa.scalar(None, pa.string()))


def _same(text: str, count: int) -> pa.Array:
    """One text many times, held once."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([text], pa.string()))


def schema(spec: LedgerSpec) -> pa.Schema:
    """The columns of a ledger's checked table: its own, how far some dates were written, where each row came from."""
    own = [(column.id, arrow_type(column)) for column in spec.columns.values()]
    own += [(written(name), pa.string()) for name in _to_the_month(spec)]
    return pa.schema([*own, ("_file", pa.string()), ("_sheet", pa.string()), ("_row", pa.int64())])
