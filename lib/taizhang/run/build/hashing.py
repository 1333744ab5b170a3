"""Files and code -> SHA-256 fingerprints, in an order that no machine changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import metadata
from pathlib import Path

BLOCK = 1 << 20
PACKAGE = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "docxtpl duckdb fastexcel ibis-framework ipykernel jinja2 lxml matplotlib nbconvert nbformat numpy pandas papermill "
    "patsy pillow pyarrow pylopdf-fonts-zh-cn python-docx pyyaml scipy sqlglot statsmodels xlsxwriter"
).split()


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def tree(folder: Path, pattern: str = "**/*") -> dict[str, str]:
    """Relative path (posix) -> SHA-256 of every file below a folder, in order of path."""
    files = sorted(path for path in folder.glob(pattern) if path.is_file())
    with ThreadPoolExecutor(2) as pool:
        hashes = list(pool.map(file_hash, files))
    return {path.relative_to(folder).as_posix(): digest for path, digest in zip(files, hashes, strict=True)}


def combined(parts: Mapping[str, object] | Iterable[object]) -> str:
    """One hash over plain values."""
    value = dict(parts) if isinstance(parts, Mapping) else list(parts)
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@cache
def code() -> str:
    """The hash of the library's own code and shared definitions (the demo apart)."""
    found = {
        name: digest
        for suffix in ("py", "yml", "json", "csv")
        for name, digest in tree(PACKAGE, f"**/*.{suffix}").items()
        if not name.startswith("demo/")
    }
    return combined(found)


@cache
def versions() -> Mapping[str, str]:
    """The versions of the libraries that have a say in the outputs."""
    return {name: metadata.version(name) for name in LIBRARIES}
