"""Histories: each month and year from the ledger's own rows, gaps said and never filled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from taizhang.analysis.history import monthly, setting, spans
from taizhang.analysis.years import yearly
from taizhang.indicators.facts import NORMAL, Fact, FactBook
from taizhang.periods import parse
from unit.analysis_world import CITY, EAST, NORTH, catalogue, engine, person, small_scope

KNOWN = catalogue()
ONE, TWO = person(1), person(2)


def paid(who, when, place=EAST, yuan=100, kind="困难残疾人生活补贴"):
    return {"id_number": who, "kind": kind, "month": when, "place": place, "amount": yuan * 100}


def world(tmp_path, **tables):
    return setting(KNOWN, engine(tmp_path, KNOWN, **tables))


def shown(facts):
    return [(fact.period, fact.value, fact.status) for fact in facts]


def both(when, yuan=100):
    return [paid(ONE, when, EAST, yuan), paid(TWO, when, NORTH, yuan)]


def test_a_month_is_its_own_sum_and_not_yet_cumulated(tmp_path):
    given = world(tmp_path, disability=[*both("2021-01"), *both("2021-02", 200)])
    found = monthly(
        KNOWN.indicators["disability_paid"], small_scope("2021-12-10", "2021-02", "disability"), given
    )
    assert shown(found) == [
        ("2021-01", Decimal(100 + 100) / 10000, NORMAL),
        ("2021-02", Decimal(200 + 200) / 10000, NORMAL),
    ]


def test_heads_are_counted_once_in_each_month(tmp_path):
    rows = [*both("2021-01"), paid(ONE, "2021-01", NORTH)]
    spec = KNOWN.indicators["living_subsidy_persons"]
    found = monthly(
        spec, small_scope("2021-12-10", "2021-01", "disability"), world(tmp_path, disability=rows)
    )
    assert shown(found) == [("2021-01", Decimal(2), NORMAL)]


def test_a_month_that_nobody_reported_has_no_value(tmp_path):
    given = world(tmp_path, disability=[*both("2021-01"), *both("2021-03")])
    found = monthly(
        KNOWN.indicators["disability_paid"], small_scope("2021-12-10", "2021-04", "disability"), given
    )
    assert [(fact.period, fact.value is None, fact.status) for fact in found] == [
        ("2021-01", False, NORMAL),
        ("2021-02", True, "无数据"),
        ("2021-03", False, NORMAL),
        ("2021-04", True, "无数据"),
    ]


def test_a_month_that_one_place_did_not_report_has_no_value_for_the_whole(tmp_path):
    given = world(tmp_path, disability=[*both("2021-01"), paid(ONE, "2021-02", EAST)])
    scope = small_scope("2021-12-10", "2021-02", "disability")
    spec = KNOWN.indicators["disability_paid"]
    assert shown(monthly(spec, scope, given))[1] == ("2021-02", None, "达拉特旗未报送")
    assert shown(monthly(spec, scope, given, EAST))[1] == ("2021-02", Decimal("0.01"), NORMAL)
    assert shown(monthly(spec, scope, given, NORTH))[1] == ("2021-02", None, "达拉特旗未报送")


def test_months_after_the_cut_off_do_not_count(tmp_path):
    given = world(tmp_path, disability=[*both("2021-01"), *both("2021-02")])
    found = monthly(
        KNOWN.indicators["disability_paid"], small_scope("2021-12-10", "2021-01", "disability"), given
    )
    assert [fact.period for fact in found] == ["2021-01"]


def test_a_condition_of_the_indicator_holds_in_every_month(tmp_path):
    rows = [*both("2021-01"), paid(ONE, "2021-01", EAST, 300, "重度残疾人护理补贴")]
    found = monthly(
        KNOWN.indicators["nursing_subsidy_paid"],
        small_scope("2021-12-10", "2021-01", "disability"),
        world(tmp_path, disability=rows),
    )
    assert found[0].value == Decimal("0.03")


def test_a_composed_indicator_has_a_month_only_where_all_its_parts_have(tmp_path):
    def dibao(who, when, place):
        return {"id_number": who, "household": who, "month": when, "place": place, "amount": 50000}

    urban = [dibao(ONE, "2021-01", EAST), dibao(ONE, "2021-02", EAST)]
    rural = [dibao(TWO, "2021-02", EAST), dibao(TWO, "2021-03", EAST)]
    given = world(tmp_path, urban_dibao=urban, rural_dibao=rural)
    scope = small_scope("2021-12-10", "2021-03", "urban_dibao", "rural_dibao")
    found = monthly(KNOWN.indicators["dibao_paid"], scope, given)
    assert [(fact.period, fact.value) for fact in found] == [("2021-02", Decimal("0.1")), ("2021-03", None)]


def test_a_full_year_is_named_as_a_year_and_a_part_year_by_its_months(tmp_path):
    rows = (
        [row for month in range(1, 13) for row in both(f"2020-{month:02d}")]
        + both("2021-01")
        + both("2021-02")
    )
    scope = small_scope("2021-03-10", "2021-02", "disability")
    found = yearly(KNOWN.indicators["disability_paid"], scope, world(tmp_path, disability=rows))
    assert shown(found) == [
        ("2020", Decimal(12 * 200) / 10000, NORMAL),
        ("2021-01..2021-02", Decimal(2 * 200) / 10000, "不足一年（1—2月）"),
    ]


def test_a_year_with_a_gap_inside_has_no_value(tmp_path):
    rows = both("2021-01") + both("2021-03")
    found = yearly(
        KNOWN.indicators["disability_paid"],
        small_scope("2021-12-10", "2021-03", "disability"),
        world(tmp_path, disability=rows),
    )
    assert shown(found) == [("2021", None, "月份有缺，不作全年数")]


def test_heads_of_different_years_are_those_of_the_same_month(tmp_path):
    rows = both("2020-11") + both("2020-12") + both("2021-11")
    found = yearly(
        KNOWN.indicators["living_subsidy_persons"],
        small_scope("2021-12-10", "2021-11", "disability"),
        world(tmp_path, disability=rows),
    )
    assert [(fact.period, fact.note) for fact in found if fact.value is not None] == [
        ("2020-11", "各年11月数"),
        ("2021-11", "各年11月数"),
    ]


def test_a_register_gives_what_was_in_being_at_each_year_s_end(tmp_path):
    rows = [
        {"code": "A", "place": EAST, "opened": date(2018, 5, 1), "beds": 100},
        {"code": "B", "place": EAST, "opened": date(2019, 5, 1), "closed": date(2020, 12, 31), "beds": 50},
        {"code": "C", "place": NORTH, "opened": date(2021, 12, 11), "beds": 70},
    ]
    given = world(tmp_path, elder_institutions=rows)
    found = yearly(KNOWN.indicators["beds"], small_scope("2021-12-10"), given)
    assert [(fact.period, fact.value) for fact in found] == [
        ("2018-12", Decimal(100)),
        ("2019-12", Decimal(150)),
        ("2020-12", Decimal(100)),
        ("2021-12", Decimal(100)),
    ]


def test_events_are_counted_by_year_and_the_open_year_says_so(tmp_path):
    def wed(code, day):
        return {"code": code, "kind": "结婚登记", "place": EAST, "registered": date.fromisoformat(day)}

    rows = [wed("1", "2020-01-05"), wed("2", "2020-12-31"), wed("3", "2021-12-10"), wed("4", "2021-12-11")]
    given = world(tmp_path, marriages=rows)
    found = yearly(KNOWN.indicators["marriages"], small_scope("2021-12-10"), given)
    assert shown(found) == [("2020", Decimal(2), NORMAL), ("2021", Decimal(1), "不足一年（截至12月10日）")]
    months = monthly(KNOWN.indicators["marriages"], small_scope("2021-12-10"), given)
    assert shown(months)[-1] == ("2021-12", Decimal(1), "截至12月10日，不足一月")


def test_published_years_come_from_the_book(tmp_path):
    spec = next(spec for spec in KNOWN.indicators.values() if spec.time == "each_year")
    facts = [
        Fact(spec.id, spec.label, spec.unit, CITY, "鄂尔多斯市", f"{year}", Decimal(year))
        for year in (2020, 2021)
    ]
    book = FactBook(facts, {spec.id: "2021"}, CITY)
    assert yearly(spec, small_scope(), world(tmp_path, marriages=[]), book) == facts


def test_a_register_has_no_months(tmp_path):
    given = world(
        tmp_path, elder_institutions=[{"code": "A", "place": EAST, "opened": date(2018, 5, 1), "beds": 1}]
    )
    assert monthly(KNOWN.indicators["beds"], small_scope(), given) == []


def test_runs_of_months_stop_at_each_gap():
    assert spans(["2020-12", "2021-01", "2021-03"]) == [parse("2020-12..2021-01"), parse("2021-03")]
