"""Folders and files -> what the ledger room makes of them, for the screen and for machines."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang import declare, ledger
from taizhang.errors import SourceError
from taizhang.ledger import Import
from taizhang.run import workspace as workspaces
from taizhang.run.check_screen import screen

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, by target."""

    imports: tuple[Import, ...]

    @property
    def found(self) -> bool:
        """Whether there is anything to look at: a finding, or a row set aside."""
        return any(part.findings or part.set_aside for part in self.imports)

    def as_json(self) -> dict[str, Any]:
        """``{"files": […]}`` as DESIGN.md fixes it."""
        parts: list[dict[str, Any]] = [ledger.as_json(part) for part in self.imports]
        return {
            name: [one for part in parts for one in part[name]]
            for name in ("files", "findings", "corrections")
        }

    def lines(self, width: int | None = None) -> list[str]:
        """What a person reads, no wider than ``width`` columns; None leaves the lines unbroken."""
        return [line for part in self.imports for line in screen(part, width)]


def check(targets: Sequence[str], progress: Progress) -> Checked:
    """Read each target: a collection's name or folder, or files. SourceError when one does not exist."""
    catalogue = declare.load()
    workspace = workspaces.find()
    found: list[Import] = []
    for target in targets:
        path = Path(target)
        if not path.exists() and workspace.collection(target).is_dir():
            path = workspace.collection(target)
        if not path.exists():
            raise SourceError(
                f"检查对象 {target}", "没有这个文件或文件夹", "写台账文件夹名称，或文件的完整路径。"
            )
        found.append(_read(path, catalogue, workspace, progress))
    return Checked(tuple(found))


def _read(
    path: Path, catalogue: declare.Catalogue, workspace: workspaces.Workspace, progress: Progress
) -> Import:
    cache = workspace.cache / "imports"
    if path.is_dir():
        return ledger.import_collection(path, catalogue, cache=cache, progress=progress)
    with tempfile.TemporaryDirectory() as scratch:
        return ledger.import_files([path], catalogue, cache=Path(scratch), progress=progress)
