"""What a clerk writes into sources.yml: used as it stands, or told."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table

ROWS = [["临河区2021年3月高龄津贴发放花名册"], ["序号", "姓名", "身份证号"]]


def roll(folder, header, amount, sources):
    folder.mkdir(parents=True)
    (folder / "sources.yml").write_text(f'valid_id_areas: ["1599"]\n{sources}', encoding="utf-8")
    title, head = ROWS
    book(folder, "a.xlsx", [title, [*head, header], [1, "某甲", person(1), amount]])
    return read(folder)


def paid(imported):
    return [line["amount"] for line in table(imported, "old_age")]


@pytest.mark.parametrize("header", ["金额/万元", "发放金额万元", "折合人民币(万)", "拨付_万元"])
def test_the_unit_in_a_header_that_was_given_counts(tmp_path, header):
    rule = f'files:\n  - {{match: a.xlsx, ledger: old_age, columns: {{amount: "{header}"}}}}\n'
    assert paid(roll(tmp_path / "c", header, 1.5, rule)) == [15_000_00]


@pytest.mark.parametrize(
    "rule",
    [
        "files:\n  - {match: b.xlsx, unit: 万元}\n",
        "files:\n  - {match: a.xlsx, sheet: 五月}\n",
        "ignore: [b.xlsx]\n",
    ],
)
def test_an_entry_that_speaks_of_no_file_is_told(tmp_path, rule):
    imported = roll(tmp_path / "c", "金额", 100, rule)
    assert [one.severity for one in found(imported, "SOURCES_UNUSED")] == ["警告"]


def test_a_second_entry_for_the_same_sheet_is_told(tmp_path):
    rule = "files:\n  - {match: a*.xlsx, unit: 元}\n  - {match: a.xlsx, unit: 万元}\n"
    imported = roll(tmp_path / "c", "金额", 100, rule)
    assert (paid(imported), len(found(imported, "SOURCES_TWICE"))) == ([100_00], 1)
    assert not found(imported, "SOURCES_UNUSED")


def test_a_unit_that_the_header_contradicts_is_told(tmp_path):
    imported = roll(tmp_path / "c", "金额（元）", 100, "files:\n  - {match: a.xlsx, unit: 万元}\n")
    assert (paid(imported), len(found(imported, "VALUE_NOT_USED"))) == ([100_00], 1)


@pytest.mark.parametrize("header", ["累计发放额度", "申请金额数", "补助标准额"])
def test_a_suggestion_never_proposes_another_kind_of_amount(tmp_path, header):
    (sheet,) = roll(tmp_path / "c", header, 100, "").files
    assert (sheet.ledger, "# amount: 表中的列名" in sheet.suggestion) == (None, True)
