"""Ways in which analysis could be wrong without a word."""

from __future__ import annotations

import csv
import random
from datetime import date
from decimal import Decimal

import pytest
from stdnum.cn import ric

from taizhang.analysis import flags, identity, smoothing
from taizhang.analysis.history import monthly, setting
from taizhang.indicators import build
from taizhang.indicators.query.engine import Engine
from unit.analysis_world import CITY, EAST, NORTH, catalogue, person, small_scope, store

KNOWN = catalogue()


def roll(count, chance):
    """Payments of ``count`` people over two banners and eleven months, some of them left out."""
    return [
        {
            "id_number": person(serial),
            "place": place,
            "month": f"2021-{month:02d}",
            "amount": chance.randrange(100, 60000),
        }
        for serial in range(count)
        for month in range(1, 12)
        if chance.random() < 0.8
        for place in (EAST if serial % 2 else NORTH,)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_months_add_up_to_the_cumulative_fact_of_the_edition(tmp_path, seed):
    rows = roll(20, random.Random(seed))
    tables = store(tmp_path, KNOWN, {"old_age": rows})
    scope = small_scope("2021-12-10", "2021-11", "old_age")
    found = monthly(KNOWN.indicators["old_age_paid"], scope, setting(KNOWN, Engine(tables)))
    book = build(KNOWN, scope, tables)
    assert sum(fact.value for fact in found) == book.get("old_age_paid").value
    assert sum(fact.value for fact in found) == Decimal(sum(row["amount"] for row in rows)) / 100 / 10000


def test_the_last_month_of_a_roll_is_the_current_fact(tmp_path):
    tables = store(tmp_path, KNOWN, {"old_age": roll(20, random.Random(9))})
    scope = small_scope("2021-12-10", "2021-11", "old_age")
    found = monthly(KNOWN.indicators["old_age_persons"], scope, setting(KNOWN, Engine(tables)))
    fact = build(KNOWN, scope, tables).get("old_age_persons")
    assert (found[-1].fact, found[-1].value) == (fact.fact, fact.value)


@pytest.mark.parametrize("seed", range(3))
def test_the_red_flag_agrees_with_a_plain_loop(tmp_path, seed):
    chance = random.Random(seed)
    rows = roll(15, chance)
    ends = {person(serial): date(2021, chance.randrange(1, 12), 15) for serial in range(0, 15, 3)}
    burnt = [{"id_number": who, "cremated": day, "place": EAST} for who, day in ends.items()]
    engine = Engine(store(tmp_path, KNOWN, {"old_age": rows, "cremations": burnt}))
    scope = small_scope("2021-12-10", "2021-11", "old_age")
    found = flags.run(KNOWN.flags["paid_after_cremation"], flags.Asked(KNOWN, scope, engine))
    late = [
        row for row in rows if row["id_number"] in ends and row["month"] > f"{ends[row['id_number']]:%Y-%m}"
    ]
    assert found.rows == len(late)
    assert found.people == len({row["id_number"] for row in late})
    assert found.money == Decimal(sum(row["amount"] for row in late)) / 100


def test_an_id_joins_only_with_itself(tmp_path):
    # A blank is nobody: two blanks are not one person, and a shorter number is not the longer one.
    rows = [
        {"id_number": who, "place": EAST, "month": "2021-05", "amount": 1}
        for who in (None, person(1), person(1)[:17])
    ]
    burnt = [{"id_number": who, "cremated": date(2021, 1, 1), "place": EAST} for who in (None, person(1))]
    engine = Engine(store(tmp_path, KNOWN, {"old_age": rows, "cremations": burnt}))
    scope = small_scope("2021-12-10", "2021-11", "old_age")
    assert flags.run(KNOWN.flags["paid_after_cremation"], flags.Asked(KNOWN, scope, engine)).rows == 1


def mangled(chance):
    """A right number, or one with a digit changed; counties that have been there since the numbers began."""
    born = f"{chance.randrange(1920, 2021)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
    number = person(chance.randrange(1000), chance.choice(("110105", "110108", "310104")), born)
    if chance.random() < 0.5:
        return number
    place = chance.randrange(6, 18)
    return (
        number[:place] + chance.choice("0123456789X" if place == 17 else "0123456789") + number[place + 1 :]
    )


def test_the_id_check_agrees_with_an_independent_library(tmp_path):
    chance = random.Random(4)
    numbers = sorted({mangled(chance) for _ in range(400)})
    rows = [{"id_number": who, "place": EAST, "month": "2021-05", "amount": 1} for who in numbers]
    engine = Engine(store(tmp_path, KNOWN, {"old_age": rows}))
    table = engine.table("old_age")
    found = engine.rows(identity.wrong(engine, table.select(id=table.id_number), date(2021, 12, 10)))
    other = {who for who in numbers if not ric.is_valid(who) or not "1896" < who[6:14] <= "20211210"}
    assert {who for who, _ in found} == other
    assert 0 < len(other) < len(numbers)


def series_of(shared, every):
    with (shared / "data" / "forecast" / "M3_yearly.csv").open(encoding="utf-8-sig") as lines:
        for row in list(csv.DictReader(lines))[::every]:
            yield (
                [float(part) for part in row["train"].split()],
                [float(part) for part in row["test"].split()],
            )


def test_the_interval_one_year_ahead_holds_about_as_often_as_it_says(shared):
    held = [
        path.lower[0] <= truth[0] <= path.upper[0]
        for past, truth in series_of(shared, 13)
        for path in (smoothing.smooth(past, 1, 0.8, monthly=False),)
    ]
    # 80 % of about fifty series: two standard errors are 11 points
    assert 0.69 <= sum(held) / len(held) <= 0.95


def test_a_place_outside_the_edition_is_no_part_of_its_history(tmp_path):
    rows = [
        {"id_number": person(1), "place": place, "month": "2021-01", "amount": 1000000}
        for place in (EAST, "150102")
    ]
    given = setting(KNOWN, Engine(store(tmp_path, KNOWN, {"old_age": rows})))
    found = monthly(KNOWN.indicators["old_age_paid"], small_scope("2021-12-10", "2021-01", "old_age"), given)
    assert [(fact.place, fact.value) for fact in found] == [(CITY, Decimal(1))]
