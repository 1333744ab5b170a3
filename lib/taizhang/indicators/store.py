"""The fact book -> facts.csv and facts.parquet, and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang import numbers
from taizhang.indicators.facts import Fact, FactBook

FIELDS = (
    "fact indicator label unit place place_name period group value numerator denominator status note"
).split()
CURRENT = b"taizhang.current"


def _text(value: Decimal | None) -> str:
    return "" if value is None else numbers.exact(value)


def _record(fact: Fact) -> dict[str, str]:
    return {
        name: _text(value) if isinstance(value := getattr(fact, name), Decimal | None) else value
        for name in FIELDS
    }


def write_csv(facts: Iterable[Fact], path: Path) -> None:
    """UTF-8 with BOM, so that Excel and WPS show Chinese; values as exact decimal text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_record(fact) for fact in facts)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def write_parquet(book: FactBook, path: Path) -> None:
    """All columns as text, with the current periods and the place in the file's own metadata."""
    records = [_record(fact) for fact in book]
    schema = pa.schema([(name, pa.string()) for name in FIELDS])
    extra = json.dumps({"current": book.current, "place": book.place}, sort_keys=True).encode()
    table = pa.Table.from_pylist(records, schema=schema).replace_schema_metadata({CURRENT: extra})
    pq.write_table(table, path, compression="zstd")


def read_parquet(path: Path) -> FactBook:
    """The fact book that ``write_parquet`` wrote."""
    table = pq.read_table(path)
    extra = json.loads(table.schema.metadata[CURRENT])
    return FactBook((_fact(row) for row in table.to_pylist()), extra["current"], extra["place"])


def _fact(row: dict[str, str]) -> Fact:
    numbers_of = {
        name: Decimal(row[name]) if row[name] else None for name in ("value", "numerator", "denominator")
    }
    words = {name: row[name] for name in FIELDS if name != "fact" and name not in numbers_of}
    return Fact(**words, **numbers_of)  # type: ignore[arg-type]  # one dict of text, one of Decimals
