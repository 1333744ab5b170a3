"""Facts -> what stands behind them, for a notebook: files, rows, and the value computed anew."""

from __future__ import annotations

import pandas as pd

from taizhang import numbers
from taizhang.errors import UsageError, nearest
from taizhang.indicators import Fact
from taizhang.indicators.lineage import Node, Tracer
from taizhang.run.desk import OpenDesk
from taizhang.run.work.shown import Table

SAME, OTHER = "一致", "不一致"


def every(desk: OpenDesk) -> Table:
    """Every figure that the report asks for: how many files and rows it was counted from, and its value anew."""
    tracer = Tracer(desk.book(), desk.catalogue, desk.scope, desk.engine(), numbered=False)
    facts = [fact for name in sorted(desk.wanted()) if (fact := tracer.book.get(name)) is not None]
    return Table(
        pd.DataFrame(
            [_line(tracer.trace(fact)) for fact in facts],
            columns=["指标", "数值", "单位", "统计期", "文件数", "行数", "重新计算"],
        )
    )


def one(desk: OpenDesk, label: str) -> Table:
    """One figure: a row a sheet, with the numbers of the rows that it was counted from.

    UsageError names the nearest label.
    """
    tracer = Tracer(desk.book(), desk.catalogue, desk.scope, desk.engine())
    node = tracer.trace(_fact(desk, tracer, label))
    rows = [
        (part.fact.label, source.path, source.sheet, source.count, source.spans())
        for part in node.walk()
        for source in part.sources
    ]
    return Table(pd.DataFrame(rows, columns=["指标", "文件", "工作表", "行数", "行号"]))


def _fact(desk: OpenDesk, tracer: Tracer, label: str) -> Fact:
    known = desk.catalogue.by_label()
    fact = tracer.book.get(known[label].id) if label in known else None
    if fact is None:
        near = nearest(label, known)
        raise UsageError(
            "参数 figure", f"“{label}”不是本期次的指标", f"是否为“{near}”？" if near else "请写指标名称。"
        )
    return fact


def _line(node: Node) -> tuple[str, str, str, str, int, int, str]:
    fact = node.fact
    sources = [source for part in node.walk() for source in part.sources]
    return (
        fact.label,
        "—" if fact.value is None else numbers.show(fact.value, node.spec.decimals, node.spec.rounding),
        fact.unit,
        fact.period,
        len({source.path for source in sources}),
        sum(source.count for source in sources),
        SAME if all(part.agrees for part in node.walk()) else OTHER,
    )
