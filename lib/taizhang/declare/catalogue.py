"""The definition folders, shared and an edition's own -> one catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.declare import build, crosscheck, specs
from taizhang.declare.document import Document, read
from taizhang.declare.messages import schema_message
from taizhang.declare.naming import Naming
from taizhang.declare.problems import Problem, raise_all, short
from taizhang.declare.validator import Validator, validator

SHARED = Path(__file__).parent.parent / "definitions"
NAMES = SHARED / "wording" / "columns.yml"
FOLDERS = ("ledgers", "indicators", "checks", "reports")


@cache
def naming() -> Naming:
    """The names that columns have in any ledger. Raises DefinitionError when they are not as their schema says."""
    document, problems = read_checked(NAMES, "columns")
    raise_all(problems)
    assert document is not None
    return Naming(
        document.value["names"],
        document.value["of_persons"],
        document.value["people"],
        document.value["programme"],
        document.value["instead"],
    )


@dataclass(slots=True)
class _Draft:
    """What has been read so far; an edition's own definitions replace shared ones of the same id."""

    ledgers: dict[str, specs.LedgerSpec] = field(default_factory=dict)
    indicators: dict[str, specs.IndicatorSpec] = field(default_factory=dict)
    flags: dict[str, specs.FlagSpec] = field(default_factory=dict)
    reconciliations: dict[str, specs.ReconciliationSpec] = field(default_factory=dict)
    reports: dict[str, specs.ReportSpec] = field(default_factory=dict)
    where: dict[tuple[str, str], tuple[Document, tuple[str | int, ...]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@cache
def schema(name: str) -> Validator:
    """The JSON Schema of one folder of definitions (also of ``edition`` and ``sources``)."""
    text = (SHARED / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    return validator(json.loads(text))


def read_checked(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file and hold it against a schema; all problems, each with its line."""
    try:
        document = read(path)
    except ValueError as error:
        line, _, text = str(error).partition(": ")
        return None, [Problem(short(path), int(line), text)]
    found = [
        Problem(short(path), document.line(list(error.absolute_path)), schema_message(error))
        for error in schema(name).iter_errors(document.value)
    ]
    return document, found


def load(overlay: Path | None = None) -> specs.Catalogue:
    """Load the shared definitions and, over them, an edition's own folder.

    Raises DefinitionError naming every problem with its file and line.
    """
    draft = _Draft()
    files: list[Path] = [NAMES]
    for root in (SHARED, overlay) if overlay and overlay.is_dir() else (SHARED,):
        for name in FOLDERS:
            for path in sorted((root / name).glob("*.yml")):
                files.append(path)
                _add_file(draft, path, name)
    raise_all(draft.problems)
    draft.problems.extend(_cross(draft))
    raise_all(draft.problems)
    return specs.Catalogue(
        draft.ledgers, draft.indicators, draft.flags, draft.reconciliations, draft.reports, tuple(files)
    )


def _add_file(draft: _Draft, path: Path, name: str) -> None:
    document, problems = read_checked(path, name)
    draft.problems.extend(problems)
    if document is None or problems:
        return
    for kind, spec, keys in _parts(name, document.value):
        getattr(draft, kind)[spec.id] = spec
        draft.where[kind, spec.id] = (document, keys)


def _parts(name: str, raw: Mapping[str, Any]) -> Iterator[tuple[str, Any, tuple[str | int, ...]]]:
    if name == "ledgers":
        yield "ledgers", build.ledger(naming().ledger(raw)), ()
    elif name == "reports":
        yield "reports", build.report(raw), ()
    elif name == "indicators":
        for index, part in enumerate(raw["indicators"]):
            yield "indicators", build.indicator(part, raw["subject"]), ("indicators", index)
    else:
        for index, part in enumerate(raw.get("red_flags", ())):
            yield "flags", build.flag(part), ("red_flags", index)
        for index, part in enumerate(raw.get("reconciliations", ())):
            yield "reconciliations", build.reconciliation(part), ("reconciliations", index)


def _cross(draft: _Draft) -> Iterator[Problem]:
    found = crosscheck.problems(
        draft.ledgers, draft.indicators, draft.flags, draft.reconciliations, draft.reports
    )
    for kind, spec_id, message in found:
        document, keys = draft.where[kind, spec_id]
        yield Problem(short(document.path), document.line(keys), f"{spec_id}：{message}")
