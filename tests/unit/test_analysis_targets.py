"""Next year's targets: each beside its figure, or a finding that says why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang.analysis.forecast import Forecast, Method, Point
from taizhang.analysis.targets import compare, read_tasks
from taizhang.indicators.facts import Fact, FactBook
from unit.analysis_world import CITY, catalogue, engine

KNOWN = catalogue()
BEDS = KNOWN.indicators["beds"]
PAID = KNOWN.indicators["disability_paid"]


def book(spec, value):
    return FactBook(
        [Fact(spec.id, spec.label, spec.unit, CITY, "鄂尔多斯市", "2021-12", value)],
        {spec.id: "2021-12"},
        CITY,
    )


def row(**changes):
    plain = {
        "place": CITY,
        "code": "2022-01",
        "area": "养老服务",
        "text": "增加床位",
        "department": "养老服务科",
        "indicator": BEDS.label,
        "operator": "不低于",
        "target": Decimal(300),
        "unit": "张",
        "nature": "约束性",
        "deadline": date(2022, 12, 31),
    }
    return plain | changes


def held(tmp_path, value=250, spec=BEDS, forecasts=None, **changes):
    tasks = read_tasks(engine(tmp_path, KNOWN, tasks=[row(**changes)]))
    return compare(tasks, book(spec, None if value is None else Decimal(value)), KNOWN, forecasts)


@pytest.mark.parametrize(
    ("operator", "now", "gap", "met"),
    [
        ("不低于", 250, 50, False),
        ("不低于", 300, 0, True),
        ("不低于", 320, 0, True),
        ("不高于", 320, 20, False),
        ("不高于", 250, 0, True),
        ("等于", 250, 50, False),
        ("等于", 320, 20, False),
        ("等于", 300, 0, True),
    ],
)
def test_the_gap_is_what_is_still_lacking(tmp_path, operator, now, gap, met):
    (target,), findings = held(tmp_path, now, operator=operator)
    assert (target.now, target.gap, target.met, findings) == (Decimal(now), Decimal(gap), met, ())


def test_a_target_in_another_scale_is_compared_exactly(tmp_path):
    (target,), _ = held(tmp_path, "6987.94", PAID, indicator=PAID.label, target=Decimal("0.7"), unit="亿元")
    assert (target.now, target.gap) == (Decimal("0.698794"), Decimal("0.7") - Decimal("0.698794"))


def test_an_unknown_indicator_is_a_finding_with_the_nearest_name(tmp_path):
    (target,), (finding,) = held(tmp_path, indicator=BEDS.label[:-1])
    assert target.met is None
    assert f"是否为“{BEDS.label}”" in finding.message
    assert (finding.path, finding.row, finding.severity) == ("tasks.csv", 4, "警告")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": "人"}, "计量单位为“人”"),
        ({"unit": None}, "计量单位为“”"),
        ({"target": None}, "没有写明目标值或目标要求"),
        ({"operator": None}, "没有写明目标值或目标要求"),
        ({"value": None}, "无从对照"),
    ],
    ids=["other unit", "no unit", "no target", "no operator", "no value"],
)
def test_what_cannot_be_compared_is_a_finding_and_stays_listed(tmp_path, changes, words):
    (target,), (finding,) = held(tmp_path, **changes)
    assert words in finding.message
    assert (target.gap, target.met) == (None, None)


def test_a_task_without_an_indicator_is_a_task_and_no_target(tmp_path):
    tasks = read_tasks(engine(tmp_path, KNOWN, tasks=[row(indicator=None)]))
    assert (len(tasks), compare(tasks, book(BEDS, Decimal(1)), KNOWN)) == (1, ((), ()))


def test_no_task_ledger_gives_no_tasks(tmp_path):
    assert read_tasks(engine(tmp_path, KNOWN)) == ()


@pytest.mark.parametrize(
    ("low", "high", "word"), [(310, 330, "可望达到"), (290, 330, "不确定"), (250, 290, "难以达到")]
)
def test_the_forecast_says_whether_the_target_is_within_reach(tmp_path, low, high, word):
    def method(name, error):
        return Method(
            name, (Point("2022", Decimal((low + high) // 2), Decimal(low), Decimal(high)),), Decimal(error)
        )

    found = Forecast(0.8, model=method("模型", 1), naive=method("沿用", 2))
    (target,), _ = held(tmp_path, forecasts={BEDS.id: found})
    assert (target.expected, target.point.period) == (word, "2022")


def test_a_forecast_that_gave_no_number_promises_nothing(tmp_path):
    (target,), _ = held(tmp_path, forecasts={BEDS.id: Forecast(0.8, reason="数据太短")})
    assert (target.expected, target.point) == ("", None)
