"""A collection's folder -> its files listed, hashed, read where they are new, and held against each other."""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import duckdb

from taizhang.declare.specs import Catalogue, LedgerSpec
from taizhang.errors import SourceError
from taizhang.ledger.aliases import with_aliases
from taizhang.ledger.correct import CORRECTIONS, held_against, read_corrections
from taizhang.ledger.findings import Finding
from taizhang.ledger.importing import cache as entries
from taizhang.ledger.importing.pool import Job, run
from taizhang.ledger.importing.sources_use import doubts
from taizhang.ledger.results import FileResult, Import, SheetResult
from taizhang.ledger.rules import across, standards
from taizhang.ledger.setting import SOURCES, Setting, read_sources

Progress = Callable[[int, int, str], None]
_HASHERS = 2


def import_collection(
    folder: Path,
    catalogue: Catalogue,
    *,
    cache: Path,
    places: Iterable[str] = (),
    corrections: Sequence[Path] = (),
    progress: Progress | None = None,
    workers: int = 2,
) -> Import:
    """Read and check a folder. ``progress`` gets done, all, and the path just done.

    ``places`` are the codes that the collection speaks of: a name that several places of the nation share
    means the one among them. Raises SourceError when the folder is not there or a file changes while it is
    read, DefinitionError when the folder's sources.yml cannot be used, or a correction (the folder's
    corrections.yml, then the files in ``corrections``) finds other rows than it says.
    """
    setting = _setting(folder, catalogue, places, corrections)
    imported = _import(folder, _paths(folder), setting, cache, progress, workers)
    unused = tuple(doubts(setting.sources, imported.files))
    imported = replace(imported, across=(*imported.across, *unused))
    applied = held_against(setting.sources.corrections, imported.findings)
    return replace(imported, corrections=applied)


def import_files(
    files: Sequence[Path], catalogue: Catalogue, *, cache: Path, progress: Progress | None = None
) -> Import:
    """Read and check single files as parts of the collection they lie in, if they lie in one."""
    missing = next((path for path in files if not path.is_file()), None)
    if missing is not None:
        raise SourceError(missing.name, "没有这个文件", "请检查名称和位置是否写对。")
    paths = sorted(path.resolve() for path in files)
    root = _collection_of(paths)
    return _import(root, paths, _setting(root, catalogue, ()), cache, progress, 1)


def _collection_of(paths: Sequence[Path]) -> Path:
    common = paths[0].parent
    while not all(path.is_relative_to(common) for path in paths):
        common = common.parent
    return next((folder for folder in (common, *common.parents) if (folder / SOURCES).is_file()), common)


def _setting(root: Path, catalogue: Catalogue, places: Iterable[str], more: Sequence[Path] = ()) -> Setting:
    known = [one for path in (root / CORRECTIONS, *more) for one in read_corrections(path)]
    sources = replace(read_sources(root, catalogue.ledgers), corrections=tuple(known))
    specs = with_aliases(catalogue.ledgers, sources.aliases)
    return Setting(specs, sources, tuple(sorted(set(places))))


def _import(
    root: Path, paths: Sequence[Path], setting: Setting, cache: Path, progress: Progress | None, workers: int
) -> Import:
    relative = [path.relative_to(root).as_posix() for path in paths]
    with ThreadPoolExecutor(_HASHERS) as threads:
        hashes = list(threads.map(_hash, paths))
        digest = setting.digest()
        keys = [
            entries.entry_key(sha, name, setting.digest_for(name, digest))
            for (sha, _), name in zip(hashes, relative, strict=True)
        ]
        known = dict(zip(relative, threads.map(lambda key: entries.load(cache, key), keys), strict=True))
    jobs = [
        Job(name, str(path), str(cache), key, sha, size)
        for path, name, key, (sha, size) in zip(paths, relative, keys, hashes, strict=True)
        if known[name] is None
    ]
    fresh = dict(run(jobs, setting, workers, _counted(progress, len(paths), len(paths) - len(jobs))))
    files = tuple(
        _file(name, sha, size, known[name] or fresh[name])
        for name, (sha, size) in zip(relative, hashes, strict=True)
    )
    return _whole(files, setting, cache, len(paths) - len(jobs))


def _file(name: str, sha256: str, size: int, sheets: tuple[SheetResult, ...]) -> FileResult:
    read = all(one.code not in ("NOT_READ", "NOT_READ_LEDGER") for sheet in sheets for one in sheet.findings)
    return FileResult(name, sha256, size, read, sheets)


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise SourceError(folder.name, "没有这个文件夹", "请把台账放进该文件夹，或检查名称是否写对。")
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path not in (folder / SOURCES, folder / CORRECTIONS)
    ]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _hash(path: Path) -> tuple[str, int]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return digest.hexdigest(), file.tell()
    except OSError as error:
        raise SourceError(path.name, "文件打不开", "请关闭正在使用它的程序，或检查读取权限。") from error


def _counted(progress: Progress | None, total: int, done: int) -> Callable[[str], None]:
    count = done

    def tell(path: str) -> None:
        nonlocal count
        count += 1
        if progress:
            progress(count, total, path)

    if progress:
        progress(done, total, "")
    return tell


