"""A sheet -> its ledger, its header row, its columns."""

from __future__ import annotations

from ledger_world import OLD_AGE, book, found, old_age, person, read, row, table, write
from taizhang.ledger import as_json


def only(imported):
    return imported.files[0]


def test_a_roll_is_recognised_by_title_and_columns(tmp_path):
    write(tmp_path / "c", "津贴.csv", old_age([row(1), row(2)], "200"))
    sheet = only(read(tmp_path / "c"))
    assert (sheet.ledger, sheet.header_row, sheet.rows, sheet.accepted, sheet.other) == (
        "old_age",
        3,
        2,
        2,
        5,
    )


def test_the_file_name_or_a_folder_may_stand_for_the_title(tmp_path):
    for name in ("高龄津贴.csv", "高龄津贴/东胜.csv"):
        write(
            tmp_path / name[:2] / "c",
            name,
            old_age([row(1)], title="名册", header=OLD_AGE.replace("老人姓名", "姓名")),
        )
        assert only(read(tmp_path / name[:2] / "c")).ledger == "old_age"


def test_a_roll_of_an_unknown_programme_is_not_taken_for_one_with_the_same_columns(tmp_path):
    header = "序号,所属旗区,姓名,身份证号,发放月份,发放金额（元）"
    write(tmp_path / "c", "物价补贴.csv", old_age([row(1)], title="物价补贴发放名册", header=header))
    sheet = only(read(tmp_path / "c"))
    assert (sheet.ledger, sheet.nearest) == (None, "old_age")


def test_urban_and_rural_rolls_with_the_same_columns_are_told_apart_by_their_titles(tmp_path):
    header = "所属旗区,姓名,身份证号,户主身份证号,与户主关系,发放月份,户月保障金额（元）"
    line = f"东胜区,某,{person(1)},{person(1)},户主,2021-03,900"
    for name, title in (("a", "城市居民最低生活保障发放名册"), ("b", "农村牧区居民最低生活保障发放名册")):
        write(tmp_path / "c", f"{name}.csv", f"{title}\n{header}\n{line}\n")
    assert [sheet.ledger for sheet in read(tmp_path / "c").files] == ["urban_dibao", "rural_dibao"]


def test_a_header_of_two_rows_is_joined_and_a_group_stands_for_its_total(tmp_path):
    rows = [
        ["养老机构台账"],
        ["序号", "所属旗区", "机构编号", "机构名称", "机构性质", "投入运营日期", "床位数（张）", None],
        [None, None, None, None, None, None, "合计", "其中：护理型床位（张）"],
        [1, "东胜区", "A1", "甲院", "公办", "2019年5月1日", 100, 60],
        ["合计", None, None, None, None, None, 100, 60],
    ]
    book(tmp_path / "c", "养老机构.xlsx", rows)
    imported = read(tmp_path / "c")
    assert only(imported).header_row == 2
    assert [
        (line["beds"], line["nursing_beds"], line["_row"]) for line in table(imported, "elder_institutions")
    ] == [(100, 60, 4)]
    assert not found(imported, "CONTROL_TOTAL")


def test_a_misspelt_required_column_is_named_with_the_nearest_header(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)], header=OLD_AGE.replace("发放月份", "发放月分")))
    imported = read(tmp_path / "c")
    (error,) = found(imported, "MISSING_COLUMN")
    assert (error.row, error.column) == (3, "发放月分")
    assert "发放月份" in error.message
    assert (only(imported).accepted, len(only(imported).aside)) == (0, 1)


def test_sources_yml_names_the_ledger_and_its_columns(tmp_path):
    folder = tmp_path / "c"
    write(folder, "x.csv", "甲,乙,丙,丁\n东胜区," + person(1) + ",2021-03,100\n")
    columns = "{place: 甲, id_number: 乙, month: 丙, amount: 丁}"
    rule = f"{{match: x.csv, ledger: old_age, header_row: 1, columns: {columns}}}"
    text = f"valid_id_areas: ['1599']\nfiles:\n  - {rule}\n"
    (folder / "sources.yml").write_text(text, encoding="utf-8")
    (line,) = table(read(folder), "old_age")
    assert (line["place"], line["month"], line["amount"]) == ("150602", "2021-03", 100_00)


def test_a_file_that_is_no_ledger_is_counted_as_other(tmp_path):
    write(tmp_path / "c", "说明.txt", "本文件夹存放各旗区报来的台账。\n请勿改名。\n")
    (file,) = as_json(read(tmp_path / "c"))["files"]
    assert (file["ledger"], file["rows"], file["other"]) == (None, 0, 2)
