"""A table of sums below a roll -> held against the roll's rows, name by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert.amounts import count, money
from taizhang.ledger.convert.cells import Context
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.plain.summary_below import Line, Summary
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import money_unit, normal
from taizhang.ledger.rules.totals import amount_text

_NAMES = ("text", "category", "place")
_SHOWN = 3
_EACH_PERSON = ("每名", "每人")


@dataclass(frozen=True)
class _Roll:
    """The accepted rows of the roll above, and how it is laid out."""

    table: pa.Table
    layout: Layout
    places: Mapping[str, str]

    def of(self, name: str) -> pa.Table | None:
        """The rows that a name of the summary means; all for ''; None where no column has the name."""
        if not name:
            return self.table
        for column in self.layout.match.spec.columns.values():
            wanted = self.places.get(name) if column.type == "place" else name
            if column.type in _NAMES and not column.personal and wanted is not None:
                rows = self.table.filter(pc.equal(self.table[column.id], wanted))
                if rows.num_rows:
                    return rows
        return None


def held_against_roll(
    summary: Summary, table: pa.Table, layout: Layout, places: Mapping[str, str], path: str, sheet: str
) -> Iterator[Finding]:
    """What of a summary differs from the roll (an error for each line), and that it was not counted itself."""
    roll, spec = _Roll(table, layout, places), layout.match.spec
    strange = []
    for line in summary.lines:
        rows = roll.of(line.name)
        strange += [] if rows is not None else [line.name]
        for what, stated, summed in _differing(line, rows, roll, summary.unit) if rows is not None else ():
            message = f"下面的汇总表中{line.name or '合计'}的{what}为 {stated}，名册各行相加为 {summed}"
            case = f"CONTROL_TOTAL:{path}:{sheet}:{line.row}:{what}"
            yield Finding("CONTROL_TOTAL", ERROR, message, path, sheet, line.row, None, spec.id, case)
    said = f"第 {summary.first}—{summary.last} 行是名册下面的汇总表，没有计入，已与名册核对"
    names = "、".join(f"“{normal(name)}”" for name in strange[:_SHOWN] if len(name) <= 12)
    left = f"；其中 {len(strange)} 行的名称在名册中没有：{names or '见原表'}，没有核对" if strange else ""
    grade = WARNING if strange else HINT
    yield Finding("SUMMARY_BELOW", grade, said + left, path, sheet, summary.first, None, spec.id)


def _differing(line: Line, rows: pa.Table, roll: _Roll, unit: str | None) -> Iterator[tuple[str, str, str]]:
    spec = roll.layout.match.spec
    amounts = [name for name in roll.layout.match.columns if spec.columns[name].type == "money"]
    if line.amount and amounts:
        yuan = money_unit(unit) or money_unit(roll.layout.unit_of(amounts[0])) or 1
        stated = money(pa.array([line.amount]), Context(yuan, numeric_cells=True)).values[0].as_py()
        sums = [pc.sum(rows[name], min_count=0).as_py() for name in amounts]
        if stated not in (*sums, sum(sums)):
            column = spec.columns[amounts[0]]
            yield "金额", amount_text(column, stated), amount_text(column, sums[0])
    if line.count and spec.grain.startswith(_EACH_PERSON):
        stated = count(pa.array([line.count]), Context()).values[0].as_py()
        ids = next(name for name in spec.key if spec.columns[name].type == "id_number")
        persons = len(rows[ids].unique())
        if stated not in (persons, rows.num_rows):
            yield "人数", "无法读出的内容" if stated is None else f"{stated:,}", f"{persons:,}"
