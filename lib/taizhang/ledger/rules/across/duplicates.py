"""All sheets of a collection -> those that give a ledger for the same place and month twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from taizhang import places
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.results import FileResult, SheetResult
from taizhang.ledger.rules.across.repeats import Place

Where = tuple[str, str]
"""A place and a month."""
Pair = tuple[Place, Place]
Meetings = Mapping[tuple[str, Place, Place], Sequence[Where]]
"""A ledger and two sheets of it -> the places and months that both speak of, in order."""


def meetings(sheets: Iterable[SheetResult], specs: Mapping[str, LedgerSpec]) -> Meetings:
    """Pairs of sheets, in one file or in two, that speak of the same place and month."""
    reported: dict[tuple[str, str, str], set[Place]] = defaultdict(set)
    for sheet in sheets:
        if sheet.ledger and specs[sheet.ledger].coverage == "place_month":
            for place, month in sheet.reported:
                reported[sheet.ledger, place, month].add((sheet.path, sheet.sheet))
    found: dict[tuple[str, Place, Place], list[Where]] = defaultdict(list)
    for (ledger, place, month), holders in sorted(reported.items()):
        for one, other in combinations(sorted(holders), 2):
            found[ledger, one, other].append((place, month))
    return found


Met = Mapping[Pair, Collection[Where]]
"""Two files, or two sheets of one file -> the places and months that both speak of."""


def pairs_of(met: Meetings, ledger: str, without: Collection[str] = ()) -> Met:
    """The pairs of one ledger, leaving out the files in ``without``."""
    found: dict[Pair, set[Where]] = defaultdict(set)
    for (name, one, other), where in met.items():
        if name == ledger and one[0] not in without and other[0] not in without:
            within = one[0] == other[0]
            found[(one, other) if within else ((one[0], ""), (other[0], ""))].update(where)
    return found


def duplicate_files(
    files: Iterable[FileResult],
    met: Meetings,
    specs: Mapping[str, LedgerSpec],
    overlapping: Mapping[str, Sequence[tuple[Place, Place]]],
    together: Mapping[str, Collection[Pair]],
    no_rolls: Collection[Place] = (),
) -> Iterator[Finding]:
    """Pairs of files or sheets that give the same ledger for the same place and month, or the same rows.

    ``together`` are the pairs that are two parts of one roll. Two sheets of a file are taken for that without
    a column that says so, but then a person is asked to look. Of those in ``no_rolls`` none is a part of one.
    """
    pairs: dict[tuple[str, Place, Place], str] = {}
    for ledger, found in overlapping.items():
        for one, other in found:
            pairs[ledger, one, other] = "大部分行相同"
    for (ledger, one, other), where in met.items():
        pair = (one[0], ""), (other[0], "")
        if one[0] != other[0] and pair not in together.get(ledger, ()):
            pairs[ledger, *pair] = both_have(where)
        elif one in no_rolls or other in no_rolls:
            pairs[ledger, one, other] = f"{both_have(where)}，其中有一张不是全部人员的发放名册，不能相加"
    for ledger, first, second in _same_content(files):
        pairs[ledger, (first, ""), (second, "")] = "内容完全相同"
    for (ledger, one, other), why in sorted(pairs.items()):
        yield from _duplicate(specs[ledger], one, other, why)
    for (ledger, one, other), where in met.items():
        if one[0] == other[0] and (ledger, one, other) not in pairs:
            yield _sheets(ledger, one, other, both_have(where), (one, other) in together.get(ledger, ()))


def _sheets(ledger: str, one: Place, other: Place, both: str, apart: bool) -> Finding:
    """城市 and 农村, or one sheet a township: no person twice, so they add up. It is said, not refused."""
    text = f"同一文件的工作表“{one[1]}”与“{other[1]}”{both}，没有重复的人员，已合并计算"
    doubt = "" if apart else "；两张表的乡镇、类别看不出不同，请核对是否都应计入"
    grade = HINT if apart else WARNING
    return Finding("SHEETS_SAME_MONTH", grade, text + doubt, *one, ledger=ledger)


def both_have(where: Iterable[Where]) -> str:
    """What two sheets have in common, by the first place and month of it."""
    place, month = min(where)
    return f"都有{places.name(place)} {month} 的数据"


def _duplicate(spec: LedgerSpec, one: Place, other: Place, why: str) -> Iterator[Finding]:
    shown = [_shown(place) for place in (one, other)]
    message = f"{spec.label}重复：{shown[0]} 与 {shown[1]} {why}"
    case = "DUPLICATE_FILE:" + "|".join(path + (f"#{sheet}" if sheet else "") for path, sheet in (one, other))
    for path, sheet in (one, other):
        yield Finding("DUPLICATE_FILE", ERROR, message, path, sheet, ledger=spec.id, case=case)


def _shown(place: Place) -> str:
    return place[0] + (f" 的工作表“{place[1]}”" if place[1] else "")


def _same_content(files: Iterable[FileResult]) -> Iterator[tuple[str, str, str]]:
    same: dict[str, list[FileResult]] = defaultdict(list)
    for file in files:
        if any(sheet.ledger for sheet in file.sheets):
            same[file.sha256].append(file)
    for group in same.values():
        for one, other in combinations(sorted(group, key=lambda file: file.path), 2):
            ledger = next(sheet.ledger for sheet in one.sheets if sheet.ledger)
            yield str(ledger), one.path, other.path
