"""What `taizhang check` puts on a clerk's screen: by file and sheet, folded, with the sums at the end."""

from __future__ import annotations

import unicodedata

import pytest
import xlsxwriter

from ledger_world import old_age, person, read, row, write
from taizhang.ledger.rulebook import rule
from taizhang.run.check_screen import screen

HEAD = ["序号", "所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
WIDTH = 80


@pytest.fixture
def imported(tmp_path):
    """a.xlsx: two sheets, of which 三月 has three bad amounts and 四月 a wrong total; b.csv: nothing wrong."""
    path = write(tmp_path / "c", "a.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        for sheet, month, amounts, total in (
            ("三月", "2021-03", [100, "l00", 100, "l00", "l00"], 200),
            ("四月", "2021-04", [100, 100], 300),
        ):
            page = workbook.add_worksheet(sheet)
            page.write_row(0, 0, ["高龄津贴发放名册"])
            page.write_row(1, 0, HEAD)
            for number, amount in enumerate(amounts, start=1):
                page.write_row(number + 1, 0, [number, "东胜区", "某甲", person(number), month, amount])
            page.write_row(len(amounts) + 2, 0, ["合计", "", "", "", "", total])
    write(
        tmp_path / "c",
        "b.csv",
        old_age([row(7, "伊金霍洛旗", "2021-03"), row(8, "伊金霍洛旗", "2021-04")], "200"),
    )
    return read(tmp_path / "c")


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)


def test_findings_stand_under_their_file_and_sheet(imported):
    lines = screen(imported, None)
    assert lines.count("■ a.xlsx") == 1
    march, april = (
        next(i for i, line in enumerate(lines) if f"工作表“{name}”" in line) for name in ("三月", "四月")
    )
    assert "数据 5 行 = 采用 2 行 + 未采用 3 行" in lines[march]
    assert "数据 2 行，全部采用" in lines[april]
    assert any("第 4 行“发放金额（元）”" in line for line in lines[march:april])
    wrong = next(i for i, line in enumerate(lines) if "合计行为 300.00 元" in line)
    assert wrong > april
    assert lines[wrong + 1].strip() == f"处理：{rule('CONTROL_TOTAL').do}"
    assert lines[wrong + 2].strip() == "情形名称 CONTROL_TOTAL:a.xlsx:四月:5:amount"


def test_what_to_do_is_said_once(imported):
    lines = screen(imported, None)
    (first,) = [index for index, line in enumerate(lines) if "第 4 行" in line and "发放金额" in line]
    assert "请写成阿拉伯数字" in lines[first]
    assert not [line for line in lines[first : first + 3] if "处理：" in line]


def test_what_is_said_of_several_rows_is_said_once(imported):
    lines = screen(imported, None)
    (first,) = [index for index, line in enumerate(lines) if "第 4 行" in line and "发放金额" in line]
    assert lines[first + 1].strip() == "同上，另有 2 行：6—7"


def test_the_last_line_sums_up_every_finding(imported):
    lines = screen(imported, None)
    assert lines[-1].startswith("合计：文件 2 个，数据 9 行 = 采用 6 行 + 未采用 3 行；")
    assert lines[-1].endswith("错误 4 条。")  # three amounts and a total


@pytest.mark.parametrize("width", [60, WIDTH, 132])
def test_no_line_is_wider_than_the_terminal(imported, width):
    lines = screen(imported, width)
    assert max(map(columns, lines)) <= width
    assert "".join("".join(line.split()) for line in lines) == "".join(
        "".join(line.split()) for line in screen(imported, None)
    )


def test_a_line_begins_with_no_closing_sign(imported):
    assert not [line for line in screen(imported, 60) if line.strip()[:1] in "，。；：、）”"]


def test_many_rolls_without_findings_take_one_line(tmp_path):
    for number in range(1, 8):
        write(tmp_path / "c", f"{number}.csv", old_age([row(number, month=f"2021-0{number}")], "100"))
    lines = screen(read(tmp_path / "c"), None)
    assert "■ 其余 7 张表没有发现问题，数据 7 行全部采用" in lines
