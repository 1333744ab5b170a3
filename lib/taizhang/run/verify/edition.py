"""An edition -> whether its ledgers, its files and its document still say the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from taizhang.document import embedded
from taizhang.document.embedded import PrintedFact
from taizhang.errors import SourceError
from taizhang.run import finality
from taizhang.run.build import hashing
from taizhang.run.verify import document, files, records
from taizhang.run.verify.document import Reference
from taizhang.run.verify.model import ADDED, CHANGED, MISSING, SAME, STALE, WITHHELD, File, Verified
from taizhang.run.verify.records import Recorded
from taizhang.run.workspace import CACHE, Workspace

Say = Callable[[str, int, int], None]
Refusal = Callable[[Recorded], str]
_VARYING = ("notebooks/", "html/")  # of these only the hash on record counts
UNCHANGED = "台账自生成以来没有变动，未重新计算（--full 可强制重算）。"
RECOMPUTED = "已由原始台账重新计算全部数据点、表格、图和文档。"
WITHOUT = "这里没有台账原件，只核对了散列值和文档，没有重新计算。"
OTHER_CODE = "程序版本与生成时不同（{} → {}）；--full 可用现在的程序重算。"


def verify_edition(
    workspace: Workspace,
    name: str,
    full: bool,
    say: Say,
    withheld: Collection[str] = (),
    refusal: Refusal = lambda recorded: "",
) -> Verified:
    """Hold an edition's out/ against its records, and against its ledgers where they changed or ``full`` asks for it.

    ``withheld`` are files, by their path below the workspace, that an archive left out on purpose;
    ``refusal`` says why nothing may be run here, where that is so.
    UsageError or ReportError when there is no such edition or nothing was built.
    """
    folder = workspace.edition(name)
    recorded = records.read(folder)
    say("核对台账和文件", 0, 2)
    read = _excused(files.inputs(workspace.root, recorded.inputs), "", withheld)
    made = _excused(files.outputs(folder / "out", recorded.outputs), f"reports/{name}/out/", withheld)
    remarks = [*_other_code(recorded)]
    wanted = _present(read) and (full or _moved(read))
    refused = refusal(recorded) if wanted else ""
    if wanted and not refused:
        with recomputed(workspace, name, recorded, full, say) as out:
            reference = _reference(name, out)
            made = _against(made, out, recorded, folder / "out")
        remarks.insert(0, RECOMPUTED)
    else:
        reference = Reference(name, recorded.embedded)
        if not refused:
            remarks.insert(0, UNCHANGED if _present(read) else WITHOUT)
    say("核对文档", 1, 2)
    found = _document(folder / "out" / recorded.document, reference, recorded)
    say("完成", 2, 2)
    said = replace(found, target=name, edition=name, files=(*read, *made), remarks=tuple(remarks))
    said = replace(said, recomputed=reference.recomputed)
    return said.with_problems(*filter(None, [refused]), *_broken_seal(folder, recorded))


def _excused(found: list[File], above: str, withheld: Collection[str]) -> list[File]:
    return [
        File(file.path, WITHHELD) if file.status == MISSING and above + file.path in withheld else file
        for file in found
    ]


def _broken_seal(folder: Path, recorded: Recorded) -> Iterator[str]:
    """An edition that is final holds its document's fingerprint outside of out/."""
    seal = finality.sealed(folder)
    if seal is not None and seal != recorded.fingerprint:
        yield "文档的指纹与定稿记录不同：定稿之后被改动或替换。"


def reference_of(workspace: Workspace, name: str, say: Say) -> tuple[Reference, list[str]]:
    """What the edition prints with the ledgers of now, computed afresh where they changed since its build."""
    folder = workspace.edition(name)
    recorded = records.read(folder)
    read = files.inputs(workspace.root, recorded.inputs)
    if not _present(read):
        return Reference(name, recorded.embedded, _all_facts(folder / "out")), [WITHOUT]
    if not _moved(read):
        return Reference(name, recorded.embedded, _all_facts(folder / "out")), []
    with recomputed(workspace, name, recorded, False, say) as out:
        return _reference(name, out), [RECOMPUTED]


def _document(path: Path, reference: Reference, recorded: Recorded) -> Verified:
    if not recorded.document or not path.is_file():
        return Verified(path.name)
    return document.verify(path, reference)


def _present(read: list[File]) -> bool:
    """Whether the ledgers are here at all: an archive may come without them."""
    ledgers = [file for file in read if file.path.startswith("data_raw/")]
    return any(file.status not in (MISSING, WITHHELD) for file in ledgers)


def _moved(read: list[File]) -> bool:
    return any(file.status in (CHANGED, ADDED, MISSING) for file in read)


def _other_code(recorded: Recorded) -> Iterator[str]:
    then, now = recorded.library.partition("+")[2], hashing.code()[:12]
    if then and then != now:
        yield OTHER_CODE.format(then, now)


@contextmanager
def recomputed(workspace: Workspace, name: str, recorded: Recorded, full: bool, say: Say) -> Iterator[Path]:
    """A complete out/ made from the ledgers of now in a folder of its own, which is gone afterwards.

    ``full`` uses nothing that an earlier run left in the cache.
    """
    from taizhang.run import edition as editions
    from taizhang.run.build import pipeline

    edition = editions.load(workspace, name)
    if not workspace.collection(edition.collection).is_dir():
        raise SourceError(
            f"data_raw/{edition.collection}", "没有台账文件夹，无法重新计算", "把台账放回原处。"
        )
    work = Path(tempfile.mkdtemp(prefix="taizhang-"))
    try:
        with _own_cache(work / "cache" if full else None):
            yield pipeline.produce(workspace, edition, recorded.parameters, work / "new", say).out
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _own_cache(folder: Path | None) -> Iterator[None]:
    before = os.environ.get(CACHE)
    if folder is not None:
        os.environ[CACHE] = str(folder)
    try:
        yield
    finally:
        if folder is not None:
            os.environ.pop(CACHE)
            if before is not None:
                os.environ[CACHE] = before


def _reference(name: str, out: Path) -> Reference:
    made = next(path for path in sorted(out.glob("*.docx")))
    return Reference(name, embedded.read(made), _all_facts(out), recomputed=True)


def _against(made: list[File], fresh: Path, recorded: Recorded, out: Path) -> list[File]:
    """Products that are as written, but would be written differently today, are out of date."""
    hashes = hashing.tree(fresh)
    return [
        File(file.path, STALE)
        if file.status == SAME
        and not file.path.startswith(_VARYING)
        and hashes.get(file.path) != recorded.outputs[file.path]
        and not _reads_the_same(out / file.path, fresh / file.path)
        else file
        for file in made
    ]


def _reads_the_same(one: Path, other: Path) -> bool:
    """A document also holds the manifest, which changes with every ledger; what counts is what it says."""
    if one.suffix != ".docx" or not other.is_file():
        return False
    then, now = embedded.read(one), embedded.read(other)
    return (then.anchors, then.facts, then.lines, then.pictures) == (
        now.anchors,
        now.facts,
        now.lines,
        now.pictures,
    )


def _all_facts(out: Path) -> tuple[PrintedFact, ...]:
    """Every fact of an out/, printed or not; none where the table is gone."""
    from taizhang.indicators.store import read_parquet
    from taizhang.numbers import exact

    path = out / "facts.parquet"
    if not path.is_file():
        return ()
    return tuple(
        PrintedFact(
            fact.fact, fact.label, fact.unit, exact(fact.value), fact.place_name, fact.period, fact.status
        )
        for fact in read_parquet(path)
        if fact.value is not None
    )
