"""A line of a title -> the years, months and days that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.periods import Month, Period

_OF_MAKING = re.compile(
    r"(?:填报|填表|制表|上报|导出|打印|报送|审核|查询|编制|报表|生成|下载)(?:时间|日期|年月)"
)
_FORM_LINE = re.compile(r"_+(?=[年月日])|(?<=[年月])_+")
_OF_A_PAPER = re.compile(
    r"(?<!\d)(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:的|起|以来)*[^年月,，。;；()]{0,6}?(?:文件|通知|印发|规定|号文|会议|纪要|起执行|起施行)"
)
_YEAR = r"(?<!\d)((?:19|20)\d{2})"
_AGES = re.compile(r"\d{1,3}(?:周?岁)?(?:[-—–~至到]+\d{1,3})?(?:\(含\))?周?岁")
_STAMP = re.compile(r"(?<!\d)20\d{10,12}(?!\d)")
_SPAN = re.compile(
    _YEAR + r"[年.\-/](?:第?[一二三四1-4]季度(?!\d{1,2}月)|[上下]半年"
    r"|\d{1,2}月?(?:份)?[-—–~至到]+(?:\d{4}年)?\d{1,2}月)"
    r"|第?[一二三四]季度(?!\d{1,2}月)|[上下]半年"
)
_ONE = r"(?:1[0-2]|0?[1-9])"
_SEVERAL = re.compile(
    rf"(?<![\d.])(?:{_ONE}月份?|{_ONE}(?=[^\d月]{{1,3}}{_ONE}月)|(?:十[一二]?|[一二三四五六七八九])(?=[、,，/+和及与]))"
    rf"[、,，.·/+&和及与加补\s\-—–~至到]+{_ONE}月"
    r"|(?<=20\d\d)(?:0[1-9]|1[0-2])[-—–~至到](?:0[1-9]|1[0-2])(?!\d)"
)
_SINCE_OR_UNTIL = re.compile(
    rf"截[至止到]{{1,2}}(?P<until>\d{{4}}年)?{_ONE}月份?[末底]?|(?P<since>\d{{4}}年)?(?<!\d){_ONE}月份?起"
)
_DAY = re.compile(
    _YEAR
    + r"(?:年(\d{1,2})月(\d{1,2})(?:日|(?![\d人户名个项]))|[-./](\d{1,2})[-./](\d{1,2})(?!\d)|(\d{2})(\d{2})(?!\d))"
)
_MONTH = re.compile(_YEAR + r"(?:年(\d{1,2})月|[-._](\d{1,2})(?![\d])|(\d{2})(?!\d))")
_SHORT = re.compile(r"(?<!\d)(\d{2})年(\d{1,2})月")
_BARE = re.compile(r"(?<![\d年])(\d{1,2})月(?!\d)")
_ONLY_YEAR = re.compile(_YEAR + r"(?:年|(?!\d))")
_BARE_WRITTEN = re.compile(
    r"(?<![\d一二三四五六七八九十第个])(十[一二]?|[一二三四五六七八九])月(?![一二三四五六七八九十\d])"
)
_WRITTEN = re.compile(r"([一二三四五六七八九〇零○OОо0]{4})年(?:(十?[一二三四五六七八九]|十)月)?")
_FIRST = re.compile(r"元月(?!旦)")
_DIGITS = {character: str(index) for index, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "零○OОо0", "0"
)


_TWO = 2


@dataclass(frozen=True, slots=True)
class Said:
    """Years, months YYYY-MM, days YYYY-MM-DD, months without a year; ``several``: a span of months.

    ``spans`` are the spans whose year stands with them, as periods: 2021-Q1, 2021-01..2021-06.
    """

    years: tuple[int, ...]
    months: tuple[str, ...]
    days: tuple[str, ...]
    bare_months: tuple[int, ...]
    several: bool
    spans: tuple[str, ...] = ()

    def whole(self) -> str:
        """The one span or day, or the days between two, that is spoken of; '' where it is a month, a year or none."""
        if len(self.spans) == 1 and not (self.days or self.months or self.bare_months):
            return self.spans[0]
        if self.spans or self.several or self.months or self.bare_months:
            return ""
        if len(self.days) == _TWO:
            return _between(*sorted(self.days))
        return self.days[0] if len(self.days) == 1 else ""


def _between(first: str, last: str) -> str:
    """Two days as whole months where they are the first and the last of some, else as days."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:  # 31 February
        return ""
    months = Period(Month(start.year, start.month), Month(end.year, end.month))
    return str(months) if start.day == 1 and end == months.last.last_day() else f"{first}..{last}"


