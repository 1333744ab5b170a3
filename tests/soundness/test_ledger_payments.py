"""Money that was sent late, came back or was taken back: counted as the ledger says, and never without a word."""

from __future__ import annotations

import pytest

from ledger_world import found, old_age, person, read, row, table, write


def roll(tmp_path, extra, *rows, name="发放月份"):
    header = f"序号,所属旗区,老人姓名,身份证号码,{name},发放金额（元）,{extra}"
    lines = [f"{n},东胜区,某,{person(n)},{cells}" for n, cells in enumerate(rows, start=1)]
    write(tmp_path / "c", "a.csv", "\n".join(["高龄津贴", header, *lines]))
    return read(tmp_path / "c")


def test_a_month_paid_later_counts_in_the_month_of_payment_and_is_named(tmp_path):
    imported = roll(tmp_path, "所属月份", "2021-03,100,2021-02", "2021-03,100,2021-03", "2021-03,100,2021-04")
    assert {line["month"] for line in table(imported, "old_age")} == {"2021-03"}
    assert [(one.code, one.row) for one in imported.findings] == [("PAID_LATER", 3), ("PAID_BEFORE", 5)]


@pytest.mark.parametrize("state", ["退票", "发放失败", "银行退回", "未成功"])
def test_a_payment_that_the_bank_sent_back_is_named(tmp_path, state):
    imported = roll(tmp_path, "发放状态", f"2021-03,100,{state}", "2021-03,100,成功")
    assert [(one.code, one.row) for one in imported.findings] == [("NOT_PAID", 3)]


@pytest.mark.parametrize(("text", "rows"), [("50", [3]), ("0", []), ("", []), ("-", []), ("伍拾", [3])])
def test_a_sum_taken_back_in_a_column_of_its_own_is_named(tmp_path, text, rows):
    imported = roll(tmp_path, "追回金额（元）", f"2021-03,100,{text}")
    assert [one.row for one in found(imported, "PAID_BACK")] == rows


def test_a_negative_amount_counts_and_needs_its_reason(tmp_path):
    imported = roll(tmp_path, "备注", "2021-03,-100,", "2021-03,-100,追回2月多发", "2021-03,300,")
    assert sum(line["amount"] for line in table(imported, "old_age")) == 100_00
    assert [(one.code, one.row) for one in imported.findings] == [
        ("NEGATIVE_AMOUNT", 3),
        ("RETURNED_AMOUNT", 4),
    ]


def test_one_person_with_an_old_and_a_new_number_in_two_files_is_named(tmp_path):
    new = person(1, born="19450301")
    old = new[:6] + new[8:17]
    write(tmp_path / "c", "3.csv", old_age([row(1).replace(person(1), new)]))
    write(
        tmp_path / "c",
        "4.csv",
        old_age([row(1, month="2021-04").replace(person(1), old), row(2, month="2021-04")]),
    )
    imported = read(tmp_path / "c")
    assert [(one.path, one.row) for one in found(imported, "ID_TWO_FORMS")] == [("4.csv", 4)]
    assert len(table(imported, "old_age")) == 3
