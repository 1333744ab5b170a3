"""A table of sums below a roll: the roll is read, the sums are not added to it, and what differs is told."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.errors import LedgerError
from taizhang.ledger import accept

HEAD = ["序号", "所属旗区", "乡镇", "姓名", "身份证号", "发放金额（元）"]
TOTAL = ["合计", "", "", "", "", 300]
GOOD = [["乡镇", "户数", "人数", "金额"], ["甲镇", 1, 2, 200], ["乙镇", 1, 1, 100], ["合计", 2, 3, 300]]


def roll(folder, *below, total=TOTAL):
    """甲镇: two persons with 100 元 each; 乙镇: one."""
    towns = ("甲镇", "甲镇", "乙镇")
    rows = [[n, "东胜区", town, "某甲", person(n), 100] for n, town in enumerate(towns, start=1)]
    book(folder, "a.xlsx", [["2021年3月高龄津贴发放名册"], HEAD, *rows, total, *below])
    return read(folder)


@pytest.mark.parametrize(
    "below",
    [
        GOOD,
        [[], *GOOD],
        [["分乡镇汇总表"], *GOOD],
        [["", *row] for row in GOOD],
        [*GOOD, ["制表人：某", "", "审核人：某"]],
        [["序号", "乡镇", "人数", "标准", "金额（元）"], [1, "甲镇", 2, 100, 200], [2, "乙镇", 1, 100, 100]],
        [["地区", "人数", "金额（万元）"], ["东胜区", 3, 0.03]],
        [["乡镇", "人数"], ["甲镇", 2], ["乙镇", 1]],
    ],
)
def test_the_roll_is_read_and_a_summary_that_agrees_is_set_apart(tmp_path, below):
    imported = roll(tmp_path / "c", *below)
    (sheet,) = imported.files
    assert (sheet.ledger, sheet.rows, sheet.accepted) == ("old_age", 3, 3)
    assert sheet.other == 2 + 1 + len(below)
    assert sum(line["amount"] for line in table(imported, "old_age")) == 300_00
    assert [one.severity for one in found(imported, "SUMMARY_BELOW")] == ["提示"]
    assert not [one for one in imported.findings if one.severity == "错误"]
    accept(imported)


@pytest.mark.parametrize(("line", "what"), [(["甲镇", 1, 2, 210], "210.00"), (["甲镇", 1, 3, 200], "人数")])
def test_a_line_that_differs_from_the_roll_stops_the_build(tmp_path, line, what):
    imported = roll(tmp_path / "c", GOOD[0], line, GOOD[2])
    assert len(table(imported, "old_age")) == 3
    (one,) = found(imported, "CONTROL_TOTAL")
    assert (one.severity, one.row, what in one.message, "甲镇" in one.message) == ("错误", 8, True, True)
    with pytest.raises(LedgerError, match="CONTROL_TOTAL"):
        accept(imported)


def test_a_total_of_the_summary_is_held_against_the_whole_roll(tmp_path):
    (one,) = found(roll(tmp_path / "c", *GOOD[:3], ["合计", 2, 3, 301]), "CONTROL_TOTAL")
    assert (one.row, "301.00" in one.message) == (10, True)


def test_a_name_that_the_roll_does_not_have_is_told(tmp_path):
    imported = roll(tmp_path / "c", *GOOD, ["丙镇", 1, 1, 100])
    (one,) = found(imported, "SUMMARY_BELOW")
    assert (one.severity, "丙镇" in one.message) == ("警告", True)


@pytest.mark.parametrize(
    "below",
    [
        [["乡镇", "人数", "金额"], [4, "东胜区", "乙镇", "某甲", person(4), 100]],
        [["乡镇", "姓名", "金额"], ["乙镇", "某甲", 100]],
        [["乡镇", "人数", "金额"], [4, "东胜区", "乙镇", "某甲", "", 100]],
    ],
)
def test_rows_of_persons_are_never_taken_for_a_summary(tmp_path, below):
    imported = roll(tmp_path / "c", *below, total=["合计", "", "", "", "", 400])
    assert not found(imported, "SUMMARY_BELOW")
    (sheet,) = imported.files
    assert sheet.rows >= 4
