"""Known errors are mended before the checks, said, counted, and never matched by chance."""

from __future__ import annotations

import pytest

from ledger_world import CATALOGUE, found, old_age, read, row, table, write
from taizhang.errors import DefinitionError
from taizhang.ledger import accept, as_json, import_collection
from taizhang.present import appendix
from taizhang.present.pieces import Paragraph

WHY = "reason: 原表写成大写, who: 社会福利股核对人员"
SET = f"{{match: {{file: a.csv, row: 5}}, action: set, column: amount, value: '150.00', {WHY}}}"
DROP = f"{{match: {{file: a.csv, row: 5}}, action: drop, {WHY}}}"


def correct(folder, *corrections):
    lines = "".join(f"- {one}\n" for one in corrections)
    (folder / "corrections.yml").write_text(f"corrections:\n{lines}", encoding="utf-8")


def ledger(tmp_path, *rows, total=None):
    write(tmp_path / "c", "a.csv", old_age(rows, total))
    return tmp_path / "c"


def amounts(imported):
    return [line["amount"] for line in table(imported, "old_age")]


def test_a_cell_is_set_before_the_checks_and_the_result_says_so(tmp_path):
    folder = ledger(tmp_path, row(1), row(2, amount="壹佰伍拾元"), total="250")
    correct(folder, SET)
    imported = read(folder)
    accept(imported)
    assert amounts(imported) == [100_00, 150_00]
    assert [(one.row, one.severity) for one in imported.findings] == [(5, "提示")]
    (listed,) = as_json(imported)["corrections"]
    assert (listed["rows"], listed["reason"], listed["who"]) == (1, "原表写成大写", "社会福利股核对人员")


def test_a_dropped_row_is_set_aside_on_purpose_and_still_accounted_for(tmp_path):
    folder = ledger(tmp_path, row(1), row(1), row(2), total="200")
    correct(folder, DROP)
    imported = read(folder)
    accept(imported)
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted, [one.row for one in sheet.aside]) == (3, 2, [5])
    assert sheet.rows + sheet.other == 3 + 3 + 2
    assert not found(imported, "CONTROL_TOTAL") and not found(imported, "DUPLICATE_KEY")


def test_a_word_is_replaced_wherever_it_stands_in_its_column(tmp_path):
    folder = ledger(tmp_path, row(1, "东升区"), row(2, "东升区"), row(3))
    correct(
        folder,
        f"{{match: {{file: '*.csv'}}, action: replace, column: 所属旗区, from: 东升区, value: 东胜区, count: 2, {WHY}}}",
    )
    assert len(amounts(read(folder))) == 3


@pytest.mark.parametrize(
    "wrong",
    [SET.replace("row: 5", "row: 50"), SET.replace("a.csv", "b.csv"), SET.replace("amount", "没有这列")],
)
def test_a_correction_that_finds_nothing_is_an_error(tmp_path, wrong):
    folder = ledger(tmp_path, row(1), row(2))
    correct(folder, wrong)
    with pytest.raises(DefinitionError, match="没有对上任何一行"):
        read(folder)


def test_a_correction_that_finds_more_rows_than_it_says_is_an_error(tmp_path):
    folder = ledger(tmp_path, row(1), row(2))
    correct(folder, f"{{match: {{file: a.csv, where: {{place: 东胜区}}}}, action: drop, {WHY}}}")
    with pytest.raises(DefinitionError, match="对上 2 行，应为 1 行"):
        read(folder)


@pytest.mark.parametrize(
    "wrong",
    [
        SET.replace(", value: '150.00'", ""),
        SET.replace("set", "sett"),
        SET.replace("reason: 原表写成大写, ", ""),
    ],
)
def test_an_incomplete_correction_is_refused_with_its_line(tmp_path, wrong):
    folder = ledger(tmp_path, row(1), row(2))
    correct(folder, wrong)
    with pytest.raises(DefinitionError, match=r"corrections\.yml"):
        read(folder)


def test_the_same_correction_twice_is_refused(tmp_path):
    folder = ledger(tmp_path, row(1), row(2))
    correct(folder, SET, SET)
    with pytest.raises(DefinitionError, match="写了两次"):
        read(folder)


def test_a_changed_correction_reads_again_only_the_file_that_it_speaks_of(tmp_path):
    folder = ledger(tmp_path, row(1), row(2))
    write(folder, "b.csv", old_age([row(3, "达拉特旗")]))
    correct(folder, SET)
    assert read(folder).reused == 0
    assert read(folder).reused == 2
    correct(folder, SET.replace("150.00", "160.00"))
    again = read(folder)
    assert (again.reused, amounts(again)[:2]) == (1, [100_00, 160_00])
    (folder / "corrections.yml").unlink()
    assert amounts(read(folder))[:2] == [100_00, 100_00]


def test_an_edition_has_corrections_of_its_own(tmp_path):
    folder = ledger(tmp_path, row(1), row(2, amount="某"))
    own = tmp_path / "e" / "corrections.yml"
    own.parent.mkdir()
    own.write_text(f"corrections: [{SET}]\n", encoding="utf-8")
    imported = import_collection(folder, CATALOGUE, cache=tmp_path / "k", corrections=[own], workers=1)
    assert amounts(imported) == [100_00, 150_00]
    assert imported.corrections[0]["source"] == "e/corrections.yml"


def test_rows_above_the_data_are_out_of_reach(tmp_path):
    folder = ledger(tmp_path, row(1), row(2))
    correct(folder, DROP.replace("row: 5", "row: 3"))
    with pytest.raises(DefinitionError):
        read(folder)


def test_the_appendix_tells_each_correction_in_words_and_no_cell(tmp_path):
    folder = ledger(tmp_path, row(1), row(2, amount="壹佰伍拾元"), total="250")
    correct(folder, SET)
    (block,) = appendix.corrections(as_json(read(folder))["corrections"], CATALOGUE)
    texts = [["".join(str(piece.text) for piece in cell) for cell in line] for line in block.rows]
    done = "改写单元格：发放金额（元）"
    assert texts == [["a.csv", "全部", "1", done, "原表写成大写", "社会福利股核对人员"]]
    assert not any("150" in text or "壹佰" in text for text in texts[0])


def test_without_corrections_the_appendix_says_none():
    (block,) = appendix.corrections((), CATALOGUE)
    assert block == Paragraph(("无。",))
