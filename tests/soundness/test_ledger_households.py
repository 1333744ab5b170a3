"""Amounts that stand where they would be counted twice, and households that do not fit their rows."""

from __future__ import annotations

import pytest

from ledger_world import found, person, read, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

HEADER = "所属旗区,姓名,身份证号,户主身份证号,与户主关系,保障人口,发放月份,户月保障金额（元）"


def roll(tmp_path, *rows, name="农村低保.csv", title="农村低保发放名册"):
    write(tmp_path / "c", name, "\n".join([title, HEADER, *rows]))
    return read(tmp_path / "c")


def one(serial, head, relation, members="2", amount="", month="2021-03"):
    return f"东胜区,某,{person(serial)},{person(head)},{relation},{members},{month},{amount}"


def test_an_amount_on_a_member_s_row_stops_the_build_until_it_is_accepted(tmp_path):
    imported = roll(tmp_path, one(1, 1, "户主", amount="900"), one(2, 1, "配偶", amount="900"))
    (finding,) = found(imported, "GRAIN_AMOUNT")
    assert (finding.row, finding.severity, finding.column) == (4, "错误", "户月保障金额（元）")
    with pytest.raises(LedgerError, match="不是户主"):
        accept(imported)
    accept(imported, [finding.case])
    assert sum(line["amount"] or 0 for line in table(imported, "rural_dibao")) == 2 * 900_00


@pytest.mark.parametrize("amount", ["", "0", "0.00", "-"])
def test_a_member_s_row_without_an_amount_is_as_it_should_be(tmp_path, amount):
    imported = roll(tmp_path, one(1, 1, "户主", amount="900"), one(2, 1, "配偶", amount=amount))
    assert not imported.findings


def test_an_amount_of_somebody_whose_relation_is_unknown_is_not_passed_over(tmp_path):
    imported = roll(tmp_path, one(1, 1, "户主", amount="900"), one(2, 1, "某种", amount="900"))
    assert [finding.row for finding in found(imported, "GRAIN_AMOUNT")] == [4]


def test_a_household_whose_head_is_not_in_the_roll_is_named(tmp_path):
    imported = roll(tmp_path, one(1, 1, "户主", "1", "900"), one(2, 3, "配偶"))
    assert [finding.row for finding in found(imported, "HOUSEHOLD_WITHOUT_HEAD")] == [4]


def test_a_head_in_another_month_is_no_head_of_this_one(tmp_path):
    rows = [one(1, 1, "户主", amount="900"), one(2, 1, "配偶"), one(2, 1, "配偶", month="2021-04")]
    assert [finding.row for finding in found(roll(tmp_path, *rows), "HOUSEHOLD_WITHOUT_HEAD")] == [5]


@pytest.mark.parametrize(("members", "rows"), [("2", []), ("3", [3]), ("1", [3]), ("", [])])
def test_the_stated_size_of_a_household_is_held_against_its_rows(tmp_path, members, rows):
    imported = roll(tmp_path, one(1, 1, "户主", members, "900"), one(2, 1, "配偶"))
    assert [finding.row for finding in found(imported, "HOUSEHOLD_SIZE")] == rows


@pytest.mark.parametrize("day", ["2012-01-23", "2031-01-23"])
def test_a_date_of_another_year_than_the_title_says_is_named(tmp_path, day):
    rows = [f"东胜区,A{number},结婚,2021-01-{number:02d}" for number in range(1, 20)]
    text = "\n".join(
        ["2021年婚姻登记台账", "所属旗区,登记字号,业务类型,登记日期", *rows, f"东胜区,B1,结婚,{day}"]
    )
    write(tmp_path / "c", "婚姻.csv", text)
    assert [one.row for one in found(read(tmp_path / "c"), "UNLIKELY_DATE")] == [22]


def test_a_register_goes_back_to_years_before_the_one_in_its_name(tmp_path):
    rows = [f"东胜区,A{number},结婚,{year}-01-01" for number, year in enumerate(range(2002, 2022))]
    write(tmp_path / "c", "2021年婚姻登记台账.csv", "\n".join(["所属旗区,登记字号,业务类型,登记日期", *rows]))
    assert not found(read(tmp_path / "c"), "UNLIKELY_DATE")
