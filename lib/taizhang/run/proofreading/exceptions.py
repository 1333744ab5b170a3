"""The file ``<报告名>.例外.yml`` beside a report -> the remarks that a person has explained."""

from __future__ import annotations

from pathlib import Path

from taizhang.declare import read_checked
from taizhang.declare.problems import raise_all
from taizhang.proofread import KnownException
from taizhang.run.edition import EXCEPTIONS

BUILT = "out"


def file_of(report: Path) -> Path | None:
    """The exceptions file: beside the report or, since a build replaces out/ as a whole, above an edition's out/."""
    folders = [report.parent, *([report.parent.parent] if report.parent.name == BUILT else [])]
    found = (folder / f"{report.stem}{EXCEPTIONS}" for folder in folders)
    return next((path for path in found if path.is_file()), None)


def beside(report: Path) -> tuple[KnownException, ...]:
    """The exceptions of a report; none without the file. DefinitionError with every line that is wrong."""
    path = file_of(report)
    if path is None:
        return ()
    document, problems = read_checked(path, "exceptions")
    raise_all(problems)
    assert document is not None
    return tuple(
        KnownException(one["text"], one["rule"], one["reason"]) for one in document.value["exceptions"]
    )
