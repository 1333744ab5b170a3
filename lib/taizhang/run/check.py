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

SHOWN = 20
SUGGESTED = 10
LISTED = 40
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

    def lines(self) -> list[str]:
        """What a person reads: a line a sheet with findings, the gravest findings, the sums."""
        lines: list[str] = []
        for part in self.imports:
            lines += _sheets(part) + _findings(part) + _suggestions(part) + [_sum(part)]
        return lines


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


def _sheets(part: Import) -> list[str]:
    return [
        f"{sheet.path}{f' · {sheet.sheet}' if sheet.sheet else ''}："
        + (f"{part.labels.get(sheet.ledger, sheet.ledger)}，" if sheet.ledger else "未识别，")
        + f"数据 {sheet.rows} 行，采用 {sheet.accepted} 行，未采用 {sheet.rows - sheet.accepted} 行，其他 {sheet.other} 行"
        for sheet in part.files
        if len(part.files) <= LISTED or sheet.findings or sheet.ledger is None or sheet.rows != sheet.accepted
    ]


def _findings(part: Import) -> list[str]:
    order = {"错误": 0, "警告": 1, "提示": 2}
    ordered = sorted(part.findings, key=lambda one: order[one.severity])
    lines = [
        f"{one.severity}　{one.path or '全部文件'}{f' 第 {one.row} 行' if one.row else ''}：{one.message}"
        for one in ordered[:SHOWN]
    ]
    if len(ordered) > SHOWN:
        lines.append(f"……另有 {len(ordered) - SHOWN} 条，用 --json 查看全部。")
    return lines


def _suggestions(part: Import) -> list[str]:
    """For each sheet that was not recognised, what may be pasted into sources.yml."""
    lines: list[str] = []
    for sheet in [one for one in part.files if one.suggestion][:SUGGESTED]:
        where = f"{sheet.path}{f' · {sheet.sheet}' if sheet.sheet else ''}"
        lines += [f"—— {where} 可在 sources.yml 中写：", *sheet.suggestion.splitlines()]
    return lines


def _sum(part: Import) -> str:
    rows = sum(sheet.rows for sheet in part.files)
    accepted = sum(sheet.accepted for sheet in part.files)
    files, found = len(part.inputs), len(part.findings)
    return f"合计：文件 {files} 个，数据 {rows} 行 = 采用 {accepted} 行 + 未采用 {rows - accepted} 行；发现 {found} 条。"
