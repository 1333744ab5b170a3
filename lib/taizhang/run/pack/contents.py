"""A built edition -> the files of its archive: open ones, and those with rows of people or clerks' names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang import declare
from taizhang.document import embedded
from taizhang.document.embedded import Fingerprint
from taizhang.errors import UsageError
from taizhang.run import edition as editions
from taizhang.run import finality
from taizhang.run.build import hashing, manifest
from taizhang.run.edition import Edition
from taizhang.run.workspace import Workspace

LIBRARY = "lib/taizhang"
SOURCE = ("*.py", "*.yml", "*.json", "*.csv", "py.typed")
PROJECT = ("pyproject.toml", "README.md", "LICENSE")
ROWS = "tables/"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an archive: name in it -> file here.

    ``open`` may be read by whoever gets the archive. ``private`` are the ledgers, their checked tables and
    the corrections. ``expected`` maps a name to the SHA-256 that the build recorded. ``library`` is the
    version of our own code that built the edition.
    """

    edition: Edition
    open: Mapping[str, Path]
    private: Mapping[str, Path]
    expected: Mapping[str, str]
    fingerprint: Fingerprint
    personal: bool
    library: str


def collect(workspace: Workspace, name: str) -> Contents:
    """The files of an edition's archive. UsageError when it is not built, or a 定稿 was never written."""
    edition = editions.load(workspace, name)
    document = edition.folder / "out" / f"{edition.title}.docx"
    about = embedded.read(document).manifest if document.is_file() else None
    fingerprint = embedded.fingerprint(document) if about is not None else None
    if about is None or fingerprint is None:
        raise UsageError(
            f"期次 {name}", "还没有生成，或文档内没有随附的清单", f"先运行 taizhang build {name}。"
        )
    _refuse_unsealed(edition, fingerprint)
    expected = _expected(edition, about)
    files = {path: workspace.root / path for path in expected} | _beside(workspace, edition)
    private = {path: file for path, file in files.items() if _private(edition, path)}
    shown = {path: file for path, file in files.items() if path not in private and file.is_file()}
    personal, library = _personal(edition, about), str(about["library"])
    return Contents(edition, shown, private, expected, fingerprint, personal, library)


def _refuse_unsealed(edition: Edition, fingerprint: Fingerprint) -> None:
    sealed = finality.sealed(edition.folder)
    if edition.state == editions.FINAL and sealed is None:
        do = f"先运行 taizhang build {edition.name} --final 写出定稿。"
        raise UsageError(f"期次 {edition.name}", "状态为定稿，但还没有写出定稿", do)
    if sealed is not None and sealed != fingerprint:
        raise UsageError(
            f"期次 {edition.name}",
            "文档的指纹与定稿记录不同：定稿之后被改动或替换",
            "从备份或归档包中恢复 out/，再运行。",
        )


def _expected(edition: Edition, about: Mapping[str, Any]) -> dict[str, str]:
    out = edition.folder / "out"
    made = {name: digest for name, digest in manifest.recorded(out).items() if (out / name).is_file()}
    products = {
        f"reports/{edition.name}/out/{name}": digest for name, digest in {**made, **about["outputs"]}.items()
    }
    return {**dict(about["inputs"]), **dict(about["code"]), **products}


def _beside(workspace: Workspace, edition: Edition) -> dict[str, Path]:
    """What the manifest does not name: itself, the seal, our own source, the project file."""
    found = {
        f"{LIBRARY}/{path.relative_to(hashing.PACKAGE).as_posix()}": path
        for pattern in SOURCE
        for path in sorted(hashing.PACKAGE.rglob(pattern))
    }
    names = (f"out/{manifest.NAME}", finality.SEAL)
    found |= {f"reports/{edition.name}/{name}": edition.folder / name for name in names}
    return found | {name: workspace.root / name for name in PROJECT}


def _private(edition: Edition, path: str) -> bool:
    own = f"reports/{edition.name}/"
    return path.startswith(("data_raw/", f"{own}out/{ROWS}")) or path == f"{own}{editions.CORRECTIONS}"


def _personal(edition: Edition, about: Mapping[str, Any]) -> bool:
    """Whether a ledger has personal columns; a file that no ledger claims counts as if it had."""
    ledgers = declare.load(edition.definitions).ledgers
    tables = edition.folder / "out" / ROWS
    known = {path.stem for path in tables.glob("*.parquet")}
    columns = (column for name in known if name in ledgers for column in ledgers[name].columns.values())
    return not known <= set(ledgers) or any(column.personal for column in columns) or _unread(edition, about)


def _unread(edition: Edition, about: Mapping[str, Any]) -> bool:
    prefix = f"data_raw/{edition.collection}/"
    summary = json.loads((edition.folder / "out" / "ledgers.json").read_text(encoding="utf-8"))
    read = {prefix + part["path"] for part in summary["files"] if part["ledger"]}
    settings = {prefix + "sources.yml", prefix + ".demo.json"}
    ledgers = {path for path in about["inputs"] if path.startswith(prefix)}
    return bool(ledgers - read - settings)


def refuse_changed(contents: Contents, chosen: Mapping[str, Path]) -> dict[str, str]:
    """Name -> SHA-256 of what goes in. UsageError names the files that are not those of the build."""
    missing = [name for name, path in chosen.items() if not path.is_file()]
    hashes = {name: hashing.file_hash(path) for name, path in sorted(chosen.items()) if path.is_file()}
    changed = [name for name, digest in hashes.items() if contents.expected.get(name, digest) != digest]
    if missing or changed:
        said = "；".join(
            [*(f"{name} 已改动" for name in changed), *(f"{name} 不见了" for name in missing)][:SHOWN]
        )
        raise UsageError(
            f"期次 {contents.edition.name}",
            f"有 {len(missing) + len(changed)} 个文件与生成时不同：{said}",
            "从备份恢复这些文件；不是定稿的，也可以重新生成后再归档。",
        )
    return hashes
