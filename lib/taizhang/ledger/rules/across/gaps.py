"""All sheets of a collection -> the places and months that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import ERROR, Finding
from taizhang.ledger.results import SheetResult

_MONTHS = range(1, 13)


def gaps(sheets: Sequence[SheetResult], specs: Mapping[str, LedgerSpec]) -> Iterator[Finding]:
    """Places and months that others report and a ledger lacks; months that a ledger skips altogether."""
    reported: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sheet in sheets:
        if sheet.ledger:
            reported[sheet.ledger].update(sheet.reported)
    everyone = _reporters({place for pairs in reported.values() for place, _ in pairs})
    for ledger in sorted(reported):
        if pairs := reported[ledger]:
            yield from _ledger_gaps(specs[ledger], pairs, everyone)


def _reporters(found: set[str]) -> set[str]:
    """The counties among the reporting places; a city's own rows oblige nobody. Without counties, all."""
    counties = {code for code in found if not code.endswith("00")}
    return counties or found


def _ledger_gaps(spec: LedgerSpec, pairs: set[tuple[str, str]], everyone: set[str]) -> Iterator[Finding]:
    mine = {place for place, _ in pairs} & everyone
    if not mine:
        return
    for place in sorted(everyone - mine):
        message = f"{spec.label}没有{places.name(place)}的任何数据，其他台账有"
        yield _gap("MISSING_PLACE", spec, message, place)
    if spec.coverage != "place_month":
        return
    months = {month for place, month in pairs if place in mine}
    for month in _skipped(months):
        yield _gap("MISSING_MONTH", spec, f"{spec.label}缺 {month} 的数据，前后各月都有", month)
    for place in sorted(mine):
        for month in sorted(months - {month for other, month in pairs if other == place}):
            message = f"{spec.label}缺{places.name(place)} {month} 的数据，其他地区有"
            yield _gap("MISSING_PLACE_MONTH", spec, message, place, month)


def _skipped(months: set[str]) -> list[str]:
    """Months without any data between the first and the last of their year."""
    skipped = []
    for year in sorted({month[:4] for month in months}):
        known = [int(month[5:]) for month in months if month.startswith(year)]
        skipped += [
            f"{year}-{month:02d}"
            for month in _MONTHS
            if min(known) < month < max(known) and month not in known
        ]
    return skipped


def _gap(code: str, spec: LedgerSpec, message: str, *parts: str) -> Finding:
    return Finding(code, ERROR, message, ledger=spec.id, case=":".join([code, spec.id, *parts]))
