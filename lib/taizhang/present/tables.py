"""A table's declaration and the facts -> a table of sourced cells, with its 尾差 note when one is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang import numbers
from taizhang.declare.specs import Catalogue, IndicatorSpec, TableSpec
from taizhang.errors import ReportError
from taizhang.indicators import CHANGE, GROWTH, Fact, FactBook
from taizhang.present.pieces import Piece, Rich, TableBlock
from taizhang.present.wording import GROWTH_DECIMALS, SAME, earlier

ROUNDED = "部分数据因四舍五入，分项之和与合计可能存在尾差。"
NONE = "—"
CELL = "表"
FIRST_WIDTH = 1.4
YEAR_WIDTH = 0.7
INDICATOR_WIDTH = 2.6
Shape = tuple[list[Rich], list[tuple[Rich, ...]]]


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Makes the tables that a report declares; ``number`` is the table's own in the document."""

    book: FactBook
    catalogue: Catalogue
    members: Sequence[str]

    def make(self, spec: TableSpec, number: int) -> TableBlock:
        """The table by places, by years or by indicators. ReportError when a column has no fact at all."""
        columns = [self.catalogue.indicators[name] for name in spec.columns]
        shapes = {"years": self._by_years, "indicators": self._by_indicators}
        header, rows = shapes.get(spec.rows, self._by_places)(columns, spec)
        notes = [text for text in (spec.note, self._note(columns, spec)) if text]
        first = {"indicators": INDICATOR_WIDTH, "years": YEAR_WIDTH}.get(spec.rows, FIRST_WIDTH)
        return TableBlock(
            caption=(f"表{number}　", Piece(spec.caption, f"definition:table:{spec.id}", "表题")),
            header=(tuple(header),),
            rows=tuple(rows),
            align="l" + "r" * (len(header) - 1),
            widths=(first, *(1.0 for _ in header[1:])),
            note=(Piece(f"注：{''.join(notes)}", f"definition:table:{spec.id}", "注"),) if notes else (),
        )

    def _by_places(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> Shape:
        return [("地区",), *(_heading(column) for column in columns)], self._places(columns, spec)

    def _by_years(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> Shape:
        return [("年份",), *(_heading(column) for column in columns)], self._years(columns, spec)

    def _by_indicators(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> Shape:
        header: list[Rich] = [("指标",), ("单位",), ("本年",), ("上年同期",), ("同比增减",)]
        return header, [self._indicator(column, spec) for column in columns]

    def _indicator(self, column: IndicatorSpec, spec: TableSpec) -> tuple[Rich, ...]:
        now = self._fact(column, self.book.place, spec)
        before = self.book.get(column.id, period=earlier(now.period)) if now else None
        name: Rich = (Piece(column.label, f"definition:{column.id}", "指标"),)
        return (name, (column.unit,), cell(now, column), cell(before, column), self._moved(column))

    def _moved(self, column: IndicatorSpec) -> Rich:
        """Growth in per cent, or the change in points of an indicator that is itself a per cent."""
        share = column.unit == "%"
        fact = self.book.get(column.id + (CHANGE if share else GROWTH))
        if fact is None or fact.value is None:
            return (NONE,)
        decimals = column.decimals if share else GROWTH_DECIMALS
        if numbers.round_to(fact.value, decimals) == 0:
            return (Piece(SAME, fact.fact, CELL),)
        text = numbers.show(fact.value, decimals)
        sign = "" if text.startswith("-") else "+"
        return (Piece(f"{sign}{text}{fact.unit}", fact.fact, CELL),)

    def _places(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> list[tuple[Rich, ...]]:
        codes = [self.book.place, *self.members]
        rows: list[tuple[Rich, ...]] = []
        for code in codes:
            facts = [self._fact(column, code, spec) for column in columns]
            name = "合计" if code == self.book.place else _name(facts, code)
            rows.append(((name,), *(cell(fact, column) for fact, column in zip(facts, columns, strict=True))))
        return rows

    def _fact(self, column: IndicatorSpec, code: str, spec: TableSpec) -> Fact | None:
        fact = self.book.get(column.id, code)
        if fact is None and code == self.book.place:
            raise ReportError(
                f"报告表格“{spec.caption}”", f"没有指标“{column.label}”的数据点", "检查表格定义和台账。"
            )
        return fact

    def _years(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> list[tuple[Rich, ...]]:
        found = {
            column.id: {fact.period: fact for fact in self.book.history(column.id)} for column in columns
        }
        periods = sorted({period for facts in found.values() for period in facts})
        return [
            ((f"{period[:4]}年",), *(cell(found[column.id].get(period), column) for column in columns))
            for period in periods
        ]

    def _note(self, columns: Sequence[IndicatorSpec], spec: TableSpec) -> str:
        if spec.rows == "years":
            return _breaks(columns)
        if spec.rows == "indicators":
            return ""  # nothing there is a part of anything
        return ROUNDED if any(self._differs(column) for column in columns) else ""

    def _differs(self, column: IndicatorSpec) -> bool:
        """Whether the printed parts of an additive indicator do not add up to the printed whole."""
        if column.roll_up.get("place") != "sum" or column.denominator:
            return False
        whole = self.book.get(column.id)
        parts = [self.book.get(column.id, code) for code in self.members]
        if whole is None or whole.value is None or any(part is None or part.value is None for part in parts):
            return False
        rounded = [_rounded(part, column) for part in parts if part]
        return sum(rounded, Decimal(0)) != _rounded(whole, column)


def _rounded(fact: Fact, column: IndicatorSpec) -> Decimal:
    return numbers.round_to(fact.value or Decimal(0), column.decimals, column.rounding)


def _heading(column: IndicatorSpec) -> Rich:
    return (Piece(f"{column.label}（{column.unit}）", f"definition:{column.id}", "表头"),)


def _breaks(columns: Sequence[IndicatorSpec]) -> str:
    grouped: dict[str, list[str]] = {}
    for column in columns:
        if column.breaks:
            grouped.setdefault(breaks_of(column), []).append(column.label)
    texts = [f"{'、'.join(labels)}：{reason}" for reason, labels in grouped.items()]
    return f"{'；'.join(texts)}。口径变化前后不可直接比较。" if texts else ""


def breaks_of(spec: IndicatorSpec) -> str:
    """An indicator's changes of scope in words: 自2014年起…，自2018年起…."""
    return "，".join(f"自{change.period[:4]}年起{change.reason}" for change in spec.breaks)


def _name(facts: Sequence[Fact | None], code: str) -> str:
    return next((fact.place_name for fact in facts if fact), code)


def cell(fact: Fact | None, column: IndicatorSpec) -> Rich:
    """A cell's number as a piece; a dash, not a blank, where there is none."""
    if fact is None or fact.value is None:
        return (NONE,)
    return (Piece(numbers.show(fact.value, column.decimals, column.rounding), fact.fact, CELL),)
