"""Two headers for one column, one header for two: read right where it is certain, said and stopped where not."""

from __future__ import annotations

import pytest

from ledger_world import book, found, old_age, person, read, table, write
from taizhang.errors import DefinitionError, LedgerError
from taizhang.ledger import accept

BEFORE = "序号,所属旗区,老人姓名,身份证号码,发放月份,"
START = f"1,东胜区,某,{person(1)},2021-03,"


def roll(folder, headers, amounts, sources=""):
    """One row of the old-age allowance with several columns of money."""
    write(folder, "a.csv", old_age([START + amounts], header=BEFORE + headers))
    if sources:
        text = f'valid_id_areas: ["1599"]\n{sources}'
        (folder / "sources.yml").write_text(text, encoding="utf-8")
    return read(folder)


def paid(imported):
    return [line["amount"] for line in table(imported, "old_age")]


@pytest.mark.parametrize(
    "headers",
    [
        "补贴金额（元）,津贴金额（元）",
        "津贴金额（元）,补贴金额（元）",
        "津贴金额,补贴金额",
        "发放金额（元）,发放金额（元）",
        "发放金额,发放金额（万元）",
    ],
)
def test_two_headers_that_fit_equally_well_stop_and_both_are_named(tmp_path, headers):
    imported = roll(tmp_path / "c", headers, "100,7")
    (error,) = found(imported, "AMBIGUOUS_COLUMN")
    assert error.severity == "错误"
    first, second = headers.split(",")
    shown = (first, second) if first != second else ("F列", "G列")
    assert all(f"“{one}”" in error.message for one in shown)
    assert f"columns: {{amount: {shown[0]}}}" in error.message
    assert paid(imported) == []
    with pytest.raises(LedgerError, match=r"sources\.yml"):
        accept(imported)


@pytest.mark.parametrize(
    ("headers", "fen"),
    [
        ("发放金额（元）,津贴金额（元）", 100_00),
        ("津贴金额（元）,发放金额（元）", 7_00),
        ("补贴金额（元）,发放金额", 7_00),
        ("发放金额（元）,发放金额（万元）", 100_00),
        ("发放金额（元）,发放金额（元）（含补发）", 100_00),
    ],
)
def test_the_declared_name_decides(tmp_path, headers, fen):
    imported = roll(tmp_path / "c", headers, "100,7")
    assert not found(imported, "AMBIGUOUS_COLUMN")
    assert paid(imported) == [fen]


@pytest.mark.parametrize(
    ("headers", "told", "fen"),
    [
        ("补贴金额（元）,津贴金额（元）", "津贴金额（元）", 7_00),
        ("补贴金额（元）,津贴金额（元）", "补贴金额（元）", 100_00),
        ("发放金额（元）,发放金额（元）", "G列", 7_00),
        ("发放金额（元）,津贴金额（元）", "津贴金额（元）", 7_00),
        ("发放金额（元）,实际支付", "G列", 7_00),
    ],
)
def test_sources_yml_decides_by_name_or_by_the_letter_of_the_column(tmp_path, headers, told, fen):
    rule = f'files:\n  - {{match: a.csv, columns: {{amount: "{told}"}}}}\n'
    imported = roll(tmp_path / "c", headers, "100,7", rule)
    assert paid(imported) == [fen]


def test_a_note_in_brackets_makes_another_column(tmp_path):
    imported = roll(tmp_path / "c", "发放金额（含补发）（元）", "100")
    (error,) = found(imported, "MISSING_COLUMN")
    assert error.column == "发放金额（含补发）（元）"


