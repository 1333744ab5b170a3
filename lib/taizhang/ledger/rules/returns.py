"""Columns beside the declared ones that change what a row means: month paid for, bank returns, sums paid back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert import Cells, Context
from taizhang.ledger.convert.amounts import money
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.convert.dates import months
from taizhang.ledger.findings import HINT, WARNING
from taizhang.ledger.recognise.normal import money_unit, normal, split_unit
from taizhang.ledger.rules.household import Doubt

_FOR_MONTH = re.compile(r"(?:所属|应发|补发)(?:月份|年月|期)")
_STATE = re.compile(r"(?:发放|支付|代发|打款|银行|回盘|处理)(?:状态|结果|情况|反馈)|回盘|是否(?:成功|退票)")
_FAILED = r"退票|退回|失败|未成功|不成功|退汇|拒付|账号有误|账户异常|未到账"
_BACK = re.compile(r"(?:退回|追回|扣回|退款|追缴|扣减)(?:金额|资金|款)")
_AMOUNT = re.compile(
    r"金额|(?:^|发放|补发|增发|加发|应发|实发)(?:合计|总计|共计|总额|小计)$|(?:补发|增发|加发|应发|实发)$|(?:补贴|补助|津贴)[金费]?$"
)
_NO_AMOUNT = re.compile(
    r"标准|累计|余额|结余|[人户]数|次数|类|收入|支出|财产|存款|贷款|费用|报销|自付|大写|其中|中央|自治区|省|市级|县级|区级|旗|本级|上级|财政|配套|差|上月|上年|上期"
)
Texts = Callable[[int], pa.Array]


def returns(
    headers: Sequence[str], declared: frozenset[int], texts: Texts, period: Cells | None
) -> Iterator[Doubt]:
    """Rows that an undeclared column speaks of; ``texts`` gives the data cells at a place."""
    for index, header in enumerate(headers):
        if not header or index in declared:
            continue
        if period is not None and _FOR_MONTH.search(header) and pa.types.is_string(period.values.type):
            yield from _other_months(header, texts(index), period)
        elif _BACK.search(header):
            yield from _paid_back(header, texts(index))
        elif _STATE.search(header):
            failed = mask(pc.match_substring_regex(texts(index), _FAILED))
            message = "银行退回或发放失败，金额仍已计入，请核对是否应当扣除"
            yield Doubt("BANK_RETURN", WARNING, header, failed, message)


def _other_months(header: str, texts: pa.Array, period: Cells) -> Iterator[Doubt]:
    stated = months(texts, Context()).values
    earlier = mask(pc.less(stated, period.values))
    yield Doubt("PAID_LATER", HINT, header, earlier, "补发以前月份，按发放月份计入")
    later = mask(pc.greater(stated, period.values))
    yield Doubt("PAID_BEFORE", WARNING, header, later, "所属月份晚于发放月份，按发放月份计入，请核对")


def _paid_back(header: str, texts: pa.Array) -> Iterator[Doubt]:
    cells = money(texts, Context())
    filled = np.asarray(cells.unreadable | mask(pc.not_equal(cells.values, 0)), bool)
    message = f"“{header}”有内容，没有从发放金额中扣减，请核对"
    yield Doubt("PAID_BACK", WARNING, header, filled, message)


@dataclass(frozen=True, slots=True)
class Read:
    """An amount that was read: its header, its unit in 元, its cells."""

    header: str
    yuan: int
    cells: Cells


def other_amounts(
    headers: Sequence[str], declared: frozenset[int], texts: Texts, read: Sequence[Read]
) -> Iterator[Doubt]:
    """Columns of amounts that the ledger does not have and that say other sums than those that were ``read``."""
    known = [pc.fill_null(one.cells.values, 0) for one in read]
    for index, header in enumerate(headers):
        name, unit = split_unit(normal(header))
        if not read or index in declared or not _AMOUNT.search(name) or _NO_AMOUNT.search(name):
            continue
        cells = money(texts(index), Context(money_unit(unit) or read[-1].yuan))
        values = pc.fill_null(cells.values, 0)
        other = mask(pc.not_equal(values, 0))
        for alike in (*known, _sum(known)):
            other &= mask(pc.not_equal(values, alike))
        if other.any():
            used = "、".join(f"“{one.header}”" for one in read)
            message = (
                f"“{header}”列有 {int(other.sum())} 行金额与采用的{used}列不同，没有计入；请核对应当用哪一列"
            )
            first = np.zeros(len(other), bool)
            first[int(np.argmax(other))] = True
            yield Doubt("OTHER_AMOUNT", WARNING, header, first, message)


def _sum(values: Sequence[pa.Array]) -> pa.Array:
    total = values[0]
    for one in values[1:]:
        total = pc.add(total, one)
    return total
