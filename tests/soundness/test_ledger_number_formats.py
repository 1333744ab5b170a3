"""A number format that adds 万元 shows ten thousand times what the cell holds: the amount is the one shown."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from biff12 import sheet_of, xlsb
from fuzz.hostile import ods, ods_cell, ods_row
from ledger_world import OLD_AGE, found, person, read, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept
from taizhang.ledger.reading import read_sheets
from taizhang.ledger.reading.workbook.xlsx.formats import added

FEN = 100


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('0.00"万元"', "万元"),
        ("0.00\\万\\元", "万元"),
        ("0.00!万!元", "万元"),
        ('[Red]#,##0.00"万元"_);[Blue]\\-0.00"万元"', "万元"),
        ('General"亿元"', "亿元"),
        ("G/通用格式万", "万"),
        ('#"00"', "（00）"),
        ('"1502"00', "（1502）"),
        ('0!.0000"万元"', ""),
        ('0\\.0,"万元"', ""),
        ('0.00,,"百万"', ""),
        ('0"万"0000"元"', ""),
        ('"约"0.0"万元"', "万元"),
        ('0.00"万元";-0.00"万元"', "万元"),
        ('0.00"万元";-0.00', "（万元；）"),
        ('0.00;-0.00"万元"', "（；万元）"),
        ('0.00"万元";"—"', "万元"),
        ('#,##0.00"元"', ""),
        ('0"人"', ""),
        ("0.00", ""),
        ("@", ""),
        ('yyyy"年"m"月"d"日"', ""),
        ('[$-804]yyyy"年第1季度"', ""),
        ('"一；二";0', ""),
    ],
)
def test_what_a_format_adds_to_a_number(code, words):
    assert added(code) == words


def _roll(tmp_path, code, amounts, header="发放金额", told=""):
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        shown, page = workbook.add_format({"num_format": code}), workbook.add_worksheet("名册")
        page.write_row(0, 0, ["高龄津贴发放名册"])
        page.write_row(1, 0, [*OLD_AGE.split(",")[:-1], header])
        for number, amount in enumerate(amounts, start=1):
            page.write_row(number + 1, 0, [number, "东胜区", "某甲", person(number), "2021-03"])
            page.write_number(number + 1, 5, amount, shown)
    if told:
        said = f'valid_id_areas: ["1599"]\nfiles:\n  - {{match: "*", {told}}}\n'
        (tmp_path / "c" / "sources.yml").write_text(said, encoding="utf-8")
    return read(tmp_path / "c")


def amounts(imported):
    return [line["amount"] for line in table(imported, "old_age")]


def test_a_unit_in_the_format_is_part_of_the_amount(tmp_path):
    imported = _roll(tmp_path, '0.00"万元"', [0.12, 0.3, 1])
    assert amounts(imported) == [1200 * FEN, 3000 * FEN, 10000 * FEN]
    (told,) = found(imported, "FORMAT_WORDS")
    assert (told.row, told.severity) == (3, "警告")
    assert "F 列有 3 个数" in told.message


@pytest.mark.parametrize(
    ("header", "code", "stops"),
    [
        ("发放金额（元）", '0.00"万元"', True),
        ("发放金额（元）", '0.00"万"', True),
        ("发放金额（万元）", '0.00"亿元"', True),
        ("发放金额（万元）", '0.00"万元"', False),
        ("发放金额（元）", '0.00"元"', False),
        ("发放金额（元）", '0!.0000"万元"', False),
        ("发放金额", '0.00"万元"', False),
    ],
)
def test_a_header_in_another_unit_than_the_format_stops_the_build(tmp_path, header, code, stops):
    imported = _roll(tmp_path, code, [1200, 3000], header=header)
    told = found(imported, "UNIT_CONFLICT")
    assert [(one.severity, header in one.message) for one in told] == ([("错误", True)] if stops else [])
    if stops:
        with pytest.raises(LedgerError, match="UNIT_CONFLICT"):
            accept(imported)


def test_a_line_above_the_table_in_another_unit_stops_it_too(tmp_path):
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        shown, page = workbook.add_format({"num_format": '0.00"万元"'}), workbook.add_worksheet("名册")
        page.write_row(0, 0, ["高龄津贴发放名册"])
        page.write_row(1, 0, ["单位：元"])
        page.write_row(2, 0, [*OLD_AGE.split(",")[:-1], "发放金额"])
        page.write_row(3, 0, [1, "东胜区", "某甲", person(1), "2021-03"])
        page.write_number(3, 5, 0.12, shown)
    (one,) = found(read(tmp_path / "c"), "UNIT_CONFLICT")
    assert one.row == 4


def test_sources_yml_settles_header_against_format(tmp_path):
    told = "units: {amount: 万元}"
    imported = _roll(tmp_path, '0.00"万元"', [0.12], header="发放金额（元）", told=told)
    assert not found(imported, "UNIT_CONFLICT")
    assert amounts(imported) == [1200 * FEN]


def test_a_binary_number_is_the_one_that_was_typed(tmp_path):
    assert amounts(_roll(tmp_path, '0.00"万元"', [0.1 + 0.2])) == [3000 * FEN]


def test_a_format_that_only_moves_the_point_leaves_the_stored_amount(tmp_path):
    imported = _roll(tmp_path, '0!.0000"万元"', [1200, 3000])
    assert amounts(imported) == [1200 * FEN, 3000 * FEN]
    assert not found(imported, "FORMAT_WORDS")


def test_digits_that_a_format_adds_are_not_dropped(tmp_path):
    imported = _roll(tmp_path, '0"00"', [12, 30])
    assert not amounts(imported)
    assert [one.row for one in imported.set_aside] == [3, 4]


def _told(name, data):
    return [
        note.severity for sheet in read_sheets(name, data) for note in sheet.notes if "“万元”" in note.message
    ]


def test_an_xlsb_with_such_a_format_is_told_as_a_whole():
    date, unit = ("yyyy-mm-dd".encode("utf-16-le"), '0.0000"万元"'.encode("utf-16-le"))
    plain = io.BytesIO(xlsb([sheet_of("名册", [["甲"], [2.5]])]))
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member).replace(date, unit))
    assert _told("a.xlsb", out.getvalue()) == ["警告"]
    assert _told("a.xlsb", plain.getvalue()) == []


@pytest.mark.parametrize(("number", "told"), [("", ["警告"]), (' number:display-factor="10000"', [])])
def test_an_ods_with_such_a_format_is_told_as_a_whole(number, told):
    style = f'<s xmlns:number="n"><number:number{number}/><number:text>万元</number:text></s>'
    out = io.BytesIO(ods(ods_row(ods_cell("甲"))))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("styles.xml", style)
    assert _told("a.ods", out.getvalue()) == told
