"""Small checked tables for tests of indicators, written as plain rows."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from shared_definitions import definitions
from taizhang import indicators
from taizhang.declare.specs import Catalogue, LedgerSpec
from taizhang.indicators import FactBook

PLACE = "150600"
EAST, KANG = "150602", "150603"
TYPES = {
    "money": pa.int64(),
    "count": pa.int64(),
    "year": pa.int32(),
    "date": pa.date32(),
    "number": pa.decimal128(18, 6),
}


def write(folder: Path, spec: LedgerSpec, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Rows by column id to a checked table; columns left out are null."""
    fields = [(name, TYPES.get(column.type, pa.string())) for name, column in spec.columns.items()]
    fields += [("_file", pa.string()), ("_sheet", pa.string()), ("_row", pa.int64())]
    full = [{"_file": "f.csv", "_sheet": "", "_row": number, **row} for number, row in enumerate(rows, 2)]
    path = folder / f"{spec.id}.parquet"
    pq.write_table(pa.Table.from_pylist(full, schema=pa.schema(fields)), path)
    return path


def book(
    folder: Path,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    as_of: str = "2021-12-10",
    cutoffs: Mapping[str, str] | None = None,
    place: str = PLACE,
    years: int = 2,
    catalogue: Catalogue | None = None,
) -> FactBook:
    """The fact book of these tables under the shipped catalogue."""
    known = catalogue or definitions()
    paths = {name: write(folder, known.ledgers[name], rows) for name, rows in tables.items()}
    return indicators.build(known, indicators.scope(place, as_of, cutoffs or {}, years), paths)
