"""Checked tables in Parquet -> an ibis connection, and answers as exact Decimals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from taizhang.errors import EngineError

MEMORY = "1200MB"
THREADS = 2


class Engine:
    """The query engine over the checked tables of one build."""

    def __init__(self, tables: Mapping[str, Path]) -> None:
        """``tables`` maps a ledger to its Parquet file."""
        self.connection = ibis.duckdb.connect(threads=THREADS, memory_limit=MEMORY)
        self.connection.raw_sql("SET TimeZone = 'UTC'")
        self._tables = {
            name: self.connection.read_parquet(str(path), table_name=name)
            for name, path in sorted(tables.items())
        }

    def has(self, ledger: str) -> bool:
        """Whether the collection holds this ledger."""
        return ledger in self._tables

    def ledgers(self) -> list[str]:
        """The ledgers that the collection has."""
        return list(self._tables)

    def table(self, ledger: str) -> ir.Table:
        """A checked table; KeyError when the collection has none."""
        return self._tables[ledger]

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """The rows of a small result, in the engine's own exact types.

        Raises EngineError when the query cannot run.
        """
        return self.fetched(self.sql(expression))

    def fetched(self, sql: str) -> list[tuple[Any, ...]]:
        """The same of a query that ``sql`` has written out: writing it takes longer than running it."""
        try:
            cursor = self.connection.raw_sql(sql)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except Exception as error:
            raise EngineError("统计引擎", type(error).__name__, "请把本条信息交给维护人员。") from error
        return found

    def records(self, ledger: str) -> list[dict[str, Any]]:
        """Every row of a small ledger, by column id, in the order of file and row."""
        table = self._tables[ledger]
        names = list(table.columns)
        found = self.rows(table.order_by(["_file", "_sheet", "_row"]))
        return [dict(zip(names, row, strict=True)) for row in found]

    def outside(self, ledger: str, column: str, codes: Collection[str]) -> list[tuple[str, str, int]]:
        """Places of a ledger that are not among ``codes``: (code, file, row of the first)."""
        table = self._tables[ledger]
        strange = table.filter(table[column].notnull() & ~table[column].isin(sorted(codes)))
        first = strange.group_by(column).aggregate(file=strange["_file"].min(), row=strange["_row"].min())
        return [(str(code), str(path), int(row)) for code, path, row in self.rows(first.order_by(column))]

    def sql(self, expression: ir.Table) -> str:
        """The SQL that runs, as an auditor reads it."""
        return str(ibis.to_sql(expression, dialect="duckdb"))


def decimal(value: Any) -> Decimal:
    """An engine's integer or decimal, exactly. TypeError on a float: it has already lost something."""
    if isinstance(value, float):
        raise TypeError("a float came out of an exact query")
    return Decimal(value)
