"""A table -> relations of its columns (应保＝已保＋未保, 人数×标准＝金额) that most rows keep, and the row that does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check
from taizhang.proofread.rules.amounts.grids import NOT_ADDED, Cell, Row, tables
from taizhang.proofread.rules.sums.completeness import one_slip
from taizhang.proofread.rules.tables import heads
from taizhang.proofread.rules.tables.relation import Relation, remark

_LEAST_ROWS, _LEAST_KEPT, _MOST_PARTS = 3, 2, 6
_ONE_IN = 5
_TELLING = 10
_TIMES = tuple(
    Decimal(months).scaleb(-shift) for months in (1, 12) for shift in (0, 4, 8)
)  # a month or a year; in 元, 万元, 亿元
_EMPTY = Cell(0, 0, "", None)


def checks(reading: Reading) -> Iterator[Check]:
    """Every row, and every column, that breaks what the others keep or what the heads say."""
    for rows in tables(reading.original, least=2):
        width = max(len(row) for row in rows)
        grid = [[*row, *[_EMPTY] * (width - len(row))] for row in rows]
        yield from _broken(reading, grid, products=True)
        yield from _broken(reading, [list(column) for column in zip_longest(*grid)], products=False)


def _broken(reading: Reading, grid: Sequence[Row], *, products: bool) -> Iterator[Check]:
    """The relations most rows keep, the most widely kept first; a cell is told of once."""
    header, body = grid[0], [row for row in grid[1:] if not NOT_ADDED.search(row[0].text)]
    kept: list[tuple[int, Relation, list[Row]]] = []
    for relation in (*heads.said(header), *heads.products(header), *_relations(header, products)):
        given = relation.given(body)
        odd = [row for row in given if not relation.holds(row)]
        if odd and _is_kept(relation, given, odd):
            kept.append((len(given) - len(odd), relation, odd))
    told: set[int] = set()
    for count, relation, odd in sorted(kept, key=lambda one: (-one[0], len(one[1].others))):
        for row in odd:
            places = {row[index].start for index in (relation.whole, *relation.others)}
            if not places & told:
                told |= places
                yield remark(reading, header, relation, row, count > 0)


def _is_kept(relation: Relation, given: Sequence[Row], odd: Sequence[Row]) -> bool:
    """Rows enough that cannot agree by chance, and hardly any that does not; one is enough where the heads say so."""
    if relation.alone and len(given) == 1:
        return True
    telling = {
        tuple(row[index].value for index in relation.others)
        for row in given
        if row not in odd
        and (relation.named or abs(relation.stated(row)) >= _TELLING)
        and all(row[index].value for index in relation.others)
    }
    few = len(odd) <= max(1, len(given) // _ONE_IN)
    if relation.named:
        return bool(telling) and few
    if len(given) < _LEAST_ROWS:
        return bool(telling) and all(_slipped(relation, row) for row in odd)
    return len(telling) >= _LEAST_KEPT and few


def _slipped(relation: Relation, row: Row) -> bool:
    """In a table of two rows a slip of the pen in the total tells that the other row does not agree by chance."""
    return not relation.times and one_slip(relation.value(row), relation.stated(row), shortest=2)


def _relations(header: Sequence[Cell], products: bool) -> Iterator[Relation]:
    """Every relation of neighbouring columns."""
    width = len(header)
    plain = [index for index in range(1, width) if not NOT_ADDED.search(header[index].text)]
    for start in range(1, width):
        for count in range(2, min(_MOST_PARTS, width - start) + 1):
            run = tuple(range(start, start + count))
            if all(index in plain for index in run):
                yield from (
                    Relation(whole, run, (1,) * count)
                    for whole in (start - 1, start + count)
                    if whole in plain
                )
    for start in range(1, width - 2):
        if all(index in plain for index in range(start, min(start + 4, width))) and start + 3 < width:
            yield Relation(start + 3, (start, start + 1, start + 2), (1, 1, -1))
        if products:
            yield from (Relation(start + 2, (start, start + 1), (), times) for times in _TIMES)
