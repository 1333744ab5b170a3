"""人均, 户均, 月均 and a standard for each -> whether total and count give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.averages.lengths import MONTHS, lengths
from taizhang.proofread.rules.rates.averages.said import Said, said_of
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.rules.stretches import stretch
from taizhang.proofread.words import counted_by, units

RULE = "平均数"
_FAR = 20
_NEARLY = Decimal("0.3")
_LEAST_MONTHS, _NEARLY_A_YEAR, _A_YEAR = Decimal("0.95"), Decimal("10.8"), Decimal("12.4")
_SEASON = Grammar("[春夏秋冬旺淡汛]季|{seasons}|最[高低多少]|工作日平均")
_INCOME = Grammar("{incomes}")
_PEAK = Grammar("最[高多忙大]|{peaks}|{one_day}")
_OF_A_YEAR = Grammar("全年|年度|(?<![0-9两二三四五六七八九十每])年{yearly_doings}")
_MEAN_COUNT = re.compile(r"(?:月|年)(?:平均|均)[^，]{0,6}$")
_PEOPLE = Grammar("[^，。；、]{0,10}{people_at_work}(?:[^，。；]{1,4}年|{people_do}|，|$)")
_COUNTED_AS, _COUNTS = Grammar("{counted_as}$"), Grammar("{counts_so}")
_OVER_DAYS = {"times_done": ("person_times",)}


@dataclass(frozen=True, slots=True)
class Way:
    """A total over a count (and over so many months, when the average is for a month)."""

    total: Claim
    count: Claim | None
    divisor: Interval
    said: str


def checks(reading: Reading) -> Iterator[Check]:
    """Every average of the text that has a total and a count beside it."""
    for claim in reading.claims:
        if claim.kind is not Kind.AMOUNT or roles.is_change(claim, reading) or roles.is_from(claim, reading):
            continue
        said = said_of(claim)
        if said is None or _SEASON.search(reading.before(claim)):
            continue
        ways = _for_each(reading, claim, said) if said.by else _over_time(reading, claim, said.words)
        yield from _check(reading, claim, said, list(ways))


def _for_each(reading: Reading, claim: Claim, said: Said) -> Iterator[Way]:
    near = [other for other in reading.window(claim, 2) if _is_whole(reading, other, claim)]
    counts = [
        other for other in _counts(reading, claim) if roles.measure(other) in counted_by().get(said.by, ())
    ]
    counted = [other for other in counts if _is_called(other, said.by)] or counts
    counts = _spelt(reading, claim, said) or counted or _workers(near, said)
    named = said.name[:2]
    if len(counts) > 1 and any(named and named in other.lead + other.tail for other in counts):
        counts = [other for other in counts if named in other.lead + other.tail]
    wholes = [other for other in near if _alike(other, claim)]
    factor = units()[said.by].factor if said.by in units() else Decimal(1)
    if not counts and said.by in units():
        counts = [other for other in near if other.unit == said.by]
    for whole in wholes:
        for count in counts:
            if count is not whole and (count.measure != whole.measure or count.value < whole.value):
                told = _months_told(reading, claim) or _months_of(whole)
                yield from _with_months(whole, count, said, factor, told)


def _is_called(count: Claim, name: str) -> bool:
    """32个村, 教学班205个: counted by the very name that the average says."""
    return count.tail.startswith(name) or bool(re.search(rf"{name}(?:总数|共?有?)$", count.lead))


def _workers(near: Sequence[Claim], said: Said) -> list[Claim]:
    """36个窗口工作人员全年办件: people who are counted by 个, told by the end of their name."""
    if "people" not in counted_by().get(said.by, ()):
        return []
    return [other for other in near if other.unit == "个" and _PEOPLE.match(other.tail)]


def _spelt(reading: Reading, claim: Claim, said: Said) -> list[Claim]:
    """六个片区共384个，每个片区平均64个: a small count in words, by the name that the average says."""
    return [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.weak
        and other.value > 1
        and other.start < claim.start
        and other.measure in counted_by().get(said.by, ())
        and len(said.name) > 1
        and other.tail.startswith(said.name[:2])
    ]


def _counts(reading: Reading, claim: Claim) -> list[Claim]:
    """What a total may be shared out among: levels, and people on the average of a year or its months."""
    return [
        other
        for other in reading.window(claim, 2)
        if _is_whole(reading, other, claim)
        or (
            other is not claim
            and not other.weak
            and other.value > 0
            and not other.per
            and _MEAN_COUNT.search(other.lead)
        )
    ]


def _alike(other: Claim, claim: Claim) -> bool:
    """Whether the average may be of this total: 就诊4次 of 人次."""
    return other.measure == claim.measure or other.measure in _OVER_DAYS.get(claim.measure, ())


def _is_whole(reading: Reading, other: Claim, claim: Claim) -> bool:
    if other is claim or other.value <= 0 or other.weak or not other.span.bounded:
        return False
    if other.measure == claim.measure == "days":  # 年住院床日13.4万天，床均年使用319天
        return other.kind is Kind.AMOUNT and not roles.is_average(other) and not other.per
    monthly = other.per == "月" and not roles.is_average(other)
    return roles.is_level(other, reading) or (monthly and "月" in claim.lead)


def _months_told(reading: Reading, claim: Claim) -> list[int]:
    """按12个月计: for how many months the sentence itself counts."""
    return [
        int(other.value)
        for other in reading.of_sentence(claim.sentence)
        if other.measure == "months" and (_COUNTED_AS.search(other.lead) or _COUNTS.match(other.tail))
    ]


def _months_of(whole: Claim) -> list[int]:
    """上半年支出138.24万元: the months that the total's own words name; a whole year says nothing of when one began."""
    told = stretch(whole.lead)
    months = told.last - told.first + 1 if told.first and told.last else 0
    return [months] if 1 < months < MONTHS else []


