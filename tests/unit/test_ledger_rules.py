"""What is said about rows, files and gaps; what lets a build go on."""

from __future__ import annotations

import pytest

from ledger_world import book, found, old_age, person, read, row, write
from taizhang.errors import DefinitionError, LedgerError, SourceError
from taizhang.ledger import accept, as_json, require


def test_a_row_with_an_unreadable_amount_is_set_aside_and_named(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, amount="待定")], "100"))
    imported = read(tmp_path / "c")
    (aside,) = imported.set_aside
    assert (aside.row, aside.code) == (5, "SET_ASIDE_AMOUNT")
    (finding,) = found(imported, "SET_ASIDE_AMOUNT")
    assert (finding.row, finding.column) == (5, "发放金额（元）")
    with pytest.raises(LedgerError, match="第 5 行"):
        accept(imported)
    accept(imported, set_aside_max=1)


def test_a_blank_amount_is_fine_where_the_declaration_asks_for_none(tmp_path):
    head, member = person(1), person(2)
    lines = [
        "城市低保发放名册",
        "所属旗区,姓名,身份证号,户主身份证号,与户主关系,发放月份,户月保障金额（元）",
        f"东胜区,某,{head},{head},户主,2021-03,900",
        f"东胜区,某,{member},{head},配偶,2021-03,",
        f"东胜区,某,{person(3)},{person(3)},户主,2021-03,",
        "合计,,,,,,900",
    ]
    write(tmp_path / "c", "a.csv", "\n".join(lines))
    assert [one.row for one in read(tmp_path / "c").set_aside] == [5]


def test_a_control_total_that_fails_stops_the_build_until_it_is_accepted_by_name(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2)], "300"))
    imported = read(tmp_path / "c")
    (error,) = found(imported, "CONTROL_TOTAL")
    assert (error.row, error.message) == (6, "合计行为 300.00 元，各行相加为 200.00 元")
    with pytest.raises(LedgerError):
        accept(imported)
    accept(imported, [error.case])


def test_subtotals_are_held_against_their_own_block(tmp_path):
    blocks = [row(1), "小计,,,,,100", row(2), row(3), "小计,,,,,200"]
    write(tmp_path / "c", "a.csv", old_age(blocks, "300"))
    write(tmp_path / "d", "a.csv", old_age([*blocks[:-1], "小计,,,,,250"], "300"))
    assert not found(read(tmp_path / "c"), "CONTROL_TOTAL")
    assert [one.row for one in found(read(tmp_path / "d"), "CONTROL_TOTAL")] == [8]


def test_a_place_that_skips_a_month_that_others_report_is_missing(tmp_path):
    folder = tmp_path / "c"
    write(folder, "1.csv", old_age([row(1, month="2021-03")]))
    write(folder, "2.csv", old_age([row(2, "达拉特旗", "2021-03")]))
    write(folder, "3.csv", old_age([row(1, month="2021-04")]))
    imported = read(folder)
    assert [one.case for one in found(imported, "MISSING_PLACE_MONTH")] == [
        "MISSING_PLACE_MONTH:old_age:150621:2021-04"
    ]
    assert [one["case"] for one in as_json(imported)["findings"]] == [
        "MISSING_PLACE_MONTH:old_age:150621:2021-04"
    ]


def test_a_month_that_everybody_skips_is_missing_too(tmp_path):
    rows = [row(1, month=month) for month in ("2021-01", "2021-03")]
    write(tmp_path / "c", "a.csv", old_age(rows))
    assert [one.case for one in found(read(tmp_path / "c"), "MISSING_MONTH")] == [
        "MISSING_MONTH:old_age:2021-02"
    ]


def test_a_place_that_only_other_ledgers_know_is_missing(tmp_path):
    folder = tmp_path / "c"
    write(folder, "1.csv", old_age([row(1), row(2, "达拉特旗")]))
    header = "所属旗区,被保险人姓名,身份证号,投保日期,保费（元）"
    write(folder, "2.csv", f"意外伤害保险\n{header}\n东胜区,某,{person(1)},2021-03-01,20\n")
    assert [one.case for one in found(read(folder), "MISSING_PLACE")] == ["MISSING_PLACE:insurance:150621"]


def test_a_repeated_key_is_a_warning_on_each_of_its_rows_and_the_rows_count(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2), row(1)], "300"))
    imported = read(tmp_path / "c")
    assert [one.row for one in found(imported, "DUPLICATE_KEY")] == [4, 6]
    assert imported.files[0].accepted == 3
    accept(imported)


def test_a_missing_file_content_ends_as_a_source_error(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    write(tmp_path / "c", "b.csv", b"")
    with pytest.raises(SourceError, match=r"b\.csv"):
        accept(read(tmp_path / "c"))


def test_an_accepted_case_that_does_not_occur_is_an_error(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    with pytest.raises(DefinitionError):
        accept(read(tmp_path / "c"), ["MISSING_MONTH:old_age:2021-02"])


def test_a_needed_ledger_that_no_file_gives_is_an_error(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    imported = read(tmp_path / "c")
    require(imported, ["old_age"])
    with pytest.raises(LedgerError, match="火化台账"):
        require(imported, ["old_age", "cremations"])


def test_unknown_words_in_sources_yml_are_refused_with_the_nearest_one(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    (tmp_path / "c" / "sources.yml").write_text("files: [{match: '*', ledger: old_aeg}]\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="old_age"):
        read(tmp_path / "c")


def test_no_finding_carries_a_name_or_an_id(tmp_path):
    lines = [row(1, amount="某甲"), row(2).replace(person(2), "15260119500101"), row(3, place="王小明")]
    write(tmp_path / "c", "a.csv", old_age(lines, "1"))
    book(
        tmp_path / "c",
        "b.xlsx",
        [["高龄津贴"], ["所属旗区", "身份证号", "发放月份", "发放金额"], ["东胜区", 1.5e17, "2021-03", "x"]],
    )
    text = str([one.message for one in read(tmp_path / "c").findings])
    assert not any(secret in text for secret in ("某甲", "15260119500101", "王小明", person(1)))
