"""90_report: facts, charts and template -> the Word report, and a check of every digit in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from taizhang import document
from taizhang.document import DocProperties, RenderReport
from taizhang.errors import ReportError
from taizhang.indicators import FactBook
from taizhang.present import appendix, chart, tasks
from taizhang.present.digits import unexplained
from taizhang.present.pieces import Block
from taizhang.present.wordlist import Occasion, words
from taizhang.run.desk import TASKS, OpenDesk
from taizhang.run.work.answers import Answerer
from taizhang.run.work.shown import Table

SHOWN = 5
ANCHORS = "anchors.json"


@dataclass(frozen=True, slots=True)
class Written:
    """The document, and what the rendering did."""

    path: Path
    report: RenderReport


def draw_charts(desk: OpenDesk, book: FactBook) -> dict[str, chart.Chart]:
    """Every chart that the report declares, as PNG and SVG under figures/."""
    folder = desk.folder / "figures"
    folder.mkdir(exist_ok=True)
    specs = desk.catalogue.reports[desk.edition.report].charts
    history = desk.history()
    return {
        name: chart.draw(spec, book, desk.catalogue, folder, history=history) for name, spec in specs.items()
    }


def gallery(charts: Mapping[str, chart.Chart]) -> Table:
    """Each chart with its alternative text."""
    rows = [(drawn.caption, drawn.png.name, drawn.alt) for drawn in charts.values()]
    return Table(pd.DataFrame(rows, columns=["图", "文件", "说明"]))


def write(desk: OpenDesk, book: FactBook, charts: Mapping[str, chart.Chart]) -> Written:
    """Fill the template. ReportError counts every placeholder that has no answer."""
    path = desk.folder / f"{desk.edition.title}.docx"
    template = desk.workspace.template(desk.edition.template)
    properties = DocProperties(desk.edition.title, desk.edition.issuer, desk.edition.as_of)
    report = document.render(template, _answerer(desk, book, charts).ask, path, properties=properties)
    desk.write(
        ANCHORS, [{"source": one.source, "text": one.text, "where": one.where} for one in report.anchors]
    )
    return Written(path, report)


def _answerer(desk: OpenDesk, book: FactBook, charts: Mapping[str, chart.Chart]) -> Answerer:
    return Answerer(
        book,
        desk.catalogue,
        desk.edition.report,
        desk.scope.members,
        _words(desk),
        _tasks(desk),
        _appendices(desk),
        {name: (drawn.png, drawn.alt) for name, drawn in charts.items()},
    )


def _words(desk: OpenDesk) -> dict[str, str]:
    edition = desk.edition
    named = desk.catalogue.reports[edition.report].cutoff_words
    cutoffs = {word: desk.scope.cutoff(ledger) for word, ledger in named.items()}
    return words(
        Occasion(
            edition.place,
            edition.as_of,
            date.fromisoformat(edition.issued) if edition.issued else edition.as_of,
            edition.issuer,
            edition.document_number,
            f"{edition.state}·修订" if edition.revises else edition.state,
            edition.classification,
            cutoffs,
        )
    )


def _tasks(desk: OpenDesk) -> dict[str, list[Block]]:
    engine = desk.engine()
    return tasks.by_area(engine.records(TASKS)) if engine.has(TASKS) else {}


def _appendices(desk: OpenDesk) -> dict[str, Sequence[Block]]:
    summary = desk.read("ledgers.json")
    audit = desk.read("audit.json")
    return {
        "认可的例外": [
            *appendix.revision(desk.edition.revises, desk.edition.revision_reason),
            *appendix.exceptions([(case, message, reason) for case, message, reason in summary["accepted"]]),
        ],
        "勘误": appendix.corrections(summary["corrections"], desk.catalogue),
        "未采用的行": appendix.set_aside(summary["set_aside"]),
        "勾稽关系": appendix.reconciliations(audit["reconciliations"]),
        "目标对照": appendix.targets(desk.read("planning.json")["targets"]),
    }


def summary(desk: OpenDesk, written: Written) -> Table:
    """What the document holds: placeholders, sourced texts, different facts."""
    sources = {one.source for one in written.report.anchors}
    facts = {source for source in sources if "@" in source}
    rows: list[tuple[str, Any]] = [
        ("文档", written.path.name),
        ("占位符", len(written.report.placeholders)),
        ("带来源的文字", len(written.report.anchors)),
        ("其中不同的数据点", len(facts)),
    ]
    return Table(pd.DataFrame(rows, columns=["项目", "内容"]))


def check_digits(desk: OpenDesk, written: Written) -> Table:
    """Every digit outside a control must be a date, a document number, a heading number or a declared phrase.

    ReportError names the first that are not.
    """
    phrases = desk.catalogue.reports[desk.edition.report].phrases
    loose = document.digits_outside_controls(written.path)
    found = unexplained(loose, phrases, desk.edition.document_number)
    if found:
        texts = "；".join(f"{where}“{text}”" for where, text in found[:SHOWN])
        raise ReportError(
            f"文档 {written.path.name}",
            f"有 {len(found)} 处数字没有来源：{texts}",
            "把这些数字改成占位符，或在报告定义的 phrases 中登记为固定用语。",
        )
    return Table(
        pd.DataFrame(
            [("没有来源的数字", len(found)), ("日期、序号和固定用语", len(loose))], columns=["项目", "处数"]
        )
    )
