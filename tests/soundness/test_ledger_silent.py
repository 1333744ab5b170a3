"""Ways in which a ledger could give a wrong number without a word; each must be right or be said."""

from __future__ import annotations

import pytest

from ledger_world import OLD_AGE, book, found, old_age, person, read, row, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept


def amounts(imported, ledger="old_age"):
    return [line["amount"] for line in table(imported, ledger)]


def test_a_unit_line_scales_a_column_whose_header_names_no_unit(tmp_path):
    text = old_age([row(1, amount="1.5")], "1.5", header=OLD_AGE.replace("（元）", "")).replace(
        "填报单位：某民政局", "单位：万元"
    )
    write(tmp_path / "c", "a.csv", text)
    assert amounts(read(tmp_path / "c")) == [15000_00]


def test_a_header_that_names_its_unit_is_not_scaled_by_the_unit_line(tmp_path):
    text = old_age([row(1)], "100").replace("填报单位：某民政局", "单位：万元")
    write(tmp_path / "c", "a.csv", text)
    assert amounts(read(tmp_path / "c")) == [100_00]


def test_a_header_in_ten_thousands_scales_its_column(tmp_path):
    write(
        tmp_path / "c",
        "a.csv",
        old_age([row(1, amount="0.01")], "0.01", header=OLD_AGE.replace("（元）", "（万元）")),
    )
    assert amounts(read(tmp_path / "c")) == [100_00]


def test_a_count_in_ten_thousands_is_not_taken_for_a_count(tmp_path):
    text = "人口\n所属旗区,人口口径,年龄组,统计时点,人数（万人）\n东胜区,常住人口,60—64岁,2021-11-30,3\n"
    write(tmp_path / "c", "人口.csv", text)
    imported = read(tmp_path / "c")
    assert not table(imported, "population")
    assert found(imported, "MISSING_COLUMN")


def test_two_columns_with_the_same_name_are_not_chosen_between(tmp_path):
    header = OLD_AGE + ",发放金额（元）"
    write(tmp_path / "c", "a.csv", old_age([row(1) + ",200"], header=header))
    with pytest.raises(LedgerError, match="2 列"):
        accept(read(tmp_path / "c"))


def test_an_unquoted_separator_in_an_amount_does_not_shift_the_row(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, amount="1,600.00")]))
    imported = read(tmp_path / "c")
    assert amounts(imported) == [100_00]
    assert [one.row for one in found(imported, "SET_ASIDE_WIDE")] == [5]


def test_a_copy_of_a_roll_is_not_counted_twice_in_silence(tmp_path):
    folder = tmp_path / "c"
    write(folder, "a.csv", old_age([row(1)], "100"))
    write(folder, "a (1).csv", old_age([row(1)], "100"))
    with pytest.raises(LedgerError, match=r"a \(1\)\.csv 与 a\.csv"):
        accept(read(folder))


def test_a_corrected_roll_beside_the_first_one_is_not_counted_twice(tmp_path):
    folder = tmp_path / "c"
    write(folder, "a.csv", old_age([row(1)], "100"))
    write(folder, "b.csv", old_age([row(2, amount="120")], "120"))
    assert len(found(read(folder), "DUPLICATE_FILE")) == 2


def test_a_register_saved_twice_is_known_by_its_keys(tmp_path):
    header = "所属旗区,姓名,身份证号,证书等级,登记日期"
    lines = [f"东胜区,某,{person(number)},社会工作师,2021-01-0{number}" for number in range(1, 8)]
    write(tmp_path / "c", "社工人才.csv", "\n".join([header, *lines]))
    write(
        tmp_path / "c",
        "社工人才副本.csv",
        "\n".join([header, *lines, f"东胜区,某,{person(9)},社会工作师,2021-01-09"]),
    )
    assert len(found(read(tmp_path / "c"), "DUPLICATE_FILE")) == 2


