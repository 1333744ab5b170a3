"""Facts and findings -> 指标.xlsx and 问题清单.xlsx, the same bytes from the same content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from taizhang import numbers
from taizhang.declare.specs import Catalogue, IndicatorSpec
from taizhang.indicators.build import ledgers_of
from taizhang.indicators.facts import GROWTH, Fact, FactBook
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.rulebook import rule
from taizhang.present.chart.series import last_year
from taizhang.present.spoken import period_of
from taizhang.trace import short_id

A4 = 9  # paper sizes as the format numbers them
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark in the file's properties, not a time
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_ROWS = 200_000
"""More findings than this nobody reads; the rest is counted and said."""
SEVERITIES = (ERROR, WARNING, HINT)
MOST_LINKS = 60_000
"""A sheet holds 65,530 links at most."""
LONGEST_LINK = 2_000
LONGEST_TEXT = 32_767
"""A cell holds no more characters; a longer text would be left out without a word."""
CUT = "（已截断）"
_OPENED = ("xlsx", "xlsm", "xls", "xlsb", "ods")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a file."""

    url: str
    text: str


Cell = str | int | Decimal | Link | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: header, widths in characters, and rows; a Decimal shows as many decimals as it has."""

    name: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


def indicators_xlsx(book: FactBook, catalogue: Catalogue, path: Path) -> None:
    """Sheets 指标 (current values with last year's), 分旗区 (labels by place), 数据点 (every fact, exact text)."""
    _write(path, (_current(book, catalogue), _by_place(book, catalogue), _facts(book)))


def findings_xlsx(
    findings: Iterable[Finding],
    path: Path,
    set_aside: Iterable[tuple[str, str, int, str]] = (),
    *,
    root: str | None = None,
) -> None:
    """Sheets 汇总 (count a file and severity), 问题 (grouped by file), 未采用的行 (path, sheet, row, reason).

    The same findings stand beside it as JSON. ``root`` is the way from the workbook's folder to the collection
    (``../../../data_raw/sample``): each finding then has a link that opens its file at its row.
    """
    ordered = sorted(findings, key=_order)
    aside = sorted(set_aside)
    _write(path, (_summary(ordered, aside), _listed(ordered, root), _aside(aside)))
    findings_json(ordered, path.with_suffix(".json"))


def findings_json(findings: Iterable[Finding], path: Path) -> None:
    """The findings as ``{"findings": [{path, sheet, row, column, severity, code, rule, message, do, …}]}``."""
    shown = [_plain(found) for found in sorted(findings, key=_order)]
    text = json.dumps({"findings": shown}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _plain(found: Finding) -> dict[str, object]:
    named = rule(found.code)
    where: dict[str, object] = {
        "path": found.path,
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
    }
    what: dict[str, object] = {
        "severity": found.severity,
        "code": found.code,
        "rule": named.name,
        "message": found.message,
    }
    return where | what | {"do": named.do, "ledger": found.ledger, "case": found.case}


def _write(path: Path, sheets: Iterable[Sheet]) -> None:
    with xlsxwriter.Workbook(str(path), SAFE) as workbook:
        workbook.set_properties({"created": CREATED, "author": "taizhang", "title": path.stem})
        head = workbook.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"}
        )
        for sheet in sheets:
            _write_sheet(workbook, sheet, head)


def _write_sheet(workbook: Any, sheet: Sheet, head: Any) -> None:
    page = workbook.add_worksheet(sheet.name)
    formats: dict[int, Any] = {}
    for column, (title, width) in enumerate(zip(sheet.header, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(workbook, page, (line, column), value, formats)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 2 if len(sheet.header) > 4 else 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.header) - 1)


def _write_cell(
    workbook: Any, page: Any, where: tuple[int, int], value: Cell, formats: dict[int, Any]
) -> None:
    """Text always as a string, never as a formula; a number with as many decimals as it came with."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(*where, _fitting(value))
    elif isinstance(value, int):
        page.write_number(*where, value)
    elif isinstance(value, Link):
        page.write_url(*where, value.url, None, value.text)
    else:
        decimals = max(0, -int(value.as_tuple().exponent))
        if decimals not in formats:
            formats[decimals] = workbook.add_format(
                {"num_format": "0." + "0" * decimals if decimals else "0"}
            )
        page.write_number(*where, float(value), formats[decimals])


def _fitting(text: str) -> str:
    return text if _units(text) <= LONGEST_TEXT else _cut(text, LONGEST_TEXT - len(CUT)) + CUT


def _cut(text: str, most: int) -> str:
    """The beginning of a text that fits; a sign beyond the basic plane counts as two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _rounded(fact: Fact | None, spec: IndicatorSpec, decimals: int | None = None) -> Decimal | str | None:
    if fact is None:
        return None
    if fact.value is None:
        return fact.status
    return numbers.round_to(fact.value, spec.decimals if decimals is None else decimals, spec.rounding)


def _specs(book: FactBook, catalogue: Catalogue) -> list[IndicatorSpec]:
    return [spec for spec in catalogue.indicators.values() if book.get(spec.id) is not None]


def _current(book: FactBook, catalogue: Catalogue) -> Sheet:
    rows = []
    for spec in _specs(book, catalogue):
        fact = book.get(spec.id)
        before, growth = last_year(book, fact), book.get(spec.id + GROWTH)
        ledgers = "、".join(catalogue.ledgers[name].label for name in ledgers_of(spec, catalogue))
        period = period_of(spec, fact) if fact else ""
        numbers_shown = (_rounded(fact, spec), _rounded(before, spec), _rounded(growth, spec, 1))
        note = fact.note if fact else ""
        rows.append(
            (spec.subject, spec.label, *numbers_shown, spec.unit, period, note, spec.definition, ledgers)
        )
    header = (
        "领域",
        "指标",
        "本期",
        "上年同期",
        "同比增长率（%）",
        "计量单位",
        "统计期",
        "说明",
        "口径",
        "来源台账",
    )
    return Sheet("指标", header, (12, 38, 14, 14, 14, 12, 18, 24, 60, 30), tuple(rows))


def _by_place(book: FactBook, catalogue: Catalogue) -> Sheet:
    codes = sorted({fact.place for fact in book if fact.place != book.place})
    names = {fact.place: fact.place_name for fact in book}
    rows = [
        (spec.label, spec.unit, *(_rounded(book.get(spec.id, code), spec) for code in (book.place, *codes)))
        for spec in _specs(book, catalogue)
        if any(book.get(spec.id, code) for code in codes)
    ]
    header = ("指标", "计量单位", *(names.get(code, code) for code in (book.place, *codes)))
    return Sheet("分旗区", header, (38, 12, *(13 for _ in (book.place, *codes))), tuple(rows))


def _facts(book: FactBook) -> Sheet:
    header = (
        "数据点",
        "短编号",
        "指标",
        "计量单位",
        "地区",
        "统计期",
        "分组",
        "数值",
        "分子",
        "分母",
        "状态",
        "说明",
    )
    rows = tuple(
        (
            fact.fact,
            short_id(fact.fact),
            fact.label,
            fact.unit,
            fact.place_name,
            fact.period,
            fact.group,
            *(
                None if part is None else numbers.exact(part)
                for part in (fact.value, fact.numerator, fact.denominator)
            ),
            fact.status,
            fact.note,
        )
        for fact in book
    )
    return Sheet("数据点", header, (44, 15, 38, 12, 14, 18, 10, 18, 18, 18, 20, 40), rows)


def _order(found: Finding) -> tuple[Any, ...]:
    rank = SEVERITIES.index(found.severity) if found.severity in SEVERITIES else len(SEVERITIES)
    return (
        found.path,
        found.sheet,
        rank,
        found.row or 0,
        found.code,
        found.column or "",
        found.message,
        found.case,
    )


def _summary(findings: Sequence[Finding], aside: Sequence[tuple[str, str, int, str]]) -> Sheet:
    counts = Counter((found.path, found.severity) for found in findings)
    lost = Counter(path for path, *_ in aside)
    files = sorted({path for path, _ in counts} | set(lost))
    tallies = [[counts[path, word] for word in SEVERITIES] + [lost[path]] for path in files]
    rows: list[Row] = [
        (path or "（整个台账目录）", *tally) for path, tally in zip(files, tallies, strict=True)
    ]
    totals = [sum(column) for column in zip(*tallies, strict=True)] or [0] * (len(SEVERITIES) + 1)
    header = ("文件", *SEVERITIES, "未采用的行")
    return Sheet("汇总", header, (70, 10, 10, 10, 14), (*rows, ("合计", *totals)))


def _link(found: Finding, root: str | None) -> Link | None:
    """Opens the file of a finding at its row; a text file has one sheet, which no name need tell."""
    if root is None or not found.path:
        return None
    # A # would end the file's name, and a % would be taken for the beginning of a sign.
    file = f"{root}/{found.path}".replace("%", "%25").replace("#", "%23").replace(" ", "%20")
    sheet = found.sheet.replace("'", "''") if found.path.rpartition(".")[2].lower() in _OPENED else ""
    place = (f"'{sheet}'!" if sheet else "") + f"A{found.row or 1}"
    url = f"external:{file}#{place}"
    return Link(url, "打开") if len(url) < LONGEST_LINK else None


def _listed(findings: Sequence[Finding], root: str | None) -> Sheet:
    shown: list[Row] = [
        (
            found.path,
            found.sheet,
            found.row,
            found.column,
            found.severity,
            rule(found.code).name,
            found.message,
            rule(found.code).do,
            _link(found, root) if number < MOST_LINKS else None,
            found.code,
            found.ledger,
            found.case,
        )
        for number, found in enumerate(findings[:MOST_ROWS])
    ]
    if len(findings) > MOST_ROWS:
        shown.append((f"另有 {len(findings) - MOST_ROWS} 条未列出，见汇总", *("" for _ in range(11))))
    header = (
        "文件",
        "工作表",
        "行",
        "列",
        "级别",
        "规则",
        "发现",
        "怎么办",
        "打开",
        "代码",
        "台账",
        "认可编号",
    )
    return Sheet("问题", header, (60, 16, 8, 22, 8, 22, 60, 50, 8, 22, 20, 44), tuple(shown))


def _aside(aside: Sequence[tuple[str, str, int, str]]) -> Sheet:
    return Sheet("未采用的行", ("文件", "工作表", "行", "原因"), (60, 16, 8, 70), tuple(aside))
