"""Several files of one place and month: parts of one roll are added up, a second roll still stops."""

import pytest

from ledger_world import book, found, person, read, table

SHORT = ["序号", "乡镇", "姓名", "身份证号", "发放金额（元）"]
TITLE = ["讷河市2021年5月高龄津贴发放表"]


def roll(folder, name, town, serials, title=TITLE, amount=100):
    rows = [[number, town, "某甲", person(serial), amount] for number, serial in enumerate(serials, 1)]
    book(folder, name, [title, SHORT, *rows])


def paid(imported, ledger="old_age"):
    return sum(line["amount"] for line in table(imported, ledger))


def test_one_file_a_township_is_one_roll_and_is_said_once(tmp_path):
    for number, town in enumerate(["拉哈镇", "学田镇", "通南镇"]):
        roll(tmp_path / "c", f"{town}.xlsx", town, [10 * number + 1, 10 * number + 2])
    imported = read(tmp_path / "c")
    assert paid(imported) == 3 * 2 * 100_00
    assert not found(imported, "DUPLICATE_FILE")
    (said,) = found(imported, "FILES_SAME_MONTH")
    assert "苏木乡镇（街道）" in said.message and "讷河市 2021-05" in said.message


def test_a_person_in_both_files_makes_them_duplicates(tmp_path):
    roll(tmp_path / "c", "拉哈镇.xlsx", "拉哈镇", [1, 2, 3])
    roll(tmp_path / "c", "学田镇.xlsx", "学田镇", [3, 4, 5])
    imported = read(tmp_path / "c")
    assert len(found(imported, "DUPLICATE_FILE")) == 2
    assert not found(imported, "FILES_SAME_MONTH")


@pytest.mark.parametrize(
    "towns", [("拉哈镇", "拉哈镇"), ("拉哈镇", "拉哈"), ("拉哈镇", ""), ("", ""), ("拉哈镇", " 拉哈镇 ")]
)
def test_files_of_the_same_or_of_no_township_are_duplicates(tmp_path, towns):
    for number, town in enumerate(towns):
        roll(tmp_path / "c", f"{number}.xlsx", town, [10 * number + 1, 10 * number + 2])
    assert len(found(read(tmp_path / "c"), "DUPLICATE_FILE")) == 2


def test_a_roll_of_the_whole_county_is_no_part_beside_a_township_in_it(tmp_path):
    folder = tmp_path / "c"
    rows = [[1, "拉哈镇", "某甲", person(1), 100], [2, "学田镇", "某甲", person(2), 100]]
    book(folder, "全市.xlsx", [TITLE, SHORT, *rows])
    roll(folder, "学田镇.xlsx", "学田镇", [3])
    assert len(found(read(folder), "DUPLICATE_FILE")) == 2


def test_the_kinds_of_one_allowance_may_come_in_a_file_each(tmp_path):
    header = ["姓名", "身份证号", "补贴金额（元）"]
    for serial, kind in enumerate(["困难残疾人生活补贴", "重度残疾人护理补贴"], 1):
        book(tmp_path / "c", f"湄潭县2021年1月{kind}.xlsx", [header, ["某甲", person(serial), 80]])
    imported = read(tmp_path / "c")
    assert paid(imported, "disability") == 2 * 80_00
    assert not found(imported, "DUPLICATE_FILE")
    assert len(found(imported, "FILES_SAME_MONTH")) == 1


@pytest.mark.parametrize("word", ["停发", "拟新增", "发放失败"])
def test_a_list_of_those_who_are_not_paid_never_counts_as_a_part(tmp_path, word):
    roll(tmp_path / "c", "拉哈镇.xlsx", "拉哈镇", [1, 2])
    roll(tmp_path / "c", "学田镇.xlsx", "学田镇", [3], title=[f"讷河市2021年5月高龄津贴{word}人员名单"])
    imported = read(tmp_path / "c")
    assert len(found(imported, "DUPLICATE_FILE")) == 2
    assert found(imported, "OTHER_LIST")


def test_a_township_that_lacks_a_month_is_missed(tmp_path):
    for number, (town, month) in enumerate([("拉哈镇", 5), ("学田镇", 5), ("拉哈镇", 6)]):
        title = [f"讷河市2021年{month}月高龄津贴发放表"]
        roll(tmp_path / "c", f"{number}.xlsx", town, [10 * number + 1], title=title)
    (missed,) = found(read(tmp_path / "c"), "MISSING_PART")
    assert "2021-06 没有学田镇的数据" in missed.message
