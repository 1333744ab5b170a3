"""An edition -> its five notebooks in order, each run or reused, and the finished out/."""

from __future__ import annotations

import platform
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang import declare
from taizhang.errors import ReportError, SourceError, UsageError
from taizhang.run import edition as editions
from taizhang.run import progress
from taizhang.run.build import hashing, manifest, notebooks, swap
from taizhang.run.build.shelf import Shelf
from taizhang.run.edition import Edition
from taizhang.run.stages import REPORT, STAGES, Stage
from taizhang.run.workspace import Workspace

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class StageRun:
    """How one stage went."""

    name: str
    seconds: float
    reused: bool


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build."""

    edition: Edition
    out: Path
    document: Path
    facts: int
    seconds: float
    stages: tuple[StageRun, ...]
    kept: tuple[Path, ...]
    fingerprint: str


@dataclass(slots=True)
class _Job:
    """What one build carries from stage to stage."""

    workspace: Workspace
    edition: Edition
    values: Mapping[str, Mapping[str, Any]]
    work: Path
    keys: dict[str, str]
    runs: list[StageRun]
    inputs: Mapping[str, str]


def build(workspace: Workspace, name: str, given: Mapping[str, str], say: Say) -> Built:
    """Build an edition; out/ is replaced as a whole at the very end, or stays as it was.

    Raises a TaizhangError of the room that found the mistake.
    """
    began = time.monotonic()
    edition = editions.load(workspace, name)
    _refuse_final(edition)
    declare.load(edition.definitions)
    values = _values(workspace, given)
    swap.refuse_unwritable(edition.folder)
    with swap.alone(edition.folder):
        swap.recover(edition.folder)
        work = edition.folder / swap.NEW
        job = _Job(workspace, edition, values, work / "stages", {}, [], _inputs(workspace, edition))
        try:
            _run_stages(job, say)
            return _finish(job, work, began)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _refuse_final(edition: Edition) -> None:
    if edition.state == editions.FINAL:
        raise UsageError(
            f"期次 {edition.name}",
            "状态为定稿，不再生成",
            "确需改动时，把 edition.yml 的 state 改为 草稿 并注明修订原因。",
        )


def _values(workspace: Workspace, given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    known = {stage.name: notebooks.parameters(_notebook(workspace, stage)) for stage in STAGES}
    chosen = notebooks.choose(given, known)
    own = {
        name: {key: value for key, value in known[name].items() if key not in notebooks.RESERVED}
        for name in known
    }
    return {name: own[name] | chosen[name] for name in known}


def _notebook(workspace: Workspace, stage: Stage) -> Path:
    return workspace.notebooks / f"{stage.name}.ipynb"


def _inputs(workspace: Workspace, edition: Edition) -> dict[str, str]:
    """The hash of every file that a build of this edition reads."""
    found: dict[str, str] = {}
    collection = workspace.collection(edition.collection)
    if collection.is_dir():
        found = {
            f"data_raw/{edition.collection}/{name}": value for name, value in hashing.tree(collection).items()
        }
    template = workspace.template(edition.template)
    if not template.is_file():
        raise ReportError(
            f"模板 reports/templates/{edition.template}", "没有这个文件", "检查 edition.yml 的 template。"
        )
    found[f"reports/templates/{edition.template}"] = hashing.file_hash(template)
    for name in ("edition.yml", editions.CORRECTIONS):
        if (edition.folder / name).is_file():
            found[f"reports/{edition.name}/{name}"] = hashing.file_hash(edition.folder / name)
    for path, value in hashing.tree(edition.definitions).items():
        found[f"reports/{edition.name}/definitions/{path}"] = value
    return found


def _run_stages(job: _Job, say: Say) -> None:
    shelf = Shelf(job.workspace.cache / "stages" / job.edition.name)
    for number, stage in enumerate(STAGES):
        say(stage.says, number, len(STAGES))
        began = time.monotonic()
        job.keys[stage.name] = _key(job, stage)
        target = job.work / stage.name
        reused = shelf.take(stage.name, job.keys[stage.name], target)
        if not reused:
            job.work.mkdir(parents=True, exist_ok=True)
            with progress.watched(job.work, _shown(say, stage, number)):
                _run(job, stage, target)
            _refuse_moved(job)
            shelf.put(stage.name, job.keys[stage.name], target)
        job.runs.append(StageRun(stage.name, time.monotonic() - began, reused))
    say("完成", len(STAGES), len(STAGES))


def _refuse_moved(job: _Job) -> None:
    """Stop when a file changed while a notebook read it: the figures would not be those of the manifest."""
    now = _inputs(job.workspace, job.edition)
    moved = sorted(name for name in {*now, *job.inputs} if now.get(name) != job.inputs.get(name))
    if moved:
        raise SourceError(
            moved[0],
            f"生成过程中有 {len(moved)} 个文件被改动、增加或删除",
            "等文件保存好、不再变动后重新运行；上一次的结果没有改动。",
        )


def _shown(say: Say, stage: Stage, number: int) -> Callable[[str], None]:
    return lambda text: say(f"{stage.says} {text}", number, len(STAGES))


def _key(job: _Job, stage: Stage) -> str:
    source = notebooks.read(_notebook(job.workspace, stage))
    template = f"reports/templates/{job.edition.template}"
    inputs = {name: value for name, value in job.inputs.items() if name != template or stage.name == REPORT}
    return hashing.combined(
        {
            "notebook": [(cell.cell_type, cell.source) for cell in source.cells],
            "values": dict(job.values[stage.name]),
            "inputs": inputs,
            "needs": [job.keys[name] for name in stage.needs],
            "code": hashing.code(),
            "versions": dict(hashing.versions()),
            "python": platform.python_version(),
        }
    )


def _run(job: _Job, stage: Stage, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    copies = target / "notebooks"
    copies.mkdir()
    executed = copies / f"{stage.name}.ipynb"
    values = {**job.values[stage.name], "edition": job.edition.name, "work": str(job.work)}
    notebooks.run(_notebook(job.workspace, stage), executed, values, job.workspace.root)
    notebooks.hide_values(executed, {str(job.work): ""})
    pages = target / "html"
    pages.mkdir()
    notebooks.to_html(executed, pages / f"{stage.name}.html")


def _finish(job: _Job, work: Path, began: float) -> Built:
    out = work / "out"
    for stage in STAGES:
        shutil.copytree(job.work / stage.name, out, dirs_exist_ok=True)
    document = out / f"{job.edition.title}.docx"
    summary = manifest.write(out, job.workspace, job.edition, job.inputs, job.values, job.runs)
    kept = swap.keep_edited(job.edition.folder, manifest.recorded(job.edition.folder / "out"))
    swap.replace(job.edition.folder, out)
    final = job.edition.folder / "out"
    return Built(
        job.edition,
        final,
        final / document.name,
        summary.facts,
        time.monotonic() - began,
        tuple(job.runs),
        tuple(kept),
        summary.fingerprint,
    )
