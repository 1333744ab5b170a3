"""Charts: what is drawn, what is said, and the same bytes twice."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from taizhang.declare.specs import Break, ChartSpec
from taizhang.errors import ReportError
from taizhang.indicators.facts import Fact, FactBook
from taizhang.places import name
from taizhang.present.chart.canvas import family, save, sheet
from taizhang.present.chart.draw import draw
from taizhang.present.chart.lines import _runs
from taizhang.present.chart.series import Series, last_year, month_index, short_labels, year_index
from unit.analysis_world import CITY, EAST, NORTH, catalogue

KNOWN = catalogue()
SOUTH = "150627"
PERSONS = ("urban_dibao_persons", "rural_dibao_persons")


def fact(indicator, place, period, value, status="正常"):
    spec = KNOWN.indicators[indicator]
    number = None if value is None else Decimal(value)
    return Fact(indicator, spec.label, spec.unit, place, name(place), period, number, status=status)


def book():
    now, before = "2021-11", "2020-11"
    heads = {CITY: 60, EAST: 30, NORTH: 20, SOUTH: 10}
    facts = [fact(one, place, now, value) for one in PERSONS for place, value in heads.items()]
    facts += [fact(one, place, before, value + 5) for one in PERSONS for place, value in heads.items()]
    facts += [fact("disability_paid", CITY, "2021-01..2021-11", "6.5")]
    return FactBook(facts, {**dict.fromkeys(PERSONS, now), "disability_paid": "2021-01..2021-11"}, CITY)


def chart(kind, *indicators, **more):
    return ChartSpec(f"图{kind}", "某图", kind, indicators or PERSONS, **more)


def history():
    months = [f"2021-{month:02d}" for month in range(1, 12)]
    return {one: [fact(one, CITY, when, 100 + place) for place, when in enumerate(months)] for one in PERSONS}


KINDS = {
    "bar_places": {},
    "stacked_places": {},
    "barh_places": {},
    "pair_years": {},
    "line_months": {},
    "line_years": {},
    "pie": {},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_bytes_twice_and_a_sentence(tmp_path, kind):
    spec = chart(kind, PERSONS[0]) if kind == "barh_places" else chart(kind)
    made = [draw(spec, book(), KNOWN, tmp_path / turn, history=history()) for turn in ("one", "two")]
    for file in ("png", "svg"):
        one, two = (getattr(part, file).read_bytes() for part in made)
        assert one == two
    assert made[0].alt == made[1].alt
    assert made[0].alt.startswith(("柱形图", "堆积柱形图", "条形图", "对比柱形图", "折线图", "环形图"))
    assert made[0].facts


SCRIPT = """
import sys, pathlib, hashlib
from unit.test_charts_draw import book, chart, KNOWN
from taizhang.present.chart import draw
made = draw(chart("stacked_places"), book(), KNOWN, pathlib.Path(sys.argv[1]))
print(hashlib.sha256(made.png.read_bytes() + made.svg.read_bytes()).hexdigest())
"""


def test_another_hash_seed_time_zone_and_folder_change_nothing(tmp_path, root):
    made = draw(chart("stacked_places"), book(), KNOWN, tmp_path)
    here = hashlib.sha256(made.png.read_bytes() + made.svg.read_bytes()).hexdigest()
    paths = os.pathsep.join([str(root / "tests"), str(root / "lib")])
    changed = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "elsewhere")],
        env=changed,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here


def test_the_picture_has_the_size_that_the_report_sets(tmp_path):
    made = draw(chart("bar_places"), book(), KNOWN, tmp_path)
    data = made.png.read_bytes()
    width, height = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
    # 15 cm and 7 cm at 200 dots an inch of 2.54 cm
    assert (width, height) == (int(15 / 2.54 * 200), int(7.0 / 2.54 * 200))
    assert b"Software" not in data
    assert ElementTree.parse(made.svg).getroot().tag.endswith("svg")
    assert "dc:date" not in made.svg.read_text(encoding="utf-8")


def test_the_sentence_names_the_highest_and_the_lowest_place(tmp_path):
    made = draw(chart("bar_places", PERSONS[0]), book(), KNOWN, tmp_path)
    label = KNOWN.indicators[PERSONS[0]].label
    assert made.alt == f"柱形图：某图。{label}（2021年11月）东胜区最高，为30人；伊金霍洛旗最低，为10人。"


def test_a_pair_says_both_years(tmp_path):
    made = draw(chart("pair_years"), book(), KNOWN, tmp_path)
    assert "2020年11月为65人，2021年11月为60人" in made.alt


def test_every_fact_shown_is_named(tmp_path):
    made = draw(chart("stacked_places"), book(), KNOWN, tmp_path)
    assert [fact.fact for fact in made.facts] == [
        f"{one}@{place}@2021-11" for one in PERSONS for place in (EAST, NORTH, SOUTH)
    ]


def test_units_that_do_not_go_together_are_refused(tmp_path):
    with pytest.raises(ReportError, match="同一种计量单位"):
        draw(chart("bar_places", PERSONS[0], "disability_paid"), book(), KNOWN, tmp_path)


def test_nothing_to_draw_is_refused(tmp_path):
    with pytest.raises(ReportError, match="没有一个数据点"):
        draw(chart("line_months"), book(), KNOWN, tmp_path)


def test_an_indicator_without_places_has_no_chart_by_place(tmp_path):
    with pytest.raises(ReportError, match="没有分地区的数据"):
        draw(chart("bar_places", "disability_paid"), book(), KNOWN, tmp_path)


def test_a_ring_of_six_parts_is_refused(tmp_path):
    with pytest.raises(ReportError, match="二至五个部分"):
        draw(chart("pie", *(PERSONS[0],) * 6), book(), KNOWN, tmp_path)


def test_a_character_that_the_font_lacks_stops_the_chart(tmp_path):
    with sheet() as (figure, axes), pytest.raises(ReportError, match="字体没有的字符"):
        axes.set_title("\U0001f9ff")
        save(figure, tmp_path, "某图")


def test_minus_is_a_plain_hyphen_and_the_font_is_our_own():
    with sheet() as (figure, _):
        assert family() in figure.text(0, 0, "一").get_fontfamily()


def series(facts, breaks=()):
    spec = SimpleNamespace(breaks=breaks, decimals=0, rounding="half_up")
    return Series(spec, "某线", tuple(facts), "人")


def years(*pairs):
    return [fact(PERSONS[0], CITY, period, value) for period, value in pairs]


def test_a_line_stops_at_a_missing_year():
    found = list(_runs(series(years(("2018", 1), ("2019", None), ("2020", 3), ("2021", 4))), year_index))
    assert found == [[(2018, 1.0)], [(2020, 3.0), (2021, 4.0)]]


def test_a_line_stops_where_the_scope_changed():
    facts = years(("2016", 1), ("2017", 2), ("2018", 3), ("2019", 4))
    found = list(_runs(series(facts, (Break("2018", "职能划出"),)), year_index))
    assert [[spot for spot, _ in run] for run in found] == [[2016, 2017], [2018, 2019]]


def test_a_month_that_is_not_over_is_no_part_of_the_line():
    facts = [
        fact(PERSONS[0], CITY, "2021-10", 9),
        fact(PERSONS[0], CITY, "2021-11", 2, "截至11月5日，不足一月"),
    ]
    assert [len(run) for run in _runs(series(facts), month_index)] == [1]


def test_no_highest_and_lowest_is_said_across_a_change_of_scope(tmp_path):
    spec = next(spec for spec in KNOWN.indicators.values() if spec.breaks and spec.time == "each_year")
    first = int(spec.breaks[0].period) - 1
    facts = [
        Fact(spec.id, spec.label, spec.unit, CITY, "鄂尔多斯市", str(first + step), Decimal(9 - step))
        for step in (0, 1)
    ]
    made = draw(
        chart("line_years", spec.id), FactBook(facts, {spec.id: str(first + 1)}, CITY), KNOWN, tmp_path
    )
    assert "口径变化" in made.alt
    assert "最高" not in made.alt


def test_last_year_is_the_same_months_a_year_before():
    facts = [fact("disability_paid", CITY, f"{year}-01..{year}-12", year) for year in (2020, 2021)]
    held = FactBook(facts, {"disability_paid": "2021-01..2021-12"}, CITY)
    assert last_year(held, held.get("disability_paid")) == facts[0]


def test_an_ending_that_all_labels_share_is_left_out():
    assert short_labels(["城市补贴人数", "农村补贴人数"]) == ["城市", "农村"]
    assert short_labels(["结婚登记", "离婚登记"]) == ["结婚登记", "离婚登记"]  # one sign would be left
    assert short_labels(["特困人员", "老年人"]) == ["特困人员", "老年人"]
