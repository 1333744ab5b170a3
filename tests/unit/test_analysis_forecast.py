"""Forecasts: two methods side by side, or a plain word and no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.analysis.forecast import MONTHS_NEEDED, YEARS_NEEDED, decimal, forecast, step_of
from taizhang.analysis.smoothing import naive
from taizhang.declare.specs import Break
from taizhang.indicators.facts import Fact
from taizhang.periods import Month

RISING = [100, 108, 113, 124, 129, 141, 148, 152, 163, 171, 176, 188]


def fact(period, value, status="正常", unit="人"):
    return Fact(
        "x",
        "某指标",
        unit,
        "150600",
        "鄂尔多斯市",
        period,
        None if value is None else Decimal(value),
        status=status,
    )


def years(values, first=2010, **kwargs):
    return [fact(str(first + step), value, **kwargs) for step, value in enumerate(values)]


def months(values):
    return [fact(str(Month(2018, 1).plus(step)), value) for step, value in enumerate(values)]


def test_both_methods_give_a_point_with_an_interval_for_every_coming_year():
    found = forecast(years(RISING), 3)
    for method in (found.model, found.naive):
        assert [point.period for point in method.points] == ["2022", "2023", "2024"]
        assert all(point.lower < point.value < point.upper for point in method.points)
    assert found.compared == 3


def test_intervals_widen_with_the_distance():
    found = forecast(years(RISING), 4)
    for method in (found.model, found.naive):
        widths = [point.upper - point.lower for point in method.points]
        assert widths == sorted(widths)


def test_a_higher_confidence_gives_a_wider_interval():
    narrow, wide = forecast(years(RISING), 1, 0.5), forecast(years(RISING), 1, 0.95)
    assert narrow.model.points[0].upper < wide.model.points[0].upper
    assert narrow.naive.points[0].upper < wide.naive.points[0].upper


def test_the_naive_forecast_is_the_last_value_again():
    assert {point.value for point in forecast(years(RISING), 3).naive.points} == {Decimal(188)}


def test_two_years_of_months_make_the_naive_forecast_that_of_the_same_month_last_year():
    values = [100 + month % 12 for month in range(MONTHS_NEEDED)]
    found = forecast(months(values), 13)
    assert [point.value for point in found.naive.points] == [Decimal(100 + month % 12) for month in range(13)]
    assert found.naive.points[0].period == "2020-01"


def test_the_naive_interval_comes_from_its_own_errors():
    # errors 2, -2, 2: root mean square 2; Student's t of 3 errors at 80 % is 1.6377
    path = naive([10.0, 12.0, 10.0, 12.0], 1, 0.8, monthly=False)
    assert path.upper[0] - path.middle[0] == pytest.approx(2 * 1.6377, abs=1e-3)


@pytest.mark.parametrize(
    ("history", "words"),
    [
        ([], "没有历史数据"),
        (years(RISING[: YEARS_NEEDED - 1]), f"只有{YEARS_NEEDED - 1}年，不足{YEARS_NEEDED}年"),
        (months(range(100, 100 + MONTHS_NEEDED - 1)), f"不足{MONTHS_NEEDED}个月"),
        ([*years(RISING), fact("2022", None, "无数据")], "最近一期没有可用数据"),
        (
            [*years(RISING[:6]), fact("2016", None, "无数据"), *years(RISING[:5], 2017)],
            "2016年无数据，可用的连续数据只有5年",
        ),
        ([*years(RISING[:6]), *years(RISING[:5], 2017)], "只有5年"),
    ],
    ids=["nothing", "few years", "few months", "open end", "gap said", "gap unsaid"],
)
def test_a_short_or_broken_series_gives_a_reason_and_no_number(history, words):
    found = forecast(history, 2)
    assert words in found.reason
    assert (found.model, found.naive, found.better) == (None, None, None)


def test_a_change_of_scope_cuts_the_series_and_is_named():
    found = forecast(years(RISING), 2, breaks=(Break("2018", "职能划出"),))
    assert found.reason == "2018年口径变化（职能划出），可用的连续数据只有4年，不足8年，不作预测"


def test_enough_years_after_a_change_of_scope_are_forecast_from_those_alone():
    found = forecast(years(RISING), 1, breaks=(Break("2013", "口径调整"),))
    assert [fact.period for fact in found.used] == [str(year) for year in range(2013, 2022)]
    assert found.notes[0] == "只用2013年以来口径一致、连续无缺的数据"


def test_a_year_that_is_not_over_is_left_out_and_said():
    history = [*years(RISING), fact("2022-01..2022-11", 150, "不足一年（1—11月）")]
    found = forecast(history, 2)
    assert [point.period for point in found.model.points] == ["2022", "2023"]
    assert found.notes == ("2022年1—11月不足一年（1—11月），不参与预测",)


def test_a_count_never_goes_below_zero_and_the_cut_is_said():
    found = forecast(years([9, 3, 8, 1, 7, 2, 9, 1, 6, 1]), 3, 0.95)
    assert min(point.lower for method in (found.model, found.naive) for point in method.points) == 0
    assert any("截断" in note for note in found.notes)


def test_the_method_with_the_smaller_one_step_error_is_the_better():
    found = forecast(years(RISING), 1)
    assert found.better == min((found.naive, found.model), key=lambda method: method.error)
    assert found.at("2022") == found.better.points[0]


def test_the_same_series_gives_the_same_forecast():
    assert repr(forecast(years(RISING), 3)) == repr(forecast(years(RISING), 3))


def test_a_series_that_never_changed_gives_no_interval_of_no_width():
    found = forecast(years([50] * 10), 2)
    assert (found.reason, found.better) == ("各期数值相同，没有变化可供推算，不作预测", None)


def test_six_digits_are_said_and_no_more():
    assert decimal(123456.789) == Decimal("123457")
    assert decimal(0.1 + 0.2) == Decimal("0.3")


def test_the_same_month_of_each_year_is_a_yearly_series():
    assert step_of([fact("2019-11", 1), fact("2020-11", 2)]) == 12
    assert step_of([fact("2020-11", 1), fact("2020-12", 2)]) == 1


@pytest.mark.parametrize(("horizon", "confidence"), [(0, 0.8), (1, 0), (1, 1)])
def test_an_impossible_question_is_refused(horizon, confidence):
    with pytest.raises(ValueError, match="confidence"):
        forecast(years(RISING), horizon, confidence)


def test_two_part_years_are_no_base_and_the_reason_names_the_last():
    history = [fact(f"{year}-01..{year}-11", 100, "不足一年（1—11月）") for year in (2020, 2021)]
    assert forecast(history, 1).reason == "2021年1—11月不足一年（1—11月），最近一期没有可用数据，不作预测"


def test_a_far_forecast_says_that_its_interval_is_too_narrow():
    assert any("偏窄" in note for note in forecast(years(RISING), 3).notes)
    assert not any("偏窄" in note for note in forecast(years(RISING), 2).notes)
