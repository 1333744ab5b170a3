"""One amount typed in 元 in a column of 万元, or the other way round: told for its row, with the factor."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table

HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份"]
FEN = 100


def roll(folder, header, *amounts):
    rows = [
        [number, "东胜区", "某甲", person(number), "2021-03", amount]
        for number, amount in enumerate(amounts, start=1)
    ]
    book(folder, "a.xlsx", [["高龄津贴发放名册"], [*HEAD, header], *rows])
    return read(folder)


@pytest.mark.parametrize(
    ("header", "amounts", "row", "said"),
    [
        # 20,000 元 typed among 1.5 to 3 万元: the median of the six is 2.25, and 20,000 / 2.25 = 8,889.
        ("发放金额（万元）", (1.5, 2, 2.5, 20000, 1.8, 3), 6, ("约 9,000 倍", "像是按元填写", "按万元")),
        ("发放金额（千元）", (1.5, 2, 2.5, 2000, 1.8, 3), 6, ("约 900 倍", "像是按元填写", "按千元")),
        # 1.5 万元 typed among 15,000 to 30,000 元: the median is 19,000, and 19,000 / 1.5 = 12,667.
        ("发放金额（元）", (15000, 20000, 25000, 1.5, 18000, 30000), 6, ("约 1/10,000", "像是按万元填写")),
    ],
)
def test_an_amount_in_the_other_unit_is_told_with_the_factor(tmp_path, header, amounts, row, said):
    (one,) = found(roll(tmp_path / "c", header, *amounts), "UNIT_MIXED")
    assert (one.severity, one.row, one.column) == ("警告", row, header)
    assert all(words in one.message for words in said)


def test_two_such_rows_are_both_told_and_counted_as_they_stand(tmp_path):
    amounts = (1.5, 2, 2.5, 20000, 1.8, 3, 2, 2, 15000, 2, 2, 2)
    imported = roll(tmp_path / "c", "发放金额（万元）", *amounts)
    assert [one.row for one in found(imported, "UNIT_MIXED")] == [6, 11]
    assert table(imported, "old_age")[3]["amount"] == 20000 * 10_000 * FEN


@pytest.mark.parametrize(
    ("header", "amounts"),
    [
        ("发放金额（元）", (100, 120, 500, 100, 80)),
        ("发放金额（万元）", (1.5, 2, 2.5, 30, 1.8)),
        # From 10 to 5,000 元 everything occurs: 1 元 is not far from the least.
        ("发放金额（元）", (10, 50, 300, 1000, 5000, 1)),
    ],
)
def test_amounts_that_only_differ_are_not_called_another_unit(tmp_path, header, amounts):
    assert not found(roll(tmp_path / "c", header, *amounts), "UNIT_MIXED")


def test_a_ledger_of_institutions_is_looked_through_too(tmp_path):
    head = ["所属旗区", "记录编号", "组织名称", "投入日期", "投向领域", "投入金额（万元）"]
    sums = (12, 30, 18, 250000, 22)
    rows = [["东胜区", f"A{n}", "某会", "2021-03-01", "其他", one] for n, one in enumerate(sums)]
    book(tmp_path / "c", "a.xlsx", [["慈善台账"], head, *rows])
    assert [one.row for one in found(read(tmp_path / "c"), "UNIT_MIXED")] == [6]


def test_an_absurd_amount_says_how_many_times_the_usual_one_it_is(tmp_path):
    (one,) = found(roll(tmp_path / "c", "发放金额（元）", 100, 100, 5_000_000, 110), "FAR_AMOUNT")
    assert (one.row, "约 50,000 倍" in one.message) == (5, True)
