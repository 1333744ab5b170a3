"""corrections.yml -> corrections; and how often each was applied, held against what it says."""

from __future__ import annotations

import fnmatch
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from taizhang.declare import read_checked
from taizhang.declare.problems import Problem, raise_all, short
from taizhang.ledger.findings import Finding

CORRECTIONS = "corrections.yml"
SET, DROP, REPLACE = "set", "drop", "replace"
_ID_LENGTH = 12
_CODE = "CORRECTED"


@dataclass(frozen=True, slots=True)
class Correction:
    """One known error: the rows it is in (file, sheet, row, received cells), what is done, why, by which role.

    ``count`` is how many rows it must find; ``where`` maps a column (id or header) to the text that stands there.
    """

    file: str
    action: str
    reason: str
    who: str
    sheet: str = "*"
    row: int | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    value: str = ""
    received: str = ""
    count: int = 1
    source: str = ""
    line: int = 1

    @property
    def id(self) -> str:
        """A short name made from all that it says; where it stands in its file plays no part."""
        said = (self.file, self.sheet, self.row, sorted(self.where.items()), self.action, self.column)
        whole = (*said, self.value, self.received, self.reason, self.who, self.count)
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:_ID_LENGTH]

    def fits(self, path: str, sheet: str) -> bool:
        """Whether it speaks of this sheet."""
        return self.fits_file(path) and fnmatch.fnmatchcase(sheet, self.sheet)

    def fits_file(self, path: str) -> bool:
        """Whether it speaks of this file, by its path in the collection or its name."""
        return any(fnmatch.fnmatchcase(name, self.file) for name in (path, PurePosixPath(path).name))


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read one corrections.yml; an absent one says nothing. Raises DefinitionError."""
    if not path.is_file():
        return ()
    document, problems = read_checked(path, "corrections")
    raise_all(problems)
    raw = ((document.value if document else None) or {}).get("corrections", ())
    lines = [document.line(["corrections", index]) if document else 1 for index in range(len(raw))]
    found = tuple(_correction(part, short(path), line) for part, line in zip(raw, lines, strict=True))
    times = Counter(one.id for one in found)
    raise_all([Problem(one.source, one.line, "这一条勘误写了两次") for one in found if times[one.id] > 1])
    return found


def _correction(raw: Mapping[str, Any], source: str, line: int) -> Correction:
    match = raw["match"]
    return Correction(
        file=match["file"],
        sheet=match.get("sheet", "*"),
        row=match.get("row"),
        where={name: str(text) for name, text in match.get("where", {}).items()},
        action=raw["action"],
        column=raw.get("column", ""),
        value=str(raw.get("value", "")),
        received=str(raw.get("from", "")),
        reason=raw["reason"],
        who=raw["who"],
        count=raw.get("count", 1),
        source=source,
        line=line,
    )


def held_against(
    corrections: Sequence[Correction], findings: Iterable[Finding]
) -> tuple[dict[str, object], ...]:
    """What was corrected, one entry a correction. Raises DefinitionError where one found too few or too many rows."""
    applied = [one for one in findings if one.code == _CODE]
    times = Counter(one.case for one in applied)
    ledgers = {one.case: one.ledger for one in applied}
    problems = []
    for one in corrections:
        rows = times[case(one)]
        if rows != one.count:
            said = f"对上 {rows} 行，应为 {one.count} 行" if rows else "没有对上任何一行"
            message = f"勘误（{one.reason}）{said}；请核对 match 中的文件、行号、列和原值，或改写 count"
            problems.append(Problem(one.source, one.line, message))
    raise_all(problems)
    return tuple(_listed(one, ledgers.get(case(one))) for one in corrections)


def _listed(one: Correction, ledger: str | None) -> dict[str, object]:
    said = {"id": one.id, "source": one.source, "file": one.file, "sheet": one.sheet, "ledger": ledger}
    said["action"] = one.action
    return said | {"column": one.column, "rows": one.count, "reason": one.reason, "who": one.who}


def case(correction: Correction) -> str:
    """The name under which the findings of a correction are counted."""
    return f"{_CODE}:{correction.id}"
