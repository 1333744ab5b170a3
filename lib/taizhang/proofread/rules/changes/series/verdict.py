"""2024年比2023年增长30%, 后两年分别增长…, 三年累计提高… -> each change held against its figures of the series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.things import of_one_thing
from taizhang.proofread.rules.changes.ends import Pair
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.rules.changes.owners import of_another
from taizhang.proofread.rules.changes.series.moments import COMPARED, Moment, moments_in
from taizhang.proofread.rules.changes.series.rows import Series, of_sentences, steps
from taizhang.proofread.words import pattern

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_IN_ALL = re.compile(
    r"(?:([两二三四五六七八九十])年(?:间|来|内|累计|共|总共|合计)*|累计|总共)[^，。；]{0,6}$"
)
_EACH_STEP = re.compile(r"(?:逐年|每年|逐月|逐季)(?:都|各)?(?:比上年)?[一-鿿]{2,4}$")
_YEAR_BEFORE = re.compile(r"(?:与|同|跟|比|较)?(?:上年|去年|上一年)(?:同期)?(?:相比|比)?|同比|环比")
_CHANGES = (Kind.RATE, Kind.POINTS, Kind.AMOUNT, Kind.MULTIPLE)


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every change that no other rule has held against figures, right behind a series that has its two ends."""
    held = {place for check in found for place in check.figures}
    for number in range(len(reading.sentences)):
        for breath, every in _with_series(reading, number):
            if not any((change.start, change.end) in held for change in breath):
                pairs = _pairs(reading, every, breath, named=False)
                if len(breath) > 1 or all(of_one_thing(reading, pair) for pair in pairs):
                    yield from _judged(reading, pairs, breath)


def told(reading: Reading, number: int) -> list[Check]:
    """The changes of a sentence whose words pin down their ends: 2024年比2022年, 后两年分别, 逐年, 三年累计."""
    key = ("series", number, 0)
    if key not in reading.answers:
        reading.answers[key] = [
            check
            for breath, every in _with_series(reading, number)
            for check in _judged(reading, _pairs(reading, every, breath, named=True), breath)
        ]
    found: list[Check] = reading.answers[key]
    return found


def _with_series(reading: Reading, number: int) -> Iterator[tuple[list[Claim], list[Series]]]:
    """Each breath of changes of a sentence with the series that may have its ends, the nearest first."""
    claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
    if not any(moves(reading, claim) for claim in claims) or re.search(
        pattern("same_scope"), reading.sentence_text(number)
    ):
        return
    near = [one for one in range(max(0, number - 2), number + 1) if _same_paragraph(reading, one, claims[0])]
    every = of_sentences(reading, near)
    for breath in breaths(reading, claims) if every else ():
        fitting = [one for one in reversed(every) if one.last <= breath[0].start and _fits(one, breath[0])]
        fitting = [one for one in fitting if not _later(one, claims, breath[0])]
        yield breath, [one for one in fitting if not of_another(breath[0], one.claims)]


def _later(series: Series, claims: Sequence[Claim], change: Claim) -> bool:
    """2022年10915对，…2024年又降至9764对，较2020年减少…: a later year of the same thing stands behind the series."""
    like = series.claims[-1]
    return any(
        series.last <= claim.start < change.start
        and claim.measure == like.measure
        and claim.kind is like.kind
        and roles.is_target(claim)
        and (roles.own_year(claim) or 0) > series.points[-1][0].year
        for claim in claims
    )


def _same_paragraph(reading: Reading, number: int, claim: Claim) -> bool:
    return all(other.paragraph == claim.paragraph for other in reading.of_sentence(number)[:1])


def moves(reading: Reading, claim: Claim) -> bool:
    """Whether a figure is a change between two moments, and no mean of several."""
    mean = re.search(r"均(?:复合)?[一-鿿]{2,4}$|平均", claim.lead)
    return claim.kind in _CHANGES and roles.is_change(claim, reading) and not mean


