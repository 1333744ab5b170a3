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

_ONE_MONTH = re.compile(
    r"(?:\d{4}年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:金额|补贴|补助|津贴|发放)?"
)
_FEWEST_MONTHS = 2
_FOR_MONTH = re.compile(r"(?:所属|应发|补发)(?:月份|年月|期)")
_STATE = re.compile(r"(?:发放|支付|代发|打款|银行|回盘|处理)(?:状态|结果|情况|反馈)|回盘|是否(?:成功|退票)")
_FAILED = r"退票|退回|失败|未成功|不成功|退汇|拒付|账号有误|账户异常|未到账"
_STANDING = re.compile(
    r"^(?!.*(?:参保|就业|婚姻|健康|劳动|残疾|学|签约|机构|运营|审核|审批)).*(?:状态|[变异]动(?:情况|原因|类型)?|停发原因)$"
)
_WHY_STOPPED = re.compile(
    r"^(?:减少|停发|停保|退出|注销|死亡|去世|取消|终止|核减|迁出)(?:人员)?(?:原因|时间|日期|年月|月份)$"
)
_FLAG = re.compile(
    r"^(?!.*(?:参保|就业|婚姻|健康|身体|劳动|残疾|学|签约|机构|运营|家庭|住房|生活|经济))"
    r"(?:是否(?:继续|已经?|正常)?(?:发放|享受|保障|健在|通过|领取|到账|合格|符合|有效)"
    r"(?:本?项?(?:补贴|津贴|补助|待遇|对象|条件|资格))?$"
    r"|.*(?:审核|审批|复核|认证|业务|资格|领取|待遇|发放|支付|到账).*(?:状态|结果|标识|标志|情况|意见)$)"
)
_SAYS_NOT = r"^[\s　]*(?:否|未|不|终止|驳回|拒绝|无效|[Nn][\s　]*$)"
_SAYS_SOMETHING = r"^[\s　]*[^\s　\-—–/无否]"
_REMARK = re.compile(r"备注|说明")
_STOPPED = r"停发|暂停|停保|退保|停止发放|注销|取消|死亡|去世|病故|退出(?:低保|保障|享受)?|核减|不再享受|不享受|不发放"
_BACK = re.compile(r"(?:退回|追回|扣回|退款|追缴|扣减)(?:金额|资金|款)")
_AMOUNT = re.compile(
    r"实际发放[数额]?$|[实应]发数$|打卡数?$|到账[数额]?$|金额|(?:^|发放|补发|增发|加发|应发|实发)(?:合计|总计|共计|总额|小计)$|(?:补发|增发|加发|应发|实发)$|(?:补贴|补助|津贴)[金费]?$"
)
_LIKE_AN_AMOUNT = re.compile(r"[金额款费]$|合计$|总计$")
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


def stopped(
    headers: Sequence[str], declared: frozenset[int], texts: Texts, paid: np.ndarray
) -> Iterator[Doubt]:
    """Rows with an amount (``paid``) that an undeclared column of states or remarks calls stopped."""
    for index, header in enumerate(headers):
        pattern = _stopping(header)
        if index in declared or pattern is None:
            continue
        cells = texts(index)
        rows = paid & mask(pc.match_substring_regex(cells, pattern))
        if _STATE.search(header):
            rows &= ~mask(pc.match_substring_regex(cells, _FAILED))
        message = "写的是停发、死亡、退出一类，金额仍已计入，请核对是否应当扣除"
        yield Doubt("STOPPED_ROW", WARNING, header, rows, message)


def _stopping(header: str) -> str | None:
    """What a cell under the header says when its row is stopped; None where it says nothing about that."""
    if _WHY_STOPPED.search(header):
        return _SAYS_SOMETHING
    if _FLAG.search(header):
        return f"{_SAYS_NOT}|{_STOPPED}"
    if _STANDING.search(header):
        return _STOPPED
    return rf"^[\s　]*(?:已|本月|现已)?(?:{_STOPPED})[\s　。]*$" if _REMARK.search(header) else None


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


def several_months(headers: Sequence[str], texts: Texts, read: Sequence[Read]) -> Iterator[Doubt]:
    """Columns 4月 5月 6月 whose sum is the amount that was read: it is of several months."""
    places = [index for index, header in enumerate(headers) if _ONE_MONTH.fullmatch(normal(header))]
    if len(places) < _FEWEST_MONTHS:
        return
    parts = [pc.fill_null(money(texts(index), Context(read[-1].yuan)).values, 0) for index in places]
    total = _sum(parts)
    for one in read:
        values = pc.fill_null(one.cells.values, 0)
        paid = mask(pc.greater(values, 0))
        if paid.any() and mask(pc.equal(values, total))[paid].all():
            first = np.zeros(len(paid), bool)
            first[int(np.argmax(paid))] = True
            months_of = "、".join(headers[index].strip() for index in places)
            message = f"“{one.header}”是{months_of}各列之和，全部计入了一个月；请按月拆开"
            yield Doubt("MONTHS_SUMMED", WARNING, one.header, first, message)


def not_read(headers: Sequence[str], declared: frozenset[int], texts: Texts) -> Iterator[Doubt]:
    """Columns of amounts in a sheet of which no amount was read: the first row that has one."""
    for index, header in enumerate(headers):
        name, unit = split_unit(normal(header))
        if (
            index in declared
            or not (_LIKE_AN_AMOUNT.search(name) or money_unit(unit))
            or _NO_AMOUNT.search(name)
        ):
            continue
        paid = mask(pc.not_equal(money(texts(index), Context()).values, 0))
        if paid.any():
            first = np.zeros(len(paid), bool)
            first[int(np.argmax(paid))] = True
            message = f"“{header}”列有 {int(paid.sum())} 行金额没有读取，这张表的金额按空白计；请在 sources.yml 的 columns 中写明是哪一列"
            yield Doubt("AMOUNT_NOT_READ", WARNING, header, first, message)


def _sum(values: Sequence[pa.Array]) -> pa.Array:
    total = values[0]
    for one in values[1:]:
        total = pc.add(total, one)
    return total
