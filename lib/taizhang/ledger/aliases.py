"""A bureau's own words in sources.yml -> ledgers and places that know them too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.errors import nearest
from taizhang.ledger.recognise.normal import normal, split_unit

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Aliases:
    """``columns``: ledger -> column -> headers; ``values``: ledger -> column -> word -> other words for it.

    ``places``: what a bureau calls a place -> the name or code that everybody knows.
    """

    columns: Mapping[str, Words] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def read_aliases(raw: Mapping[str, Any]) -> Aliases:
    """The ``aliases`` part of a sources.yml, in plain values."""
    ledgers: Mapping[str, Any] = raw.get("ledgers", {})
    columns = {
        ledger: {name: tuple(words) for name, words in part.get("columns", {}).items()}
        for ledger, part in ledgers.items()
    }
    values = {
        ledger: {
            name: {word: tuple(others) for word, others in words.items()}
            for name, words in part.get("values", {}).items()
        }
        for ledger, part in ledgers.items()
    }
    return Aliases(columns, values, dict(raw.get("places", {})))


def problems(aliases: Aliases, specs: Mapping[str, LedgerSpec], places: Mapping[str, str]) -> Iterator[str]:
    """What the words speak of and nobody knows, and words that mean two things; in Chinese."""
    for ledger in aliases.columns:
        if ledger not in specs:
            yield f"没有台账类型 {ledger}{_hint(ledger, specs)}"
            continue
        known = specs[ledger].columns
        for name in (*aliases.columns[ledger], *aliases.values[ledger]):
            if name not in known:
                yield f"{ledger} 没有列 {name}{_hint(name, known)}"
        yield from _column_problems(specs[ledger], aliases.columns[ledger])
        for name, words in aliases.values[ledger].items():
            if name in known:
                yield from _value_problems(known[name], words)
    for alias, name in aliases.places.items():
        if name not in places:
            yield f"没有行政区划 {name}（别名 {alias}）"
        elif places.get(alias, places[name]) != places[name]:
            yield f"{alias} 已是另一个行政区划的名称"


def _column_problems(spec: LedgerSpec, headers: Words) -> Iterator[str]:
    """Headers that name another column already, with or without a unit: a sheet could be read either way."""
    taken = {
        _bare(way): column.id for column in spec.columns.values() for way in (column.name, *column.aliases)
    }
    for name, words in headers.items():
        for word in words:
            if name in spec.columns and taken.setdefault(_bare(word), name) != name:
                yield f"{spec.label}的列名 {word} 已经是“{spec.columns[taken[_bare(word)]].name}”"


def _bare(header: str) -> str:
    return split_unit(normal(header))[0]


def _value_problems(column: ColumnSpec, words: Words) -> Iterator[str]:
    taken = {normal(alias): word for word, aliases in column.values.items() for alias in (word, *aliases)}
    for word, others in words.items():
        if word not in column.values:
            yield f"{column.name}没有类别 {word}{_hint(word, column.values)}"
            continue
        for other in others:
            if taken.setdefault(normal(other), word) != word:
                yield f"{column.name}的 {other} 已经表示 {taken[normal(other)]}"


def _hint(name: str, names: Mapping[str, object]) -> str:
    near = nearest(name, names)
    return f"（是否为 {near}）" if near else ""


def with_aliases(specs: Mapping[str, LedgerSpec], aliases: Aliases) -> dict[str, LedgerSpec]:
    """The ledgers with the bureau's headers and words added to their own."""
    return {
        name: _extended(spec, aliases.columns[name], aliases.values[name])
        if name in aliases.columns
        else spec
        for name, spec in specs.items()
    }


def _extended(spec: LedgerSpec, headers: Words, values: Mapping[str, Words]) -> LedgerSpec:
    columns = {
        name: replace(
            column,
            aliases=(*column.aliases, *headers.get(name, ())),
            values={
                word: (*others, *values.get(name, {}).get(word, ())) for word, others in column.values.items()
            },
        )
        for name, column in spec.columns.items()
    }
    return replace(spec, columns=columns)
