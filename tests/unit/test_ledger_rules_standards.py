"""Amounts are held against the policy standard of their place and month."""

from __future__ import annotations

import pytest

from ledger_world import found, old_age, person, read, row, write

STANDARDS = "适用地区,标准名称,标准（元）,计量单位,执行日期,停止日期"
DIBAO = "所属旗区,姓名,身份证号,户主身份证号,与户主关系,保障人口,发放月份,户月保障金额（元）"


def standards(folder, *lines):
    write(folder, "政策标准.csv", "\n".join(["政策标准", STANDARDS, *lines]))


def dibao(folder, amount, place="东胜区", month="2021-03", members=1):
    heads = [f"{place},某,{person(1)},{person(1)},户主,{members},{month},{amount}"]
    rest = [f"{place},某,{person(n)},{person(1)},子女,{members},{month}," for n in range(2, members + 1)]
    write(folder, "低保.csv", "\n".join(["农村低保发放名册", DIBAO, *heads, *rest]))


def above(folder, code="OVER_STANDARD"):
    return [one.row for one in found(read(folder), code)]


@pytest.mark.parametrize(
    ("amount", "members", "rows"),
    [("600", 1, []), ("600.01", 1, [3]), ("1200", 2, []), ("1200.01", 2, [3]), ("1200", 1, [3])],
)
def test_a_household_gets_at_most_the_standard_for_each_of_its_members(tmp_path, amount, members, rows):
    folder = tmp_path / "c"
    standards(folder, "鄂尔多斯市,农村低保标准,7200,元/人·年,2021-01-01,")
    dibao(folder, amount, members=members)
    assert above(folder) == rows


@pytest.mark.parametrize(
    ("month", "rows"), [("2020-12", [3]), ("2021-01", []), ("2021-06", []), ("2021-07", [])]
)
def test_the_standard_is_that_of_the_month_and_none_is_made_up(tmp_path, month, rows):
    folder = tmp_path / "c"
    standards(
        folder,
        "鄂尔多斯市,农村低保标准,500,元/人·月,2020-01-01,2020-12-31",
        "鄂尔多斯市,农村低保标准,600,元/人·月,2021-01-01,2021-06-30",
    )
    dibao(folder, "600", month=month)
    assert above(folder) == rows


def test_a_county_s_own_standard_comes_before_that_of_its_city(tmp_path):
    folder = tmp_path / "c"
    standards(
        folder,
        "鄂尔多斯市,农村低保标准,500,元/人·月,2020-01-01,",
        "东胜区,农村低保标准,700,元/人·月,2020-01-01,",
    )
    dibao(folder, "650")
    assert above(folder) == []
    dibao(folder, "650", place="达拉特旗")
    assert above(folder) == [3]


def test_an_allowance_is_the_one_of_the_person_s_age(tmp_path):
    folder = tmp_path / "c"
    standards(
        folder,
        "鄂尔多斯市,高龄津贴标准（75—79周岁）,100,元/人·月,2018-01-01,",
        "鄂尔多斯市,高龄津贴标准（80—99周岁）,150,元/人·月,2018-01-01,",
    )
    born = {1: "19450301", 2: "19410415", 3: "19410315", 4: "19400301"}  # 76, 79, 80 in this month, 81
    lines = [
        row(serial, amount=amount).replace(person(serial), person(serial, born=day))
        for (serial, day), amount in zip(born.items(), ("100", "150", "100", "100"), strict=True)
    ]
    write(folder, "高龄.csv", old_age(lines))
    assert above(folder, "NOT_STANDARD") == [5, 7]


def test_a_changed_standard_is_seen_although_the_roll_is_not_read_again(tmp_path):
    folder = tmp_path / "c"
    standards(folder, "鄂尔多斯市,农村低保标准,600,元/人·月,2021-01-01,")
    dibao(folder, "650")
    assert above(folder) == [3]
    standards(folder, "鄂尔多斯市,农村低保标准,700,元/人·月,2021-01-01,")
    assert above(folder) == []
