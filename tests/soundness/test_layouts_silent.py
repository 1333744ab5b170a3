"""Layouts that could give a wrong number without a word: each is read right, or said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from ledger_world import book, found, old_age, person, read, row, table, write

AMOUNTS = ["序号", "所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]


def test_an_amount_in_a_merged_cell_is_counted_once(tmp_path):
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_row(0, 0, AMOUNTS)
        for serial in (1, 2, 3):
            page.write_row(serial, 0, [serial, "东胜区", "某", person(serial), "2021-03"])
        page.merge_range(1, 5, 3, 5, 300)
    imported = read(tmp_path / "c")
    assert sum(line["amount"] for line in table(imported, "old_age")) == 300_00
    assert [one.code for one in imported.set_aside] == ["SET_ASIDE_AMOUNT"] * 2


def test_a_ditto_mark_in_an_amount_or_an_id_is_not_repeated(tmp_path):
    rows = [row(1), row(2, amount="同上"), "3,东胜区,某,同上,2021-03,100"]
    write(tmp_path / "c", "a.csv", old_age(rows))
    imported = read(tmp_path / "c")
    assert sum(line["amount"] for line in table(imported, "old_age")) == 100_00
    assert {one.code for one in imported.set_aside} == {"SET_ASIDE_AMOUNT", "SET_ASIDE_KEY"}


def test_a_ditto_mark_in_the_first_row_means_nothing(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1, place="同上"), row(2)]))
    assert [one.code for one in read(tmp_path / "c").set_aside] == ["SET_ASIDE_PLACE"]


def test_a_roll_whose_title_says_another_month_or_place_says_so(tmp_path):
    title = "东胜区2021年3月高龄津贴发放名册"
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, month="2021-04")], title=title))
    write(tmp_path / "d", "2020年/高龄津贴_达拉特旗.csv", old_age([row(1)]))
    (month,) = found(read(tmp_path / "c"), "TITLE_DIFFERS")
    assert (month.severity, "2021-03" in month.message, "2021-04" in month.message) == ("警告", True, True)
    sentences = [one.message for one in found(read(tmp_path / "d"), "TITLE_DIFFERS")]
    assert len(sentences) == 2
    assert any("2020" in one for one in sentences)
    assert any("达拉特旗" in one for one in sentences)


def test_a_title_that_fits_its_rows_is_not_reported(tmp_path):
    title = "鄂尔多斯市东胜区2021年3月高龄津贴发放名册"
    write(tmp_path / "c", "2021年/东胜区_202103.csv", old_age([row(1)], title=title))
    assert not found(read(tmp_path / "c"), "TITLE_DIFFERS")


def test_a_row_of_column_numbers_does_not_become_data_by_a_given_place(tmp_path):
    header = ["序号", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    rows = [["东胜区高龄津贴"], header, [1, 2, 3, 4, 5], [1, "某", person(1), "2021-03", 100]]
    book(tmp_path / "c", "a.xlsx", rows)
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted) == (1, 1)


def test_a_county_whose_name_begins_with_a_unit_is_no_unit(tmp_path):
    header = "所属旗区,销售月份,电脑票,即开票,销售额合计"
    for name, unit in (("元谋县", "元"), ("东胜区", "万元")):
        text = f"福利彩票销售台账\n填报单位：{name}民政局\n{header}\n东胜区,2021-03,1,1,2\n"
        write(tmp_path / unit / "c", "a.csv", text)
        (line,) = table(read(tmp_path / unit / "c"), "lottery_sales")
        assert line["amount"] == 2 * 10_000 * 100


def test_groups_of_figures_repeated_beside_a_unit_are_not_stacked(tmp_path):
    rows = [
        ["救灾情况统计表"],
        ["单位", "冬春救助", None, "冬春救助", None],
        [None, "救助户数", "救助金额(元)", "救助户数", "救助金额(元)"],
        ["东胜区", 1, 100, 2, 200],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert imported.files[0].rows == 1
    # Nothing says what the second group is: each figure is kept under the letter of its column.
    lines = table(imported, "assistance_statistics")
    assert {line["item"]: line["value"] for line in lines} == {
        "冬春救助/救助户数（B列）": 1,
        "冬春救助/救助金额(元)（C列）": 100,
        "冬春救助/救助户数（D列）": 2,
        "冬春救助/救助金额(元)（E列）": 200,
    }


@pytest.fixture(scope="module")
def sample(root):
    source = root / "data_raw" / "sample"
    assert (source / "sources.yml").is_file(), "the committed sample is part of every checkout"
    return source


def test_no_supplementary_ledger_takes_a_roll_with_one_misspelt_column(sample, tmp_path):
    """Each monthly roll of the sample, once for each of its columns, with that column's name spoilt."""
    wanted = {}
    for words in ("城市低保", "农村牧区低保", "特困", "高龄津贴", "残疾人"):
        files = sorted(path for path in sample.rglob("*.csv") if words in path.name)
        if not files:
            continue
        whole = files[0].read_bytes().decode("gb18030").splitlines()
        head = next(index for index, line in enumerate(whole) if "身份证号" in line)
        names = whole[head].split(",")
        for place, name in enumerate(names):
            spoilt = [*names[:place], name.strip('"')[:-1] + "好", *names[place + 1 :]]
            lines = [*whole[:head], ",".join(spoilt), *whole[head + 1 : head + 4]]
            target = f"{words}/{place}/{files[0].name}"
            write(tmp_path / "c", target, "\n".join(lines) + "\n")
            wanted[target] = words
    got = {sheet.path: sheet.ledger for sheet in read(tmp_path / "c").files}
    known = {
        "城市低保": "urban_dibao",
        "农村牧区低保": "rural_dibao",
        "特困": "special_hardship",
        "高龄津贴": "old_age",
        "残疾人": "disability",
    }
    assert got == {target: known[words] for target, words in wanted.items()}


def test_the_sample_is_recognised_by_no_supplementary_ledger(sample, tmp_path):
    from ledger_world import CATALOGUE

    folder = Path(shutil.copytree(sample, tmp_path / "sample"))
    taken = {sheet.ledger for sheet in read(folder).files if sheet.ledger}
    assert not [name for name in taken if CATALOGUE.ledgers[name].supplementary]
