"""Damaged, hostile and misnamed files: a clear word for each, no traceback, and the good roll beside them counted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time

import openpyxl
import pytest

from fuzz import hostile
from ledger_world import book, old_age, read, row, write
from taizhang.ledger.reading import UnreadableError, read_sheets
from taizhang.ledger.reading.workbook import assemble, guard

MOST_SECONDS = 30


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_file_made_to_do_harm_is_refused_in_words(name):
    data = hostile.REFUSED[name]()
    began = time.monotonic()
    with pytest.raises(UnreadableError) as refusal:
        read_sheets(name, data)
    assert re.search("[一-鿿]", str(refusal.value))
    assert time.monotonic() - began < MOST_SECONDS


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_file_made_to_do_harm_is_refused_while_it_is_read_apart_too(name, monkeypatch):
    monkeypatch.setattr(assemble, "_LARGE_BYTES", 0)
    with pytest.raises(UnreadableError):
        read_sheets(name, hostile.REFUSED[name]())


def test_a_large_workbook_is_read_apart_with_the_same_cells_and_notes(monkeypatch):
    together = [(name, read_sheets(name, made())) for name, made in hostile.READ.items()]
    monkeypatch.setattr(assemble, "_LARGE_BYTES", 0)
    for name, sheets in together:
        apart = read_sheets(name, hostile.READ[name]())
        assert [(one.table, one.notes, one.merged) for one in apart] == [
            (one.table, one.notes, one.merged) for one in sheets
        ]


def test_leaving_a_large_workbook_early_stops_its_reader(monkeypatch):
    clock = time.monotonic()
    with pytest.raises(KeyError), guard.begun_apart(hostile.endless_xlsb()) as reading:
        raise KeyError("left")
    assert reading.done()
    assert time.monotonic() - clock < 10


@pytest.mark.parametrize("name", hostile.READ)
def test_a_file_that_only_looks_bad_is_read(name):
    sheets = read_sheets(name, hostile.READ[name]())
    assert sum(sheet.table.num_rows for sheet in sheets) > 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("密码.xlsx", "密码"),
        ("实体.xlsx", "实体"),
        ("压缩炸弹.xlsx", "压缩比"),
        ("末单元格.xlsx", "范围过大"),
    ],
)
def test_the_refusal_says_what_is_wrong(name, words):
    with pytest.raises(UnreadableError, match=words):
        read_sheets(name, hostile.REFUSED[name]())


def test_a_misnamed_file_is_read_by_its_content_and_this_is_said():
    (sheet,) = read_sheets("a.csv", hostile.plain_book())
    assert sheet.table.num_rows == 30
    assert [note.code for note in sheet.notes] == ["WRONG_SUFFIX"]


def test_macros_and_links_are_said_and_not_followed():
    (sheet,) = read_sheets("a.xlsm", hostile.with_macros())
    assert [note.code for note in sheet.notes] == ["MACROS", "EXTERNAL_LINKS"]


def test_a_sheet_of_all_possible_rows_is_read_to_the_last_one():
    (sheet,) = read_sheets("a.xlsx", hostile.all_rows())
    assert sheet.table.column(0)[-1].as_py() == "1048576"


def test_a_sheet_of_all_possible_columns_is_read_to_the_last_one():
    (sheet,) = read_sheets("a.xlsx", hostile.all_columns())
    assert sheet.table.num_columns == 16_384
    assert sheet.head(1)[0][-1] == "列16383"


def test_a_file_on_which_the_reader_never_ends_is_refused_in_time(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 3.0)
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="内存或时间超出限度"):
        read_sheets("a.xlsb", hostile.endless_xlsb())
    assert time.monotonic() - began < MOST_SECONDS


def test_a_file_with_one_bit_wrong_is_refused_by_its_checksum():
    data = bytearray(hostile.plain_book())
    data[len(data) // 3] ^= 1
    with pytest.raises(UnreadableError, match="损坏"):
        read_sheets("a.xlsx", bytes(data))


def test_a_cell_of_three_million_characters_is_read_whole_in_text_and_in_a_workbook():
    (sheet,) = read_sheets("a.xlsx", hostile.long_cell())
    assert len(sheet.table.column(0)[0].as_py()) == 3_000_000
    (sheet,) = read_sheets("a.csv", ("甲,乙\n1," + "长" * 3_000_000 + "\n").encode())
    assert len(sheet.table.column(1)[1].as_py()) == 3_000_000


def test_a_folder_full_of_bad_files_leaves_the_good_roll_whole(tmp_path):
    folder = tmp_path / "c"
    for name, made in (hostile.REFUSED | hostile.READ).items():
        write(folder, name, made())
    write(folder, "高龄津贴.csv", old_age([row(1), row(2)], "200"))
    program = "from taizhang.cli import main; main()"
    answer = subprocess.run(
        [sys.executable, "-c", program, "check", str(folder), "--json"],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert answer.returncode == 1, answer.stderr
    assert "Traceback" not in answer.stderr + answer.stdout
    files = {file["path"]: file for file in json.loads(answer.stdout)["files"]}
    assert files["高龄津贴.csv"]["accepted"] == 2
    for name in hostile.REFUSED:
        codes = {one["code"] for one in files[name]["findings"]}
        assert "UNREADABLE_FILE" in codes, name


def test_a_text_that_looks_like_a_formula_stays_a_text_in_our_own_workbook(tmp_path):
    from taizhang.present.workbook import findings_xlsx

    bad = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\x01\x0b", "长" * 40_000]
    folder = tmp_path / "c"
    header = ["所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    book(
        folder,
        "高龄津贴.xlsx",
        [["高龄津贴"], header, *[[text, "某", text, "2021-03", text] for text in bad]],
        "=2+3",
    )
    imported = read(folder)
    assert len(imported.set_aside) == len(bad)
    target = tmp_path / "问题清单.xlsx"
    aside = [(one.path, one.sheet, one.row, one.reason) for one in imported.set_aside]
    findings_xlsx(imported.findings, target, aside)
    sheets = openpyxl.load_workbook(target).worksheets
    assert any(cell.value == "=2+3" for sheet in sheets for line in sheet.iter_rows() for cell in line)
    formulas = [
        cell.value for sheet in sheets for line in sheet.iter_rows() for cell in line if cell.data_type == "f"
    ]
    assert all(text.startswith("=HYPERLINK(") and "http" not in text for text in formulas)


def test_the_process_that_reads_doubtful_files_is_replaced_after_it_was_lost(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.0)
    monkeypatch.setattr(guard, "SECONDS_PER_MB", 0.0)
    with pytest.raises(guard.ReaderLostError):
        guard.load_apart(hostile.plain_book())
    monkeypatch.undo()
    ((about, _),) = guard.load_apart(hostile.plain_book())
    assert about["name"] == "名册"
