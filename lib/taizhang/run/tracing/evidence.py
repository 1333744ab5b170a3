"""What a build kept beside its figures -> what touches the sources of one figure: corrections, rows left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.run.build import hashing, manifest

CORRECTED = "CORRECTED"
HINT = "提示"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row of a ledger: what, where, in words without personal data."""

    path: str
    sheet: str
    row: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the import of a build wrote about a set of ledgers and files."""

    summary: Mapping[str, Any]
    ledgers: frozenset[str]
    files: frozenset[str]

    def set_aside(self) -> list[Remark]:
        """Rows of these ledgers that are not counted."""
        known = {(one["path"], one["sheet"]) for one in self._sheets()}
        return [
            Remark(row["path"], row["sheet"], row["row"], row["reason"])
            for row in self.summary["set_aside"]
            if (row["path"], row["sheet"]) in known
        ]

    def corrections(self) -> list[Remark]:
        """Cells mended and rows left out by a correction, in these ledgers."""
        return [
            Remark(sheet["path"], sheet["sheet"], one["row"], one["message"])
            for sheet in self._sheets()
            for one in sheet["findings"]
            if one["code"] == CORRECTED
        ]

    def accepted(self) -> list[tuple[str, str]]:
        """Exceptions that the edition accepts and that name one of these ledgers or files: message, reason."""
        names = self.ledgers | self.files
        return [
            (message, reason)
            for case, message, reason in self.summary["accepted"]
            if any(part in names or "*" in part for part in case.split(":")[1:])
        ]

    def warnings(self) -> Counter[str]:
        """How many warnings of each code the counted files have."""
        return Counter(
            one["code"]
            for sheet in self._sheets()
            if sheet["path"] in self.files
            for one in sheet["findings"]
            if one["severity"] != HINT and one["code"] != CORRECTED
        )

    def _sheets(self) -> Iterator[Mapping[str, Any]]:
        return (sheet for sheet in self.summary["files"] if sheet["ledger"] in self.ledgers)


@dataclass(frozen=True, slots=True)
class Hashes:
    """The hashes of the sources as the build recorded them, and what they are now."""

    folder: Path
    prefix: str
    recorded: Mapping[str, str]

    def of(self, path: str) -> str:
        """The SHA-256 that the build read, empty when the manifest is gone."""
        return self.recorded.get(self.prefix + path, "")

    def moved(self, paths: Collection[str]) -> list[str]:
        """The sources that are no longer what the build read: changed or gone."""
        return [path for path in paths if not self._same(path)]

    def _same(self, path: str) -> bool:
        file = self.folder / path
        return file.is_file() and hashing.file_hash(file) == self.of(path)


def hashes(out: Path, collection: Path) -> Hashes:
    """The recorded hashes of a build's sources, by path in the collection."""
    return Hashes(collection, f"data_raw/{collection.name}/", manifest.recorded(out))
