"""Statistical periods: 2021, 2021-Q3, 2021-11 and 2021-01..2021-11, exact and ordered."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = 12
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        index = self.year * MONTHS + self.number - 1 + months
        return Month(index // MONTHS, index % MONTHS + 1)

    def last_day(self) -> date:
        """The month's last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole months, first and last included."""

    first: Month
    last: Month

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        if self.first.number == 1 and self.last == Month(self.first.year, MONTHS):
            return f"{self.first.year:04d}"
        if self.first.number % 3 == 1 and self.last == self.first.plus(2):
            return f"{self.first.year:04d}-Q{self.first.number // 3 + 1}"
        return f"{self.first}..{self.last}"

    def months(self) -> tuple[Month, ...]:
        """Every month in order."""
        count = (self.last.year - self.first.year) * MONTHS + self.last.number - self.first.number + 1
        return tuple(self.first.plus(step) for step in range(count))

    def years_earlier(self, years: int = 1) -> Period:
        """The same months, so many years before."""
        return Period(self.first.plus(-MONTHS * years), self.last.plus(-MONTHS * years))

    def in_chinese(self) -> str:
        """2021年、2021年第三季度、2021年11月、2021年1—11月、2018年1月至2021年10月."""
        text = str(self)
        if _YEAR.fullmatch(text):
            return f"{text}年"
        if quarter := _QUARTER.fullmatch(text):
            return f"{quarter[1]}年第{'一二三四'[int(quarter[2]) - 1]}季度"
        if self.first == self.last:
            return f"{self.first.year}年{self.first.number}月"
        if self.first.year == self.last.year:
            return f"{self.first.year}年{self.first.number}—{self.last.number}月"
        return f"{self.first.year}年{self.first.number}月至{self.last.year}年{self.last.number}月"


def month(text: str) -> Month:
    """Read ``2021-03``. Raises ValueError on anything else."""
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= MONTHS:
        raise ValueError(f"not a month: {text!r}")
    return Month(int(found[1]), int(found[2]))


def parse(text: str) -> Period:
    """Read a period as it stands in facts. Raises ValueError when it is none."""
    if _YEAR.fullmatch(text):
        return Period(Month(int(text), 1), Month(int(text), MONTHS))
    if quarter := _QUARTER.fullmatch(text):
        first = Month(int(quarter[1]), int(quarter[2]) * 3 - 2)
        return Period(first, first.plus(2))
    start, dots, end = text.partition("..")
    period = Period(month(start), month(end if dots else start))
    if period.last < period.first:
        raise ValueError(f"a period that ends before it begins: {text!r}")
    return period


def same_day_earlier(day: date, years: int = 1) -> date:
    """The same day so many years before; 29 February becomes 28."""
    year = day.year - years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
