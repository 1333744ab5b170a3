"""A sheet that was not recognised -> the ledger it is most like, its header row, a sources.yml to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from math import sqrt

import pyarrow as pa

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.given import Given, claims, given, shown
from taizhang.ledger.recognise.headers import HEAD_ROWS, at_row
from taizhang.ledger.recognise.match import Match, match
from taizhang.ledger.recognise.normal import normal
from taizhang.ledger.recognise.titles import evidence, of_persons, sources, sums_up

_FEWEST = 2
_LOOKED_AT = 300  # columns: no ledger has more, and a sheet may have 16,384
_WITH_FILE = 3
_SUBJECT_WEIGHT = 3
_ANSWER_WEIGHT = 2
_OURS = 1
_ALIKE = 0.55
_PROPOSED = 0.4
_META = re.compile(r"^[^:]{0,8}(?:单位|时间|日期|年度|年月|机关|编码|号|人|ID):")
_ROLL = re.compile(r"发放|花名册|名册|清册|审批表|明细")
_ID = re.compile(r"身份证|证件号|公民身份")
_AN_AMOUNT = re.compile(r"金额|标准|合计|总计|小计|[元款费额数]")
_ANOTHER_AMOUNT = re.compile(r"累计|申请|上月|上年|上期|标准|余额|结余|收入|年[度均总]?")
_IDENTITY = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]")
_FILL = {True: "请填写地区名称", False: "请填写月份，如 2021-03"}
_ROWS_LOOKED_AT = 1000
_FIGURE = re.compile(r"(?!(?:19|20)\d{2}$)[-+]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The text to paste, the 1-based row in which the header seems to begin, and the ledger most like it.

    ``claimed`` is the ledger that the sheet calls itself: a table with such a title must not be passed over.
    ``summary``: it sums up the sheets beside it. ``persons``: rows with an id in what can only be a roll,
    one that goes on without a header, or has all columns of a ledger but a title. ``lacking`` are the
    required columns that neither the sheet nor its titles give.
    """

    text: str
    header_row: int | None
    near: Match | None
    claimed: str = ""
    lacking: tuple[str, ...] = ()
    summary: bool = False
    persons: int = 0


def suggest(
    path: str,
    sheet: RawSheet,
    near: Match | None,
    specs: Mapping[str, LedgerSpec],
    known: Mapping[str, str],
    *,
    alone: bool = False,
) -> Suggestion:
    """What to write into sources.yml so that the sheet is read, or is known to be no ledger.

    ``known`` are the ways of writing places. ``alone``: the file has no other sheet, so that its name speaks of this one.
    """
    head = [line[:_LOOKED_AT] for line in sheet.head(HEAD_ROWS)]
    row = header_row(head)
    texts = sources(path, sheet.name, head, (row or 1) - 1)[: _WITH_FILE if alone else _WITH_FILE - 1]
    header = head[row - 1] if row is not None else ()
    claimed = _claimed(texts, specs.values(), header)
    # A table of numbers of persons beside the rolls that it sums up; another ledger may be just that.
    others = [spec for spec in specs.values() if not of_persons(spec)]
    summary = bool(claimed) and not alone and sums_up(texts, header) and not _claimed(texts, others, header)
    found = _text(path, sheet, head, row, near, specs, known)
    around = _from_titles(found.near.spec) if found.near else ()
    roll = any(_IDENTITY.fullmatch(cell.strip()) for cell in header) or (
        found.near is not None
        and of_persons(found.near.spec)
        and set(found.lacking) <= set(around)
        and _has_amounts(found.near)
    )
    persons = _persons(sheet) if roll or not header else 0
    return replace(found, claimed="" if summary else claimed, summary=summary, persons=persons)


def _from_titles(spec: LedgerSpec) -> tuple[str, ...]:
    """The columns that a title can stand for. The day of each row it cannot: without one there is no such roll."""
    names = (name for name in (spec.place, spec.period) if name)
    return tuple(name for name in names if spec.columns[name].type != "date")


def _has_amounts(near: Match) -> bool:
    """Whether a ledger that holds amounts has one here: a list of staff has names and ids as a pay roll does."""
    money = {name for name, column in near.spec.columns.items() if column.type == "money"}
    return not money or any(name in near.columns for name in money)


def _persons(sheet: RawSheet) -> int:
    """How many rows have an id, where at least half of all rows have one in the same column; else 0."""
    columns = [_cells(one) for one in sheet.table.columns[:_LOOKED_AT]]
    most = max((sum(bool(_IDENTITY.fullmatch(text)) for text in column) for column in columns), default=0)
    filled = sum(map(any, zip(*columns, strict=True)))
    return most if most >= _FEWEST and most * 2 >= filled else 0


def _cells(column: pa.ChunkedArray) -> list[str]:
    return [text.strip() for text in column.slice(0, _ROWS_LOOKED_AT).to_pylist()]


