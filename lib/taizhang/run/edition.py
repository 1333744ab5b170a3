"""edition.yml -> an edition: which report, place, period and collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from taizhang import indicators, places
from taizhang.declare import read_checked
from taizhang.declare.problems import Problem, raise_all, short
from taizhang.indicators import Scope
from taizhang.periods import month
from taizhang.run.workspace import Workspace

DRAFT, SENT, FINAL = "草稿", "送审", "定稿"
CORRECTIONS = "corrections.yml"
EXCEPTIONS = ".例外.yml"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stopping finding that the edition accepts by name, with the reason that the appendix prints."""

    case: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One report of one place and period."""

    name: str
    folder: Path
    report: str
    title: str
    place: str
    period: str
    as_of: date
    collection: str
    template: str
    issuer: str
    document_number: str = ""
    state: str = DRAFT
    classification: str = "内部资料"
    cutoffs: Mapping[str, str] = field(default_factory=dict)
    years: int = 2
    set_aside_max: int = 0
    issued: str = ""
    revises: str = ""
    revision_reason: str = ""
    accepted: tuple[Accepted, ...] = ()

    @property
    def definitions(self) -> Path:
        """The edition's own definitions, laid over the shared ones."""
        return self.folder / "definitions"

    @property
    def exceptions(self) -> str:
        """The name of the file with the proofreader's known exceptions, in the edition's folder."""
        return f"{self.title}{EXCEPTIONS}"

    def scope(self) -> Scope:
        """The place, reporting date and cut-offs for the indicators."""
        return indicators.scope(self.place, self.as_of.isoformat(), self.cutoffs, self.years)


def load(workspace: Workspace, name: str) -> Edition:
    """Read an edition. UsageError when there is none; DefinitionError with every line that is wrong."""
    folder = workspace.edition(name)
    path = folder / "edition.yml"
    document, problems = read_checked(path, "edition")
    if document is not None and not problems:
        problems = [Problem(short(path), document.line([key]), text) for key, text in _doubts(document.value)]
    raise_all(problems)
    assert document is not None
    return _edition(name, folder, document.value)


def _doubts(raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if raw["place"] not in places.registry():
        found.append(("place", f"place 写了“{raw['place']}”，不是 GB/T 2260 的代码"))
    if not _readable(raw["as_of"]):
        found.append(("as_of", f"as_of 写了“{raw['as_of']}”，应写成 2021-12-10 这样的日期"))
    elif "issued" in raw and not _readable(raw["issued"]):
        found.append(("issued", f"issued 写了“{raw['issued']}”，应写成 2021-12-10 这样的日期"))
    elif raw["as_of"][:4] != raw["period"]:
        found.append(("as_of", f"as_of 的年份与 period（{raw['period']}）不同"))
    if raw.get("revises") and not raw.get("revision_reason", "").strip():
        found.append(("revises", "写了 revises，还应在 revision_reason 写明修订原因"))
    for ledger, text in raw.get("cutoffs", {}).items():
        try:
            month(text)
        except ValueError:
            found.append(("cutoffs", f"cutoffs 中 {ledger} 写了“{text}”，应写成 2021-11 这样的月份"))
    return found


def _readable(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _edition(name: str, folder: Path, raw: Mapping[str, Any]) -> Edition:
    plain = {
        key: raw[key]
        for key in (
            "report title place period collection template issuer document_number state classification "
            "cutoffs years set_aside_max issued revises revision_reason"
        ).split()
        if key in raw
    }
    accepted = tuple(Accepted(part["case"], part["reason"]) for part in raw.get("accepted", ()))
    return Edition(name, folder, as_of=date.fromisoformat(raw["as_of"]), accepted=accepted, **plain)
