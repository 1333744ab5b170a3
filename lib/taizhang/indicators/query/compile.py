"""Nodes -> ibis expressions, one function a node."""

from __future__ import annotations

from functools import reduce, singledispatch
from operator import and_
from typing import Any

import ibis
import ibis.expr.types as ir

from taizhang.indicators.query import nodes


@singledispatch
def predicate(node: Any, table: ir.Table) -> ir.BooleanValue:
    """The condition as a boolean expression over ``table``."""
    raise TypeError(f"not a condition: {type(node).__name__}")


@predicate.register
def _(node: nodes.Equals, table: ir.Table) -> ir.BooleanValue:
    return table[node.column] == node.value


@predicate.register
def _(node: nodes.NotEquals, table: ir.Table) -> ir.BooleanValue:
    return table[node.column] != node.value


@predicate.register
def _(node: nodes.OneOf, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].isin(list(node.values))


@predicate.register
def _(node: nodes.NotBlank, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].notnull()


@predicate.register
def _(node: nodes.MonthBetween, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].between(node.first, node.last)


@predicate.register
def _(node: nodes.DateBetween, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].between(ibis.date(node.first), ibis.date(node.last))


@predicate.register
def _(node: nodes.Before, table: ir.Table) -> ir.BooleanValue:
    return table[node.column] < ibis.date(node.day)


@predicate.register
def _(node: nodes.NotBefore, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].isnull() | (table[node.column] >= ibis.date(node.day))


@predicate.register
def _(node: nodes.InBeing, table: ir.Table) -> ir.BooleanValue:
    begun = table[node.start] <= ibis.date(node.day)
    if node.until is None:
        return begun
    return begun & (table[node.until].isnull() | (table[node.until] > ibis.date(node.day)))


@predicate.register
def _(node: nodes.YearIs, table: ir.Table) -> ir.BooleanValue:
    return table[node.column] == node.year


@predicate.register
def _(node: nodes.InPlaces, table: ir.Table) -> ir.BooleanValue:
    return table[node.column].isin(list(node.codes))


@singledispatch
def measure(node: Any, table: ir.Table) -> ir.Scalar:
    """The measure as an aggregate over ``table``; an integer or exact decimal, never a float."""
    raise TypeError(f"not a measure: {type(node).__name__}")


@measure.register
def _(node: nodes.Rows, table: ir.Table) -> ir.Scalar:
    return table.count()


@measure.register
def _(node: nodes.Distinct, table: ir.Table) -> ir.Scalar:
    return table[node.column].nunique()


@measure.register
def _(node: nodes.Total, table: ir.Table) -> ir.Scalar:
    # A sum over no rows is NULL; an empty ledger is told apart before, so here it is a true zero.
    return table[node.column].sum().fill_null(0)


def rows(query: nodes.Query, table: ir.Table) -> ir.Table:
    """The rows that ``query`` counts."""
    parts = [predicate(condition, table) for condition in query.conditions]
    return table.filter(reduce(and_, parts)) if parts else table


def whole(query: nodes.Query, table: ir.Table) -> ir.Table:
    """One row: ``value``."""
    kept = rows(query, table)
    return kept.aggregate(value=measure(query.measure, kept))


def by(query: nodes.Query, table: ir.Table, column: str) -> ir.Table:
    """A row for each value of ``column``: ``key``, ``value``."""
    kept = rows(query, table)
    return kept.group_by(key=kept[column]).aggregate(value=measure(query.measure, kept))