def _span(found: re.Match[str]) -> Iterator[str]:
    """The period of one span that has its year."""
    year, text = found[1], found[0]
    numbers = [int(one) for one in re.findall(r"(?<!\d)\d{1,2}(?=\D|$)", text[len(year or "") :])]
    if year is None:
        return
    if quarter := re.search(r"([一二三四1-4])季度", text):
        yield f"{year}-Q{_DIGITS.get(quarter[1], quarter[1])}"
    elif half := re.search(r"[上下]半年", text):
        first = Month(int(year), 1 if half[0][0] == "上" else 7)
        yield str(Period(first, first.plus(5)))
    elif len(numbers) == _TWO and all(one in range(1, 13) for one in numbers):
        later = re.findall(r"(?:19|20)\d{2}", text[len(year) :])
        first, last = Month(int(year), numbers[0]), Month(int(later[0] if later else year), numbers[1])
        yield from [str(Period(first, last))] if first <= last else []


def read(lines: Sequence[str]) -> Said:
    """All that the lines say, each once, in order. A day of printing or reporting is no period."""
    years: dict[int, None] = {}
    months: dict[str, None] = {}
    days: dict[str, None] = {}
    bare: dict[int, None] = {}
    several = False
    spans: dict[str, None] = {}
    for line in ["".join(lines)] if {"年", "月"} & set(lines) else lines:
        if _OF_MAKING.search(line):
            continue
        line = _AGES.sub(" ", _OF_A_PAPER.sub(" ", _FORM_LINE.sub("", line)))
        text = _STAMP.sub(" ", in_digits(line))
        for span in _SPAN.finditer(text):
            several = True
            spans |= dict.fromkeys(_span(span))
            if span[1]:
                years[int(span[1])] = None
        text = _SINCE_OR_UNTIL.sub(
            lambda found: f" {found['until'] or found['since'] or ''} ", _SPAN.sub(" ", text)
        )
        several = several or _SEVERAL.search(text) is not None
        text = _SEVERAL.sub(" ", text)
        for day in _DAY.finditer(text):
            year, month, number = (part for part in day.groups() if part)
            if int(month) in range(1, 13) and int(number) in range(1, 32):
                days[f"{year}-{int(month):02d}-{int(number):02d}"] = None
                years[int(year)] = None
        text = _DAY.sub(" ", text)
        for year, month in _months(text):
            months[f"{year}-{month:02d}"] = None
            years[year] = None
        bare |= {int(one[1]): None for one in _BARE.finditer(_MONTH.sub(" ", _SHORT.sub(" ", text)))}
        years |= {int(one[1]): None for one in _ONLY_YEAR.finditer(text)}
    real = tuple(month for month in bare if month in range(1, 13))
    return Said(tuple(years), tuple(months), tuple(days), real, several, tuple(spans))


def in_digits(text: str) -> str:
    """二〇二三年一月, 2023年一月 and 2023年元月 with their years and months in digits."""
    if text.isascii():
        return text
    plain = _WRITTEN.sub(_year_in_digits, _FIRST.sub("1月", text))
    return _BARE_WRITTEN.sub(_month_in_digits, plain)


def _months(text: str) -> list[tuple[int, int]]:
    found = [
        (int(one[1]), int(next(part for part in one.groups()[1:] if part))) for one in _MONTH.finditer(text)
    ]
    found += [(2000 + int(one[1]), int(one[2])) for one in _SHORT.finditer(text)]
    return [(year, month) for year, month in found if month in range(1, 13)]


def _year_in_digits(found: re.Match[str]) -> str:
    year = "".join(_DIGITS[character] for character in found[1])
    if not found[2]:
        return f"{year}年"
    return f"{year}年{_month_number(found[2])}月"


def _month_in_digits(found: re.Match[str]) -> str:
    return f"{_month_number(found[1])}月"


def _month_number(written: str) -> int:
    ones = written.rpartition("十")[2]
    return (int(_DIGITS[ones]) if ones else 0) + (10 if "十" in written else 0)
