"""Days of payment for a missing month, addresses for a missing place, equal amounts for one in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare import naming
from taizhang.ledger.recognise.given import Claims
from taizhang.ledger.recognise.match import Match, Placed
from taizhang.ledger.recognise.normal import normal

_PAID = "实发"
_NOUGHTS = r"(\.[0-9]*?)0+$"


def instead(found: Match, body: pa.Table, given: Collection[str], said: Claims) -> Match:
    """The match in which other columns stand for a month or place that nothing gives, or settle an amount in doubt.

    ``given`` are the columns that the titles give, ``body`` the rows below the header.
    """
    spec = found.spec
    for name, fits in ((spec.period, is_day), (spec.place, is_address)):
        if name is None or name in found.columns or name in given or spec.figures:
            continue
        if fits is is_day and (spec.columns[name].type != "month" or _speaks_of_months(said)):
            continue
        found = _placed(found, name, [index for index in _free(found) if fits(found.header.shown[index])])
    return _settled(found, body)


def is_day(header: str) -> bool:
    """Whether a header names the day of a payment."""
    return normal(header) in _names().get("paid_on", frozenset())


def is_address(header: str) -> bool:
    """Whether a header names an address: its county is the place of the row, where no column says another."""
    return normal(header) in _names().get("address", frozenset())


@cache
def _names() -> Mapping[str, frozenset[str]]:
    return {family: frozenset(map(normal, words)) for family, words in naming().instead.items()}


def _speaks_of_months(said: Claims) -> bool:
    """Titles of a quarter or of several months: the day of payment is not the month that each row is of."""
    return any(time.several or len(time.months) > 1 or len(time.bare_months) > 1 for _, time in said.periods)


def _free(found: Match) -> Iterator[int]:
    """The places of columns that are not read, or only kept as a text."""
    types = {placed.index: found.spec.columns[name].type for name, placed in found.columns.items()}
    yield from (
        index
        for index, shown in enumerate(found.header.shown)
        if shown and types.get(index, "text") == "text"
    )


def _placed(found: Match, name: str, places: Sequence[int]) -> Match:
    if len(places) != 1:
        return found
    columns = {**found.columns, name: Placed(places[0], found.header.shown[places[0]], None)}
    order = {one: columns[one] for one in found.spec.columns if one in columns}
    return replace(found, columns=order, missing=tuple(one for one in found.missing if one != name))


def _settled(found: Match, body: pa.Table) -> Match:
    """应发 beside 实发 with the same amount in every row is no doubt: what was paid is taken."""
    ambiguous, chosen, columns = [], list(found.chosen), dict(found.columns)
    for name, headers in found.ambiguous:
        places = [index for index, shown in enumerate(found.header.shown) if shown in headers]
        if found.spec.columns[name].type != "money" or not _alike(places, headers, body):
            ambiguous.append((name, headers))
            continue
        paid = [index for index in places if _PAID in normal(found.header.shown[index])]
        index = paid[0] if paid else columns[name].index
        columns[name] = replace(columns[name], index=index, header=found.header.shown[index])
        chosen.append((name, headers))
    return replace(found, columns=columns, ambiguous=tuple(ambiguous), chosen=tuple(chosen))


def _alike(places: Sequence[int], headers: Sequence[str], body: pa.Table) -> bool:
    """Whether the columns of some headers, each of which names one, have the same cells, and have any."""
    if len(places) != len(headers):
        return False
    first, *others = [_plain(body.column(index)) for index in places]
    return pc.any(pc.not_equal(first, "")).as_py() is True and all(first.equals(other) for other in others)


def _plain(cells: pa.ChunkedArray) -> pa.Array:
    """The cells without blanks around them and noughts behind the point: 100.00 is 100."""
    short = pc.replace_substring_regex(pc.utf8_trim_whitespace(cells), _NOUGHTS, r"\1")
    return pc.utf8_rtrim(short, ".").combine_chunks()
