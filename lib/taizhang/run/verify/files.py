"""Recorded hashes and a folder -> the status of each file, without reading anything that is not hashed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from taizhang.run.build.hashing import file_hash
from taizhang.run.verify.model import ADDED, CHANGED, EDITED, MISSING, SAME, UNLISTED, File
from taizhang.run.verify.records import CRATE

_THREADS = 4
_DRAWERS = ("~$", ".~lock")


def inputs(root: Path, recorded: Mapping[str, str]) -> list[File]:
    """Every ledger, template and setting of a build: unchanged, changed, missing; and files that came since."""
    now = {name: root / name for name in recorded} | {
        path.relative_to(root).as_posix(): path
        for folder in _folders(recorded)
        for path in _below(root / folder)
    }
    return _judged(now, recorded, CHANGED, ADDED)


def outputs(out: Path, recorded: Mapping[str, str]) -> list[File]:
    """Every product of a build: as written, altered by hand, missing; and files that a build did not write."""
    now = {name: out / name for name in recorded} | {
        path.relative_to(out).as_posix(): path for path in _below(out) if path.name != CRATE
    }
    return _judged(now, recorded, EDITED, UNLISTED)


def _folders(recorded: Iterable[str]) -> list[str]:
    """The folders all of whose files are inputs: the collection, and the edition's own definitions."""
    parts = [name.split("/") for name in recorded]
    found = {"/".join(each[:2]) for each in parts if each[0] == "data_raw" and len(each) > 2}
    editions = {each[1] for each in parts if each[0] == "reports" and each[-1] == "edition.yml"}
    return sorted(found | {f"reports/{name}/definitions" for name in editions})


def _below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(_DRAWERS) and ".ipynb_checkpoints" not in path.parts
    )


def _judged(now: Mapping[str, Path], recorded: Mapping[str, str], changed: str, added: str) -> list[File]:
    names = sorted(now)
    with ThreadPoolExecutor(_THREADS) as pool:
        hashes = list(pool.map(_hash, (now[name] for name in names)))
    return [
        File(name, _status(digest, recorded.get(name), changed, added))
        for name, digest in zip(names, hashes, strict=True)
    ]


def _hash(path: Path) -> str | None:
    return file_hash(path) if path.is_file() else None


def _status(digest: str | None, recorded: str | None, changed: str, added: str) -> str:
    if recorded is None:
        return added
    if digest is None:
        return MISSING
    return SAME if digest == recorded else changed