def test_ids_cut_to_fifteen_digits_by_a_spreadsheet_are_not_counted_as_one_person(tmp_path):
    header = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    rows = [["东胜区", "某", int(person(number)[:15] + "000"), "2021-03", 100] for number in (1, 2, 3, 4)]
    book(tmp_path / "c", "高龄津贴.xlsx", [["高龄津贴"], header, *rows])
    imported = read(tmp_path / "c")
    assert not table(imported, "old_age")
    assert len(found(imported, "SET_ASIDE_KEY")) == 4


def test_one_wrong_check_digit_does_not_condemn_ids_that_really_end_in_zeros(tmp_path):
    zeros = next(
        person(serial, born=f"1950{month:02d}{day:02d}")
        for serial in (0, 100, 200)
        for month in range(1, 13)
        for day in range(1, 28)
        if person(serial, born=f"1950{month:02d}{day:02d}").endswith("000")
    )
    wrong = person(4)[:-1] + ("1" if person(4)[-1] != "1" else "2")
    lines = [row(1).replace(person(1), zeros), row(4).replace(person(4), wrong)]
    write(tmp_path / "c", "a.csv", old_age(lines, "200"))
    imported = read(tmp_path / "c")
    assert len(table(imported, "old_age")) == 2
    assert [one.row for one in found(imported, "ID_CHECK_DIGIT")] == [5]


def test_a_text_late_in_a_column_is_seen(tmp_path):
    rows = [["东胜区", "某", person(number), "2021-03", 100] for number in range(1, 900)] + [
        ["东胜区", "某", person(900), "2021-03", "壹佰"]
    ]
    header = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    book(tmp_path / "c", "高龄津贴.xlsx", [["高龄津贴"], header, *rows])
    imported = read(tmp_path / "c")
    assert [one.row for one in imported.set_aside] == [902]
    assert len(table(imported, "old_age")) == 899


def test_empty_rows_above_a_title_do_not_move_row_numbers(tmp_path):
    header = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    book(
        tmp_path / "c",
        "a.xlsx",
        [[], [], ["高龄津贴"], [], header, ["东胜区", "某", person(1), "2021-03", 100]],
    )
    (line,) = table(read(tmp_path / "c"), "old_age")
    assert line["_row"] == 6


def test_a_row_below_the_total_is_not_left_out_of_it(tmp_path):
    text = old_age([row(1)], "100").replace("制表人", row(2) + "\n制表人")
    write(tmp_path / "c", "a.csv", text)
    assert [one.row for one in found(read(tmp_path / "c"), "CONTROL_TOTAL")] == [5]


def test_a_first_cell_that_reads_like_a_footer_does_not_hide_a_full_row(tmp_path):
    header = "项目名称,记录编号,所属旗区,组织名称,投入日期,投向领域,投入资金（万元）"
    lines = ["慈善台账", header, "说明：助学,A1,东胜区,甲会,2021-01-01,其他,2", "备注：以上为初步数,,,,,,"]
    write(tmp_path / "c", "慈善.csv", "\n".join(lines))
    sheet = read(tmp_path / "c").files[0]
    assert (sheet.rows, sheet.accepted) == (1, 1)


def test_a_titled_ledger_that_lost_half_its_columns_is_not_passed_over(tmp_path):
    header = "所属旗区,姓名,身份证,登记字号,业务类别,日期"
    write(tmp_path / "c", "婚姻登记.csv", f"婚姻登记台账\n{header}\n东胜区,某,1,A1,结婚,2021-01-01\n")
    with pytest.raises(LedgerError):
        accept(read(tmp_path / "c"))


def test_every_row_below_the_header_is_accounted_for(tmp_path):
    lines = [row(1), "", row(2, amount="x"), "小计,,,,,100", ",,,,,", OLD_AGE, row(3, place="某处")]
    write(tmp_path / "c", "a.csv", old_age(lines, "200"))
    sheet = read(tmp_path / "c").files[0]
    assert (sheet.rows, sheet.accepted, len(sheet.aside)) == (3, 1, 2)
    assert sheet.rows + sheet.other == 3 + len(lines) + 2
