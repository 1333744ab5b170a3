"""Values that a spreadsheet has changed before anybody saw them: fractions for percents, cut bank accounts."""

from __future__ import annotations

import pytest

from ledger_world import CATALOGUE, book, found, person, read, table, write
from taizhang.ledger.findings import describe
from taizhang.ledger.reading.sheet import NO_VALUE

LEDGER = next(
    (spec, column)
    for spec in CATALOGUE.ledgers.values()
    for column in spec.columns.values()
    if column.type == "number" and "%" in column.name
)


def _rates(tmp_path, shares):
    """A ledger with a percent column, every other column filled with something that its type takes."""
    spec, percent = LEDGER
    fill = {"place": "东胜区", "year": 2021, "month": "2021-03", "date": "2021-03-01", "text": "某"}
    columns = list(spec.columns.values())
    rows = [
        [
            share if one.id == percent.id else fill.get(one.type) or next(iter(one.values), 10 + number)
            for one in columns
        ]
        for number, share in enumerate(shares)
    ]
    book(tmp_path / "c", f"{spec.label}.xlsx", [[spec.label], [one.name for one in columns], *rows])
    return read(tmp_path / "c")


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([0.85, 0.9, 1], 1),
        ([85, 90, 100], 0),
        ([0.85, 90], 0),
        ([0, 1], 0),
    ],
)
def test_a_percent_column_of_fractions_is_told_and_left_as_it_is(tmp_path, shares, told):
    imported = _rates(tmp_path, shares)
    (sheet,) = imported.files
    assert sheet.ledger == LEDGER[0].id
    assert len(found(imported, "PERCENT_FRACTION")) == told
    kept = [float(line[LEDGER[1].id]) for line in table(imported, sheet.ledger)]
    assert kept == [float(share) for share in shares]


DISABILITY = [
    "所属旗区",
    "姓名",
    "身份证号",
    "补贴类别",
    "残疾等级",
    "发放月份",
    "补贴金额（元）",
    "银行账号",
]


def _roll(tmp_path, accounts):
    rows = [
        ["东胜区", "某", person(n), "重度残疾人护理补贴", "二级", "2021-03", 100, account]
        for n, account in enumerate(accounts, start=1)
    ]
    book(tmp_path / "c", "残疾人两项补贴.xlsx", [["残疾人两项补贴发放花名册"], DISABILITY, *rows])
    return read(tmp_path / "c")


def test_accounts_that_a_spreadsheet_holds_as_numbers_have_lost_digits(tmp_path):
    imported = _roll(tmp_path, [6215990001013632384, 6215990000752305285])
    told = found(imported, "ACCOUNT_NUMBER")
    assert [(one.row, one.severity) for one in told] == [(3, "警告"), (4, "警告")]
    assert not any("6215" in one.message for one in imported.findings)


def test_accounts_of_more_digits_than_an_integer_holds_are_judged_too(tmp_path):
    text, number = "62159900010136323841", 62159900010136323841
    assert [one.row for one in found(_roll(tmp_path, [number, number]), "ACCOUNT_NUMBER")] == [3, 4]
    assert int(float(text)) != int(text)
    assert not found(_roll(tmp_path / "whole", [text, text]), "ACCOUNT_NUMBER")


def test_accounts_as_text_are_whole_even_when_one_ends_in_zeros(tmp_path):
    imported = _roll(tmp_path, ["6215990001013632384", "6215990000752305285", "6215990000752300000"])
    assert not found(imported, "ACCOUNT_NUMBER")


def test_an_account_in_e_notation_is_told(tmp_path):
    imported = _roll(tmp_path, ["6.21599E+18", "6215990000752305285"])
    assert [one.row for one in found(imported, "ACCOUNT_SHAPE")] == [3]


def test_a_formula_without_a_result_may_be_shown_in_a_message():
    assert describe(NO_VALUE) == f"“{NO_VALUE}”"


@pytest.mark.parametrize("name", ["名册.et", "名册.wps"])
def test_a_file_of_another_office_program_is_named_with_what_to_do(tmp_path, name):
    write(tmp_path / "c", name, b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    (one,) = found(read(tmp_path / "c"), "NOT_READ_LEDGER")
    assert one.path == name
    assert "另存为 .xlsx" in one.message
