"""Reconciliations: exact, by place too, and unknown where a side is missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.analysis.reconcile import FAILS, HOLDS, UNKNOWN, over_places, reconcile
from taizhang.declare.specs import ReconciliationSpec
from taizhang.indicators.facts import Fact, FactBook
from taizhang.places import name
from unit.analysis_world import CITY, EAST, NORTH, catalogue

KNOWN = catalogue()
WHEN = "2021-12"


def book(**values):
    """``beds=300`` for the city, ``beds_150602=200`` for a banner."""
    facts = []
    for key, value in values.items():
        indicator, place = (key[:-7], key[-6:]) if key[-6:].isdigit() else (key, CITY)
        spec = KNOWN.indicators[indicator]
        number = None if value is None else Decimal(value)
        facts.append(
            Fact(
                indicator,
                spec.label,
                spec.unit,
                place,
                name(place),
                WHEN,
                number,
                status="正常" if value else "无数据",
            )
        )
    return FactBook(facts, {fact.indicator: WHEN for fact in facts}, CITY)


def judged(relation, whole, parts, **values):
    spec = ReconciliationSpec("one", "一项", relation, whole, parts)
    (found, *_) = reconcile(book(**values), replace(KNOWN, reconciliations={"one": spec}))
    return found


@pytest.mark.parametrize(
    ("relation", "values", "state"),
    [
        ("exhaustive", (71, 26, 45), HOLDS),
        ("exhaustive", (71, 26, 46), FAILS),
        ("subset", (71, 26, 71), HOLDS),
        ("subset", (71, 26, 72), FAILS),
        ("overlapping", (60, 26, 45), HOLDS),
        ("overlapping", (72, 26, 45), FAILS),
        ("overlapping", (44, 26, 45), FAILS),
        ("product", (12, 3, 4), HOLDS),
        ("product", (13, 3, 4), FAILS),
        ("product_with_tolerance", (1010, 10, 100), HOLDS),
        ("product_with_tolerance", (1011, 10, 100), FAILS),
    ],
)
def test_each_relation_holds_exactly_where_it_should(relation, values, state):
    whole, one, other = values
    parts = ("public_institutions", "private_institutions")
    found = judged(
        relation,
        "institutions",
        parts,
        institutions=whole,
        public_institutions=one,
        private_institutions=other,
    )
    assert (found.state, found.left) == (state, Decimal(whole))


def test_a_ratio_is_computed_anew_from_both_sides():
    # 5,000 beds for 100,000 people: 50 in a thousand
    values = {"beds": 5000, "resident_population_65": 100000}
    parts = ("beds", "resident_population_65")
    assert judged("ratio", "beds_per_thousand", parts, beds_per_thousand=50, **values).state == HOLDS
    assert judged("ratio", "beds_per_thousand", parts, beds_per_thousand=51, **values).state == FAILS


def test_a_missing_side_is_unknown_and_named():
    found = judged("exhaustive", "institutions", ("public_institutions",), institutions=71)
    assert (found.state, found.reason) == (UNKNOWN, f"{KNOWN.indicators['public_institutions'].label}无数据")


def test_a_ratio_over_nothing_is_unknown():
    found = judged(
        "ratio", "beds_per_thousand", ("beds", "institutions"), beds_per_thousand=1, beds=1, institutions="0"
    )
    assert (found.state, found.reason) == (UNKNOWN, "分母为零")


def test_parts_that_print_apart_from_their_whole_are_marked():
    # 0.014 + 0.014 = 0.028 exactly; printed 0.01 + 0.01 beside 0.03
    parts = {"living_subsidy_paid": "0.014", "nursing_subsidy_paid": "0.014"}
    found = judged("exhaustive", "disability_paid", tuple(parts), disability_paid="0.028", **parts)
    assert (found.state, found.rounding) == (HOLDS, True)


def test_every_banner_is_held_against_the_identity_too():
    values = {"institutions": 3, "public_institutions": 1, "private_institutions": 2}
    east = {f"{key}_{EAST}": value for key, value in {**values, "institutions": 4}.items()}
    spec = ReconciliationSpec(
        "one", "一项", "exhaustive", "institutions", ("public_institutions", "private_institutions")
    )
    found = reconcile(book(**values, **east), replace(KNOWN, reconciliations={"one": spec}), (EAST, NORTH))
    assert [(one.place, one.state) for one in found] == [(CITY, HOLDS), (EAST, FAILS)]


def test_places_add_up_to_the_whole_or_the_difference_shows():
    def one(whole):
        values = {"beds": whole, f"beds_{EAST}": 200, f"beds_{NORTH}": 100}
        return next(found for found in over_places(book(**values), KNOWN, (EAST, NORTH)))

    assert (one(300).state, one(300).right) == (HOLDS, Decimal(200 + 100))
    assert one(301).state == FAILS


def test_distinct_heads_may_be_fewer_in_the_whole_and_never_more():
    def one(whole):
        values = {"hardship_persons": whole, f"hardship_persons_{EAST}": 20, f"hardship_persons_{NORTH}": 10}
        return next(found for found in over_places(book(**values), KNOWN, (EAST, NORTH))).state

    assert (one(30), one(29), one(31), one(19)) == (HOLDS, HOLDS, FAILS, FAILS)


def test_a_ratio_is_not_added_over_places():
    values = {"beds_per_thousand": 50, f"beds_per_thousand_{EAST}": 60, f"beds_per_thousand_{NORTH}": 40}
    assert over_places(book(**values), KNOWN, (EAST, NORTH)) == ()


def test_a_banner_without_a_value_makes_the_sum_unknown():
    values = {"beds": 300, f"beds_{EAST}": 300, f"beds_{NORTH}": None}
    (found,) = over_places(book(**values), KNOWN, (EAST, NORTH))
    assert (found.state, found.reason) == (UNKNOWN, "达拉特旗无数据")


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("institutions", {"public_institutions", "private_institutions"}),
        ("beds", {"public_beds", "private_beds"}),
        ("facilities", {"facilities_before_2021", "facilities_new_2021"}),
        ("institutions_with_medical_care", {"institutions_with_infirmary", "institutions_with_contract"}),
        ("disability_paid", {"living_subsidy_paid", "nursing_subsidy_paid"}),
        ("cemeteries", {"commercial_cemeteries", "public_cemeteries"}),
        ("registrations", {"marriages", "divorces"}),
    ],
)
def test_each_identity_of_the_summary_is_declared(whole, parts):
    known = [
        (spec.whole, set(spec.parts))
        for spec in KNOWN.reconciliations.values()
        if spec.relation == "exhaustive"
    ]
    assert (whole, parts) in known


def test_households_are_held_against_heads_although_the_units_differ():
    parts = ("urban_dibao_households",)
    one = judged("subset", "urban_dibao_persons", parts, urban_dibao_persons=20, urban_dibao_households=12)
    other = judged("subset", "urban_dibao_persons", parts, urban_dibao_persons=20, urban_dibao_households=21)
    assert (one.state, other.state) == (HOLDS, FAILS)


def test_parts_in_another_unit_do_not_add_up_to_anything():
    found = judged("exhaustive", "beds", ("institutions",), beds=20, institutions=20)
    assert (found.state, found.reason) == (UNKNOWN, "组成的个数或计量单位不合")