def breaths(reading: Reading, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Changes that follow each other in one breath: 分别增长a和b."""
    run: list[Claim] = []
    for claim in claims:
        same = run and claim.kind is run[-1].kind and claim.measure == run[-1].measure
        if same and _joined().fullmatch(reading.between(run[-1], claim)):
            run.append(claim)
            continue
        if run:
            yield run
        run = [claim] if moves(reading, claim) else []
    if run:
        yield run


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:、|和|及|与|以及|，)\s*(?:{pattern('up', 'down')}了?)?\s*")


def _pairs(reading: Reading, every: Sequence[Series], breath: Sequence[Claim], named: bool) -> list[Pair]:
    """The ends of the changes; ``named``: only where the words single them out of three or more figures."""
    for series in every:
        if len(breath) > 1:
            pairs = _several(reading, series, breath)
        elif named and len(series.points) <= 2:
            pairs = []
        else:
            pairs = _single(reading, series, breath[0])
            pairs = pairs or ([] if named else _next_to(reading, series, breath[0]))
        if pairs:
            return pairs
    return []


def _judged(reading: Reading, pairs: Sequence[Pair], breath: Sequence[Claim]) -> Iterator[Check]:
    for pair, change in zip(pairs, list(breath) * len(pairs), strict=False):
        way = roles.direction(change, reading) or roles.direction(breath[0], reading)
        yield from judge(reading, pair, change, way)


def _said(reading: Reading, change: Claim) -> str:
    """The clause up to the change as it is written, weak figures (两年) too."""
    return reading.text[change.outer_start - len(reading.before(change)) : change.outer_start]


def _fits(series: Series, change: Claim) -> bool:
    """Points lie between rates, an amount between amounts of its own unit, a rate between either."""
    one = series.claims[0]
    if change.kind is Kind.POINTS:
        return one.kind is Kind.RATE
    if change.kind is Kind.AMOUNT:
        return one.kind is Kind.AMOUNT and one.measure == change.measure
    return one.kind is Kind.AMOUNT


def _several(reading: Reading, series: Series, breath: Sequence[Claim]) -> list[Pair]:
    """2022年、2023年分别增长a和b; 后两年分别增长a和b; 分别比2022年、2023年增长a和b."""
    said = _said(reading, breath[0])
    if not re.search("分别|依次", said):
        return []
    now, formers = _against(said, series)
    if formers:
        ends = [(series.at(moment), now) for moment in formers]
    elif named := _listed(said):
        ends = [(series.before(moment), series.at(moment)) for moment in named]
    else:
        ends = list(steps(series))
        if series.claims[0].start > series.claims[-1].start:  # 2023年a、2022年b、2021年c，同比分别增长…
            ends.reverse()
    if len(ends) != len(breath):
        return []
    return [
        Pair(one, other, True)
        for one, other in ends
        if one is not None and other is not None and one is not other
    ]


def _listed(said: str) -> list[Moment]:
    return moments_in(_YEAR_BEFORE.sub("", said))


def _against(said: str, series: Series) -> tuple[Claim | None, list[Moment]]:
    """Of 2024年比2022年 the figure of 2024 and what it is held against; the latest where none is named."""
    parts = COMPARED.split(said, maxsplit=1)
    if len(parts) < 2:
        return None, []
    before, formers = moments_in(parts[0]), [moment for moment in moments_in(parts[1]) if series.at(moment)]
    now = series.at(before[-1]) if before else series.claims[-1]
    return now, [moment for moment in formers if series.at(moment) is not now]


def _single(reading: Reading, series: Series, change: Claim) -> list[Pair]:
    """The ends of one change that its own words name."""
    said = _said(reading, change)
    alone = nothing_between(reading, series, change)
    if alone and _EACH_STEP.search(said):
        return [Pair(one, other, False) for one, other in steps(series)]
    now, formers = _against(said, series)
    if now is not None and len(formers) == 1:
        former = series.at(formers[0])
        return [Pair(former, now, bool(moments_in(COMPARED.split(said)[0])))] if former else []
    if alone and (found := _IN_ALL.search(said)):
        return _in_all(series, _NUMBERS.get(found[1] or ""))
    named = _listed(said)
    if len(named) == 1 and len(series.points) > 2:  # 2023年增长25%, 2024年比上年增长8%
        ends = series.before(named[0]), series.at(named[0])
        return [Pair(ends[0], ends[1], False)] if ends[0] and ends[1] else []
    return []


def _in_all(series: Series, years: int | None) -> list[Pair]:
    """三年累计: from the first to the last, whether the years or the steps between them are counted."""
    reach = series.points[-1][0].year - series.points[0][0].year
    if years is not None and years not in (reach, reach + 1):
        return []
    return [Pair(series.claims[0], series.claims[-1], False)]


def nothing_between(reading: Reading, series: Series, change: Claim) -> bool:
    """Whether only changes stand between the series and the change."""
    between = [
        claim for claim in reading.of_sentence(change.sentence) if series.last <= claim.start < change.start
    ]
    return all(claim.weak or roles.is_change(claim, reading) for claim in between)


def _next_to(reading: Reading, series: Series, change: Claim) -> list[Pair]:
    """2022年a，2023年b，增长p: nothing but changes between, no semicolon, no other time."""
    text = reading.text[series.last : change.outer_start]
    if (
        not nothing_between(reading, series, change)
        or re.search("[；。]|年均|平均|其中", text)
        or _listed(_said(reading, change))
    ):
        return []
    if len(series.points) > 2 and not _YEAR_BEFORE.search(_said(reading, change)):
        return []
    (then, former), (when, now) = series.points[-2:]
    reach = re.search("(环比)|同比|上年|去年", _said(reading, change))
    fits = reach is None or when.index - then.index == (1 if reach[1] else when.per_year)
    return [Pair(former, now, False)] if fits else []
