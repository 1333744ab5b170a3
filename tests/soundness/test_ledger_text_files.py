"""Text files from other systems: cells that are cut, missing, wrapped, or separated in another way."""

from __future__ import annotations

import pytest

from ledger_world import found, old_age, person, read, row, table, write

HEAD = "序号,所属旗区,姓名,身份证号,发放月份,发放金额,备注"


def paid(imported):
    return [line["amount"] for line in table(imported, "old_age")]


def lines(*rows, head=HEAD):
    return "\n".join(["高龄津贴发放花名册", head, *rows]) + "\n"


def cells(serial, *rest):
    return ",".join([str(serial), "东胜区", "某甲", person(serial), "2021-03", *rest])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_cells_may_be_separated_by_bars(tmp_path, encoding):
    write(tmp_path / "c", "a.txt", old_age([row(1), row(2)]).replace(",", "|"), encoding)
    assert paid(read(tmp_path / "c")) == [100_00, 100_00]


def test_a_bar_that_is_half_of_a_sign_separates_nothing(tmp_path):
    name = b"\xa5|".decode("gb18030")  # its second byte is that of the bar
    write(tmp_path / "c", "a.txt", old_age([row(1).replace("某甲", name)]).replace(",", "|"))
    assert [line["name"] for line in table(read(tmp_path / "c"), "old_age")] == [name]


def test_numbers_wrapped_against_a_spreadsheet_are_unwrapped(tmp_path):
    write(tmp_path / "c", "a.txt", lines(cells(1, "100", "").replace(person(1), f'="{person(1)}"')))
    assert [line["id_number"] for line in table(read(tmp_path / "c"), "old_age")] == [person(1)]


@pytest.mark.parametrize("amount", ["1,200", "12,345.60", "1,200元"])
def test_an_amount_cut_in_two_by_its_own_comma_is_set_aside(tmp_path, amount):
    write(tmp_path / "c", "a.csv", lines(cells(1, amount), cells(2, "900", "")))
    imported = read(tmp_path / "c")
    assert paid(imported) == [900_00]
    assert [(one.row, one.code) for one in imported.set_aside] == [(3, "SET_ASIDE_AMOUNT")]


def test_an_amount_like_all_others_before_a_number_in_the_remark_is_whole(tmp_path):
    write(tmp_path / "c", "a.csv", lines(cells(1, "100", ""), cells(2, "102", "102"), cells(3, "100", "")))
    assert paid(read(tmp_path / "c")) == [100_00, 102_00, 100_00]


def test_an_amount_in_quotes_or_before_a_column_of_figures_is_read(tmp_path):
    write(tmp_path / "c", "a.csv", lines(cells(1, '"1,200"', "")))
    assert paid(read(tmp_path / "c")) == [1200_00]
    write(tmp_path / "d", "a.csv", lines(cells(1, "100", "120"), head=HEAD.replace("备注", "住房面积")))
    assert paid(read(tmp_path / "d")) == [100_00]
    write(tmp_path / "e", "a.txt", lines(cells(1, "100", "120")).replace(",", "\t"))
    assert paid(read(tmp_path / "e")) == [100_00]


def test_a_row_that_lacks_a_cell_where_all_others_are_full_is_set_aside(tmp_path):
    head = "序号,所属旗区,姓名,身份证号,发放月份,发放金额,年龄"
    full = [cells(serial, "100", "88") for serial in range(1, 21)]
    write(tmp_path / "c", "a.csv", lines(*full, cells(21, "88"), head=head))
    imported = read(tmp_path / "c")
    assert len(paid(imported)) == 20
    assert [(one.row, one.code) for one in imported.set_aside] == [(23, "SET_ASIDE_SHORT")]


def test_rows_whose_blank_ends_were_left_out_are_read(tmp_path):
    head = "序号,所属旗区,姓名,身份证号,发放月份,发放金额,经办人"
    rows = [cells(serial, "100", *(["某"] if serial % 2 else [])) for serial in range(1, 31)]
    write(tmp_path / "c", "a.csv", lines(*rows, head=head))
    assert len(paid(read(tmp_path / "c"))) == 30


def test_a_row_that_only_lacks_its_empty_remark_is_read(tmp_path):
    write(tmp_path / "c", "a.csv", lines(cells(1, "100", "补发"), cells(2, "100"), cells(3, "100", "")))
    assert len(paid(read(tmp_path / "c"))) == 3


def test_an_archive_in_the_folder_may_hold_ledgers(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    write(tmp_path / "c", "各镇.rar", b"Rar!")
    (one,) = found(read(tmp_path / "c"), "NOT_READ_LEDGER")
    assert (one.severity, "解压" in one.message) == ("警告", True)
