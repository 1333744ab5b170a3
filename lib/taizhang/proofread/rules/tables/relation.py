"""What ties columns of a table together (应保＝已保＋未保, 人数×标准＝金额), and the remark on a row that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.numbers import exact
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status
from taizhang.proofread.rules.amounts.grids import RULE, Cell, Row

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Relation:
    """Column ``whole`` is the sum of the other columns, each with its sign; or ``times`` their product.

    ``named``: the columns' heads say so themselves; ``alone``: so plainly that no other row has to keep it.
    """

    whole: int
    others: tuple[int, ...]
    signs: tuple[int, ...]
    times: Decimal = _ZERO
    named: bool = False
    alone: bool = False

    def given(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with a number in every column of the relation."""
        return [row for row in rows if all(row[at].value is not None for at in (self.whole, *self.others))]

    def value(self, row: Sequence[Cell]) -> Decimal:
        """What the whole should be in this row."""
        if self.times:
            first, second = (row[index].value or _ZERO for index in self.others)
            return first * second * self.times
        return sum(((row[index].value or _ZERO) * sign for index, sign in self._pairs()), _ZERO)

    def stated(self, row: Sequence[Cell]) -> Decimal:
        """What the whole is in this row."""
        return row[self.whole].value or _ZERO

    def holds(self, row: Sequence[Cell]) -> bool:
        """Whether the row keeps the relation, within the rounding of its printed cells."""
        return abs(self.value(row) - self.stated(row)) <= self._slack(row)

    def _slack(self, row: Sequence[Cell]) -> Decimal:
        cells = [row[self.whole]] if self.times else [row[self.whole], *(row[index] for index in self.others)]
        own = sum((_half(cell) for cell in cells), _ZERO)
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


def _half(cell: Cell) -> Decimal:
    """Half a last place where the cell has decimals."""
    places = len(cell.text.partition(".")[2].strip(" %元万亿人户"))
    return Decimal(1).scaleb(-places) / 2 if places else _ZERO


def remark(reading: Reading, header: Row, relation: Relation, row: Row, others: bool) -> Check:
    """A row that breaks the relation; ``others``: whether other rows keep it."""
    expected = exact(relation.value(row))
    where = "表中其他各处都是" if others else "按表头应为"
    reason = f"{where}“{relation.shown(header)}”，此处应为{expected}，表中为{row[relation.whole].text.strip()}；请核对。"
    return of_cells(reading, row[relation.whole], [row[index] for index in relation.others], expected, reason)


def of_cells(reading: Reading, whole: Cell, others: Sequence[Cell], expected: str, reason: str) -> Check:
    """A doubt about one cell, and the cells that it follows from."""
    places = tuple(sorted((cell.start, cell.end) for cell in (whole, *others)))
    text = reading.original[whole.start : whole.end]
    focus = (whole.start, whole.end)
    return Check(RULE, Status.DOUBTFUL, *focus, text, expected, reason, places, focus)
