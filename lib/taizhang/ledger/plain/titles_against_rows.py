"""What titles, sheet and file names say -> where they contradict the rows below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang import places
from taizhang.ledger.recognise.given import Claims
from taizhang.ledger.recognise.periods_said import Said

_SHOWN = 3


def contradictions(said: Claims | None, reported: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each text whose month, year or place is not that of all rows.

    ``reported`` are the (place, month) pairs of the rows; a month is '' in a ledger without months.
    """
    pairs = tuple(reported)
    if said is None or not pairs:
        return
    codes = sorted({place for place, _ in pairs})
    months = sorted({month for _, month in pairs if len(month) == len("2021-03")})
    for source, time in said.periods:
        others = _other_months(months, time)
        if others:
            yield f"{source}写的是{_spoken(time)}，数据行里有 {_list(others)}"
    for source, code in said.stated_places():
        elsewhere = [one for one in codes if not places.within(one, code) and not places.within(code, one)]
        if elsewhere:
            names = _list([places.name(one) for one in elsewhere])
            yield f"{source}写的是{places.name(code)}，数据行里有{names}"


def wholes_among_parts(reported: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each place that has rows beside those of places within it: it may be their sum."""
    codes = sorted({place for place, _ in reported})
    for whole in codes:
        inner = [places.name(one) for one in codes if one != whole and places.within(one, whole)]
        if inner:
            name = places.name(whole)
            yield f"表内有{name}的行，也有所辖{_list(inner)}的行；{name}的行如是各地之和，会重复计算"


def without_county(reported: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each city or province that payments are reported of as a whole: they are in no county's figures."""
    for code in sorted({place for place, _ in reported if place.endswith("00") and place != places.NATION}):
        if any(one != code and places.within(one, code) for one in places.registry()):
            yield f"有的行地区只写到{places.name(code)}，没有写到县区，按全市（省）计，不计入各县区；请核对"


def _other_months(months: list[str], said: Said) -> list[str]:
    if said.several or len(said.months) > 1:
        return []
    if said.months:
        return [month for month in months if month != said.months[0]]
    if len(said.bare_months) == 1:
        return [month for month in months if int(month[5:]) != said.bare_months[0]]
    if len(said.years) == 1:
        return [month for month in months if month[:4] != str(said.years[0])]
    return []


def _spoken(said: Said) -> str:
    if said.months:
        return said.months[0]
    return f"{said.bare_months[0]} 月" if len(said.bare_months) == 1 else f"{said.years[0]} 年"


def _list(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