def _claimed(texts: Sequence[str], specs: Iterable[LedgerSpec], header: Sequence[str]) -> str:
    """The ledger that a title, sheet name or file name speaks of; a supplementary one only as a roll of persons."""
    persons = any(_ID.search(normal(cell)) for cell in header)
    found = [
        (said, spec.label)
        for spec in specs
        if header
        and spec.figures is None
        and (said := evidence(spec, texts)) is not None
        and (not spec.supplementary or (persons and _ROLL.search(texts[said.distance])))
    ]
    return min(found)[1] if found else ""


def _text(
    path: str,
    sheet: RawSheet,
    head: Sequence[Sequence[str]],
    row: int | None,
    near: Match | None,
    specs: Mapping[str, LedgerSpec],
    known: Mapping[str, str],
) -> Suggestion:
    if near is not None:
        row = min(row or HEAD_ROWS, near.header.first + 1)
    if row is not None and (near is None or near.required < len(near.missing)):
        near = _most_alike(path, sheet.name, head, row, specs)
    if near is None:
        return Suggestion(f"ignore: [{_quoted(path)}]", row, None)
    said = given(near.spec, near.missing, claims(path, sheet.name, head[: near.header.first], known))
    proposed = _proposed(near)
    said = {name: one for name, one in said.items() if name not in proposed}
    lacking = tuple(name for name in near.missing if name not in said)
    lines = [
        "files:",
        f"  - match: {_quoted(path)}",
        *([f"    sheet: {_quoted(sheet.name)}"] if sheet.name else []),
        f"    ledger: {near.spec.id}    # {near.spec.label}，请核对",
        f"    header_row: {row}",
        *_columns(near, lacking, proposed),
        *_values(near, lacking, proposed),
        *_said(near.spec, said),
        f"# ignore: [{_quoted(path)}]    # 不是台账的，删去以上各行，改用这一行",
    ]
    return Suggestion("\n".join(lines), row, near, lacking=lacking)


def suggest_values(path: str, name: str, found: Match) -> str:
    """What to write into sources.yml for a recognised sheet that lacks nothing but its place or its month.

    What stands for the value is no place and no month: pasted as it is, it stops the build once more.
    """
    spec = found.spec
    if not found.missing or found.ambiguous or not set(found.missing) <= {spec.place, spec.period}:
        return ""
    labels = {one: spec.columns[one].name for one in found.missing}
    lines = [
        "files:",
        f"  - match: {_quoted(path)}",
        *([f"    sheet: {_quoted(name)}"] if name else []),
        f"    ledger: {spec.id}    # {spec.label}",
        f"    header_row: {found.header.first + 1}",
        "    values:    # 全表相同的内容；表内有这一列的，改写在 columns 中：列名",
        *(f"      {one}: {_FILL[one == spec.place]}    # {label}" for one, label in labels.items()),
    ]
    return "\n".join(lines)


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
        for found in (match(spec, header) for spec in specs.values() if _comparable(spec))
    ]
    best = max(ranked, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] else None


def _comparable(spec: LedgerSpec) -> bool:
    """Whether the names of its columns say something about a sheet."""
    return spec.figures is None and not spec.by_title


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
        if not _never(near.spec.columns[name], header)
    )
    found: dict[str, str] = {}
    for unlike, order, place in pairs:
        name, header = near.missing[order], free[place]
        if -unlike >= _PROPOSED and name not in found and header not in found.values():
            found[name] = header
    return found


def _never(column: ColumnSpec, header: str) -> bool:
    """Whether a like header says another thing for certain: an amount for a month, a standard for a payment."""
    if column.type in ("month", "date", "place", "year"):
        return _AN_AMOUNT.search(header) is not None
    return column.type == "money" and _ANOTHER_AMOUNT.search(header) is not None


def _alike(column: ColumnSpec, header: str) -> float:
    names = (normal(name) for name in (column.name, *column.aliases))
    ratios: list[float] = [SequenceMatcher(None, name, normal(header)).ratio() for name in names]
    return max(ratios)


def _columns(near: Match, lacking: Sequence[str], proposed: Mapping[str, str]) -> list[str]:
    spec = near.spec
    lines = [
        f"      {name}: {_quoted(proposed[name])}    # {spec.columns[name].name}，请核对"
        if name in proposed
        else f"      # {name}: 表中的列名    # {spec.columns[name].name}"
        for name in lacking
    ]
    return ["    columns:" if proposed else "    # columns:", *lines] if lines else []


def _values(near: Match, lacking: Sequence[str], proposed: Mapping[str, str]) -> list[str]:
    spec = near.spec
    absent = [name for name in lacking if name in (spec.place, spec.period) and name not in proposed]
    lines = [
        f"    #   {name}: 全表相同的内容    # {spec.columns[name].name}，表内没有这一列时写"
        for name in absent
    ]
    return ["    # values:", *lines] if lines else []


def _said(spec: LedgerSpec, said: Mapping[str, Given]) -> list[str]:
    return [
        f"    # {spec.columns[name].name}：{one.source}已写明“{shown(spec, name, one)}”，不必再写"
        for name, one in said.items()
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