def test_the_same_header_under_two_groups_is_named_with_its_group(tmp_path):
    names = ["序号", "所属旗区", "老人姓名", "身份证号码", "发放月份"]
    rows = [
        ["高龄津贴发放名册"],
        [*names, "省级补助", "市级补助"],
        [None] * 5 + ["发放金额（元）", "发放金额（元）"],
        [1, "东胜区", "某", person(1), "2021-03", 60, 40],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (error,) = found(read(tmp_path / "c"), "AMBIGUOUS_COLUMN")
    assert "省级补助发放金额(元)" in error.message
    text = (
        'valid_id_areas: ["1599"]\nfiles:\n  - {match: a.xlsx, columns: {amount: 市级补助发放金额（元）}}\n'
    )
    (tmp_path / "c" / "sources.yml").write_text(text, encoding="utf-8")
    assert paid(read(tmp_path / "c")) == [40_00]


def test_two_headers_of_a_text_that_is_no_figure_are_said_and_do_not_stop(tmp_path):
    imported = roll(
        tmp_path / "c", "发放金额（元）,一卡通账号,银行卡号", "100,6217000000000001,6217000000000002"
    )
    (hint,) = found(imported, "COLUMN_CHOSEN")
    assert (hint.severity, "“一卡通账号”、“银行卡号”" in hint.message) == ("提示", True)
    assert paid(imported) == [100_00]


def test_no_header_names_two_columns_of_one_ledger():
    from ledger_world import CATALOGUE
    from taizhang.ledger.recognise.match import ranks

    for spec in CATALOGUE.ledgers.values():
        names = [name for column in spec.columns.values() for name in ranks(column)]
        assert len(names) == len(set(names)), spec.id


@pytest.mark.parametrize(
    "words",
    [
        "ledgers: {old_age: {columns: {amount: [实发], name: [实发]}}}",
        "ledgers: {old_age: {columns: {amount: [身份证号]}}}",
        "ledgers: {old_age: {columns: {amount: [年龄（元）]}}}",
    ],
)
def test_an_alias_that_already_names_another_column_is_refused(tmp_path, words):
    write(tmp_path / "c", "a.csv", old_age([START + "100"]))
    (tmp_path / "c" / "sources.yml").write_text(f"aliases: {{{words}}}\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="已经是"):
        read(tmp_path / "c")


def test_one_header_told_for_two_columns_is_refused(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([START + "100"]))
    rule = "files:\n  - {match: a.csv, ledger: old_age, columns: {amount: 甲, name: 甲}}\n"
    (tmp_path / "c" / "sources.yml").write_text(rule, encoding="utf-8")
    with pytest.raises(DefinitionError, match="两列"):
        read(tmp_path / "c")


def test_a_sheet_without_any_month_says_so(tmp_path):
    rows = [["骨灰去向统计"], ["单位", "总数"], ["东胜区", 5]]
    book(tmp_path / "c", "a.xlsx", rows)
    (warning,) = found(read(tmp_path / "c"), "NO_PERIOD")
    assert (warning.severity, "统计月份" in warning.message) == ("警告", True)


def test_rows_alike_but_for_an_absent_month_are_found(tmp_path):
    rows = [["骨灰去向统计"], ["单位", "总数"], ["东胜区", 5], ["东胜区", 5], ["达拉特旗", 1]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert [one.row for one in found(imported, "DUPLICATE_KEY")] == [3, 4]
    assert ["多 1 行" in one.message for one in found(imported, "DUPLICATE_ROWS")] == [True]


def test_an_unrecognised_table_with_a_ledger_s_title_stops_the_build(tmp_path):
    text = "高龄津贴发放花名册\n编号,旗县,人员,证件,账期,实付\n1,东胜区,某,1,2021-03,100\n"
    write(tmp_path / "c", "a.csv", text)
    imported = read(tmp_path / "c")
    (error,) = found(imported, "UNRECOGNISED_LEDGER")
    assert (error.severity, error.case, "高龄津贴发放台账" in error.message) == (
        "错误",
        "UNRECOGNISED:a.csv:",
        True,
    )
    with pytest.raises(LedgerError, match=r"UNRECOGNISED:a\.csv:"):
        accept(imported)
    accept(imported, [error.case])


def test_a_note_or_a_second_sheet_beside_a_ledger_does_not_stop_the_build(tmp_path):
    write(tmp_path / "c", "高龄津贴说明.txt", "高龄津贴台账由各旗区按月报送。\n")
    rows = [["填表说明"], ["栏目", "写法"], ["月份", "2021-03"]]
    book(tmp_path / "c", "高龄津贴.xlsx", [*rows])
    assert found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER") != []
    (tmp_path / "c" / "sources.yml").write_text('ignore: ["高龄津贴.xlsx#Sheet1"]\n', encoding="utf-8")
    imported = read(tmp_path / "c")
    assert not found(imported, "UNRECOGNISED_LEDGER")
    assert len(found(imported, "SHEET_IGNORED")) == 1
    accept(imported)
