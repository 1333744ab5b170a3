"""The heads of a table's columns (期初, 增加, 减少, 期末; 编制, 实有, 空编) -> the relation that they say themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import permutations

from taizhang.numbers import halved
from taizhang.proofread.rules.amounts.grids import INNER, NOT_ADDED, Cell
from taizhang.proofread.rules.tables.relation import Relation
from taizhang.proofread.words import pattern

_TIMES = tuple(
    Decimal(months).scaleb(-shift) for months in (1, 12) for shift in (0, 4, 8)
)  # a month or a year; in 元, 万元, 亿元
_WIDEST, _FEWEST = 8, 3


def said(header: Sequence[Cell]) -> Iterator[Relation]:
    """Every relation that the heads name."""
    names = [_plain(cell) for cell in header]
    yield from _stock(names)
    yield from _left(names)
    yield from _whole(names)


def products(header: Sequence[Cell]) -> Iterator[Relation]:
    """数量, 单价, 金额: a number of pieces, what one costs, and what all cost, in any order."""
    names = [_plain(cell) for cell in header]
    prices = [at for at, name in enumerate(names) if at and re.search(pattern("price_heads"), name)]
    sums = [
        at
        for at, name in enumerate(names)
        if at and at not in prices and re.search(pattern("cost_heads"), name)
    ]
    if len(prices) != 1 or len(sums) != 1:
        return
    for at in range(1, min(len(names), _WIDEST)):
        if at not in (*prices, *sums) and not NOT_ADDED.search(names[at]):
            yield from (
                Relation(sums[0], tuple(sorted((at, prices[0]))), (), times, named=True) for times in _TIMES
            )


def _stock(names: Sequence[str]) -> Iterator[Relation]:
    """上年末, 本年增加, 本年减少, 本年末: what was there, came and went is what is there."""
    parts = {at: part for at, name in enumerate(names) if at and (part := _part(name))}
    opening = [at for at, part in parts.items() if part == "opening"]
    closing = [at for at, part in parts.items() if part == "closing"]
    moves = [at for at, part in parts.items() if part in ("came", "went")]
    if len(opening) == len(closing) == 1 and moves:
        signs = (1, *(1 if parts[at] == "came" else -1 for at in moves))
        both = len({parts[at] for at in moves}) > 1
        yield Relation(closing[0], (opening[0], *moves), signs, named=True, alone=both)


def _left(names: Sequence[str]) -> Iterator[Relation]:
    """编制数, 实有数, 空编; 送审, 审定, 核减: one column less another, whichever it is."""
    plain = [at for at, name in enumerate(names) if at and not NOT_ADDED.search(name)][:_WIDEST]
    for rest in plain:
        if not _rest().search(names[rest]):
            continue
        for one, other in permutations([at for at in plain if at != rest], 2):
            yield Relation(rest, (one, other), (1, -1), named=True)


def _whole(names: Sequence[str]) -> Iterator[Relation]:
    """城区, 县域, 合计: the first or the last column counts what all others do; 总投资 where all others are sources."""
    plain = [at for at, name in enumerate(names) if at and name and not NOT_ADDED.search(name)]
    if not _FEWEST <= len(plain) <= _WIDEST or len(plain) != len(names) - 1 or any(map(_inner, names)):
        return
    for whole in (plain[0], plain[-1]):
        others = tuple(at for at in plain if at != whole)
        total = re.fullmatch(pattern("total_heads"), names[whole])
        sources = names[whole].startswith("总") and all(
            re.search(pattern("fund_sources"), names[at]) for at in others
        )
        if total or sources:
            yield Relation(whole, others, (1,) * len(others), named=True, alone=True)


def _inner(name: str) -> bool:
    """其中, or a total of some columns."""
    return bool(INNER.search(name) or re.search("[比较]|累计", name))


def _part(name: str) -> str:
    """What a column holds of a stock that moves: opening, came, went, closing; empty for none of them."""
    if NOT_ADDED.search(name) or re.search(r"净|增减|比上年|较上年|其中", name):
        return ""
    for part, found in _parts():
        if found.search(name):
            return part
    return ""


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("opening", re.compile(rf"{pattern('opening')}|上期末|期初")),
        ("went", re.compile(rf"{pattern('outflow', 'stock_out')}|减|退|付")),
        ("came", re.compile(rf"{pattern('inflow', 'stock_in')}|增|新|收")),
        ("closing", re.compile(pattern("closing"))),
    )


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"{pattern('remaining', 'gaps', 'rest_heads')}|^未|^不")


def _plain(cell: Cell) -> str:
    """A head without its unit in brackets and without blanks."""
    return re.sub(r"\([^()]*\)|\s", "", halved(cell.text))
