"""What one sheet, one file and one collection came to: counts, findings, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from taizhang.ledger.findings import Finding
from taizhang.ledger.tables import write_tables


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not counted, and why: in words, and as the code of its finding."""

    path: str
    sheet: str
    row: int
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """One sheet: what it was recognised as, and its rows. ``rows`` is always accepted + set aside.

    ``reported`` are the (place, period) pairs that its data rows speak of; ``table`` is the Parquet file of
    the accepted rows, absent when there is none. ``controls`` counts the total cells that were held against
    their rows. ``suggestion`` is a sources.yml to paste for a sheet that was not recognised.
    """

    path: str
    sheet: str
    ledger: str | None
    nearest: str | None = None
    header_row: int | None = None
    rows: int = 0
    accepted: int = 0
    other: int = 0
    findings: tuple[Finding, ...] = ()
    aside: tuple[Aside, ...] = ()
    reported: tuple[tuple[str, str], ...] = ()
    table: Path | None = None
    controls: int = 0
    controls_agreeing: int = 0
    suggestion: str = ""

    def __post_init__(self) -> None:
        if self.rows != self.accepted + len(self.aside):
            raise AssertionError(f"{self.path}: {self.rows} rows in, {self.accepted} + {len(self.aside)} out")


def joined(parts: Sequence[SheetResult], notes: Sequence[tuple[Finding, ...]]) -> SheetResult:
    """The results of the side-by-side tables of one sheet, with ``notes`` on each, as those of the sheet."""
    first = parts[0]
    findings = [one for part, more in zip(parts, notes, strict=True) for one in (*part.findings, *more)]
    if len(parts) == 1:
        return replace(first, findings=tuple(findings))
    rows = sum(part.rows for part in parts)
    return replace(
        first,
        rows=rows,
        accepted=sum(part.accepted for part in parts),
        # Rows of the sheet that hold no data in any of the tables.
        other=min(part.other for part in parts),
        findings=tuple(dict.fromkeys(findings)),
        aside=tuple(one for part in parts for one in part.aside),
        reported=tuple(sorted({pair for part in parts for pair in part.reported})),
        controls=sum(part.controls for part in parts),
        controls_agreeing=sum(part.controls_agreeing for part in parts),
    )


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file of a collection, with the hash of its content; ``read`` is false for kinds that are no ledger."""

    path: str
    sha256: str
    size: int
    read: bool
    sheets: tuple[SheetResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """A whole collection, read and checked.

    ``files`` has one entry a file, in order of path; ``across`` are findings between files and about what
    is missing; ``reused`` says how many files came from the cache; ``corrections`` lists what was mended.
    """

    inputs: tuple[FileResult, ...]
    across: tuple[Finding, ...]
    tables: dict[str, list[Path]]
    reused: int = 0
    labels: dict[str, str] = field(default_factory=dict)
    corrections: tuple[dict[str, object], ...] = ()

    @property
    def files(self) -> list[SheetResult]:
        """Every sheet of every file, in order of path and sheet."""
        return [sheet for file in self.inputs for sheet in file.sheets]

    @property
    def findings(self) -> list[Finding]:
        """All findings: file by file, then those between files."""
        return [one for sheet in self.files for one in sheet.findings] + list(self.across)

    @property
    def set_aside(self) -> list[Aside]:
        """Every row that is not counted."""
        return [one for sheet in self.files for one in sheet.aside]

    def write_tables(self, target: Path) -> dict[str, Path]:
        """One checked table a ledger, rows in order of file, sheet and row; same inputs, same bytes."""
        return write_tables(self.tables, target)
