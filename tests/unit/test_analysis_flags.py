"""Red flags: what is found, what is not, and that nothing of a person leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang.analysis import flags, identity
from taizhang.trace import RowRef
from unit.analysis_world import EAST, NORTH, catalogue, engine, person, small_scope

KNOWN = catalogue()
ONE, TWO, THREE = person(1), person(2), person(3, NORTH)


def old_age(who, when, place=EAST, amount=15000):
    return {"id_number": who, "month": when, "place": place, "amount": amount}


def dibao(who, when, amount=None, place=EAST):
    return {"id_number": who, "household": ONE, "month": when, "place": place, "amount": amount}


def burnt(who, day):
    return {"id_number": who, "cremated": date.fromisoformat(day), "place": EAST}


def run(tmp_path, flag, *, areas=(), **tables):
    made = engine(tmp_path, KNOWN, **tables)
    scope = small_scope("2021-12-10", "2021-11", "urban_dibao", "rural_dibao", "old_age", "special_hardship")
    return flags.run(KNOWN.flags[flag], flags.Asked(KNOWN, scope, made, areas))


def test_a_month_paid_after_the_month_of_cremation_is_a_suspect(tmp_path):
    rolls = [
        old_age(ONE, "2021-03"),
        old_age(ONE, "2021-04"),
        old_age(ONE, "2021-05"),
        old_age(TWO, "2021-05"),
    ]
    found = run(tmp_path, "paid_after_cremation", old_age=rolls, cremations=[burnt(ONE, "2021-03-02")])
    assert (found.cases, found.rows, found.people) == (1, 2, 1)
    assert found.money == Decimal(150) * 2
    assert found.references == [RowRef("old_age.csv", "", 5), RowRef("old_age.csv", "", 6)]


def test_the_month_of_cremation_itself_is_no_suspect(tmp_path):
    found = run(
        tmp_path,
        "paid_after_cremation",
        old_age=[old_age(ONE, "2021-03")],
        cremations=[burnt(ONE, "2021-03-31")],
    )
    assert (found.cases, found.rows, found.people, found.suspects) == (0, 0, 0, ())


def test_the_earliest_of_two_cremation_rows_counts(tmp_path):
    rows = [burnt(ONE, "2021-09-01"), burnt(ONE, "2021-02-01")]
    found = run(tmp_path, "paid_after_cremation", old_age=[old_age(ONE, "2021-05")], cremations=rows)
    assert found.rows == 1


def test_a_person_in_two_rolls_is_two_cases_and_one_person(tmp_path):
    found = run(
        tmp_path,
        "paid_after_cremation",
        old_age=[old_age(ONE, "2021-05")],
        urban_dibao=[dibao(ONE, "2021-05", 84000)],
        cremations=[burnt(ONE, "2020-12-30")],
    )
    assert (found.cases, found.people, found.rows) == (2, 1, 2)
    assert found.money == Decimal(150) + Decimal(840)


def test_only_the_year_of_the_edition_is_looked_at(tmp_path):
    rolls = [old_age(ONE, "2020-11"), old_age(ONE, "2021-12"), old_age(ONE, "2021-11")]
    found = run(tmp_path, "paid_after_cremation", old_age=rolls, cremations=[burnt(ONE, "2020-01-05")])
    assert [suspect.month for suspect in found.suspects] == ["2021-11"]


def test_without_the_cremation_ledger_the_rule_says_that_it_did_not_look(tmp_path):
    found = run(tmp_path, "paid_after_cremation", old_age=[old_age(ONE, "2021-05")])
    assert (
        found.reason
        == "没有城市低保发放台账、农村低保发放台账、特困供养发放台账、残疾人两项补贴发放台账、火化台账，未作检查"
    )


def test_both_sides_of_a_month_are_listed_as_one_case(tmp_path):
    found = run(
        tmp_path,
        "dibao_with_hardship",
        urban_dibao=[dibao(ONE, "2021-05", 84000), dibao(TWO, "2021-05"), dibao(ONE, "2021-06", 84000)],
        special_hardship=[old_age(ONE, "2021-05", amount=160000), old_age(TWO, "2021-07", amount=160000)],
    )
    assert (found.cases, found.rows, found.people) == (1, 2, 1)
    assert found.money == Decimal(840) + Decimal(1600)
    assert {(suspect.case, suspect.ledger) for suspect in found.suspects} == {
        (1, "urban_dibao"),
        (1, "special_hardship"),
    }


def test_places_are_counted_apart_and_people_once_each(tmp_path):
    rolls = [old_age(ONE, "2021-05"), old_age(ONE, "2021-06"), old_age(THREE, "2021-06", NORTH)]
    burnts = [burnt(ONE, "2021-01-01"), burnt(THREE, "2021-01-01")]
    found = run(tmp_path, "paid_after_cremation", old_age=rolls, cremations=burnts)
    assert [(part.place, part.people, part.rows) for part in found.by_place] == [(EAST, 1, 2), (NORTH, 1, 1)]


WRONG = {
    person(4)[:-1] + ("1" if person(4)[-1] != "1" else "2"): "校验码不符",
    person(5, born="19500231"): "出生日期不成立",
    person(6, born="18950101"): "出生日期不成立",
    person(7, born="20211211"): "出生日期不成立",
    person(8, area="159901"): "地区码不存在",
    person(9, area="150600"): "地区码不存在",
    "150602500101001": "不是18位公民身份号码",
    "15060219500101X015": "不是18位公民身份号码",
}


@pytest.mark.parametrize(("number", "reason"), WRONG.items(), ids=range(len(WRONG)))
def test_a_wrong_number_is_found_with_its_reason(tmp_path, number, reason):
    found = run(tmp_path, "invalid_id", old_age=[old_age(number, "2021-05"), old_age(ONE, "2021-05")])
    assert [suspect.reason for suspect in found.suspects] == [reason]


def test_a_right_number_of_a_county_that_is_no_more_is_right(tmp_path):
    gone = person(1, area="110103")  # 崇文区, merged in 2010
    assert run(tmp_path, "invalid_id", old_age=[old_age(gone, "2021-05")]).rows == 0


def test_a_declared_area_is_right_and_its_check_digit_is_still_looked_at(tmp_path):
    good = person(1, area="159901")
    bad = good[:-1] + ("1" if good[-1] != "1" else "2")
    found = run(
        tmp_path, "invalid_id", areas=("1599",), old_age=[old_age(good, "2021-05"), old_age(bad, "2021-05")]
    )
    assert [suspect.reason for suspect in found.suspects] == ["校验码不符"]


def test_ids_are_checked_in_ledgers_without_months_too(tmp_path):
    row = {"code": "J1", "kind": "结婚登记", "man_id": "1" * 18, "woman_id": ONE, "place": EAST}
    assert run(tmp_path, "invalid_id", marriages=[row]).rows == 1


def test_no_number_of_a_person_leaves(tmp_path):
    rolls = [old_age(ONE, "2021-05"), old_age(ONE, "2021-06")]
    found = run(tmp_path, "paid_after_cremation", old_age=rolls, cremations=[burnt(ONE, "2021-01-01")])
    assert ONE not in repr((found, found.suspects, found.references))


def test_an_area_that_never_was_is_unknown_and_one_that_is_declared_is_known():
    assert not identity.known_area("159901")
    assert identity.known_area("159901", ("1599",))
    assert identity.known_area(EAST)
