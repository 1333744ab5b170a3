"""A header and the cells below it -> the ledger with a column for each of the sheet's columns of figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert.cells import DASHES, clean
from taizhang.ledger.recognise.headers import Header, letter
from taizhang.ledger.recognise.match import Match, Placed, match, ranks, unit_of
from taizhang.ledger.recognise.normal import PLAIN_UNITS, money_unit, split_unit
from taizhang.ledger.recognise.wide.words import words

PREFIX = "figure_"
_NUMBER = re.compile(r"[-+−]?[\d,，.\s]*\d[\d,，.\s]*[%％]?")
_PERCENT = ("%", "％")
_HALF = 2
_TOTALS = frozenset(("合计", "总计", "小计"))


def figures_of(spec: LedgerSpec) -> list[ColumnSpec]:
    """The columns that a sheet has given to ``spec``; ``aliases`` are their header cells from the top down."""
    return [column for name, column in spec.columns.items() if name.startswith(PREFIX)]


def wide(spec: LedgerSpec, header: Header, table: pa.Table, known: Mapping[str, str]) -> Match | None:
    """``spec`` in the form that a sheet has: its own columns, and one of numbers for each of the sheet's figures.

    ``known`` are the ways of writing places. None where no column names the rows, where the rows are persons,
    or where there is no figure.
    """
    assert spec.figures is not None
    long = (spec.figures.item, spec.figures.value, spec.figures.unit)
    own = replace(spec, columns={name: one for name, one in spec.columns.items() if name not in long})
    found = match(own, header)
    if spec.figures.label not in found.columns and header.stacks and not header.stacks[0]:
        columns = {spec.figures.label: _placed(header, 0), **found.columns}
        found = replace(found, columns=columns, missing=())
    if (
        spec.figures.label not in found.columns
        or _side_by_side(found)
        or any(map(words().of_persons, header.shown))
    ):
        return None
    body = table.slice(header.first + header.depth)
    said = [_texts(body, index) for index in range(table.num_columns)]
    found = _without_numbers(_named(found, body, known), said)
    if _only_units(said[found.columns[spec.figures.label].index]):
        return None
    used = {placed.index for placed in found.columns.values()}
    places = [
        index for index, texts in enumerate(said) if index not in used and _is_figure(header, index, texts)
    ]
    return _extended(own, found, places, said) if places else None


def _labels(found: Match) -> list[int]:
    """Where the columns stand that may name the rows."""
    assert found.spec.figures is not None
    names = ranks(found.spec.columns[found.spec.figures.label])
    return [index for index, ways in enumerate(found.header.names) if any(way in names for way in ways)]


def _side_by_side(found: Match) -> bool:
    """Whether a name of rows stands there twice: tables side by side, whose figures are of two rows each."""
    named = [found.header.stacks[index] for index in _labels(found)]
    return len(set(named)) < len(named)


def _named(found: Match, body: pa.Table, known: Mapping[str, str]) -> Match:
    """The match in which, of several columns that may name the rows, that with the most names does, no places first.

    One beside it that holds nothing but places is the place: 地区 beside 殡仪馆名称.
    """
    spec = found.spec
    label = spec.figures.label if spec.figures else ""
    options = _labels(found)
    if len(options) > 1:
        cells = {index: [clean(text) for text in body.column(index).to_pylist()] for index in options}
        names = {index: {*cells[index]} - _TOTALS - {""} for index in options}
        best = max(options, key=lambda index: (len(names[index]), not names[index] <= known.keys(), -index))
        columns = dict(found.columns) | {label: _placed(found.header, best)}
        held = [index for index in options if index != best and _only_places(cells[index], known)]
        if spec.place and spec.place not in found.columns and held:
            columns[spec.place] = _placed(found.header, held[-1])
        found = replace(found, columns=columns)
    # A second name of rows (性别) may stand there twice; the first is taken, the others are said not to be read.
    return replace(found, ambiguous=(), chosen=())


def _only_units(said: Sequence[str]) -> bool:
    """Whether a 单位 column says what the figures are counted in: the rows of such a table are items."""
    return bool(said) and all(text in PLAIN_UNITS or money_unit(text) for text in said)


def _placed(header: Header, index: int) -> Placed:
    return Placed(index, header.shown[index], None)


def _only_places(cells: Iterable[str], known: Collection[str]) -> bool:
    said = {text for text in cells if text} - _TOTALS
    return bool(said) and all(text in known for text in said)


def _without_numbers(found: Match, said: Sequence[Sequence[str]]) -> Match:
    """The match without a second name of rows that holds numbers: 经济性质 may be a heading over figures."""
    group = found.spec.figures.group if found.spec.figures else ""
    placed = found.columns.get(group)
    if placed is None or not said[placed.index] or not all(map(_NUMBER.fullmatch, said[placed.index])):
        return found
    return replace(found, columns={name: one for name, one in found.columns.items() if name != group})


def _texts(body: pa.Table, index: int) -> list[str]:
    return [text for cell in body.column(index).unique().to_pylist() if (text := clean(cell))]


def _is_figure(header: Header, index: int, said: Sequence[str]) -> bool:
    """Whether most cells are numbers; of a column without cells, whether its header may be that of numbers."""
    if words().no_figure(header.shown[index]):
        return False
    numbers = sum(1 for text in said if _NUMBER.fullmatch(text) or text in DASHES)
    return numbers * _HALF > len(said) if said else bool(header.shown[index])


def _extended(spec: LedgerSpec, found: Match, places: Sequence[int], texts: Sequence[Sequence[str]]) -> Match:
    header = found.header
    items = _items(header, places)
    columns = dict(spec.columns)
    placed = dict(found.columns)
    totals = []
    for index in places:
        name, item = f"{PREFIX}{index}", items[index]
        percent = any(text.endswith(_PERCENT) for text in texts[index])
        shown = item if not percent or any(sign in item for sign in _PERCENT) else f"{item}（%）"
        unit = "%" if percent else _unit(header, index)
        added = not percent and words().added("/".join(header.stacks[index]))
        # A figure that is part of a sum sets its row aside where it cannot be read; it may well be blank.
        columns[name] = ColumnSpec(
            name, item, "number", header.stacks[index], required=added, blank=True, unit=unit
        )
        placed[name] = Placed(index, shown, unit_of(header.names[index]))
        totals += [name] if added else []
    whole = replace(spec, columns=columns, totals=tuple(totals))
    return replace(found, spec=whole, columns=placed)


def with_unit(found: Match, unit: str | None) -> Match:
    """The match in which figures without a unit of their own are in the ``unit`` that the sheet says for all.

    One of money (万元) is that of amounts alone: beside them may stand numbers of persons.
    """
    if unit is None:
        return found
    of_money = money_unit(unit) is not None
    columns = {
        name: replace(column, unit=unit)
        if name.startswith(PREFIX) and not column.unit and words().of_money(column.name) == of_money
        else column
        for name, column in found.spec.columns.items()
    }
    return replace(found, spec=replace(found.spec, columns=columns))


def _unit(header: Header, index: int) -> str | None:
    """The unit in the lowest header cell that names one, as it stands there."""
    return next((unit for cell in reversed(header.stacks[index]) if (unit := _unit_in(cell))), None)


def _unit_in(cell: str) -> str | None:
    bracketed = cell.endswith(")") and cell.rpartition("(")[2].removesuffix(")")
    if bracketed in words().units or cell in words().units:
        return bracketed or cell
    name, unit = split_unit(cell)
    if unit and bracketed and f"{bracketed}元" == unit and not words().of_money(name):
        return bracketed  # 总数（万） is a count in 万, and no money
    return unit or ("%" if cell.endswith(_PERCENT) else None)


def _items(header: Header, places: Sequence[int]) -> dict[int, str]:
    """The whole header of each column; one that is repeated belongs to the header left of it, or to its letter."""
    items = {index: "/".join(header.stacks[index]) for index in places}
    for index in [place for place in places if not items[place]]:
        left = next((items[near] for near in reversed(places) if near < index and items[near]), "")
        items[index] = f"{left.partition('（')[0]}（{letter(index)}）"
    repeated = _repeated(items)
    for index in repeated:
        beside, stack = header.stacks[index - 1] if index else (), header.stacks[index]
        if beside and index - 1 not in repeated and beside[:-1] == stack[:-1]:
            items[index] = "/".join((*stack[:-1], beside[-1], stack[-1]))
    return items | {index: f"{items[index]}（{letter(index)}）" for index in _repeated(items)}


def _repeated(items: Mapping[int, str]) -> list[int]:
    times = Counter(items.values())
    return [index for index, item in items.items() if times[item] > 1]