def _whole(files: tuple[FileResult, ...], setting: Setting, cache: Path, reused: int) -> Import:
    tables: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        for sheet in file.sheets:
            if sheet.ledger and sheet.table:
                tables[sheet.ledger].append(sheet.table)
    sheets = [sheet for file in files for sheet in file.sheets]
    met = across.meetings(sheets, setting.specs)
    files, between = _with_repeats(files, tables, met, setting, cache)
    found: list[Finding] = [
        *between.findings,
        *across.duplicate_files(
            files, met, setting.specs, between.overlapping, between.together, _no_rolls(files)
        ),
        *across.gaps(sheets, setting.specs),
    ]
    ordered = {ledger: tables[ledger] for ledger in sorted(tables)}
    labels = {name: spec.label for name, spec in setting.specs.items()}
    return Import(files, tuple(found), ordered, reused, labels)


@dataclass(slots=True)
class _Between:
    """What the rows of several sheets show: sheets with the same rows, files that are parts of one roll."""

    overlapping: dict[str, list[tuple[across.Place, across.Place]]] = field(default_factory=dict)
    together: dict[str, across.Parts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def _with_repeats(
    files: tuple[FileResult, ...],
    tables: Mapping[str, list[Path]],
    met: across.Meetings,
    setting: Setting,
    cache: Path,
) -> tuple[tuple[FileResult, ...], _Between]:
    """Every row with a repeated key gets its finding; files that share most of their rows are told apart."""
    by_sheet: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    between = _Between()
    old = {one.ledger for file in files for one in file.sheets if _has_old_ids(one)}
    no_rolls = {path for path, _ in _no_rolls(files)}
    with duckdb.connect(config={"threads": 2}) as connection:
        with contextlib.suppress(
            duckdb.Error
        ):  # refused in a notebook without widgets, where there is no bar
            connection.execute("set enable_progress_bar = false")  # it would be written into the notebook
        for ledger, paths in sorted(tables.items()):
            spec = setting.specs[ledger]
            find = partial(across.repeats, connection, spec, [str(path) for path in paths])
            rows = entries.remembered(cache, ledger, paths, find)
            between.overlapping[ledger] = across.overlaps(rows, _sizes(files, ledger)) if rows else []
            between.findings += across.repeat_summary(spec, rows)
            pairs = across.pairs_of(met, ledger, no_rolls)
            _add_parts(between, connection, spec, paths, pairs, rows)
            for finding in (
                *_above(connection, spec, tables, cache),
                *(_two_forms(connection, spec, paths, cache) if ledger in old else ()),
                *across.repeat_findings(spec, rows),
            ):
                by_sheet[finding.path, finding.sheet].append(finding)
    return tuple(replace(file, sheets=_added(file.sheets, by_sheet)) for file in files), between


def _add_parts(
    between: _Between,
    connection: duckdb.DuckDBPyConnection,
    spec: LedgerSpec,
    paths: Sequence[Path],
    met: across.Met,
    rows: Sequence[across.Repeat],
) -> None:
    """The files and sheets of one ledger that are parts of one roll, where any speak of the same place and month."""
    if not met or not spec.parts:
        return
    texts = [str(path) for path in paths]
    said = {column: across.values(connection, spec, column, texts) for column in spec.parts}
    between.together[spec.id] = told = across.parts(met, said, rows)
    between.findings += [*across.part_findings(spec, told, met), *across.missing_parts(spec, told, said)]


def _no_rolls(files: Sequence[FileResult]) -> frozenset[across.Place]:
    """The sheets that list people who are not paid (stopped, proposed, returned), or only some of those who are."""
    return frozenset(
        (sheet.path, sheet.sheet)
        for file in files
        for sheet in file.sheets
        if any(one.code in ("OTHER_LIST", "PARTIAL_LIST", "SECTIONS") for one in sheet.findings)
    )


def _has_old_ids(sheet: SheetResult) -> bool:
    return any(one.code == "ID_15_DIGITS" for one in sheet.findings)


def _two_forms(
    connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, paths: list[Path], cache: Path
) -> list[Finding]:
    """People who stand in the ledger with an old number and a new one."""
    found: list[Finding] = []
    for name in spec.key:
        if spec.columns[name].type == "id_number":
            find = partial(across.two_forms, connection, name, [str(path) for path in paths])
            rows = entries.remembered(cache, f"{spec.id}/{name}/two forms", paths, find)
            found += across.two_form_findings(spec, name, rows)
    return found


def _above(
    connection: duckdb.DuckDBPyConnection, spec: LedgerSpec, tables: Mapping[str, list[Path]], cache: Path
) -> list[Finding]:
    """What is not as the policy standard of its place and month says."""
    own, known = tables[spec.id], tables.get(standards.STANDARDS, [])
    if not spec.standards or not known or spec.place is None or spec.period is None:
        return []
    texts = [str(path) for path in own], [str(path) for path in known]
    find = partial(standards.against_standards, connection, spec, *texts)
    rows = entries.remembered(cache, f"{spec.id}/standards", [*own, *known], find)
    return list(standards.standard_findings(spec, rows))


def _sizes(files: Sequence[FileResult], ledger: str) -> dict[across.Place, int]:
    sheets = [sheet for file in files for sheet in file.sheets if sheet.ledger == ledger]
    return {(sheet.path, sheet.sheet): sheet.accepted for sheet in sheets}


def _added(
    sheets: tuple[SheetResult, ...], found: dict[tuple[str, str], list[Finding]]
) -> tuple[SheetResult, ...]:
    return tuple(
        replace(sheet, findings=(*sheet.findings, *found[sheet.path, sheet.sheet]))
        if (sheet.path, sheet.sheet) in found
        else sheet
        for sheet in sheets
    )
