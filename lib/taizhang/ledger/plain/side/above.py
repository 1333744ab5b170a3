"""Title rows over side-by-side tables -> what is said above one of them alone: a month, a place, a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.plain.sections import Section
from taizhang.ledger.plain.side.blocks import Block
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.recognise.given import Claims, Given, given, title_lines

OWN = "本栏上方"
"""Where something stands that is said above one of several tables."""


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    text: str
    block: int | None  # None: it stands over several, or over columns that all share


def with_own_titles(
    sheet: RawSheet, found: Sequence[Block], settled: Collection[str]
) -> tuple[list[Block], list[Section]]:
    """The tables with what stands above each alone, and a doubt for each column that only some have above them.

    ``settled`` are columns about which nothing may be taken from titles.
    """
    said = found[0][1].said
    if len(found) == 1 or said is None:
        return list(found), []
    cells = list(_cells(sheet, found))
    if not any(one.block for one in cells):
        return list(found), []
    spec = found[0][1].match.spec
    own = _own(spec, said, cells, found)
    whole = [one for one in cells if one not in {cell for part in own for cell in part}]
    told = [
        _given(spec, block, said, [_lines(part), _lines(whole)], settled)
        for block, part in zip(found, own, strict=True)
    ]
    blocks = [
        (part, replace(layout, given=values), columns)
        for (part, layout, columns), values in zip(found, told, strict=True)
    ]
    return blocks, list(_lacking(spec, sheet, told, own))


def _cells(sheet: RawSheet, found: Sequence[Block]) -> Iterator[_Cell]:
    """The cells above the header, each with the table that it stands over."""
    first = found[0][1].match.header.first
    shared = set(found[0][2]) & set(found[1][2])
    owner = {
        column: turn
        for turn, (_, _, columns) in enumerate(found)
        for column in columns
        if column not in shared
    }
    ends = {(top, left): right - 1 for top, left, _, right in sheet.merged}
    for row, line in enumerate(sheet.head(first)):
        for column, text in enumerate(line):
            if text.strip():
                last = ends.get((int(sheet.numbers[row]), column + 1), column)
                alone = owner.get(column) == owner.get(last, owner.get(column))
                yield _Cell(row, column, text, owner.get(column) if alone else None)


def _own(spec: LedgerSpec, said: Claims, cells: Sequence[_Cell], found: Sequence[Block]) -> list[list[_Cell]]:
    """The cells that speak for one table alone, by table.

    They do where the tables of a row each say something, and where one of the later tables says something over its
    first column, or in a row of its own. 填报单位 at the left with 2021年4月 at the right is a line for all, and so is
    a date at the right margin.
    """
    starts = [min(set(columns) - set(found[turn - 1][2])) for turn, (_, _, columns) in enumerate(found)]
    margin = max(column for _, _, columns in found for column in columns)
    own: list[list[_Cell]] = [[] for _ in found]
    for row in sorted({one.row for one in cells}):
        line = [one for one in cells if one.row == row]
        telling = [one for one in line if one.block is not None and _tells(spec, said, one.text)]
        several = len({one.block for one in telling}) > 1
        for one in telling:
            alone = one.block and (
                one.column == starts[one.block] or (len(line) == 1 and one.column != margin)
            )
            if one.block is not None and (several or alone):
                own[one.block].append(one)
    return own


def _tells(spec: LedgerSpec, said: Claims, text: str) -> bool:
    """Whether a title cell speaks of a time, a place, or a category of the ledger."""
    alone = Claims((("", tuple(title_lines((text,)))),), said.places)
    (_, time), *_ = alone.periods
    kinds = (column for column in spec.columns.values() if column.from_title)
    return bool(
        time.months or time.bare_months or time.several or alone.place or any(map(alone.category, kinds))
    )


def _lines(cells: Sequence[_Cell]) -> tuple[str, ...]:
    rows = sorted({one.row for one in cells})
    return tuple(line for row in rows for line in title_lines([one.text for one in cells if one.row == row]))


def _given(
    spec: LedgerSpec, block: Block, said: Claims, lines: Sequence[tuple[str, ...]], settled: Collection[str]
) -> Mapping[str, Given]:
    layout = block[1]
    absent = [name for name in spec.columns if name not in layout.match.columns and name not in settled]
    (title, _), *farther = said.texts
    texts = ((OWN, lines[0]), (title, lines[1]), *farther)
    told = {name: one for name, one in layout.given.items() if one.source == "sources.yml"}
    return given(spec, absent, Claims(texts, said.places)) | told


def _lacking(
    spec: LedgerSpec, sheet: RawSheet, told: Sequence[Mapping[str, Given]], own: Sequence[Sequence[_Cell]]
) -> Iterator[Section]:
    """What is said above one table, and of another nowhere."""
    for name in spec.columns:
        turns = [turn for turn, values in enumerate(told) if name in values and values[name].source == OWN]
        if turns and any(name not in values for values in told):
            cell = own[turns[0]][0]
            label = spec.columns[name].name
            text = f"“{cell.text.strip()}”只写在第 {turns[0] + 1} 栏的上方，其他栏没有写明“{label}”"
            yield Section(name, int(sheet.numbers[cell.row]), text)
