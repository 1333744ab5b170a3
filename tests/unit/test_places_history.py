"""Places at a ledger's date: 三明市 gave up 梅列区, 三元区 and 沙县 in 2021 for a new 三元区 and 沙县区."""

from __future__ import annotations

import pytest

from ledger_world import OLD_AGE, found, person, read, table, write
from taizhang import places
from taizhang.analysis.identity import known_area
from taizhang.indicators.scope import scope
from taizhang.ledger.setting import Setting, Sources

SANMING = "350400"
MEILIE, OLD_SANYUAN, NEW_SANYUAN = "350402", "350403", "350404"


def _rows(*lines: tuple[str, str]) -> str:
    body = [f"{n},{place},某,{person(n)},{month},100.00" for n, (place, month) in enumerate(lines, start=1)]
    return "\n".join(["高龄津贴发放名册", "", OLD_AGE, *body]) + "\n"


@pytest.mark.parametrize(
    ("month", "place", "code"),
    [
        ("2020-03", "梅列区", MEILIE),
        ("2020-03", "三明市梅列区", MEILIE),
        ("2020-03", MEILIE, MEILIE),
        ("2020-03", "三元区", OLD_SANYUAN),
        ("2022-03", "三元区", NEW_SANYUAN),
        ("2020-03", "沙县", "350427"),
        ("2022-03", "沙县区", "350405"),
        ("2020-03", "东胜区", "150602"),
    ],
)
def test_a_name_means_the_place_that_had_it_in_the_year_of_the_ledger(tmp_path, month, place, code):
    write(tmp_path / "c", "高龄津贴.csv", _rows((place, month)))
    imported = read(tmp_path / "c")
    assert [line["place"] for line in table(imported, imported.files[0].ledger)] == [code]
    assert not found(imported, "PLACE_NO_LONGER")


def test_in_the_year_of_the_change_a_name_means_the_place_of_its_end(tmp_path):
    write(tmp_path / "c", "高龄津贴.csv", _rows(("三元区", "2021-01"), ("梅列区", "2021-01")))
    imported = read(tmp_path / "c")
    assert [line["place"] for line in table(imported, imported.files[0].ledger)] == [NEW_SANYUAN, MEILIE]
    (one,) = found(imported, "PLACE_NO_LONGER")
    assert (one.row, one.severity) == (5, "警告")
    assert one.message == (
        "梅列区（350402）已于 2021 年撤销或更名，本行仍计在原代码下，没有并入后继地区，"
        "同年本地新设三元区（350404），请按撤并文件核对归属"
    )


def test_after_its_end_an_abolished_county_is_not_read(tmp_path):
    write(tmp_path / "c", "高龄津贴.csv", _rows(("梅列区", "2022-03")))
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted, [one.code for one in sheet.aside]) == (1, 0, ["SET_ASIDE_PLACE"])


def test_a_name_that_meant_two_places_in_the_years_of_one_sheet_is_not_guessed(tmp_path):
    write(
        tmp_path / "c",
        "高龄津贴.csv",
        _rows(("三元区", "2020-03"), ("三元区", "2022-03"), ("梅列区", "2020-03")),
    )
    imported = read(tmp_path / "c")
    (sheet,) = imported.files
    assert [one.row for one in sheet.aside] == [4, 5]
    assert [line["place"] for line in table(imported, imported.files[0].ledger)] == [MEILIE]


def test_the_counties_of_a_city_are_those_at_the_end_of_the_edition_s_year():
    assert MEILIE in scope(SANMING, "2020-12-31", {}).members
    assert NEW_SANYUAN not in scope(SANMING, "2020-12-31", {}).members
    assert scope(SANMING, "2021-12-31", {}).members == places.children(SANMING)
    assert scope("150600", "2021-12-31", {}).members == places.children("150600")


@pytest.mark.parametrize(
    ("area", "valid"),
    [
        ("150602", True),
        ("350402", True),  # given up in 2021
        ("152701", True),  # 东胜市, given up in 2001
        ("441900", True),  # 东莞市 has no counties
        ("150600", False),  # a city that has counties
        ("999999", False),
    ],
)
def test_an_id_may_begin_with_any_county_that_ever_was_in_both_rooms(area, valid):
    assert known_area(area) is valid
    assert (area in Setting({}, Sources()).areas) is valid


def test_every_place_of_today_is_also_in_the_register_with_years_or_has_none():
    assert [code for code in places.registry() if not places.exists(code, 2023)] == []
