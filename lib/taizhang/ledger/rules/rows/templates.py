"""Rows of a template that were left in a roll -> which they are: no person stands behind an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from taizhang.ledger.convert.scan import holding, matching

_LOOKED_AT = 5
_TOP_ROWS = 50
_SIGN = ("例",)
_EXAMPLE = r"^[\s　]*[（(【]?(?:[示样范举]|填写|填表)?例[)）】:：0-9一二三]*[\s　]*$"
_REMARKS = re.compile(r"备注|说明")
_LEFT_IN = (
    r"^[\s　]*[（(【]?(?:此行|本行)?(?:为|是)?(?:填写|填表|填报)?(?:样例|示例|范例)|(?:请勿|不要|勿)删除?$"
)
_LEFT_SIGNS = ("例", "勿", "不要")


def example_rows(headers: Sequence[str], texts: Callable[[int], pa.Array], length: int) -> np.ndarray:
    """Rows at the top that call themselves an example in one of the first columns or in a remark.

    ``texts`` gives the cells at a place.
    """
    found = np.zeros(length, bool)
    for index, header in enumerate(headers):
        remark = bool(_REMARKS.search(header))
        if index < _LOOKED_AT or remark:
            cells = texts(index).slice(0, _TOP_ROWS)
            pattern, signs = (_LEFT_IN, _LEFT_SIGNS) if remark else (_EXAMPLE, _SIGN)
            found[: len(cells)] |= matching(cells, pattern, holding(cells, signs))
    return found
