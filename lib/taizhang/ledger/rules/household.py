"""A roll by persons whose amounts stand in the head's row -> amounts in other rows, households that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare.specs import Household, LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import ERROR, WARNING


@dataclass(frozen=True, slots=True)
class Doubt:
    """Rows that contradict other rows, or their own; ``column`` is where a person should look."""

    code: str
    severity: str
    column: str
    rows: np.ndarray
    message: str


def doubts(spec: LedgerSpec, cells: Mapping[str, Cells], kept: np.ndarray) -> Iterator[Doubt]:
    """What is wrong between the rows of one roll; ``kept`` are the rows that count."""
    house = spec.household
    if house is None or not len(kept):
        return
    heads = _heads(house, cells)
    for name in house.amounts:
        paid = mask(pc.not_equal(cells[name].values, 0))
        yield Doubt("GRAIN_AMOUNT", ERROR, name, paid & ~heads & kept, _grain(spec, house))
    if spec.period:
        yield from _memberships(house, cells, cells[spec.period].values, heads & kept)


def _grain(spec: LedgerSpec, house: Household) -> str:
    return f"本行不是{house.head}，却记有金额；{spec.label}的金额只记在{house.head}行，否则会重复计算"


def _heads(house: Household, cells: Mapping[str, Cells]) -> np.ndarray:
    """The rows of heads: by the word, and where there is none, by the id being that of the household."""
    relation = cells[house.relation].values
    same = mask(pc.equal(cells[house.person].values, cells[house.id].values))
    return np.asarray(mask(pc.equal(relation, house.head)) | (mask(pc.is_null(relation)) & same), bool)


def _memberships(
    house: Household, cells: Mapping[str, Cells], months: pa.Array, heads: np.ndarray
) -> Iterator[Doubt]:
    owner, person = cells[house.id].values, cells[house.person].values
    known = mask(pc.and_(pc.is_valid(owner), pc.is_valid(months)))
    homes, people = _numbered(owner, person, months)
    alone = known & ~np.isin(homes, people)
    message = f"“{house.head}”的证件号在本表当月没有对应的人员"
    yield Doubt("HOUSEHOLD_WITHOUT_HEAD", WARNING, house.id, alone, message)
    if house.members:
        stated = cells[house.members].values
        sizes = np.bincount(homes[known], minlength=int(homes.max(initial=0)) + 1)[homes]
        differs = mask(pc.not_equal(stated, pa.array(sizes, pa.int64()))) & heads & known
        yield Doubt("HOUSEHOLD_SIZE", WARNING, house.members, differs, "保障人口与本表当月该户的人数不符")


def _numbered(owner: pa.Array, person: pa.Array, months: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Each (household, month) and each (person, month) as one number, equal where both are."""
    ids = pa.concat_arrays([owner, person]).dictionary_encode(null_encoding="encode")
    number = ids.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    month = months.dictionary_encode(null_encoding="encode")
    order = month.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    number *= max(len(month.dictionary), 1)
    return number[: len(owner)] + order, number[len(owner) :] + order
