"""Indicators over small tables whose answers can be counted by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shared_definitions import definitions
from taizhang.errors import RollUpError, SourceError
from taizhang.indicators import build, roll_up, scope
from unit.indicator_world import EAST, KANG, book

ROLL = {"urban_dibao": "2021-11", "rural_dibao": "2021-11", "children": "2021-11", "lottery_sales": "2021-10"}


def dibao(person: str, house: str, month: str, amount: int | None, place: str = EAST) -> dict[str, object]:
    return {"id_number": person, "household": house, "month": month, "amount": amount, "place": place}


NOVEMBER = [
    dibao("a", "a", "2021-11", 80000),
    dibao("b", "a", "2021-11", None),
    dibao("c", "c", "2021-11", 30050, KANG),
    dibao("a", "a", "2021-10", 80000),
    dibao("d", "d", "2021-10", 20000),
]


def test_heads_are_those_of_the_month_and_not_of_everyone_ever_paid(tmp_path: Path) -> None:
    facts = book(tmp_path, {"urban_dibao": NOVEMBER}, cutoffs=ROLL)
    persons = facts.get("urban_dibao_persons")
    assert persons is not None
    assert (persons.period, persons.value) == ("2021-11", Decimal(3))
    assert facts.by_id("urban_dibao_households@150600@2021-11").value == 2
    assert facts.by_id(f"urban_dibao_persons@{EAST}@2021-11").value == 2


def test_money_is_the_sum_of_the_months_in_ten_thousand_yuan(tmp_path: Path) -> None:
    facts = book(tmp_path, {"urban_dibao": NOVEMBER}, cutoffs=ROLL)
    paid = facts.by_id("urban_dibao_paid@150600@2021-01..2021-11")
    assert paid.value == Decimal("800.00") / 10000 + (Decimal("300.50") + 800 + 200) / 10000


def test_a_month_after_the_cut_off_does_not_count(tmp_path: Path) -> None:
    facts = book(tmp_path, {"urban_dibao": [*NOVEMBER, dibao("z", "z", "2021-12", 99900)]}, cutoffs=ROLL)
    assert facts.by_id("urban_dibao_paid@150600@2021-01..2021-11").value == Decimal("0.21005")


def test_growth_needs_the_same_places_and_months_in_both_years(tmp_path: Path) -> None:
    rows = [
        dibao("a", "a", "2021-11", 100),
        dibao("b", "b", "2020-11", 100),
        dibao("c", "c", "2020-11", 100, KANG),
    ]
    facts = book(tmp_path, {"urban_dibao": rows}, cutoffs=ROLL)
    city = facts.get("urban_dibao_persons__growth")
    assert city is not None
    assert city.value is None
    assert "不一致" in city.status
    east = facts.get("urban_dibao_persons__growth", EAST)
    assert east is not None
    assert east.value == 0  # one person in each year


def test_a_ratio_is_a_ratio_of_sums_and_keeps_both(tmp_path: Path) -> None:
    homes = [
        {"code": "1", "place": EAST, "beds": 100, "nursing_beds": 60, "opened": date(2019, 1, 1)},
        {"code": "2", "place": KANG, "beds": 300, "nursing_beds": 150, "opened": date(2020, 1, 1)},
    ]
    facts = book(tmp_path, {"elder_institutions": homes})
    share = facts.get("nursing_bed_share")
    assert share is not None
    assert (share.numerator, share.denominator, share.value) == (210, 400, Decimal("52.5"))  # not (60+50)/2
    assert facts.by_id(f"nursing_bed_share@{EAST}@2021-12").value == 60


def test_a_register_counts_what_is_in_being_on_the_day(tmp_path: Path) -> None:
    homes = [
        {"code": "1", "place": EAST, "beds": 1, "opened": date(2021, 12, 10)},
        {"code": "2", "place": EAST, "beds": 1, "opened": date(2021, 12, 11)},
        {"code": "3", "place": EAST, "beds": 1, "opened": date(2010, 1, 1), "closed": date(2021, 12, 10)},
        {"code": "4", "place": EAST, "beds": 1, "opened": date(2010, 1, 1), "closed": date(2021, 12, 11)},
        {"code": "5", "place": EAST, "beds": 1, "opened": None},
    ]
    facts = book(tmp_path, {"elder_institutions": homes})
    assert facts.by_id("institutions@150600@2021-12").value == 2  # 1 and 4
    assert facts.by_id("institutions@150600@2020-12").value == 2  # 3 and 4


def test_the_standard_in_force_is_the_latest_that_has_begun(tmp_path: Path) -> None:
    def row(amount: int, begun: date, ended: date | None = None) -> dict[str, object]:
        return {
            "place": "150600",
            "item": "城市低保标准",
            "amount": amount,
            "unit": "元/人·月",
            "effective": begun,
            "ended": ended,
            "reference": "示例",
        }

    rows = [row(78000, date(2020, 1, 1)), row(84000, date(2021, 1, 1)), row(90000, date(2021, 12, 1))]
    facts = book(tmp_path, {"policy_standards": rows}, cutoffs={"policy_standards": "2021-11"})
    assert facts.by_id("urban_dibao_standard@150600@2021-11").value == 840
    assert facts.by_id("urban_dibao_standard@150600@2020-11").value == 780


def test_two_standards_of_one_day_have_no_answer(tmp_path: Path) -> None:
    row = {"place": "150600", "item": "城市低保标准", "unit": "元/人·月", "effective": date(2021, 1, 1)}
    facts = book(
        tmp_path,
        {"policy_standards": [{**row, "amount": 1}, {**row, "amount": 2}]},
        cutoffs={"policy_standards": "2021-11"},
    )
    assert facts.by_id("urban_dibao_standard@150600@2021-11").value is None


def test_the_run_of_first_places_ends_at_a_gap(tmp_path: Path) -> None:
    ranks = [(2021, 1), (2020, 1), (2018, 1), (2017, 1)]
    rows = [{"place": "150600", "year": year, "rank": rank} for year, rank in ranks]
    facts = book(tmp_path, {"lottery_rank": rows})
    run = facts.get("lottery_first_years")
    assert run is not None
    assert run.value == 2


def test_a_published_figure_has_no_growth_across_a_change_of_scope(tmp_path: Path) -> None:
    def row(year: int, value: str) -> dict[str, object]:
        name = "提供住宿的民政机构床位"
        return {"indicator": name, "unit": "万张", "year": year, "value": Decimal(value), "source": "S01"}

    rows = [row(2013, "526.7"), row(2014, "482.3"), row(2016, "414.0"), row(2017, "419.6")]
    facts = book(tmp_path, {"national_annual": rows}, as_of="2017-12-31", place="100000", years=6)
    spec = next(one for one in definitions().indicators.values() if one.label == "全国提供住宿的民政机构床位")
    assert facts.by_id(f"{spec.id}__growth@100000@2014").value is None
    assert "口径变化" in facts.by_id(f"{spec.id}__growth@100000@2014").status
    assert facts.by_id(f"{spec.id}@100000@2016").value == Decimal("414.0")


def test_a_published_figure_on_which_sources_differ_is_no_figure(tmp_path: Path) -> None:
    row = {"indicator": "提供住宿的民政机构床位", "unit": "万张", "year": 2017}
    rows = [
        {**row, "value": Decimal("419.6"), "source": "S01"},
        {**row, "value": Decimal("420.0"), "source": "S02"},
    ]
    facts = book(tmp_path, {"national_annual": rows}, as_of="2017-12-31", place="100000", years=2)
    spec = next(one for one in definitions().indicators.values() if one.label == "全国提供住宿的民政机构床位")
    fact = facts.by_id(f"{spec.id}@100000@2017")
    assert fact.value is None
    assert "419.6" in fact.status
    assert "420" in fact.status


def test_an_indicator_that_a_report_needs_names_its_missing_ledger(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="城市低保发放台账"):
        build(definitions(), scope("150600", "2021-12-10", {}), {}, wanted={"urban_dibao_persons"})


def test_heads_are_not_added_over_places_nor_months(tmp_path: Path) -> None:
    facts = book(tmp_path, {"urban_dibao": NOVEMBER}, cutoffs=ROLL)
    specs = definitions().indicators
    heads = [fact for fact in facts if fact.indicator == "urban_dibao_persons" and fact.place in (EAST, KANG)]
    with pytest.raises(RollUpError, match="不能这样相加"):
        roll_up.total(specs["urban_dibao_persons"], heads, "place")
    with pytest.raises(RollUpError, match="不能这样相加"):
        roll_up.total(specs["urban_dibao_persons"], heads, "time")
    paid = [facts.by_id(f"urban_dibao_paid@{code}@2021-01..2021-11") for code in (EAST, KANG)]
    assert roll_up.total(specs["urban_dibao_paid"], paid, "place") == Decimal("0.18") + Decimal("0.03005")


def test_a_sum_of_indicators_has_no_growth_where_a_part_has_none(tmp_path: Path) -> None:
    urban = [
        dibao("a", "a", "2021-11", 100),
        dibao("b", "b", "2020-10", 100),
        dibao("b", "b", "2020-11", 100),
    ]
    rural = [dibao("c", "c", "2021-11", 100), dibao("c", "c", "2020-11", 100)]
    facts = book(tmp_path, {"urban_dibao": urban, "rural_dibao": rural}, cutoffs=ROLL)
    whole = facts.get("dibao_paid__growth")
    assert whole is not None
    assert whole.value is None  # the urban rolls of October 2020 have no counterpart
    assert "不一致" in whole.status
    part = facts.get("rural_dibao_paid__growth")
    assert part is not None
    assert part.value == 0


def test_a_stock_taken_twice_in_a_year_is_not_added_up(tmp_path: Path) -> None:
    row = {"place": EAST, "scope": "常住人口", "age_group": "80岁及以上", "persons": 100}
    once = book(tmp_path, {"population": [{**row, "as_of": date(2021, 11, 30)}]})
    assert once.by_id("resident_population_65@150600@2021-12").value == 100
    rows = [{**row, "as_of": date(2021, 11, 30)}, {**row, "as_of": date(2021, 6, 30)}]
    twice = book(tmp_path, {"population": rows}).by_id("resident_population_65@150600@2021-12")
    assert twice.value is None
    assert "多个统计时点" in twice.status


def test_rows_whose_deciding_word_is_unreadable_are_told_beside_the_figure(tmp_path: Path) -> None:
    homes = [
        {"code": "1", "place": EAST, "beds": 10, "nature": "公办", "opened": date(2019, 1, 1)},
        {"code": "2", "place": EAST, "beds": 20, "nature": None, "opened": date(2019, 1, 1)},
    ]
    facts = book(tmp_path, {"elder_institutions": homes})
    public = facts.by_id("public_beds@150600@2021-12")
    assert public.value == 10
    assert "1行“机构性质”无法识别" in public.note
    assert facts.by_id("beds@150600@2021-12").note == ""


def test_a_month_missing_at_either_end_of_a_period_is_a_hole(tmp_path: Path) -> None:
    from taizhang.indicators import coverage
    from taizhang.indicators.presence import Presence
    from taizhang.indicators.query.engine import Engine
    from unit.indicator_world import write

    catalogue = definitions()
    months = [f"2021-{month:02d}" for month in range(2, 12)]
    rows = [dibao("a", "a", month, 100, place) for month in months for place in (EAST, KANG)]
    rows += [dibao("b", "b", "2021-01", 100, EAST)]
    path = write(tmp_path, catalogue.ledgers["urban_dibao"], rows)
    engine = Engine({"urban_dibao": path})
    asked = scope("150600", "2021-12-10", ROLL)
    found = list(
        coverage.holes(
            [catalogue.indicators["urban_dibao_paid"]], catalogue, asked, Presence(engine, catalogue.ledgers)
        )
    )
    assert [hole.case for hole in found] == [f"MISSING_PLACE_MONTH:urban_dibao:{KANG}:2021-01"]
