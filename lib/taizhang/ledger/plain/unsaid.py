"""What titles say without saying enough -> why they give a table no place or no month, for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.recognise.given import Claims
from taizhang.ledger.recognise.periods_said import Said
from taizhang.ledger.rules.register import given_up

_SEVERAL = 2
_SHOWN = 3
_SHORTEST, _LONGEST = 2, 16


def why_unsaid(spec: LedgerSpec, column: str, said: Claims | None) -> str:
    """Why the texts around a table do not fill its absent place or period; '' where they do not try."""
    if said is None:
        return ""
    if column == spec.place:
        return _no_place(said)
    return _no_month(said) if column == spec.period and spec.columns[column].type == "month" else ""


def _no_month(said: Claims) -> str:
    years = []
    for source, time in said.periods:
        why = _doubt(time)
        if why:
            return f"{source}{why}"
        years += [(source, year) for year in time.years]
    if any(time.bare_months for _, time in said.periods):
        return "标题、表名和文件名只写了月份，没有写是哪一年"
    if years:
        return f"{years[0][0]}只写了 {years[0][1]} 年，没有写月份"
    return "标题、表名和文件名都没有写月份（导出、填报的时间不算）"


def _doubt(time: Said) -> str:
    """What stands in the way of one month within a single text."""
    if time.several:
        return "写的是季度或几个月，不能确定各行是哪个月的"
    if len(time.months) >= _SEVERAL:
        return f"写了 {'、'.join(time.months[:_SHOWN])}，不能确定是哪个月"
    if len(time.bare_months) >= _SEVERAL:
        return f"写了 {'、'.join(map(str, time.bare_months[:_SHOWN]))} 月，不能确定是哪个月"
    return "写的是某一天，不能确定是哪个月的" if time.days and not time.months else ""


def _no_place(said: Claims) -> str:
    for source, codes in said.several_places():
        names = "、".join(map(places.name, codes[:_SHOWN]))
        return f"{source}写了{names}{'' if len(codes) > 1 else '，但不止（或不是）这一地'}，不能确定是哪一地"
    for source, lines in said.texts:
        for line in lines:
            if why := _unknown(line):
                return f"{source}的{why}"
    return ""


def _unknown(line: str) -> str:
    """A name in ``line`` that several places share, or that only a former place had."""
    for length in range(min(_LONGEST, len(line)), _SHORTEST - 1, -1):
        for start in range(len(line) - length + 1):
            part = line[start : start + length]
            if codes := _shared().get(part):
                owners = "、".join(_owner(code) for code in codes[:_SHOWN])
                return f"“{part}”有 {len(codes)} 处同名（{owners}等），请在前面写明省、市"
            if length > _SHORTEST and part not in _names() and (gone := given_up(part, {})):
                return f"{gone}，没有按它计"
    return ""


def _owner(code: str) -> str:
    above = places.parent(code)
    return places.name(above) if above else places.name(code)


@cache
def _names() -> frozenset[str]:
    return frozenset(place.name for place in places.registry().values())


@cache
def _shared() -> Mapping[str, Sequence[str]]:
    """Names that several places have today -> their codes."""
    codes: dict[str, list[str]] = defaultdict(list)
    for code, place in sorted(places.registry().items()):
        codes[place.name].append(code)
    return {name: found for name, found in codes.items() if len(found) >= _SEVERAL}
