"""Amounts of one column -> those far from the others: typed in another unit, or with places too many or too few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert import Cells
from taizhang.ledger.findings import WARNING
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import money_unit
from taizhang.ledger.rules.household import Doubt

_FEN = 100
_FAR, _SAMPLE = 1000, 10_000
_HUNDREDS, _APART = 100, 20
_FEWEST, _RARE = 3, 0.2
_WAN = 10_000


def far_from_others(layout: Layout, cells: Mapping[str, Cells]) -> Iterator[Doubt]:
    """Amounts that fit the others only as 元 in a column of 万元 (or the other way round); and payments to persons
    that are a thousand times, or a thousandth, of what is usual.

    Most columns end with their least and greatest amount and a sample of the others.
    """
    spec = layout.match.spec
    persons = any(spec.columns[name].type == "id_number" for name in spec.key)
    for name in layout.match.columns:
        column = spec.columns[name]
        usual = _usual(cells[name].values) if column.type == "money" else 0.0
        if not usual or not _spread(cells[name].values, usual):
            continue
        values = pc.fill_null(cells[name].values, 0).to_numpy(zero_copy_only=False)
        unit = layout.unit_of(name)
        slipped, other = _slipped(values, usual, money_unit(unit) or 1)
        for rows, said in _by_factor(values, usual, slipped):
            message = f"金额是本列通常金额的{said}，像是按{other}填写的，本列的单位是{unit}；已按{unit}照原数计入，请核对"
            yield Doubt("UNIT_MIXED", WARNING, name, rows, message)
        if persons and usual >= _FEN and (column.required or name in spec.totals):
            far = ((values > usual * _FAR) | ((values > 0) & (values < usual / _FAR))) & ~slipped
            for rows, said in _by_factor(values, usual, far):
                message = (
                    f"金额是本列通常金额的{said}，请核对是否多写、少写了几位，或误填了别的号码；已照原数计入"
                )
                yield Doubt("FAR_AMOUNT", WARNING, name, rows, message)


def _usual(values: pa.Array) -> float:
    """The median of some of the amounts above zero; 0 where there are too few."""
    step = max(1, len(values) // _SAMPLE)
    some = values.take(pa.array(np.arange(0, len(values), step)))
    paid = pc.fill_null(some, 0).to_numpy(zero_copy_only=False)
    paid = paid[paid > 0]
    return float(np.median(paid)) if len(paid) else 0.0


def _spread(values: pa.Array, usual: float) -> bool:
    """Whether any amount is hundreds of times the usual one, or less than a hundredth of it."""
    ends = pc.min_max(values).as_py()
    if ends["min"] is not None and ends["min"] <= 0:
        ends = pc.min_max(values.filter(pc.greater(values, 0))).as_py()
    return ends["min"] is not None and (ends["max"] >= usual * _HUNDREDS or ends["min"] <= usual / _HUNDREDS)


def _slipped(values: np.ndarray, usual: float, yuan: int) -> tuple[np.ndarray, str]:
    """Amounts far outside what nearly all others are, and within it once they are taken in another unit: which, and
    that unit. ``yuan`` is what the unit of the column is in 元: in a column of 万元 some may be in 元, in one of 元
    some in 万元.
    """
    paid = values > 0
    near = paid & (values < usual * _HUNDREDS) & (values > usual / _HUNDREDS)
    few = int(paid.sum()) - int(near.sum())
    if int(near.sum()) < _FEWEST or few > max(1, _RARE * int(paid.sum())):
        return np.zeros(len(values), bool), ""
    least, most = int(values[near].min()), int(values[near].max())
    if yuan >= _HUNDREDS:
        far = (values >= usual * _HUNDREDS) & (values >= most * _APART)
        return np.asarray(far & (values >= least * yuan) & (values <= most * yuan), bool), "元"
    factor = _WAN // yuan
    far = paid & (values <= usual / _HUNDREDS) & (values * _APART <= least)
    return np.asarray(far & (values * factor >= least) & (values * factor <= most), bool), "万元"


def _by_factor(values: np.ndarray, usual: float, rows: np.ndarray) -> Iterator[tuple[np.ndarray, str]]:
    """The rows by how many times the usual amount they are, to one digit, as a person says it."""
    if not rows.any():
        return
    said = np.full(len(values), "", dtype=object)
    said[rows] = [_times(value / usual) for value in values[rows].tolist()]
    for words in dict.fromkeys(said[rows]):
        yield np.asarray(said == words, bool), words


def _times(factor: float) -> str:
    """约 8,000 倍, 约 1/5,000."""
    whole = Decimal(f"{factor if factor >= 1 else 1 / factor:.0e}")
    return f"约 {int(whole):,} 倍" if factor >= 1 else f"约 1/{int(whole):,}"
