"""The few indicators that closed words cannot say: registered functions, at most five, and the rows each reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from taizhang.declare.specs import IndicatorSpec, LedgerSpec
from taizhang.indicators.query import compile as compiled
from taizhang.indicators.query.engine import Engine, decimal
from taizhang.indicators.query.plan import plan
from taizhang.indicators.scope import Scope


@dataclass(frozen=True, slots=True)
class Answer:
    """A function's value (raw, in the column's own unit), its period, and what to say about it."""

    value: Decimal | None
    period: str
    note: str = ""


Answering = Callable[[IndicatorSpec, LedgerSpec, Scope, Engine], Answer]
Keeping = Callable[[IndicatorSpec, LedgerSpec, Scope, ir.Table], ir.Table]


@dataclass(frozen=True, slots=True)
class Function:
    """``kept`` narrows a ledger to the rows that decide; ``answer`` reads the value off them."""

    kept: Keeping
    answer: Answering


def _standards(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, table: ir.Table) -> ir.Table:
    day = scope.cutoff(ledger.id).last_day()
    return table.filter(
        [
            table.item == str(spec.where[0].value),
            table.place == scope.place,
            table.effective <= ibis.date(day),
            table.ended.isnull() | (table.ended > ibis.date(day)),
        ]
    )


def in_force(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, engine: Engine) -> Answer:
    """The place's own standard in force at the end of the cut-off month, with its reference.

    Two standards that begin on one day have no answer.
    """
    kept = _standards(spec, ledger, scope, engine.table(ledger.id))
    found = engine.rows(
        kept.select("effective", spec.of, "reference", "unit").order_by(ibis.desc("effective"))
    )
    period = str(scope.cutoff(ledger.id))
    if not found or found[0][3] != spec.unit:
        return Answer(None, period, "" if not found else f"计量单位为{found[0][3]}，与指标不符")
    if len(found) > 1 and found[1][0] == found[0][0]:
        return Answer(None, period, "同一日期有两个标准")
    begun: date = found[0][0]
    return Answer(
        decimal(found[0][1]), period, f"自{begun.year}年{begun.month}月{begun.day}日起执行，依据{found[0][2]}"
    )


def _ranks(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, table: ir.Table) -> ir.Table:
    return table.filter([table.place == scope.place, table.year <= scope.year])


def leading_run(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, engine: Engine) -> Answer:
    """How many years up to this one, without a gap, the place ranked first."""
    kept = _ranks(spec, ledger, scope, engine.table(ledger.id))
    ranks = {int(year): int(rank) for year, rank in engine.rows(kept.select("year", spec.of or "rank"))}
    run = 0
    while ranks.get(scope.year - run) == 1:
        run += 1
    known = scope.year in ranks
    return Answer(Decimal(run) if known else None, f"{scope.year}-{scope.as_of.month:02d}")


def _figures(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, table: ir.Table) -> ir.Table:
    return compiled.rows(plan(spec, ledger, scope).query, table)


def published(spec: IndicatorSpec, ledger: LedgerSpec, scope: Scope, engine: Engine) -> Answer:
    """The figure published for a year. Sources that differ give no answer: which one holds is for the
    indicator to declare, with a condition on its source.
    """
    made = plan(spec, ledger, scope)
    kept = _figures(spec, ledger, scope, engine.table(ledger.id))
    found = engine.rows(kept.select("source", spec.of).distinct().order_by("source", spec.of))
    values = {decimal(value) for _, value in found}
    sources = "、".join(sorted({str(source) for source, _ in found}))
    if len(values) > 1:
        parts = "，".join(f"{source}为{decimal(value).normalize():f}" for source, value in found)
        return Answer(None, made.period, f"各来源数值不一致：{parts}")
    return Answer(values.pop() if values else None, made.period, f"来源{sources}" if sources else "")


FUNCTIONS: dict[str, Function] = {
    "in_force": Function(_standards, in_force),
    "leading_run": Function(_ranks, leading_run),
    "published": Function(_figures, published),
}
