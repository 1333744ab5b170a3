"""The years of a sheet's rows -> the places of that time, and rows of places that are no longer in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.convert import Cells
from taizhang.ledger.convert.cells import mask
from taizhang.ledger.findings import WARNING
from taizhang.ledger.rules.household import Doubt

_YEARS = range(1900, 2101)


def years(periods: pa.Array) -> pa.Array:
    """The year of each month, date or year as int64; null where there is none."""
    if pa.types.is_date(periods.type):
        return pc.year(periods)
    if pa.types.is_string(periods.type):
        said = pc.extract_regex(periods, r"^(?P<year>(?:19|20)\d{2})")  # 5月 in a statistic has none
        return pc.cast(pc.struct_field(said, "year"), pa.int64())
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
    return f"{places.name(code)}（{code}）{_since(code)}，本行仍计在原代码下，没有并入后继地区{_after(code)}"


def given_up(text: str, known: Mapping[str, str]) -> str | None:
    """What became of the place that a text names, when it is one that is no more; ``known`` are those of today."""
    written = "".join(text.split())
    for start in range(len(written)):
        code = _former().get(written[start:])
        if code and (start == 0 or written[:start] in known):
            return f"“{written}”（{_since(code)}{_after(code)}）"
    return None


def _since(code: str) -> str:
    return f"已于 {places.eras()[code][-1].last} 年撤销或更名"


def _after(code: str) -> str:
    found = successors(code)
    names = "、".join(f"{places.name(one)}（{one}）" for one in found)
    if not found:
        return ""
    return f"，现为{names}" if _alike(found[0], code) else f"，同年本地新设{names}，请按撤并文件核对归属"


@cache
def successors(code: str) -> tuple[str, ...]:
    """The place that bears the name since the year in which ``code`` ended, or else the new ones of its city.

    The register knows when codes begin and end, not what became of a place: several are only candidates.
    """
    last = places.eras()[code][-1].last
    begun = [
        one for one, found in places.eras().items() if found[0].first == last and one in places.registry()
    ]
    same = [one for one in begun if _level(one) == _level(code) and _alike(one, code)]
    beside = [one for one in begun if places.parent(one) == places.parent(code) and not _raised(one, last)]
    return tuple(same if len(same) == 1 else beside)


def _level(code: str) -> tuple[str, bool]:
    return code[:2], code.endswith("00")


def _alike(one: str, other: str) -> bool:
    return places.short_name(places.name(one)) == places.short_name(places.name(other))


def _raised(code: str, year: int) -> bool:
    """Whether a place is a county under a new title, 沙县区 for 沙县: it takes over from no other."""
    ended = (other for other, found in places.eras().items() if found[-1].last == year)
    return any(
        _alike(code, other) and places.name(code) != places.name(other)
        for other in ended
        if _level(other) == _level(code)
    )


@cache
def _former() -> Mapping[str, str]:
    """Every name that only places which are no more had -> the code of the last one of them."""
    today = {one.name for one in places.registry().values()}
    names = sorted(
        (found[-1].last, code, found[-1].name)
        for code, found in places.eras().items()
        if code not in places.registry() and found[-1].last in _YEARS and found[-1].name not in today
    )
    return {name: code for _, code, name in names}
