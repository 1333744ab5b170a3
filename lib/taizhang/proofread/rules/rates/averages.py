"""人均, 户均, 月均 and a standard for each -> whether total and count give it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import UnitWord, units

RULE = "平均数"
_MONTHS = 12
_LEAP = 2020
_FAR = 20
_NEARLY = Decimal("0.3")
_LEAST_MONTHS, _NEARLY_A_YEAR, _A_YEAR = Decimal("0.95"), Decimal("10.8"), Decimal("12.4")
_OVER: dict[str, tuple[str, ...]] = {
    "人": ("people", "person_times"),
    "户": ("household", "household_times"),
    "家": ("household", "pieces"),
    "村": ("pieces",),
    "个": ("pieces",),
    "所": ("pieces",),
    "镇": ("pieces",),
    "站": ("pieces",),
    "院": ("pieces",),
    "校": ("pieces",),
    "点": ("pieces",),
    "处": ("pieces",),
    "场": ("times_done",),
    "次": ("times_done", "person_times", "household_times"),
    "件": ("cases",),
    "例": ("cases",),
    "床": ("beds",),
    "张": ("beds",),
    "对": ("couples",),
    "名": ("people",),
    "位": ("people",),
}
_AVERAGE = re.compile(
    r"(?P<unit>[人户村所镇站院校点场次件例床家班])均|每(?P<by>[人户家村个所处场次件例床张对名位站台辆套期批轮班组校院支条项份间栋])[^，]{0,4}平均|平均每(?P<each>平方米|平方公里|公里|千米|公顷|亩|吨|公斤|[人户家村个所处场次件例床张对名位站台辆套期批轮班组校院支条项份间栋])|平均(?:向|为|给)?每(?P<mean>[人户家村个所处场次件例床张对名位站台辆套期批轮班组校院支条项份间栋])"
)
_MONTHLY = re.compile(r"月(?:人|户)?均|(?:人|户)(?:均)?月|月平均|平均每月|每月|每人每月")
_YEARLY = re.compile(r"年(?:人|户)?均|平均每年|每年")
_COUNTED_YEARS = re.compile(r"([两二三四五六七八九十\d]+)年(?:来|间|累计|共|期间|合计|总)")
_SEASON = re.compile(r"[春夏秋冬旺淡汛]季|高峰|节假日|周末|春节|寒假|暑假|汛期|最[高低多少]")
_NUMERALS = "零一二三四五六七八九十"


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
        words = claim.lead.replace(" ", "")
        if "标准" in words or _SEASON.search(reading.before(claim)):
            continue
        average = _AVERAGE.search(words)
        if any(
            other.per and other.measure == claim.measure and other is not claim
            for other in reading.of_sentence(claim.sentence)
            if claim.per
        ):
            continue
        over_time = re.search(r"(?:月|年|日)均|平均每(?:个?月|年|天|周|季)", words)
        if average:
            yield from _check(reading, claim, list(_for_each(reading, claim, average, words)))
        elif over_time:
            yield from _check(reading, claim, list(_over_time(reading, claim, words)))


def _for_each(reading: Reading, claim: Claim, average: re.Match[str], words: str) -> Iterator[Way]:
    unit = average["unit"] or average["by"] or average["each"] or average["mean"]
    near = [other for other in reading.window(claim, 2) if _is_whole(reading, other, claim)]
    if unit == "个" and re.match(r"[^，]{0,3}户", words[average.end() :]):
        unit = "户"  # 平均每个家庭户
    counts = [other for other in near if roles.measure(other) in _OVER.get(unit, ())]
    named = words[average.end() :][:2]
    if len(counts) > 1 and any(named and named in other.lead + other.tail for other in counts):
        counts = [other for other in counts if named in other.lead + other.tail]
    wholes = [other for other in near if other.measure == claim.measure]
    factor = words_of_units()[unit].factor if unit in words_of_units() else Decimal(1)
    if not counts and unit in words_of_units():
        counts = [other for other in near if other.unit == unit]
    for whole in wholes:
        for count in counts:
            if count is not whole and (count.measure != whole.measure or count.value < whole.value):
                yield from _with_months(whole, count, words, factor)


def words_of_units() -> Mapping[str, UnitWord]:
    """Every declared unit: 平均每台, 平均每辆 count by the unit itself."""
    return units()


def _is_whole(reading: Reading, other: Claim, claim: Claim) -> bool:
    if other is claim or other.value <= 0 or other.weak:
        return False
    monthly = other.per == "月" and not roles.is_average(other)
    return roles.is_level(other, reading) or (monthly and "月" in claim.lead)


def _with_months(whole: Claim, count: Claim, words: str, factor: Decimal) -> Iterator[Way]:
    if factor != 1:  # 平均每公里: a length is kept in metres
        yield Way(whole, count, count.span.scaled(1 / factor), f"{whole.text}÷{count.text}")
    elif whole.per == "月":
        yield Way(whole, count, count.span, f"{whole.text}÷{count.text}")
    elif _MONTHLY.search(words):
        for months in range(_MONTHS, 0, -1):
            yield Way(whole, count, count.span.scaled(months), f"{whole.text}÷{count.text}÷{months}个月")
    else:
        yield Way(whole, count, count.span, f"{whole.text}÷{count.text}")
        if "年" not in words:
            return
        yield Way(whole, count, count.span, f"{whole.text}÷{count.text}")


def _over_time(reading: Reading, claim: Claim, words: str) -> Iterator[Way]:
    """月均, 年均: a total over the months or years that the sentence names."""
    wholes = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.measure == claim.measure and _is_whole(reading, other, claim) and other.value > claim.value
        and (other.start < claim.start or "日" in words)
    ]  # fmt: skip
    found = re.search(r"(月|年|日|天|周|季)均?", words)
    for whole in wholes:
        for length, unit in _lengths(reading, claim, found[1] if found else "月"):
            yield Way(whole, None, point(length), f"{whole.text}÷{length}{unit}")


def _lengths(reading: Reading, claim: Claim, unit: str) -> list[tuple[int, str]]:
    start = reading.sentences[claim.sentence][0]
    text = reading.text[start : claim.start]
    if unit in "日天":
        days = [other for other in reading.of_sentence(claim.sentence) if other.measure == "days"]
        return [(int(other.value), "天") for other in days] or [(length, "天") for length in _days(text)]
    if unit in "周季":
        return [(52 if unit == "周" else 4, unit)] if re.search(r"全年|年度|今年", text) else []
    if unit == "年":
        found = [(_number(word), "年") for word in _COUNTED_YEARS.findall(text)]
        spans = re.findall(r"((?:19|20)\d{2})年?\s?(?:-|—|–|~|至|到)\s?((?:19|20)\d{2})年", text)
        return found + [(int(last) - int(first) + 1, "年") for first, last in spans]
    return [(length, "个月") for length in _months(text)]


def _days(text: str) -> list[int]:
    """How many days the stretch of time has that the text names; the years alone tell no leap year."""
    if "全年" in text:
        return [365, 366]
    if "上半年" in text:
        return [181, 182]
    months = re.findall(r"(?<![\d至到—–~-])(\d{1,2})月(?!\d|[至到—–~-])", text)
    if len(months) != 1 or not 1 <= int(months[0]) <= _MONTHS or "截" in text:
        return []
    return [28, 29] if months[0] in ("2", "02") else [calendar.monthrange(_LEAP, int(months[0]))[1]]


def _months(text: str) -> list[int]:
    spans = re.findall(r"(\d{1,2})(?:月份?)?\s?(?:-|—|–|~|至|到)\s?(\d{1,2})月", text)
    found = [int(last) - int(first) + 1 for first, last in spans if int(last) > int(first)]
    found += [_number(word) for word in re.findall(r"前?([一二三四五六七八九十\d]+)个月", text)]
    found += [int(month) for month in re.findall(r"截[至止](?:\d{4}年)?(\d{1,2})月底", text)]
    words = (("上半年", 6), ("下半年", 6), ("前三季度", 9), ("季度", 3), ("全年", _MONTHS), ("年度", _MONTHS))
    found += [
        length for word, length in words if word in text and not (word == "季度" and "前三季度" in text)
    ]
    return found or (
        [_MONTHS] if re.search(r"\d{4}年(?!\d)|全年|今年|当年", text) and not re.search(r"\d月", text) else []
    )


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if len(word) == 1:
        return 2 if word == "两" else _NUMERALS.find(word)
    return 10 + _NUMERALS.find(word[-1]) if word.startswith("十") else _MONTHS


def _check(reading: Reading, claim: Claim, ways: Sequence[Way]) -> Iterator[Check]:
    judged = [(way, value) for way in ways if (value := way.total.span.over(way.divisor)) is not None]
    held = next((way for way, value in judged if verdicts.quotient_agrees(claim, value)), None)
    if held is not None:
        yield verdicts.check(
            reading, RULE, Status.RIGHT, _claims(held, claim), f"{held.said}与{claim.text}相符。", focus=claim
        )
        return
    judged = [part for part in judged if _is_meant(claim, part[0])]
    beside = [part for part in judged if part[0].total.sentence == claim.sentence]
    same = _bound(reading, claim, beside)
    if any("个月" in way.said for way, _ in same) and _some_months(reading, claim, same):
        return
    if not same and len(judged) == 1 and _near(claim, judged[0][1]):
        yield _remark(reading, claim, *judged[0])
    elif same and _single(same) and _of_its_size(claim, same[0][1]):
        yield _remark(reading, claim, *same[0])


def _bound(
    reading: Reading, claim: Claim, ways: Sequence[tuple[Way, Interval]]
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
    return ways


def _stands(way: Way, start: int, end: int) -> bool:
    return all(start <= other.start < end for other in (way.total, way.count) if other)


def _single(ways: Sequence[tuple[Way, Interval]]) -> bool:
    """Whether there is but one total and at most one count."""
    return (
        len({way.total.start for way, _ in ways}) == 1
        and len({way.count.start for way, _ in ways if way.count}) <= 1
    )


def _is_meant(claim: Claim, way: Way) -> bool:
    """护理员604人，人均照护4.7名老人: where people are shared out among people, both must be named."""
    if way.count is None or roles.measure(way.total) != roles.measure(way.count) or not claim.tail:
        return True
    return claim.tail[:2] in way.total.lead + way.total.tail


def _near(claim: Claim, value: Interval) -> bool:
    """Total and count stand in sentences before: only a near miss shows that they are meant."""
    return abs(claim.span.middle - value.middle) <= abs(value.middle) * _NEARLY


def _of_its_size(claim: Claim, value: Interval) -> bool:
    """高峰日112个 over a year: a value so far off is of other figures."""
    return claim.span.middle < value.middle * _FAR and value.middle < claim.span.middle * _FAR


def _some_months(reading: Reading, claim: Claim, ways: Sequence[tuple[Way, Interval]]) -> bool:
    """Paid for some months, or to people who came and went: too near to tell, unless a whole year is said."""
    first = ways[0][0]
    if first.count is None or not claim.span.middle or not first.count.span.middle:
        return False
    months = first.total.span.middle / first.count.span.middle / claim.span.middle
    least = _NEARLY_A_YEAR if "全年" in reading.sentence_text(claim.sentence) else _LEAST_MONTHS
    return least <= months <= _A_YEAR


def _claims(way: Way, claim: Claim) -> list[Claim]:
    return [way.total, *([way.count] if way.count else []), claim]


def _remark(reading: Reading, claim: Claim, way: Way, value: Interval) -> Check:
    expected = verdicts.said(value.middle, claim)
    reason = f"{way.said}＝{expected}，文中为{claim.text}；如分母另有所指（如月平均人数），请写明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, _claims(way, claim), reason, focus=claim, expected=expected
    )
