"""Specs, places and a collection's own declarations -> all that one file needs to be read."""

from __future__ import annotations

import fnmatch
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from taizhang import places
from taizhang.declare import read_checked
from taizhang.declare.problems import Problem, raise_all, short
from taizhang.declare.specs import LedgerSpec
from taizhang.errors import nearest
from taizhang.ledger.aliases import Aliases, read_aliases
from taizhang.ledger.aliases import problems as problems_of
from taizhang.ledger.correct.declared import Correction
from taizhang.ledger.recognise.known import KnownNames, known_names
from taizhang.ledger.recognise.layout import Told
from taizhang.ledger.recognise.normal import normal

SOURCES = "sources.yml"


@dataclass(frozen=True, slots=True)
class FileRule:
    """What sources.yml says about the files (and sheets) that match: ledger, header row, column headers.

    ``values`` are what every row has in columns that the sheet does not have. ``unit`` is what amounts are in
    whose header names no unit; ``units`` what those of single columns are in, whatever the sheet says.
    ``counts_if`` holds headers, each with the words in its cells by which a row counts.
    """

    match: str
    sheet: str | None = None
    ledger: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    counts_if: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def fits(self, path: str, sheet: str) -> bool:
        """Whether the rule speaks of this sheet."""
        return _fits(path, self.match) and (self.sheet is None or fnmatch.fnmatchcase(sheet, self.sheet))


@dataclass(frozen=True, slots=True)
class Sources:
    """A collection's sources.yml, and the corrections of the collection and of its edition."""

    valid_id_areas: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    files: tuple[FileRule, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: Aliases = field(default_factory=Aliases)

    def ignores(self, path: str) -> bool:
        """Whether the collection says that this file (or sheet, as path#sheet) is no ledger."""
        return any(_fits(path, pattern) for pattern in self.ignore)


def _fits(path: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(PurePosixPath(path).name, pattern)


@dataclass(frozen=True)
class Setting:
    """Everything that reading a file depends on, beside the file."""

    specs: Mapping[str, LedgerSpec]
    sources: Sources
    scope: tuple[str, ...] = ()

    @cached_property
    def known(self) -> KnownNames:
        """Header names of all ledgers."""
        return known_names(self.specs.values())

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Every way of writing a place -> its code."""
        known = places.lookup(places.registry()) | places.lookup(self.scope)
        return known | {alias: known[name] for alias, name in self.sources.aliases.places.items()}

    @cached_property
    def areas(self) -> frozenset[str]:
        """All area codes that an id may begin with."""
        return places.id_areas()

    def rule(self, path: str, sheet: str) -> FileRule | None:
        """What sources.yml says about a sheet."""
        return next((rule for rule in self.sources.files if rule.fits(path, sheet)), None)

    def told(self, path: str, sheet: str) -> Told:
        """The header row, headers, values and units that sources.yml states for a sheet."""
        rule = self.rule(path, sheet)
        if rule is None:
            return Told()
        words = {header: tuple(normal(str(word)) for word in said) for header, said in rule.counts_if.items()}
        return Told(rule.header_row, rule.values, rule.columns, rule.unit, rule.units, words)

    def candidates(self, rule: FileRule | None) -> Mapping[str, LedgerSpec]:
        """The ledgers that a sheet may be, with the headers that the rule adds."""
        chosen = {rule.ledger: self.specs[rule.ledger]} if rule and rule.ledger else dict(self.specs)
        return {name: _with_headers(spec, rule.columns) for name, spec in chosen.items()} if rule else chosen

    def digest(self) -> str:
        """A hash of all of it but the corrections, which concern single files."""
        sources = replace(self.sources, corrections=())
        return hashlib.sha256(repr((sorted(self.specs.items()), sources, self.scope)).encode()).hexdigest()

    def digest_for(self, path: str, digest: str) -> str:
        """``digest`` together with the corrections that speak of one file, in their order."""
        ids = [one.id for one in self.sources.corrections if one.fits_file(path)]
        return "\n".join([digest, *ids])


def _with_headers(spec: LedgerSpec, headers: Mapping[str, str]) -> LedgerSpec:
    if not any(name in spec.columns for name in headers):
        return spec
    columns = {
        name: replace(column, name=headers[name], aliases=(column.name, *column.aliases))
        if name in headers
        else column
        for name, column in spec.columns.items()
    }
    return replace(spec, columns=columns)


def read_sources(folder: Path, specs: Mapping[str, LedgerSpec]) -> Sources:
    """Read the folder's sources.yml; an absent one says nothing. Raises DefinitionError."""
    path = folder / SOURCES
    if not path.is_file():
        return Sources()
    document, problems = read_checked(path, "sources")
    raise_all(problems)
    raw = (document.value if document else None) or {}
    rules = tuple(FileRule(**part) for part in raw.get("files", ()))
    wrong = [
        Problem(short(path), document.line(["files", index]) if document else 1, message)
        for index, rule in enumerate(rules)
        for message in _rule_problems(rule, specs)
    ]
    aliases = read_aliases(raw.get("aliases", {}))
    line = document.line(["aliases"]) if document else 1
    known = places.lookup(places.registry())
    wrong += [Problem(short(path), line, message) for message in problems_of(aliases, specs, known)]
    raise_all(wrong)
    areas, ignore = (tuple(raw.get(name, ())) for name in ("valid_id_areas", "ignore"))
    return Sources(areas, ignore, rules, aliases=aliases)


def _rule_problems(rule: FileRule, specs: Mapping[str, LedgerSpec]) -> list[str]:
    if rule.ledger is not None and rule.ledger not in specs:
        return [f"没有台账类型 {rule.ledger}{_hint(rule.ledger, specs)}"]
    within = [specs[rule.ledger]] if rule.ledger else list(specs.values())
    known = {name for spec in within for name in spec.columns}
    wrong = [
        f"没有列 {name}{_hint(name, known)}"
        for name in (*rule.columns, *rule.values, *rule.units)
        if name not in known
    ]
    told = Counter(normal(header) for header in rule.columns.values())
    return wrong + [f"列名 {header} 写给了两列" for header, times in told.items() if times > 1]


def _hint(name: str, names: Mapping[str, object] | set[str]) -> str:
    near = nearest(name, names)
    return f"（是否为 {near}）" if near else ""
