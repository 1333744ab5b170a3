"""10_indicators: checked tables -> facts, their files, and what a person sees of them."""

from __future__ import annotations

import pandas as pd

from taizhang import indicators, numbers, places
from taizhang.indicators import CHANGE, GROWTH, FactBook, store
from taizhang.present import chart, workbook
from taizhang.present.spoken import period_of
from taizhang.run.desk import OpenDesk
from taizhang.run.work.shown import Table


def compute(desk: OpenDesk) -> FactBook:
    """All facts of the edition. SourceError when a ledger that the report needs is not there."""
    return indicators.build(desk.catalogue, desk.scope, desk.tables(), wanted=desk.wanted())


def table(desk: OpenDesk, book: FactBook, subject: str = "") -> Table:
    """The edition's place: value, last year's, growth; one subject or all."""
    rows = []
    for spec in desk.catalogue.indicators.values():
        fact = book.get(spec.id)
        if fact is None or (subject and spec.subject != subject):
            continue
        shown = "—" if fact.value is None else numbers.show(fact.value, spec.decimals, spec.rounding)
        rows.append(
            (
                spec.subject,
                spec.label,
                shown,
                spec.unit,
                period_of(spec, fact),
                _said(book, spec.id + GROWTH),
                fact.status,
            )
        )
    return Table(pd.DataFrame(rows, columns=["领域", "指标", "数值", "单位", "统计期", "同比（%）", "状态"]))


def _said(book: FactBook, indicator: str) -> str:
    fact = book.get(indicator)
    return "—" if fact is None or fact.value is None else numbers.show(fact.value, 1)


def by_place(desk: OpenDesk, book: FactBook) -> Table:
    """Indicators by place: a row an indicator, a column a place."""
    codes = [desk.scope.place, *desk.scope.members]
    rows = []
    for spec in desk.catalogue.indicators.values():
        facts = [book.get(spec.id, code) for code in codes]
        if sum(fact is not None for fact in facts) > 1:
            shown = [
                "—"
                if fact is None or fact.value is None
                else numbers.show(fact.value, spec.decimals, spec.rounding)
                for fact in facts
            ]
            rows.append((spec.label, spec.unit, *shown))
    return Table(pd.DataFrame(rows, columns=["指标", "单位", *(places.name(code) for code in codes)]))


def chart_of_growth(desk: OpenDesk, book: FactBook) -> chart.Figure:
    """Growth over last year of every indicator that has one, as bars."""
    found = [
        (fact.label.removesuffix("同比增长率"), float(numbers.round_to(fact.value, 1)))
        for fact in book
        if fact.indicator.endswith(GROWTH)
        and fact.place == book.place
        and fact.value is not None
        and book.current.get(fact.indicator) == fact.period
    ]
    found.sort(key=lambda pair: pair[1])
    return chart.bars([name for name, _ in found], [value for _, value in found], "同比增长（%）")


def finish(desk: OpenDesk, book: FactBook) -> Table:
    """Write facts.csv, facts.parquet and 指标.xlsx; how many facts of each kind."""
    store.write_csv(book, desk.folder / "facts.csv")
    store.write_parquet(book, desk.folder / "facts.parquet")
    workbook.indicators_xlsx(book, desk.catalogue, desk.folder / "指标.xlsx")
    kinds = {"数据点": len(book), "其中：同比": 0, "没有数值": 0}
    for fact in book:
        kinds["其中：同比"] += fact.indicator.endswith((GROWTH, CHANGE))
        kinds["没有数值"] += fact.value is None
    return Table(pd.DataFrame({"项目": list(kinds), "个数": list(kinds.values())}))
