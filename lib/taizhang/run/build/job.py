"""An edition and chosen parameters -> its five stages in a work folder, each run or reused."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taizhang.errors import ReportError, SourceError
from taizhang.run import edition as editions
from taizhang.run import progress
from taizhang.run.build import hashing, notebooks
from taizhang.run.build.meter import measured
from taizhang.run.build.shelf import Shelf
from taizhang.run.edition import Edition
from taizhang.run.stages import REPORT, STAGES, Stage
from taizhang.run.workspace import Workspace

Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """What it took to run a notebook: from when to when (UTC), peak memory in bytes, processor seconds."""

    began: str
    ended: str
    memory: int
    processor: float


@dataclass(frozen=True, slots=True)
class StageRun:
    """How one stage went. ``effort`` is that of the run which made its products, this time or before."""

    name: str
    seconds: float
    reused: bool
    effort: Effort


@dataclass(slots=True)
class Job:
    """What one build carries from stage to stage; ``work`` holds one folder a stage."""

    workspace: Workspace
    edition: Edition
    values: Mapping[str, Mapping[str, Any]]
    work: Path
    inputs: Mapping[str, str]
    keys: dict[str, str] = field(default_factory=dict)
    runs: list[StageRun] = field(default_factory=list)


def open_job(workspace: Workspace, edition: Edition, given: Mapping[str, str], work: Path) -> Job:
    """Choose the parameters and hash the inputs. UsageError for a parameter that no notebook has."""
    return Job(workspace, edition, _values(workspace, given), work, inputs_of(workspace, edition))


def _values(workspace: Workspace, given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    known = {stage.name: notebooks.parameters(notebook(workspace, stage)) for stage in STAGES}
    chosen = notebooks.choose(given, known)
    own = {
        name: {key: value for key, value in known[name].items() if key not in notebooks.RESERVED}
        for name in known
    }
    return {name: own[name] | chosen[name] for name in known}


def notebook(workspace: Workspace, stage: Stage) -> Path:
    """The notebook of a stage."""
    return workspace.notebooks / f"{stage.name}.ipynb"


def inputs_of(workspace: Workspace, edition: Edition) -> dict[str, str]:
    """Path below the workspace -> SHA-256 of every file that a build of this edition reads."""
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
    for name in ("edition.yml", editions.CORRECTIONS, edition.exceptions):
        if (edition.folder / name).is_file():
            found[f"reports/{edition.name}/{name}"] = hashing.file_hash(edition.folder / name)
    for path, value in hashing.tree(edition.definitions).items():
        found[f"reports/{edition.name}/definitions/{path}"] = value
    return found


def run_stages(job: Job, say: Say) -> None:
    """Run or reuse every stage, in order. Raises the error that a notebook met."""
    shelf = Shelf(job.workspace.cache / "stages" / job.edition.name)
    for number, stage in enumerate(STAGES):
        say(stage.says, number, len(STAGES))
        began = time.monotonic()
        job.keys[stage.name] = _key(job, stage)
        target = job.work / stage.name
        record = shelf.take(stage.name, job.keys[stage.name], target)
        effort = Effort(**record) if record else _run_measured(job, stage, target, _shown(say, stage, number))
        if record is None:
            refuse_moved(job)
            shelf.put(stage.name, job.keys[stage.name], target, asdict(effort))
        job.runs.append(StageRun(stage.name, time.monotonic() - began, record is not None, effort))
    say("完成", len(STAGES), len(STAGES))


def _run_measured(job: Job, stage: Stage, target: Path, show: Callable[[str], None]) -> Effort:
    job.work.mkdir(parents=True, exist_ok=True)
    began = now()
    with progress.watched(job.work, show), measured() as usage:
        _run(job, stage, target)
    return Effort(began, now(), usage.memory, round(usage.processor, 2))


def now() -> str:
    """The time of day, for the crate alone: UTC in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def refuse_moved(job: Job) -> None:
    """Stop when a file changed while a notebook read it: the figures would not be those of the manifest."""
    now = inputs_of(job.workspace, job.edition)
    moved = sorted(name for name in {*now, *job.inputs} if now.get(name) != job.inputs.get(name))
    if moved:
        raise SourceError(
            moved[0],
            f"生成过程中有 {len(moved)} 个文件被改动、增加或删除",
            "等文件保存好、不再变动后重新运行；上一次的结果没有改动。",
        )


def _shown(say: Say, stage: Stage, number: int) -> Callable[[str], None]:
    return lambda text: say(f"{stage.says} {text}", number, len(STAGES))


def _key(job: Job, stage: Stage) -> str:
    source = notebooks.read(notebook(job.workspace, stage))
    edition = job.edition
    late = (f"reports/templates/{edition.template}", f"reports/{edition.name}/{edition.exceptions}")
    inputs = {name: value for name, value in job.inputs.items() if name not in late or stage.name == REPORT}
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


def _run(job: Job, stage: Stage, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    copies = target / "notebooks"
    copies.mkdir()
    executed = copies / f"{stage.name}.ipynb"
    values = {**job.values[stage.name], "edition": job.edition.name, "work": str(job.work)}
    notebooks.run(notebook(job.workspace, stage), executed, values, job.workspace.root)
    notebooks.hide_values(executed, {str(job.work): ""})
    pages = target / "html"
    pages.mkdir()
    notebooks.to_html(executed, pages / f"{stage.name}.html")
