"""The Parquet files of single sheets -> one checked table a ledger, rows in order of file, sheet and row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq

_WRITERS = 2


def write_tables(tables: Mapping[str, Sequence[Path]], target: Path) -> dict[str, Path]:
    """Write ``target/<ledger>.parquet`` for each ledger; the same inputs give the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_WRITERS) as threads:
        heavy_first = sorted(tables, key=lambda ledger: -len(tables[ledger]))
        done = {
            name: threads.submit(_write, tables[name], target / f"{name}.parquet") for name in heavy_first
        }
        return {ledger: done[ledger].result() for ledger in sorted(tables)}


def _write(paths: Sequence[Path], target: Path) -> Path:
    schema = pq.read_schema(paths[0])
    with pq.ParquetWriter(
        target, schema, compression="zstd", compression_level=1, store_schema=False
    ) as writer:
        for path in paths:
            writer.write_table(pq.read_table(path, schema=schema))
    return target
