"""A statistic under examination -> how it was read, in findings; its sums of places, held against their parts."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from taizhang.ledger.convert.scan import filled
from taizhang.ledger.examining.long import OF_WHICH
from taizhang.ledger.examining.typed import Examination, read_column
from taizhang.ledger.findings import HINT, WARNING, Finding
from taizhang.ledger.plain.titles_against_rows import contradictions, wholes_among_parts
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.recognise.titles import evidence
from taizhang.ledger.recognise.wide import figures_of
from taizhang.ledger.rules.totals import Control, whole_controls


def statistic_findings(exam: Examination) -> Iterator[Finding]:
    """How a table of figures was read: how many columns, which not, which rows are sums, which have no place."""
    left = "、".join(f"“{header}”" for header in _not_read(exam))
    others = f"；不是数字、没有读取的列：{left}" if left else ""
    count = len(figures_of(exam.spec))
    rolls = "、".join(_rolls(exam))
    apart = f"；不计入{rolls}" if rolls else ""
    # A title that names a ledger which indicators are made from: perhaps it is one, and then it is missing there.
    grade = WARNING if rolls else HINT
    yield exam.finding(
        "FIGURES_READ", grade, f"按统计表逐列读取，数字 {count} 列，各列单独成行{apart}{others}"
    )
    for position in sorted(exam.kinds.parts):
        row = int(exam.sheet.numbers[exam.layout.body + position])
        yield exam.finding("SUM_OF_PLACES", HINT, "本行是表内所辖各地之和，按合计行处理", row=row)
    yield from _part_findings(exam)
    if exam.spec.place is not None:
        yield from _place_findings(exam, exam.spec.place)


def _part_findings(exam: Examination) -> Iterator[Finding]:
    """Rows 其中：… that are parts of the row above them, and not counted beside it."""
    assert exam.spec.figures is not None
    names = exam.body.column(exam.layout.match.columns[exam.spec.figures.label].index).to_pylist()
    for position, name in enumerate(names):
        if normal(name).startswith(OF_WHICH):
            row = int(exam.sheet.numbers[exam.layout.body + position])
            yield exam.finding("OF_WHICH", WARNING, "“其中”一行是上一行的一部分，没有另外计入", row=row)


def _place_findings(exam: Examination, place: str) -> Iterator[Finding]:
    unplaced = int(exam.cells[place].blank.sum())
    if unplaced:
        message = f"有 {unplaced} 行看不出是哪个地区的，标题、文件名也没有写，地区按空白记"
        yield exam.finding("NO_PLACE", WARNING, message)
    codes = {(code, "") for code in exam.cells[place].values.to_pylist() if code}
    for text in wholes_among_parts(codes):
        yield exam.finding("PLACE_WITHIN", WARNING, text)
    for text in contradictions(exam.layout.said, codes):
        yield exam.finding("TITLE_DIFFERS", WARNING, text)


def _rolls(exam: Examination) -> Iterator[str]:
    """The ledgers that give indicators and that the titles of the statistic speak of."""
    texts = ["".join(lines) for _, lines in exam.layout.said.texts[:3]] if exam.layout.said else []
    for spec in exam.setting.specs.values():
        if not spec.supplementary and evidence(spec, texts):
            yield spec.label


def _not_read(exam: Examination) -> Iterator[str]:
    """Headers of columns with cells that are neither figures nor names of the rows."""
    used = {placed.index for placed in exam.layout.match.columns.values()}
    for index, shown in enumerate(exam.layout.match.header.shown):
        if shown and index not in used and filled(exam.body.column(index)).any():
            yield shown.strip()


def place_controls(exam: Examination) -> Iterator[Control]:
    """The rows of places that are the sums of others, held against these."""
    parts = exam.kinds.parts
    positions = sorted({*parts, *(one for others in parts.values() for one in others)})
    rows = exam.body.take(pa.array(positions, pa.int64())).combine_chunks()
    at = {position: order for order, position in enumerate(positions)}
    for name in exam.spec.totals if parts else ():
        column = exam.spec.columns[name]
        read = read_column(column, rows, exam.layout, exam.setting, exam.sheet)
        yield from whole_controls(column, read, at, parts)


def groups_of(exam: Examination) -> list[str] | None:
    """What the rows of a statistic are kept apart by beside their names: 男, 女."""
    placed = exam.spec.figures and exam.layout.match.columns.get(exam.spec.figures.group)
    return [normal(text) for text in exam.body.column(placed.index).to_pylist()] if placed else None
