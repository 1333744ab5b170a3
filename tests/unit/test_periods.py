"""Periods: their four written forms, and moving them by years."""

from datetime import date

import pytest

from taizhang import periods
from taizhang.periods import Month, Period


@pytest.mark.parametrize("text", ["2021", "2021-Q3", "2021-11", "2021-01..2021-11", "2018-01..2021-10"])
def test_a_period_reads_back_as_it_was_written(text: str) -> None:
    assert str(periods.parse(text)) == text


@pytest.mark.parametrize("text", ["", "21", "2021-13", "2021-00", "2021-Q5", "2021-11..2021-01", "2021-1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|month"):
        periods.parse(text)


def test_months_are_counted_across_years() -> None:
    assert len(periods.parse("2018-01..2021-10").months()) == 3 * 12 + 10
    assert Month(2021, 1).plus(-1) == Month(2020, 12)


def test_last_year_has_the_same_months() -> None:
    assert str(periods.parse("2021-01..2021-11").years_earlier()) == "2020-01..2020-11"
    assert periods.same_day_earlier(date(2020, 2, 29)) == date(2019, 2, 28)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021", "2021年"),
        ("2021-Q3", "2021年第三季度"),
        ("2021-11", "2021年11月"),
        ("2021-01..2021-11", "2021年1—11月"),
        ("2018-01..2021-10", "2018年1月至2021年10月"),
    ],
)
def test_a_period_is_said_in_chinese(text: str, said: str) -> None:
    assert periods.parse(text).in_chinese() == said


def test_a_february_ends_on_its_own_last_day() -> None:
    assert [Month(year, 2).last_day().day for year in (2020, 2021)] == [29, 28]
    assert Period(Month(2021, 2), Month(2021, 2)).months() == (Month(2021, 2),)
