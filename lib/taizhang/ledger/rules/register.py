"""The years of a sheet's rows -> the places of that time, and rows of places that are no longer in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import WARNING
from taizhang.ledger.rules.household import Doubt


def years(periods: pa.Array) -> pa.Array:
    """The year of each month, date or year as int64; null where there is none."""
    if pa.types.is_date(periods.type):
        return pc.year(periods)
    if pa.types.is_string(periods.type):
        return pc.cast(pc.utf8_slice_codeunits(periods, 0, 4), pa.int64())
    return pc.cast(periods, pa.int64())


def years_of(periods: pa.Array | None, said: int | None) -> Collection[int]:
    """The years of a sheet's rows; where no row has one, the year that its title says."""
    of = set() if periods is None else set(pc.unique(years(periods)).to_pylist()) - {None}
    return of or ({said} if said is not None else set())


def written_then(
    known: Mapping[str, str], of: Iterable[int], scope: tuple[str, ...] = ()
) -> Mapping[str, str]:
    """Ways of writing places in a sheet whose rows are of the years ``of``; ``known`` are those of today.

    A way that meant different places in two of the years is left out: nothing is guessed.
    """
    then = [places.former_ways(year, scope) for year in sorted(set(of))]
    changed = {way for one in then for way in one}
    if not changed:
        return known
    found = dict(known)
    for way in changed:
        codes = {one.get(way, known.get(way)) for one in then} - {None}
        found.pop(way, None)
        if len(codes) == 1 and (code := codes.pop()):
            found[way] = code
    return found


def no_longer_there(spec: LedgerSpec, cells: Mapping[str, Cells], said: int | None) -> Iterator[Doubt]:
    """Rows of places that were given up before the end of the row's year: they count, under their own code."""
    if spec.place is None:
        return
    codes = cells[spec.place].values.dictionary_encode()
    named = codes.dictionary.to_pylist()
    old = [place for place, code in enumerate(named) if code not in places.registry()]
    if not old:
        return
    of = cells[spec.period].values if spec.period else pa.nulls(len(codes), pa.int64())
    year = pc.fill_null(years(of), said or 0).to_numpy(zero_copy_only=False)
    for place in old:
        rows = mask(pc.equal(codes.indices, place))
        for one in np.unique(year[rows]).tolist():
            if one and not places.exists(named[place], one):
                yield Doubt("PLACE_NO_LONGER", WARNING, spec.place, rows & (year == one), _gone(named[place]))


def _gone(code: str) -> str:
    last = places.eras()[code][-1].last
    return f"{places.name(code)}（{code}）已于 {last} 年撤销或更名，本行仍计在原代码下，没有并入后继地区"
