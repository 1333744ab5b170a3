"""A line of a title -> the years, months and days that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OF_MAKING = re.compile(
    r"(?:填报|填表|制表|上报|导出|打印|报送|审核|查询|编制|报表|生成|下载)(?:时间|日期|年月)"
)
_YEAR = r"(?<!\d)((?:19|20)\d{2})"
_STAMP = re.compile(r"(?<!\d)20\d{10,12}(?!\d)")
_SPAN = re.compile(
    _YEAR
    + r"[年.\-/](?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月?(?:份)?[-—–~至到]+(?:\d{4}年)?\d{1,2}月)|第?[一二三四]季度|[上下]半年"
)
_DAY = re.compile(
    _YEAR + r"(?:年(\d{1,2})月(\d{1,2})日?|[-./](\d{1,2})[-./](\d{1,2})(?!\d)|(\d{2})(\d{2})(?!\d))"
)
_MONTH = re.compile(_YEAR + r"(?:年(\d{1,2})月|[-._](\d{1,2})(?![\d])|(\d{2})(?!\d))")
_SHORT = re.compile(r"(?<!\d)(\d{2})年(\d{1,2})月")
_BARE = re.compile(r"(?<![\d年])(\d{1,2})月(?!\d)")
_ONLY_YEAR = re.compile(_YEAR + r"(?:年|(?!\d))")
_WRITTEN = re.compile(r"([一二三四五六七八九〇零]{4})年(?:(十?[一二三四五六七八九]|十)月)?")
_DIGITS = {character: str(index) for index, character in enumerate("〇一二三四五六七八九")} | {"零": "0"}


@dataclass(frozen=True, slots=True)
class Said:
    """Years, months YYYY-MM, days YYYY-MM-DD, months without a year; ``several``: a span of months."""

    years: tuple[int, ...]
    months: tuple[str, ...]
    days: tuple[str, ...]
    bare_months: tuple[int, ...]
    several: bool


def read(lines: Sequence[str]) -> Said:
    """All that the lines say, each once, in order. A day of printing or reporting is no period."""
    years: dict[int, None] = {}
    months: dict[str, None] = {}
    days: dict[str, None] = {}
    bare: dict[int, None] = {}
    several = False
    for line in lines:
        if _OF_MAKING.search(line):
            continue
        text = _STAMP.sub(" ", _WRITTEN.sub(_in_digits, line))
        for span in _SPAN.finditer(text):
            several = True
            if span[1]:
                years[int(span[1])] = None
        text = _SPAN.sub(" ", text)
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
    return Said(tuple(years), tuple(months), tuple(days), real, several)


def _months(text: str) -> list[tuple[int, int]]:
    found = [
        (int(one[1]), int(next(part for part in one.groups()[1:] if part))) for one in _MONTH.finditer(text)
    ]
    found += [(2000 + int(one[1]), int(one[2])) for one in _SHORT.finditer(text)]
    return [(year, month) for year, month in found if month in range(1, 13)]


def _in_digits(found: re.Match[str]) -> str:
    year = "".join(_DIGITS[character] for character in found[1])
    if not found[2]:
        return f"{year}年"
    ones = found[2].rpartition("十")[2]
    month = int(_DIGITS[ones]) if ones else 0
    return f"{year}年{month + (10 if '十' in found[2] else 0)}月"