def _with_months(whole: Claim, count: Claim, said: Said, factor: Decimal, told: list[int]) -> Iterator[Way]:
    if factor != 1:  # 平均每公里: a length is kept in metres
        yield Way(whole, count, count.span.scaled(1 / factor), f"{whole.text}÷{count.text}")
    elif said.monthly and whole.per != "月":
        least = MONTHS if _OF_A_YEAR.search(whole.lead) else 1
        for months in told or range(MONTHS, least - 1, -1):
            yield Way(whole, count, count.span.scaled(months), f"{whole.text}÷{count.text}÷{months}个月")
    else:
        yield Way(whole, count, count.span, f"{whole.text}÷{count.text}")


def _over_time(reading: Reading, claim: Claim, words: str) -> Iterator[Way]:
    """月均, 年均: a total over the months or years that the sentence names."""
    wholes = [
        other
        for other in reading.of_sentence(claim.sentence)
        if _alike(other, claim) and _is_whole(reading, other, claim) and other.value > claim.value
        and (other.start < claim.start or "日" in words) and not _PEAK.search(reading.before(other))
    ]  # fmt: skip
    found = re.search(r"(月|年|日|天|周|季)均?", words)
    for whole in wholes:
        for length, unit in lengths(reading, claim, found[1] if found else "月"):
            yield Way(whole, None, point(length), f"{whole.text}÷{length}{unit}")


def _check(reading: Reading, claim: Claim, said: Said, ways: Sequence[Way]) -> Iterator[Check]:
    judged = [(way, value) for way in ways if (value := way.total.span.over(way.divisor)) is not None]
    held = next((way for way, value in judged if verdicts.quotient_agrees(claim, value)), None)
    if held is not None:
        yield verdicts.check(
            reading, RULE, Status.RIGHT, _claims(held, claim), f"{held.said}与{claim.text}相符。", focus=claim
        )
        return
    judged = [
        part
        for part in judged
        if _is_meant(claim, said, part[0]) and not _shared_out_already(reading, claim, said, part[0])
    ]
    beside = [part for part in judged if part[0].total.sentence == claim.sentence]
    same = _bound(reading, claim, said, beside)
    if any("个月" in way.said for way, _ in same) and _some_months(reading, claim, same):
        return
    if not same and len(judged) == 1 and _near(claim, judged[0][1]):
        yield _remark(reading, claim, *judged[0])
    elif same and _single(same) and _of_its_size(claim, same[0][1]):
        yield _remark(reading, claim, *same[0])


