"""An archive from anywhere -> a folder laid out as a workspace, every file checked; nothing outside of it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

import pyzipper

from taizhang.document import embedded
from taizhang.errors import SourceError, UsageError
from taizhang.run.build.hashing import BLOCK
from taizhang.run.pack.packing import EXPLAINED, FORMAT, INDEX, LOCKED
from taizhang.run.workspace import Workspace

MOST_FILES = 100_000
MOST_BYTES = 8 << 30
INDEX_BYTES = 64 << 20
OUTSIDE = "里面有指向文件夹以外的路径"
# What reading a damaged archive may end in: encrypted or unknown methods and undecodable names, too.
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
Password = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Opened:
    """An unpacked archive.

    ``workspace`` and ``edition`` are what a verification takes; ``document`` is the Word report;
    ``withheld`` maps a file that did not come along to its SHA-256; ``problems`` are Chinese sentences
    on what was altered, none when all agrees; ``complete`` says whether the ledgers are there.
    """

    workspace: Workspace
    edition: str
    document: Path
    index: Mapping[str, Any]
    withheld: Mapping[str, str]
    problems: tuple[str, ...]
    complete: bool


def open_archive(path: Path, folder: Path, password: Password | None = None) -> Opened:
    """Unpack into ``folder`` (new or empty) and check every file against the archive's own list and the document.

    ``password`` opens the ledgers; without one, or with an empty one, they stay closed. SourceError when it is no archive of
    ours, or one that would write outside of the folder or fill the disk.
    """
    with _reading(path) as archive:
        index = _index(path, archive)
        listed, locked = index["files"], LOCKED in archive.namelist()
        entries = _entries(path, archive, {*listed, INDEX, EXPLAINED, LOCKED})
        problems = _extract(archive, folder, listed, entries)
    closed = dict(index["encrypted"])
    secret = password() if closed and locked and password is not None else ""
    if secret:
        with _reading(path) as archive:
            problems += _extract_locked(path, archive, folder, closed, secret)
        closed = {}
    return _opened(folder, index, closed, problems)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        raise _broken(path, "打不开，或已损坏") from error


def _broken(path: Path, received: str) -> SourceError:
    return SourceError(f"归档包 {path.name}", received, "请向提供者重新索取由 taizhang pack 写出的归档包。")


def _index(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    if INDEX not in archive.namelist():
        raise _broken(path, f"里面没有 {INDEX}，不是 taizhang 的归档包")
    if archive.getinfo(INDEX).file_size > INDEX_BYTES:
        raise _broken(path, f"{INDEX} 过大")
    try:
        index = json.loads(archive.read(INDEX))
        known = index["format"] == FORMAT and all(
            isinstance(index[name], dict) for name in ("files", "encrypted", "withheld", "fingerprint")
        )
        known = known and all(isinstance(index[name], str) for name in ("edition", "title"))
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise _broken(path, f"{INDEX} 读不出，或版本不认识")
    if any("/" in index[name] for name in ("edition", "title")):
        raise _broken(path, OUTSIDE)
    _refuse_names(path, [index["edition"], index["title"], *index["files"], *index["encrypted"]])
    return dict(index)


def _refuse_names(path: Path, names: list[str]) -> None:
    for name in names:
        parts = PurePosixPath(name)
        if (
            parts.is_absolute()
            or ".." in parts.parts
            or any(mark in name for mark in "\\:\0")
            or not parts.parts
        ):
            raise _broken(path, OUTSIDE)


def _entries(path: Path, archive: zipfile.ZipFile, known: set[str]) -> list[zipfile.ZipInfo]:
    """The entries, after a look at all of them: names listed, each once, no links, not too large."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    _refuse_names(path, names)
    if len(names) != len(set(names)) or not set(names) <= known:
        raise _broken(path, f"里面有 {INDEX} 没有登记的文件，或同名的文件")
    if any((entry.external_attr >> 16) & 0o170000 == 0o120000 for entry in entries):
        raise _broken(path, "里面有链接")
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _broken(path, "里面的文件过多或过大")
    return entries


def _extract(
    archive: zipfile.ZipFile, folder: Path, listed: Mapping[str, str], entries: list[zipfile.ZipInfo]
) -> list[str]:
    problems: list[str] = []
    found = {entry.filename: entry for entry in entries}
    for name, digest in sorted(listed.items()):
        if name not in found:
            problems.append(f"归档包中缺 {name}。")
            continue
        with archive.open(found[name]) as source:
            if _save(source, folder / name, found[name].file_size) != digest:
                problems.append(f"归档包中的 {name} 与归档时不同，已被改动。")
    return problems


def _save(source: IO[bytes], target: Path, size: int) -> str:
    """Write what comes, at most what was announced; its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), size
    with target.open("wb") as sink:
        while left >= 0 and (block := source.read(BLOCK)):
            left -= len(block)
            digest.update(block)
            sink.write(block)
    if left < 0:
        raise zipfile.BadZipFile("more than announced")
    return digest.hexdigest()


def _extract_locked(
    path: Path, archive: zipfile.ZipFile, folder: Path, listed: Mapping[str, str], secret: str
) -> list[str]:
    with tempfile.TemporaryFile() as stream, archive.open(LOCKED) as source:
        # In place, a zip inside a zip is read from its start again for each of its files.
        shutil.copyfileobj(source, stream, BLOCK)
        return _extract_inner(path, stream, folder, listed, secret)


def _extract_inner(
    path: Path, stream: IO[bytes], folder: Path, listed: Mapping[str, str], secret: str
) -> list[str]:
    with pyzipper.AESZipFile(stream) as inner:
        entries = _entries(path, inner, set(listed))
        inner.setpassword(secret.encode("utf-8"))
        try:
            return _extract(inner, folder, listed, entries)
        except RuntimeError as error:  # what the library raises on a wrong password
            raise UsageError(
                f"归档包 {path.name}", "密码不对，台账打不开", "核对密码；不给密码时只核对其余文件。"
            ) from error


def _opened(folder: Path, index: Mapping[str, Any], closed: Mapping[str, str], problems: list[str]) -> Opened:
    edition = str(index["edition"])
    document = folder / "reports" / edition / "out" / f"{index['title']}.docx"
    withheld = {**dict(index["withheld"]), **closed}
    for name in ("reports", "notebooks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    told = [*problems, *_against_document(document, index)]
    ledgers = any(name.startswith("data_raw/") for name in withheld)
    return Opened(Workspace(folder), edition, document, index, withheld, tuple(told), not ledgers)


def _against_document(document: Path, index: Mapping[str, Any]) -> Iterator[str]:
    """Whoever changes a file can change the list too; the manifest inside the document has a fingerprint."""
    if not document.is_file():
        yield "归档包中没有 Word 报告。"
        return
    yield from embedded.problems(document)
    about, fingerprint = embedded.read(document).manifest, embedded.fingerprint(document)
    if about is None or fingerprint is None:
        return
    if index["fingerprint"] != {"sha256": fingerprint.sha256, "sm3": fingerprint.sm3}:
        yield "文档内清单的指纹与归档包登记的指纹不同。"
    own = f"reports/{index['edition']}/out/"
    named = {
        **about["inputs"],
        **about["code"],
        **{own + name: value for name, value in about["outputs"].items()},
    }
    listed = {**index["withheld"], **index["encrypted"], **index["files"]}
    for name, digest in sorted(named.items()):
        if listed.get(name) != digest:
            yield f"{name} 与文档内清单的记录不符。"
