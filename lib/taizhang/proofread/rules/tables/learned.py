"""A table -> relations of its columns (应保＝已保＋未保, 人数×标准＝金额) that most rows keep, and the row that does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from taizhang.numbers import exact
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status
from taizhang.proofread.rules.amounts.grids import NOT_ADDED, RULE, Cell, Row, tables

_LEAST_ROWS, _LEAST_KEPT, _MOST_PARTS = 3, 2, 6
_ONE_IN = 5
_TELLING = 10
_TIMES = tuple(
    Decimal(months).scaleb(-shift) for months in (1, 12) for shift in (0, 4, 8)
)  # a month or a year; in 元, 万元, 亿元
_EMPTY = Cell(0, 0, "", None)


@dataclass(frozen=True, slots=True)
class Relation:
    """Column ``whole`` is the sum of the other columns, each with its sign; or ``times`` their product."""

    whole: int
    others: tuple[int, ...]
    signs: tuple[int, ...]
    times: Decimal = Decimal(0)

    def value(self, row: Sequence[Cell]) -> Decimal:
        """What the whole should be in this row."""
        if self.times:
            first, second = (row[index].value or Decimal(0) for index in self.others)
            return first * second * self.times
        return sum(((row[index].value or Decimal(0)) * sign for index, sign in self._pairs()), Decimal(0))

    def slack(self, row: Sequence[Cell]) -> Decimal:
        """How far rounding of the printed cells may carry the whole off."""
        cells = [row[self.whole]] if self.times else [row[self.whole], *(row[index] for index in self.others)]
        own = sum((_half(cell) for cell in cells), Decimal(0))
        return own or (Decimal("0.5") if self.times and self.times < 1 else own)

    def shown(self, header: Sequence[Cell]) -> str:
        """The relation as people write it, by the columns' heads."""
        heads = [header[index].text.strip() or f"第{index + 1}列" for index in self.others]
        joined = "×".join(heads) if self.times else heads[0]
        if not self.times:
            joined += "".join(
                f"{'＋' if sign > 0 else '－'}{head}"
                for head, sign in zip(heads[1:], self.signs[1:], strict=True)
            )
        return f"{joined}＝{header[self.whole].text.strip() or f'第{self.whole + 1}列'}"

    def _pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.others, self.signs, strict=True)


def checks(reading: Reading) -> Iterator[Check]:
    """Every row, and every column, that breaks what the others keep."""
    for rows in tables(reading.original):
        width = max(len(row) for row in rows)
        grid = [[*row, *[_EMPTY] * (width - len(row))] for row in rows]
        yield from _broken(reading, grid, products=True)
        yield from _broken(reading, [list(column) for column in zip_longest(*grid)], products=False)


def _broken(reading: Reading, grid: Sequence[Row], *, products: bool) -> Iterator[Check]:
    """The relations most rows keep, the most widely kept first; a cell is told of once."""
    header, body = grid[0], [row for row in grid[1:] if not NOT_ADDED.search(row[0].text)]
    kept: list[tuple[int, Relation, list[Row]]] = []
    for relation in _relations(header, products):
        columns = (relation.whole, *relation.others)
        given = [row for row in body if all(row[index].value is not None for index in columns)]
        odd = [row for row in given if abs(relation.value(row) - _of(row, relation)) > relation.slack(row)]
        if odd and _is_kept(relation, given, odd):
            kept.append((len(given) - len(odd), relation, odd))
    told: set[int] = set()
    for _, relation, odd in sorted(kept, key=lambda one: (-one[0], len(one[1].others))):
        for row in odd:
            places = {row[index].start for index in (relation.whole, *relation.others)}
            if not places & told:
                told |= places
                yield _remark(reading, header, relation, row)


def _is_kept(relation: Relation, given: Sequence[Row], odd: Sequence[Row]) -> bool:
    """At least two rows that cannot agree by chance, and hardly any that does not."""
    telling = {
        tuple(row[index].value for index in relation.others)
        for row in given
        if row not in odd
        and abs(_of(row, relation)) >= _TELLING
        and all(row[index].value for index in relation.others)
    }
    return (
        len(given) >= _LEAST_ROWS
        and len(telling) >= _LEAST_KEPT
        and len(odd) <= max(1, len(given) // _ONE_IN)
    )


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


def _of(row: Row, relation: Relation) -> Decimal:
    return row[relation.whole].value or Decimal(0)


def _half(cell: Cell) -> Decimal:
    """Half a last place where the cell has decimals."""
    places = len(cell.text.partition(".")[2].strip(" %元万亿人户"))
    return Decimal(1).scaleb(-places) / 2 if places else Decimal(0)


def _remark(reading: Reading, header: Row, relation: Relation, row: Row) -> Check:
    whole = row[relation.whole]
    places = [whole, *(row[index] for index in relation.others)]
    expected = exact(relation.value(row))
    reason = f"表中其他各处都是“{relation.shown(header)}”，此处应为{expected}，表中为{whole.text.strip()}；请核对。"
    return Check(
        RULE,
        Status.DOUBTFUL,
        whole.start,
        whole.end,
        reading.original[whole.start : whole.end],
        expected,
        reason,
        tuple(sorted((cell.start, cell.end) for cell in places)),
        (whole.start, whole.end),
    )
