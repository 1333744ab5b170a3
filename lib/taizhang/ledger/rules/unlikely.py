"""Columns that were read -> values that are unlikely to be meant: other years, fractions for percents, cut accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import ColumnSpec, LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import WARNING
from taizhang.ledger.recognise.match import Match, Placed
from taizhang.ledger.rules.household import Doubt

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
            first = np.zeros(len(known), bool)
            first[int(np.argmax(between))] = True
            yield Doubt("PERCENT_FRACTION", WARNING, name, first, message)


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
