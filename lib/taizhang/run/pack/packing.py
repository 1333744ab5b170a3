"""An edition -> its archive, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyzipper

from taizhang.errors import ReportError, UsageError
from taizhang.run import edition as editions
from taizhang.run.build import hashing, manifest
from taizhang.run.pack import contents
from taizhang.run.pack.contents import Contents
from taizhang.run.pack.explained import explained
from taizhang.run.workspace import Workspace

FORMAT = 1
INDEX, EXPLAINED, LOCKED = "pack.json", "说明.txt", "台账（加密）.zip"
FOLDER = "归档"
SHORT = 8
LEAST = 12
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o100644
NONE, OPEN, ENCRYPTED = "未随附", "随附", "加密随附"
Password = Callable[[], str]


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of ours, by what is in it."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return INDEX in archive.namelist()


@dataclass(frozen=True, slots=True)
class Packed:
    """A written archive: where, its own SHA-256, how many files, and whether and how the ledgers are in it.

    ``same_code`` says whether the source in it is what built the edition.
    """

    path: Path
    sha256: str
    files: int
    ledgers: str
    state: str
    fingerprint: str
    sm3: str
    same_code: bool


def pack(
    workspace: Workspace, name: str, target: Path | None, *, with_ledgers: bool, password: Password | None
) -> Packed:
    """Write the archive of a built edition; without encryption the same edition gives the same bytes.

    ``password`` is asked for only when ledgers go in and encryption is wanted or, since they hold
    people's rows, demanded. UsageError when a file is no longer that of the build, or when such
    ledgers would go in unencrypted.
    """
    found = contents.collect(workspace, name)
    secret = _secret(found, password) if with_ledgers else ""
    ledgers = NONE if not with_ledgers else ENCRYPTED if secret else OPEN
    shown = dict(found.open) | (dict(found.private) if ledgers == OPEN else {})
    hashes = contents.refuse_changed(found, shown)
    locked = contents.refuse_changed(found, found.private) if ledgers == ENCRYPTED else {}
    path = _place(found, ledgers, target)
    index = _index(found, ledgers, hashes, locked)
    _write(path, shown, found.private if locked else {}, index, secret)
    return Packed(
        path,
        hashing.file_hash(path),
        len(hashes) + len(locked),
        ledgers,
        found.edition.state,
        found.fingerprint.sha256,
        found.fingerprint.sm3,
        found.library == manifest.library(),
    )


def _secret(found: Contents, password: Password | None) -> str:
    if password is None:
        if found.personal:
            raise UsageError(
                f"期次 {found.edition.name}",
                "台账中有个人信息，不能不加密就放进归档包",
                "在终端中运行并按提示输入密码，或用 --password-file 给出存有密码的文件。",
            )
        return ""
    secret = password()
    if len(secret) < LEAST:
        raise UsageError("归档密码", f"只有 {len(secret)} 个字符", f"至少用 {LEAST} 个字符。")
    return secret


def _place(found: Contents, ledgers: str, target: Path | None) -> Path:
    """Where to write: the edition's own folder for archives, the folder given, or the file given."""
    suffix = "" if ledgers == NONE else "-含台账"
    usual = f"{found.edition.name}-{found.fingerprint.sha256[:SHORT]}{suffix}.zip"
    if target is None:
        return found.edition.folder / FOLDER / usual
    path = target / usual if target.is_dir() else target
    if path.exists() and not is_archive(path):
        raise UsageError(
            f"选项 -o {path.name}", "已有一个不是归档包的同名文件", "换一个文件名；别的文件不会被覆盖。"
        )
    return path


def _index(
    found: Contents, ledgers: str, hashes: Mapping[str, str], locked: Mapping[str, str]
) -> dict[str, Any]:
    """What the archive says of itself: every file in it, and every file that only its hash stands for."""
    here = {*hashes, *locked}
    return {
        "format": FORMAT,
        "edition": found.edition.name,
        "title": found.edition.title,
        "state": found.edition.state,
        "final": found.edition.state == editions.FINAL,
        "revises": found.edition.revises,
        "revision_reason": found.edition.revision_reason,
        "fingerprint": {"sha256": found.fingerprint.sha256, "sm3": found.fingerprint.sm3},
        "ledgers": ledgers,
        "library": {"built": found.library, "packed": manifest.library()},
        "files": dict(hashes),
        "encrypted": dict(locked),
        "withheld": {name: digest for name, digest in found.expected.items() if name not in here},
    }


def _write(
    path: Path, shown: Mapping[str, Path], private: Mapping[str, Path], index: Mapping[str, Any], secret: str
) -> None:
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _add(archive, EXPLAINED, explained(index).encode("utf-8-sig"))
            _add(archive, INDEX, _json(index))
            for name, file in sorted(shown.items()):
                _copy(archive, name, file)
            if private:
                _lock(archive, private, secret)
        draft.replace(path)
    except OSError as error:
        raise ReportError(
            f"归档包 {path.name}", "文件写不进去", "检查文件夹权限和磁盘空间，或用 -o 换一个位置。"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _json(index: Mapping[str, Any]) -> bytes:
    return (json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _entry(name: str, kind: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = kind
    entry.create_system = _UNIX  # wherever it is written; common programs then show Chinese names as they are
    entry.external_attr = _PLAIN_FILE << 16
    return entry


def _add(archive: zipfile.ZipFile, name: str, blob: bytes) -> None:
    archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), blob)


def _copy(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    entry = _entry(name, zipfile.ZIP_DEFLATED)
    entry.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(entry, "w") as sink:
        while block := source.read(hashing.BLOCK):
            sink.write(block)


def _lock(archive: zipfile.ZipFile, private: Mapping[str, Path], secret: str) -> None:
    """Add the ledgers as a zip of their own (AES-256), which 7-Zip and WinRAR open with the password."""
    with tempfile.TemporaryFile() as stream:
        with pyzipper.AESZipFile(
            stream, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as inner:
            inner.setpassword(secret.encode("utf-8"))
            for name, file in sorted(private.items()):
                entry = inner.zipinfo_cls(name, _STAMP)
                entry.compress_type = pyzipper.ZIP_DEFLATED
                entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
                inner.writestr(entry, file.read_bytes())
        whole = _entry(LOCKED, zipfile.ZIP_STORED)
        whole.file_size = stream.seek(0, 2)
        stream.seek(0)
        with archive.open(whole, "w") as sink:
            shutil.copyfileobj(stream, sink, hashing.BLOCK)
