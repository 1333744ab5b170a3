"""An edition -> a finished out/, put in the place of the old one; or, elsewhere, to be compared with it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from taizhang import declare
from taizhang.document.embedded import Fingerprint
from taizhang.run import edition as editions
from taizhang.run import finality
from taizhang.run.build import manifest, swap
from taizhang.run.build.job import Job, Say, StageRun, now, open_job, run_stages
from taizhang.run.edition import Edition
from taizhang.run.stages import STAGES
from taizhang.run.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Produced:
    """A complete out/ in some folder, and how it came about."""

    edition: Edition
    out: Path
    document: Path
    facts: int
    stages: tuple[StageRun, ...]
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: what was produced, now in the edition's out/, and what was kept of the old one."""

    edition: Edition
    out: Path
    document: Path
    facts: int
    seconds: float
    stages: tuple[StageRun, ...]
    kept: tuple[Path, ...]
    fingerprint: Fingerprint


def build(
    workspace: Workspace, name: str, given: Mapping[str, str], say: Say, *, final: bool = False
) -> Built:
    """Build an edition; out/ is replaced as a whole at the very end, or stays as it was.

    ``final`` writes the one and only 定稿 of an edition in that state and seals it. Raises a
    TaizhangError of the room that found the mistake.
    """
    began = time.monotonic()
    edition = editions.load(workspace, name)
    finality.refuse(edition, final)
    declare.load(edition.definitions)
    swap.refuse_unwritable(edition.folder)
    with swap.alone(edition.folder):
        swap.recover(edition.folder)
        work = edition.folder / swap.NEW
        try:
            made = produce(workspace, edition, given, work, say)
            kept = swap.keep_edited(edition.folder, manifest.recorded(edition.folder / "out"))
            swap.replace(edition.folder, made.out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        if final:
            finality.seal(edition, made.fingerprint)
    out = edition.folder / "out"
    return Built(
        edition,
        out,
        out / made.document.name,
        made.facts,
        time.monotonic() - began,
        made.stages,
        tuple(kept),
        made.fingerprint,
    )


def produce(
    workspace: Workspace, edition: Edition, given: Mapping[str, str], work: Path, say: Say
) -> Produced:
    """Everything that a build writes, as ``work/out``; the edition's own out/ is not touched.

    Stages whose inputs did not change are taken from the cache. ``work`` is the caller's to remove.
    """
    began = now()
    job = open_job(workspace, edition, given, work / "stages")
    run_stages(job, say)
    return _finish(job, work / "out", began)


def _finish(job: Job, out: Path, began: str) -> Produced:
    for stage in STAGES:
        shutil.copytree(job.work / stage.name, out, dirs_exist_ok=True)
    document = out / f"{job.edition.title}.docx"
    summary = manifest.write(out, document, job, began)
    return Produced(job.edition, out, document, summary.facts, tuple(job.runs), summary.fingerprint)
