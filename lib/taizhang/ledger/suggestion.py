"""A sheet that was not recognised -> the ledger it is most like, its header row, a sources.yml to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from math import sqrt

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.headers import HEAD_ROWS, at_row
from taizhang.ledger.recognise.match import Match, match
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.recognise.titles import evidence, sources

_FEWEST = 2
_LOOKED_AT = 300  # columns: no ledger has more, and a sheet may have 16,384
_WITH_FILE = 3
_SUBJECT_WEIGHT = 3
_ANSWER_WEIGHT = 2
_OURS = 1
_ALIKE = 0.55
_PROPOSED = 0.4
_META = re.compile(r"^[^:]{0,8}(?:单位|时间|日期|年度|年月|机关|编码|号|人|ID):")
_FIGURE = re.compile(r"(?!(?:19|20)\d{2}$)[-+]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text to paste, the 1-based row in which the header seems to begin, and the ledger most like it.

    ``claimed`` is the ledger that the sheet calls itself: a table with such a title must not be passed over.
    """

    text: str
    header_row: int | None
    near: Match | None
    claimed: str = ""


def suggest(
    path: str, sheet: RawSheet, near: Match | None, specs: Mapping[str, LedgerSpec], *, alone: bool = False
) -> Suggestion:
    """What to write into sources.yml so that the sheet is read, or is known to be no ledger.

    ``alone``: the file has no other sheet, so that its name speaks of this one.
    """
    head = [line[:_LOOKED_AT] for line in sheet.head(HEAD_ROWS)]
    row = header_row(head)
    texts = sources(path, sheet.name, head, (row or 1) - 1)[: _WITH_FILE if alone else _WITH_FILE - 1]
    claimed = _claimed(texts, specs) if row is not None else ""
    found = _text(path, sheet, head, row, near, specs)
    return replace(found, claimed=claimed)


def _claimed(texts: Sequence[str], specs: Mapping[str, LedgerSpec]) -> str:
    """The ledger of which figures are made that a title, sheet name or file name speaks of."""
    found = [
        (said, spec.label)
        for spec in specs.values()
        if not spec.supplementary and (said := evidence(spec, texts)) is not None
    ]
    return min(found)[1] if found else ""


def _text(
    path: str,
    sheet: RawSheet,
    head: Sequence[Sequence[str]],
    row: int | None,
    near: Match | None,
    specs: Mapping[str, LedgerSpec],
) -> Suggestion:
    if near is not None:
        row = min(row or HEAD_ROWS, near.header.first + 1)
    if row is not None and (near is None or near.required < len(near.missing)):
        near = _most_alike(path, sheet.name, head, row, specs)
    if near is None:
        return Suggestion(f"ignore: [{_quoted(path)}]", row, None)
    lines = [
        "files:",
        f"  - match: {_quoted(path)}",
        *([f"    sheet: {_quoted(sheet.name)}"] if sheet.name else []),
        f"    ledger: {near.spec.id}    # {near.spec.label}，请核对",
        f"    header_row: {row}",
        *_columns(near),
        *_values(near),
        f"# ignore: [{_quoted(path)}]    # 不是台账的，删去以上各行，改用这一行",
    ]
    return Suggestion("\n".join(lines), row, near)


def header_row(head: Sequence[Sequence[str]]) -> int | None:
    """The first row (1-based) with two different names in it that is no title and no 单位 line."""
    for number, row in enumerate(head, start=1):
        cells = [cell.strip() for cell in row if cell.strip()]
        names = {normal(cell) for cell in cells} - {""}
        stated = any(_META.match(cell.replace("：", ":").replace(" ", "")) for cell in cells)
        if len([name for name in names if not _FIGURE.fullmatch(name)]) >= _FEWEST and not stated:
            return number
    return None


def _most_alike(
    path: str, name: str, head: Sequence[Sequence[str]], row: int, specs: Mapping[str, LedgerSpec]
) -> Match | None:
    """The ledger whose required columns have like names in the sheet, and whose words its texts speak."""
    header = at_row(head, row - 1)[0]
    said = _pairs([path, name, *(cell for line in head[: row + 2] for cell in line)])
    ranked = [
        (_ANSWER_WEIGHT * _answered(found) + _likeness(found.spec, said), found)
        for found in (match(spec, header) for spec in specs.values())
    ]
    best = max(ranked, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] else None


def _answered(found: Match) -> float:
    """The share of required columns with a known name (whole) or a like one (half), in tenths."""
    required = found.required + len(found.missing)
    headers = [normal(shown) for index, shown in enumerate(found.header.shown) if shown]
    like = sum(1 for name in found.missing if _like(found.spec.columns[name], headers))
    return round((found.required + like / 2) / max(required, 2), 1)


def _like(column: ColumnSpec, headers: Sequence[str]) -> bool:
    names = [normal(name) for name in (column.name, *column.aliases)]
    return any(get_close_matches(name, headers, n=1, cutoff=_ALIKE) for name in names)


def _likeness(spec: LedgerSpec, said: set[str]) -> float:
    columns = spec.columns.values()
    own = _pairs([spec.label, *(column.name for column in columns)])
    subject = _pairs([spec.label, *spec.title, *(word for column in columns for word in column.values)])
    alike = len(own & said) / sqrt(max(len(own), 1))
    bonus = 0 if spec.supplementary else _OURS
    return bonus + alike + _SUBJECT_WEIGHT * len(subject & said) / sqrt(max(len(subject), 1))


def _pairs(texts: Iterable[str]) -> set[str]:
    return {text[place : place + 2] for text in map(normal, texts) for place in range(len(text) - 1)}


def _proposed(near: Match) -> dict[str, str]:
    """Required columns that have no known name, each with a header like it; the most alike pairs first."""
    used = {placed.index for placed in near.columns.values()}
    free = [shown for index, shown in enumerate(near.header.shown) if shown and index not in used]
    pairs = sorted(
        (-_alike(near.spec.columns[name], header), order, place)
        for order, name in enumerate(near.missing)
        for place, header in enumerate(free)
    )
    found: dict[str, str] = {}
    for unlike, order, place in pairs:
        name, header = near.missing[order], free[place]
        if -unlike >= _PROPOSED and name not in found and header not in found.values():
            found[name] = header
    return found


def _alike(column: ColumnSpec, header: str) -> float:
    names = (normal(name) for name in (column.name, *column.aliases))
    ratios: list[float] = [SequenceMatcher(None, name, normal(header)).ratio() for name in names]
    return max(ratios)


def _columns(near: Match) -> list[str]:
    spec, proposed = near.spec, _proposed(near)
    lines = [
        f"      {name}: {_quoted(proposed[name])}    # {spec.columns[name].name}，请核对"
        if name in proposed
        else f"      # {name}: 表中的列名    # {spec.columns[name].name}"
        for name in near.missing
    ]
    return ["    columns:" if proposed else "    # columns:", *lines] if lines else []


def _values(near: Match) -> list[str]:
    spec, proposed = near.spec, _proposed(near)
    absent = [name for name in near.missing if name in (spec.place, spec.period) and name not in proposed]
    lines = [
        f"    #   {name}: 全表相同的内容    # {spec.columns[name].name}，表内没有这一列时写"
        for name in absent
    ]
    return ["    # values:", *lines] if lines else []


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
