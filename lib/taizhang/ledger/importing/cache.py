"""Results of a file <-> a cache entry that is used only when it is whole and its tables are whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from taizhang import numbers, places
from taizhang.ledger.findings import Finding
from taizhang.ledger.results import Aside, SheetResult
from taizhang.ledger.rules.across import Repeat

_SHORT = 32
READERS = ("duckdb", "fastexcel", "numpy", "pyarrow")


@cache
def code_version() -> str:
    """A hash of the sources that turn a file into its results."""
    room = Path(__file__).parent.parent
    files = [*sorted(room.rglob("*.py")), Path(str(numbers.__file__)), Path(str(places.__file__))]
    words = sorted((room.parent / "definitions" / "rules").glob("*.yml"))
    whole = hashlib.sha256()
    for path in (*files, *words, *sorted((Path(str(places.__file__)).parent / "data").glob("*.csv"))):
        whole.update(path.name.encode() + path.read_bytes())
    for name in READERS:
        whole.update(f"{name}=={version(name)}".encode())
    return whole.hexdigest()


def entry_key(sha256: str, relative: str, setting_digest: str) -> str:
    """What a file's results depend on: its content, its place in the collection, declarations, code."""
    parts = "\n".join([sha256, relative, setting_digest, code_version()])
    return hashlib.sha256(parts.encode()).hexdigest()[:_SHORT]


def stem(cache: Path, key: str) -> Path:
    """Where an entry stands, without its suffix."""
    return cache / key[:2] / key


def save(cache: Path, key: str, sheets: Sequence[SheetResult]) -> None:
    """Write an entry; its tables are written already."""
    body = json.dumps([_plain(sheet) for sheet in sheets], ensure_ascii=False, sort_keys=True)
    _write(stem(cache, key).with_suffix(".json"), body)


def load(cache: Path, key: str) -> tuple[SheetResult, ...] | None:
    """Read an entry; None when it is absent or any part of it is damaged."""
    path = stem(cache, key).with_suffix(".json")
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(body.encode()):
            return None
        return tuple(_sheet(raw, path.parent) for raw in json.loads(body))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remembered(
    cache: Path, ledger: str, tables: Sequence[Path], find: Callable[[], list[Repeat]]
) -> list[Repeat]:
    """The repeated keys of a ledger, found again only when one of its tables is new.

    A table's name is made from all that its content depends on.
    """
    names = "\n".join([ledger, code_version(), *(path.name for path in tables)])
    path = stem(cache, _digest(names.encode())[:_SHORT]).with_suffix(".keys")
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        if digest == _digest(body.encode()):
            return [tuple(row) for row in json.loads(body)]
    except (OSError, ValueError, TypeError):
        pass
    rows = find()
    _write(path, json.dumps(rows, ensure_ascii=False))
    return rows


def _write(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".tmp")
    fresh.write_text(_digest(body.encode()) + "\n" + body, encoding="utf-8", newline="\n")
    fresh.replace(path)


def _plain(sheet: SheetResult) -> dict[str, Any]:
    plain = asdict(sheet)
    table = sheet.table
    plain["table"] = None if table is None else [table.name, _digest(table.read_bytes())]
    return plain


def _sheet(raw: dict[str, Any], folder: Path) -> SheetResult:
    table = raw["table"]
    if table is not None:
        name, digest = table
        if _digest((folder / name).read_bytes()) != digest:
            raise ValueError("a damaged table")
        raw["table"] = folder / name
    raw["findings"] = tuple(Finding(**one) for one in raw["findings"])
    raw["aside"] = tuple(Aside(**one) for one in raw["aside"])
    raw["reported"] = tuple((place, month) for place, month in raw["reported"])
    return SheetResult(**raw)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
