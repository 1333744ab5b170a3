"""A small world of checked tables for the tests of analysis: two banners, a few people, real column names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from shared_definitions import definitions
from taizhang.declare import Catalogue
from taizhang.indicators.query.engine import Engine
from taizhang.indicators.scope import Scope
from taizhang.periods import month

CITY, EAST, NORTH = "150600", "150602", "150621"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
KINDS = {
    "money": pa.int64(),
    "count": pa.int64(),
    "year": pa.int64(),
    "date": pa.date32(),
    "number": pa.decimal128(18, 6),
}


def person(serial: int, area: str = EAST, born: str = "19500101") -> str:
    """A right 18-digit number, made by hand from GB 11643."""
    body = f"{area}{born}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def catalogue() -> Catalogue:
    """The shared definitions."""
    return definitions()


def store(
    folder: Path, known: Catalogue, tables: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, Path]:
    """Write checked tables as the ledger room does; rows number themselves from 4 in one file a ledger."""
    paths = {}
    for ledger, rows in tables.items():
        full = [
            {"_file": f"{ledger}.csv", "_sheet": "", "_row": number, **row}
            for number, row in enumerate(rows, start=4)
        ]
        spec = known.ledgers[ledger]
        fields = [
            pa.field(name, KINDS.get(column.type, pa.string())) for name, column in spec.columns.items()
        ]
        fields += [
            pa.field("_file", pa.string()),
            pa.field("_sheet", pa.string()),
            pa.field("_row", pa.int64()),
        ]
        paths[ledger] = folder / f"{ledger}.parquet"
        pq.write_table(pa.Table.from_pylist(full, schema=pa.schema(fields)), paths[ledger])
    return paths


def engine(folder: Path, known: Catalogue, **tables: Iterable[Mapping[str, Any]]) -> Engine:
    """An engine over such tables."""
    return Engine(store(folder, known, tables))


def small_scope(as_of: str = "2021-12-10", cutoff: str = "2021-11", *ledgers: str) -> Scope:
    """The city with two of its banners."""
    from datetime import date

    return Scope(CITY, (EAST, NORTH), date.fromisoformat(as_of), {name: month(cutoff) for name in ledgers})
