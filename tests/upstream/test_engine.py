"""Which versions of the query libraries go together, and why each pin stands."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import duckdb
import ibis
import pandas as pd
import pytest
import sqlglot.expressions as sge
from packaging.version import Version

FRAME = pd.DataFrame({"a": [1, 2]})


def test_the_versions_tried_together_are_the_installed_ones(root: Path) -> None:
    """When ibis moves, try without ==1.5.6 and <30.18: ibis 12 on DuckDB 2.0 breaks list_tables."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"duckdb==1.5.6", "ibis-framework[duckdb]==12.0.0", "sqlglot<30.18"} <= set(
        project["dependencies"]
    )
    assert (duckdb.__version__, ibis.__version__) == ("1.5.6", "12.0.0")
    assert Version(version("sqlglot")) < Version("30.18")


def test_ibis_does_on_this_duckdb_what_it_does_not_on_the_next() -> None:
    """When this fails, the versions in the lock do not go together."""
    con = ibis.duckdb.connect()
    con.raw_sql("CREATE TABLE t AS SELECT 1 AS a UNION ALL SELECT 2")
    assert con.list_tables() == ["t"]
    assert con.sql("SELECT sum(a) AS s FROM t").to_pyarrow().to_pydict() == {"s": [1 + 2]}
    assert sum(batch.num_rows for batch in con.table("t").to_pyarrow_batches()) == 2


def test_ibis_names_a_view_to_drop_by_bare_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, sqlglot<30.18 can go: it drops bare text from there on."""
    named: list[object] = []
    make = sge.Drop

    def note(**parts: object) -> sge.Drop:
        named.append(parts["this"])
        return make(**parts)

    monkeypatch.setattr(sge, "Drop", note)
    ibis.duckdb.connect().create_table("t", FRAME)
    assert [type(name) for name in named] == [str]


def test_ibis_asks_pandas_for_an_option_that_will_go() -> None:
    """When this fails, the ignored warning about future.infer_string in pyproject.toml can go."""
    with pytest.warns(match=r"'future\.infer_string' option is deprecated"):
        ibis.memtable(FRAME).schema()


@pytest.mark.parametrize(
    ("fetch", "old"),
    [
        (lambda table: table.to_pyarrow(), "fetch_arrow_table"),
        (lambda table: table.to_pyarrow_batches().read_all(), "fetch_record_batch"),
    ],
    ids=["whole", "in batches"],
)
def test_ibis_calls_the_engine_by_a_name_that_will_go(
    fetch: Callable[[ibis.Table], object], old: str
) -> None:
    """When this fails, the ignored warning about the old name in pyproject.toml can go."""
    con = ibis.duckdb.connect()
    con.raw_sql("CREATE TABLE t AS SELECT 1 AS a")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fetch(con.table("t"))
    assert f"{old}() is deprecated" in {str(warning.message).split(",")[0] for warning in caught}


def test_the_sql_of_an_expression_is_the_same_on_two_connections() -> None:
    """When this fails, the SQL that trace shows an auditor is no longer fit to be compared."""
    texts = set()
    for _ in range(2):
        con = ibis.duckdb.connect()
        con.raw_sql("CREATE TABLE t (a INTEGER, b INTEGER)")
        table = con.table("t")
        texts.add(ibis.to_sql(table.group_by("a").agg(s=table.b.sum())))
    assert len(texts) == 1
