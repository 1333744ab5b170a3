"""Columns that were read -> values that are unlikely to be meant: other years, fractions for percents, cut accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.convert.scan import byte_lengths, matching
from taizhang.ledger.findings import ERROR, WARNING
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.match import Match, Placed
from taizhang.ledger.recognise.normal import money_unit
from taizhang.ledger.rulebook.signs import sign
from taizhang.ledger.rules.household import Doubt

_BEFORE_COMMA, _AFTER_COMMA = r"^\s*[-+¥￥]?[1-9][0-9]{0,2}\s*$", r"^[0-9]{3}(?:\.[0-9]{1,2})?元?\s*$"
_THREE_DIGITS = tuple(range(3, 11))
_WORDS = ("text", "category", "account")
_FEN = 100
_ALIKE = 3
_HUGE = 100_000_000 * _FEN
_NEARLY_ALL = 0.9
_FEWEST = 3
_LONG_NUMBER = r"^[0-9]{16,}$"
_CUT_NUMBER = r"^[0-9]{15}0+$"
_LEAST_EXACT, _MOST_DIGITS = 10**16, 19
_CUT_SHARE = 0.5


def unlikely_dates(
    spec: LedgerSpec, cells: Mapping[str, Cells], said: int | None, where: str
) -> Iterator[Doubt]:
    """Dates after the year that was ``said``; earlier ones only where nearly all others are of that year.

    A register goes back to years long past, a ledger of one year's events does not.
    """
    if said is None or spec.period is None or not pa.types.is_date(cells[spec.period].values.type):
        return
    years = pc.year(cells[spec.period].values)
    later = mask(pc.greater(years, said))
    yield Doubt("UNLIKELY_DATE", WARNING, spec.period, later, f"日期晚于{where}所写的 {said} 年")
    own = mask(pc.equal(years, said))
    earlier = mask(pc.less(years, said))
    usual = int(own.sum()) >= max(_FEWEST, _NEARLY_ALL * int((own | earlier).sum()))
    rows = earlier if usual else np.zeros(len(earlier), bool)
    yield Doubt("UNLIKELY_DATE", WARNING, spec.period, rows, f"日期早于{where}所写的 {said} 年")


def amounts_cut(
    found: Match, texts: Callable[[int], pa.Array], cells: Mapping[str, Cells]
) -> Iterator[tuple[str, np.ndarray]]:
    """Columns of amounts, each with the rows in which a comma has cut 1,200 into 1 and the cell after it.

    ``texts`` gives the cells at a place. Where the next column holds figures of its own, nothing can be known.
    """
    types = {placed.index: found.spec.columns[name].type for name, placed in found.columns.items()}
    for name, placed in found.columns.items():
        after = placed.index + 1
        if types[placed.index] != "money" or after >= len(found.header.shown):
            continue
        if types.get(after, "text") not in _WORDS or sign("figures").search(found.header.shown[after]):
            continue
        rest = texts(after)
        lengths = byte_lengths(rest)
        hopeful = np.isin(lengths, _THREE_DIGITS)
        if hopeful.any():
            cut = matching(rest, _AFTER_COMMA, hopeful)
            cut = matching(texts(placed.index), _BEFORE_COMMA, cut)
            yield name, cut & ~_like_the_others(cells[name].values, cut)


def _like_the_others(values: pa.Array, doubtful: np.ndarray) -> np.ndarray:
    """Where an amount is what is usual among those that are not ``doubtful``: it is whole."""
    amounts = pc.fill_null(values, 0).to_numpy(zero_copy_only=False)
    others = amounts[~doubtful & (amounts > 0)]
    usual = float(np.median(others)) if len(others) else 0.0
    return np.asarray((amounts * _ALIKE >= usual) & (amounts <= usual * _ALIKE), bool)


def unlikely_sizes(layout: Layout, cells: Mapping[str, Cells]) -> Iterator[Doubt]:
    """Columns whose amounts cannot be meant in their unit: most payments to persons below 1 元, one of 1 亿元
    in a column that is taken in 万元 only because the ledger usually is.
    """
    spec, units = layout.match.spec, layout.units
    persons = any(spec.columns[name].type == "id_number" for name in spec.key)
    for name, placed in layout.match.columns.items():
        column, values = spec.columns[name], cells[name].values
        if column.type != "money":
            continue
        small = mask(pc.and_(pc.greater(values, 0), pc.less(values, _FEN)))
        if persons and (column.required or name in spec.totals) and _most(small, values):
            message = "多数金额不到 1 元，像是以万元、千元计的，无法确定单位"
            yield Doubt("UNIT_CONFLICT", ERROR, name, _first(small), message)
        assumed = (
            not (placed.unit or units.unit or name in units.columns) and (money_unit(column.unit) or 1) > 1
        )
        large = mask(pc.greater_equal(values, _HUGE)) if assumed else np.zeros(len(values), bool)
        if large.any():
            message = f"表上没有写金额的单位，按{column.unit}计超过 1 亿元，无法确定单位"
            yield Doubt("UNIT_CONFLICT", ERROR, name, _first(large), message)


def _most(small: np.ndarray, values: pa.Array) -> bool:
    return bool(small.any()) and 2 * int(small.sum()) > int(mask(pc.greater(values, 0)).sum())


def _first(rows: np.ndarray) -> np.ndarray:
    first = np.zeros(len(rows), bool)
    first[int(np.argmax(rows))] = True
    return first


def is_percent(column: ColumnSpec, placed: Placed | None) -> bool:
    """Whether a column holds numbers whose header says that they are percents."""
    return column.type == "number" and placed is not None and bool({"%", "％"} & set(placed.header))


def fractions_for_percents(match: Match, cells: Mapping[str, Cells]) -> Iterator[Doubt]:
    """Columns whose header says %, in which every value is between 0 and 1.

    A cell that shows 85% in a spreadsheet is the number 0.85. Nothing is multiplied: 0.85 may mean what it says.
    """
    for name, placed in match.columns.items():
        if not is_percent(match.spec.columns[name], placed):
            continue
        values = cells[name].values
        known = mask(pc.is_valid(values))
        small = mask(pc.and_(pc.greater_equal(values, 0), pc.less_equal(values, 1)))
        between = small & mask(pc.and_(pc.greater(values, 0), pc.less(values, 1)))
        if between.any() and (small | ~known).all():
            message = "列名写明是百分数，全列的数都在 0 和 1 之间，可能是把 85% 存成了 0.85；已照原数计入，没有乘以 100"
            yield Doubt("PERCENT_FRACTION", WARNING, name, _first(between), message)


def accounts_made_numbers(spec: LedgerSpec, cells: Mapping[str, Cells], numeric: bool) -> Iterator[Doubt]:
    """Bank accounts of a workbook (``numeric``) that it holds as numbers: digits after the fifteenth are gone."""
    for column in spec.columns.values() if numeric else ():
        if column.type != "account":
            continue
        values = cells[column.id].values
        long = mask(pc.match_substring_regex(values, _LONG_NUMBER))
        lost = np.zeros(len(long), bool)
        lost[long] = _may_be_cut(values.filter(pa.array(long)))
        if lost.sum() > _CUT_SHARE * long.sum() and (lost.sum() > 1 or long.sum() == 1):
            message = "银行账号被表格软件改成了数字，第 15 位以后已经丢失；请按文本重新导出"
            yield Doubt("ACCOUNT_NUMBER", WARNING, column.id, lost, message)


def _may_be_cut(numbers: pa.Array) -> np.ndarray:
    """Which have zeros after fifteen digits, or are among the few of their length that binary cells can hold."""
    held = np.array([int(float(text)) == int(text) for text in numbers.filter(_longest(numbers)).to_pylist()])
    fits = ~mask(_longest(numbers))
    whole = pc.cast(numbers.filter(pa.array(fits)), pa.uint64()).to_numpy(zero_copy_only=False)
    cut = mask(pc.match_substring_regex(numbers, _CUT_NUMBER))
    cut[fits] |= (whole >= _LEAST_EXACT) & (whole.astype(np.float64).astype(np.uint64) == whole)
    cut[~fits] |= held.astype(bool)
    return cut


def _longest(numbers: pa.Array) -> pa.Array:
    """Those with more digits than a machine's integers hold."""
    return pc.greater(pc.utf8_length(numbers), _MOST_DIGITS)
