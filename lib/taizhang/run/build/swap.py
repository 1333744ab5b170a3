"""A finished folder -> out/, as a whole or not at all; what a person edited is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import portalocker

from taizhang.errors import ReportError
from taizhang.run.build.hashing import file_hash

NEW, OLD = ".out-new", ".out-old"
KEPT = "人工稿"
MANIFEST = "ro-crate-metadata.json"
SHORT = 8
LOCK = ".lock"


def recover(folder: Path) -> None:
    """Bring back the last good out/ when a build was killed between its two renames; drop half-built ones."""
    out, old, new = folder / "out", folder / OLD, folder / NEW
    if old.is_dir() and not out.exists():
        old.rename(out)
    for left in (old, new):
        if left.is_dir():
            shutil.rmtree(left)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the edition for one build. ReportError when another one is at work on it.

    The system lets go of the lock when the process ends, however it ends.
    """
    with (folder / LOCK).open("a+b") as handle:
        try:
            portalocker.lock(handle, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException as error:
            raise ReportError(
                f"期次 {folder.name}",
                "另一个生成过程正在处理这个期次",
                "等它结束后再运行；上一次的结果没有改动。",
            ) from error
        yield


def refuse_unwritable(folder: Path) -> None:
    """Raise ReportError before any work is done when out/ could not be replaced."""
    out = folder / "out"
    for place in (folder, out):
        if place.exists() and not _writable(place):
            raise _unwritable(place)


def _writable(place: Path) -> bool:
    # A folder marked read-only is meant to be left alone, also by an administrator whom no mark stops.
    return place.is_dir() and bool(place.stat().st_mode & stat.S_IWUSR) and os.access(place, os.W_OK)


def _unwritable(place: Path) -> ReportError:
    return ReportError(
        f"输出文件夹 {'/'.join(place.parts[-2:])}",
        "不能写入（只读、无权限，或其中的文件正被 Word/WPS 打开）",
        "关闭打开的文件或改好文件夹权限后再运行；上一次的结果没有改动。",
    )


def replace(folder: Path, new: Path) -> None:
    """Put ``new`` in the place of out/. ReportError when the system refuses; the old out/ then stays."""
    out, old = folder / "out", folder / OLD
    try:
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
    except OSError as error:
        raise _unwritable(out) from error
    shutil.rmtree(old, ignore_errors=True)


def keep_edited(folder: Path, written: dict[str, str]) -> list[Path]:
    """Copy every file in out/ that a build did not write, or not so, to 人工稿/; never over another.

    ``written`` maps a file name to the SHA-256 that the last build recorded.
    """
    kept: list[Path] = []
    out = folder / "out"
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out)
        if path.name.startswith("~$") or name.as_posix() == MANIFEST or ".ipynb_checkpoints" in name.parts:
            continue
        digest = file_hash(path)
        if written.get(name.as_posix()) != digest:
            kept.append(_keep(path, folder / KEPT / name.parent, digest))
    return kept


def _keep(path: Path, shelf: Path, digest: str) -> Path:
    shelf.mkdir(parents=True, exist_ok=True)
    target = shelf / path.name
    if target.exists() and file_hash(target) != digest:
        target = shelf / f"{path.stem}-{digest[:SHORT]}{path.suffix}"
    # A copy, not a move: until the new out/ is in place the old one stays whole.
    if not target.exists():
        shutil.copy2(path, target)
    return target
