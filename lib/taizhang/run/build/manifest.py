"""A finished out/ -> the manifest inside its document, the document's fingerprint, and the run crate beside it."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang import __version__, places
from taizhang.document import embedded
from taizhang.document.embedded import Fingerprint, PrintedFact
from taizhang.indicators import FactBook
from taizhang.indicators.store import read_parquet
from taizhang.numbers import exact
from taizhang.run.build import hashing
from taizhang.run.build.job import Job, StageRun, now
from taizhang.run.crate.model import RunRecord, Tool
from taizhang.run.stages import STAGES, Stage
from taizhang.run.workspace import Workspace

NAME = "ro-crate-metadata.json"
WORKFLOW = "workflow.json"
FORMAT = 1
LOCKS = ("uv.lock", "requirements.txt", "environment.yml")


@dataclass(frozen=True, slots=True)
class Summary:
    """The number of facts, and the fingerprint of the manifest inside the document."""

    facts: int
    fingerprint: Fingerprint


def write(out: Path, document: Path, job: Job, began: str) -> Summary:
    """Put facts and manifest into the document, then write ro-crate-metadata.json into ``out``.

    Times stand in the crate only, and in nothing that is hashed.
    """
    from taizhang.run.crate.graph import graph  # the library behind it takes a second to load

    book = read_parquet(out / "facts.parquet")
    _write_json(out / WORKFLOW, _workflow())
    outputs = hashing.tree(out)
    steady = {name: value for name, value in outputs.items() if _steady(name) and name != document.name}
    about = _about(job, steady)
    document.write_bytes(embedded.embed(document, printed(document, book), about))
    fingerprint = embedded.fingerprint(document)
    assert fingerprint is not None
    outputs[document.name] = hashing.file_hash(document)
    _write_json(out / NAME, graph(_record(job, document.name, outputs, fingerprint, began)))
    return Summary(len(book), fingerprint)


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _workflow() -> object:
    """What the crate is about: the notebooks in order, and on whose products each stands."""
    return [
        {"notebook": f"notebooks/{stage.name}.ipynb", "title": stage.says, "needs": list(stage.needs)}
        for stage in STAGES
    ]


def _steady(name: str) -> bool:
    return not name.startswith(("notebooks/", "html/"))


def printed(document: Path, book: FactBook) -> list[PrintedFact]:
    """The facts that a document's anchors name."""
    named = {anchor.source for anchor in embedded.read(document).anchors}
    return [
        PrintedFact(
            fact.fact,
            fact.label,
            fact.unit,
            "" if fact.value is None else exact(fact.value),
            fact.place_name,
            fact.period,
            fact.status,
        )
        for fact in book
        if fact.fact in named
    ]


def code_of(workspace: Workspace) -> dict[str, str]:
    """Path below the workspace -> SHA-256 of the notebooks and of the files that pin the environment."""
    names = sorted(workspace.notebooks.glob("*.ipynb"))
    names += [path for name in LOCKS if (path := workspace.root / name).is_file()]
    return {path.relative_to(workspace.root).as_posix(): hashing.file_hash(path) for path in names}


def _about(job: Job, outputs: Mapping[str, str]) -> dict[str, Any]:
    """The manifest that travels inside the document: no times, no paths of this machine, no person."""
    edition = job.edition
    return {
        "format": FORMAT,
        "edition": {
            "name": edition.name,
            "title": edition.title,
            "report": edition.report,
            "place": edition.place,
            "period": edition.period,
            "as_of": edition.as_of.isoformat(),
            "state": edition.state,
            "revises": edition.revises,
            "revision_reason": edition.revision_reason,
        },
        "inputs": dict(job.inputs),
        "code": code_of(job.workspace),
        "library": library(),
        "versions": _versions(),
        "parameters": {name: dict(values) for name, values in job.values.items()},
        "outputs": dict(outputs),
    }


def library() -> str:
    """The version of our own code: the release, and the beginning of the hash over all of it."""
    return f"{__version__}+{hashing.code()[:12]}"


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **hashing.versions()}


def _record(
    job: Job, document: str, outputs: Mapping[str, str], fingerprint: Fingerprint, began: str
) -> RunRecord:
    edition, code = job.edition, code_of(job.workspace)
    template = f"reports/templates/{edition.template}"
    settings = tuple(name for name in sorted(job.inputs) if name.startswith(f"reports/{edition.name}/"))
    return RunRecord(
        edition=edition.name,
        title=edition.title,
        place=places.name(edition.place),
        issuer=edition.issuer,
        as_of=edition.as_of.isoformat(),
        state=edition.state,
        classification=edition.classification,
        revises=edition.revises,
        reason=edition.revision_reason,
        document=document,
        workflow=WORKFLOW,
        inputs=job.inputs,
        settings=settings,
        template=template,
        code=code,
        locks=tuple(name for name in LOCKS if name in code),
        outputs=outputs,
        tools=[_tool(job, stage, run) for stage, run in zip(STAGES, job.runs, strict=True)],
        versions=_versions(),
        library=library(),
        system=platform.system(),
        machine=platform.machine(),
        sha256=fingerprint.sha256,
        sm3=fingerprint.sm3,
        began=began,
        ended=now(),
    )


def _tool(job: Job, stage: Stage, run: StageRun) -> Tool:
    folder = job.work / stage.name
    return Tool(
        name=stage.name,
        says=stage.says,
        path=f"notebooks/{stage.name}.ipynb",
        needs=stage.needs,
        values=job.values[stage.name],
        inputs=stage.reads,
        results=tuple(
            sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        ),
        began=run.effort.began,
        ended=run.effort.ended,
        memory=run.effort.memory,
        processor=run.effort.processor,
        reused=run.reused,
    )


def recorded(out: Path) -> dict[str, str]:
    """File name -> SHA-256 of what the build that made ``out`` wrote; empty when its manifest is gone."""
    try:
        graph = json.loads((out / NAME).read_text(encoding="utf-8"))["@graph"]
    except (OSError, ValueError, KeyError):
        return {}
    return {part["name"]: part["sha256"] for part in graph if "sha256" in part}
