"""Amounts in columns that the ledger does not have -> doubts whether the right ones were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.ledger.convert import Cells, Context
from taizhang.ledger.convert.amounts import money
from taizhang.ledger.convert.capitals import amounts_in_words
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import WARNING
from taizhang.ledger.recognise.normal import money_unit, normal, split_unit
from taizhang.ledger.rulebook.signs import sign
from taizhang.ledger.rules.household import Doubt
from taizhang.ledger.rules.payments.returns import Texts

_ONE_MONTH = re.compile(
    r"(?:\d{4}年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:金额|补贴|补助|津贴|发放)?"
)
_FEWEST_MONTHS = 2


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
        if not read or index in declared or not _is_amount(name):
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


def words_against_figures(headers: Sequence[str], texts: Texts, read: Sequence[Read]) -> Iterator[Doubt]:
    """Rows in whose column 大写 another amount stands in words than in any column of figures."""
    for index, header in enumerate(headers):
        if not sign("in_words").search(header):
            continue
        cells = texts(index).dictionary_encode()
        said = [next(amounts_in_words(f"大写{text}"), None) for text in cells.dictionary.to_pylist()]
        stated = pa.array(said, pa.int64()).take(cells.indices)
        wrong = mask(pc.is_valid(stated))
        for one in read:
            wrong &= ~mask(pc.equal(stated, one.cells.values))
        message = "大写金额与本行写成数字的金额不同，按数字计入，请核对"
        yield Doubt("ROW_CHECK", WARNING, header, wrong, message)


def _is_amount(name: str) -> bool:
    return bool(sign("amount").search(name)) and not sign("no_amount").search(name)


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
        like_one = sign("like_an_amount").search(name) or money_unit(unit)
        if index in declared or not like_one or sign("no_amount").search(name):
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