def _bound(
    reading: Reading, claim: Claim, said: Said, ways: Sequence[tuple[Way, Interval]]
) -> Sequence[tuple[Way, Interval]]:
    """Where several figures would do: those before the average, or those since the last semicolon."""
    if _single(ways):
        return ways
    start = reading.sentences[claim.sentence][0]
    group = start + reading.text[start : claim.start].rfind("；") + 1
    for since in (start, group):
        nearer = [part for part in ways if part[0].count and _stands(part[0], since, claim.start)]
        if nearer and _single(nearer):
            return nearer
        named = [part for part in nearer or ways if _shared(said.name + claim.tail, part[0].total)]
        if named and _single(named):
            return named
    return ways


def _shared(name: str, total: Claim) -> bool:
    """平均每个乡镇有幸福院3.2个: the total goes by the name that the average says."""
    return shares_words(name, total.lead + total.tail)


def _stands(way: Way, start: int, end: int) -> bool:
    return all(start <= other.start < end for other in (way.total, way.count) if other)


def _single(ways: Sequence[tuple[Way, Interval]]) -> bool:
    """Whether there is but one total and at most one count."""
    return (
        len({way.total.start for way, _ in ways}) == 1
        and len({way.count.start for way, _ in ways if way.count}) <= 1
    )


def _is_meant(claim: Claim, said: Said, way: Way) -> bool:
    """护理员604人，人均照护4.7名老人: where people are shared out among people, one of the two must be named."""
    if _INCOME.search(said.words) and not shares_words(said.words.partition("均")[2], way.total.lead):
        return False  # 生产总值210亿元，人均可支配收入3.6万元
    if way.count is None or roles.measure(way.total) != roles.measure(way.count) or not claim.tail:
        return True
    counted = len(said.name) > 1 and said.name[:2] in way.count.lead + way.count.tail
    return counted or claim.tail[:2] in way.total.lead + way.total.tail


def _shared_out_already(reading: Reading, claim: Claim, said: Said, way: Way) -> bool:
    """支出3420万元，人均300元；住院救助2.6万人次，次均1850元: a total before the semicolon that has its average there, by
    the same words, or while the count of this one comes behind it."""
    total, count = way.total, way.count
    if count is None or "；" not in reading.between(total, claim):
        return False
    own = count.start > total.start and "；" in reading.between(total, count)
    return any(
        total.start < other.start < claim.start
        and other.measure == claim.measure
        and "；" not in reading.between(total, other)
        and (of := said_of(other)) is not None
        and (own or of.by == said.by)
        for other in reading.of_sentence(claim.sentence)
    )


def _near(claim: Claim, value: Interval) -> bool:
    """Total and count stand in sentences before: only a near miss shows that they are meant."""
    return abs(claim.span.middle - value.middle) <= abs(value.middle) * _NEARLY


def _of_its_size(claim: Claim, value: Interval) -> bool:
    """高峰日112个 over a year: a value so far off is of other figures."""
    return claim.span.middle < value.middle * _FAR and value.middle < claim.span.middle * _FAR


def _some_months(reading: Reading, claim: Claim, ways: Sequence[tuple[Way, Interval]]) -> bool:
    """Paid for some months, or to people who came and went: too near to tell, unless a whole year is said."""
    first = ways[0][0]
    if (
        _months_told(reading, claim)
        or first.count is None
        or not claim.span.middle
        or not first.count.span.middle
    ):
        return False
    if _MEAN_COUNT.search(first.count.lead):
        return False  # 月均保障43200人: who came and went is in the mean
    months = first.total.span.middle / first.count.span.middle / claim.span.middle
    whole_year = "全年" in reading.sentence_text(claim.sentence) or _OF_A_YEAR.search(first.total.lead)
    least = _NEARLY_A_YEAR if whole_year else _LEAST_MONTHS
    return least <= months <= _A_YEAR


def _claims(way: Way, claim: Claim) -> list[Claim]:
    return [way.total, *([way.count] if way.count else []), claim]


def _remark(reading: Reading, claim: Claim, way: Way, value: Interval) -> Check:
    expected = verdicts.said(value.middle, claim)
    reason = f"{way.said}＝{expected}，文中为{claim.text}；如分母另有所指（如月平均人数），请写明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, _claims(way, claim), reason, focus=claim, expected=expected
    )
