"""A fact, the catalogue and the checked tables -> the tree of what it was made of, down to the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import ibis.expr.types as ir

from taizhang.declare.specs import Catalogue, IndicatorSpec, LedgerSpec
from taizhang.indicators.compare import grown, risen
from taizhang.indicators.evaluate import composed_facts, in_unit
from taizhang.indicators.facts import CHANGE, GROWTH, Fact, FactBook
from taizhang.indicators.lineage.rows import RowSet, row_counts, row_sets
from taizhang.indicators.query import compile as compiled
from taizhang.indicators.query.engine import Engine, decimal
from taizhang.indicators.query.functions import FUNCTIONS
from taizhang.indicators.query.nodes import InPlaces
from taizhang.indicators.query.plan import plan
from taizhang.indicators.scope import Scope
from taizhang.periods import parse

WHOLE, TOP, BOTTOM, PART, NOW, BEFORE = "", "分子", "分母", "组成", "本期", "上年同期"


@dataclass(frozen=True, slots=True)
class Node:
    """One fact in the tree. A fact that reads a ledger has ``sql`` and ``sources``; another has ``parts``.

    ``role`` is what it is to the fact above it; ``again`` is its value computed anew from the checked
    tables, in the indicator's unit, None where there is none.
    """

    fact: Fact
    spec: IndicatorSpec
    role: str = WHOLE
    again: Decimal | None = None
    sql: str = ""
    ledger: str = ""
    sources: tuple[RowSet, ...] = ()
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and every one below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def agrees(self) -> bool:
        """Whether the value computed anew is that of the fact."""
        return self.fact.value is None or self.again == self.fact.value


@dataclass(frozen=True, slots=True)
class Tracer:
    """Traces facts of one build. ``numbered`` gives every row's number, otherwise only how many a sheet has."""

    book: FactBook
    catalogue: Catalogue
    scope: Scope
    engine: Engine
    numbered: bool = True

    def trace(self, fact: Fact, role: str = WHOLE) -> Node:
        """The tree below a fact."""
        for suffix in (GROWTH, CHANGE):
            if fact.indicator.endswith(suffix):
                return self._compared(fact, suffix, role)
        spec = self.catalogue.indicators[fact.indicator]
        return self._read(fact, spec, role) if spec.ledger else self._composed(fact, spec, role)

    def before(self, fact: Fact) -> Fact | None:
        """The same figure a year earlier, where the book has it."""
        base = fact.indicator.removesuffix(GROWTH).removesuffix(CHANGE)
        year = parse(fact.period).first.year - 1
        found = (other for other in self.book.history(base, fact.place) if other.period[:4] == f"{year:04d}")
        return next(found, None)

    def _compared(self, fact: Fact, suffix: str, role: str) -> Node:
        base = fact.indicator.removesuffix(suffix)
        now = self.book.get(base, fact.place, fact.period)
        before = self.before(fact)
        parts = [(now, NOW), (before, BEFORE)]
        made = tuple(self.trace(part, word) for part, word in parts if part is not None)
        again: Decimal | None = None
        if len(made) == len(parts) and made[0].again is not None and made[1].again is not None:
            again = (grown if suffix == GROWTH else risen)(made[0].again, made[1].again)
        return Node(fact, self.catalogue.indicators[base], role, again=again, parts=made)

    def _composed(self, fact: Fact, spec: IndicatorSpec, role: str) -> Node:
        names = spec.sum_of or (str(spec.numerator), str(spec.denominator))
        words = [PART] * len(names) if spec.sum_of else [TOP, BOTTOM]
        pairs = [(self._sibling(fact, name), word) for name, word in zip(names, words, strict=True)]
        parts = tuple(self.trace(part, word) for part, word in pairs if part is not None)
        again: Decimal | None = None
        if len(parts) == len(names):
            anew = {part.fact.indicator: [replace(part.fact, value=part.again)] for part in parts}
            again = composed_facts(spec, anew)[0].value
        return Node(fact, spec, role, again=again, parts=parts)

    def _sibling(self, fact: Fact, name: str) -> Fact | None:
        """The fact of a part: the same place and year, as the composition matched them."""
        found = (part for part in self.book.history(name, fact.place) if part.period[:4] == fact.period[:4])
        return next(found, None)

    def _read(self, fact: Fact, spec: IndicatorSpec, role: str) -> Node:
        ledger = self.catalogue.ledgers[str(spec.ledger)]
        query, kept = self.kept(fact)
        sql = self.engine.sql(query)
        return Node(
            fact,
            spec,
            role,
            again=self._again(fact, spec, ledger, sql),
            sql=sql,
            ledger=ledger.id,
            sources=(row_sets if self.numbered else row_counts)(kept, self.engine),
        )

    def kept(self, fact: Fact) -> tuple[ir.Table, ir.Table]:
        """The query that gives a fact's value, and the rows that it counts. KeyError for a composed fact."""
        spec = self.catalogue.indicators[fact.indicator]
        ledger = self.catalogue.ledgers[str(spec.ledger)]
        scope = self._scope_of(fact)
        table = self.engine.table(ledger.id)
        if spec.function:
            rows = FUNCTIONS[spec.function].kept(spec, ledger, scope, table)
            return rows, rows
        query = plan(spec, ledger, scope).query
        if fact.place != scope.place and ledger.place:
            query = replace(query, conditions=(*query.conditions, InPlaces(ledger.place, (fact.place,))))
        return compiled.whole(query, table), compiled.rows(query, table)

    def _scope_of(self, fact: Fact) -> Scope:
        years = self.scope.year - parse(fact.period).last.year
        return self.scope.earlier(years) if years > 0 else self.scope

    def _again(self, fact: Fact, spec: IndicatorSpec, ledger: LedgerSpec, sql: str) -> Decimal | None:
        if fact.value is None:
            return None
        if spec.function:
            raw = FUNCTIONS[spec.function].answer(spec, ledger, self._scope_of(fact), self.engine).value
        else:
            raw = decimal(self.engine.fetched(sql)[0][0])
        return None if raw is None else in_unit(raw, spec, ledger)
