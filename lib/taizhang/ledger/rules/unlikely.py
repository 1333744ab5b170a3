"""Dates of a sheet, and the year that its title or file name says -> the dates that do not fit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import WARNING
from taizhang.ledger.rules.household import Doubt

_NEARLY_ALL = 0.9
_FEWEST = 3


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
