"""Lists of those who are not paid, with the columns of the roll of those who are: never added in silence."""

from __future__ import annotations

import pytest
import xlsxwriter

from ledger_world import book, found, person, read, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

HEAD = ["序号", "姓名", "身份证号", "发放金额（元）"]
PAID = "临河区2021年3月高龄津贴发放花名册"


def roll(title, *serials, head=HEAD, more=()):
    return [[title], head, *([serial, "某甲", person(serial), 100, *more] for serial in serials)]


@pytest.mark.parametrize(
    "title",
    [
        "临河区2021年3月高龄津贴停发人员名单",
        "临河区2021年3月高龄津贴暂停发放人员",
        "临河区2021年3月高龄津贴死亡减员明细",
        "临河区2021年3月高龄津贴追缴人员名单",
        "临河区2021年3月高龄津贴拟新增人员公示",
        "临河区2021年3月高龄津贴取消享受资格名单",
        "临河区2021年3月高龄津贴银行发放失败名单",
        "临河区2021年3月高龄津贴公示名单",
    ],
)
def test_a_title_that_names_the_unpaid_stops_the_build(tmp_path, title):
    book(tmp_path / "c", "a.xlsx", roll(title, 1, 2))
    imported = read(tmp_path / "c")
    (one,) = found(imported, "OTHER_LIST")
    assert (one.severity, one.ledger, one.case) == ("错误", "old_age", "OTHER_LIST:a.xlsx:Sheet1")
    with pytest.raises(LedgerError, match="OTHER_LIST"):
        accept(imported)


@pytest.mark.parametrize("sheet", ["停发", "减少人员", "样表", "备份"])
def test_a_sheet_name_says_so_under_a_title_that_was_copied(tmp_path, sheet):
    book(tmp_path / "c", "a.xlsx", roll(PAID, 1), sheet)
    assert sheet in found(read(tmp_path / "c"), "OTHER_LIST")[0].message


def test_a_file_name_says_so_over_a_plain_title(tmp_path):
    book(tmp_path / "c", "临河区3月死亡停发.xlsx", roll(PAID, 1))
    assert found(read(tmp_path / "c"), "OTHER_LIST")[0].message.startswith("文件名写的是“停发”")


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("a.xlsx", PAID),
        ("临河区3月发放和停发.xlsx", PAID),
        ("a.xlsx", "临河区2021年3月高龄津贴发放花名册（不含停发人员）"),
        ("a.xlsx", "临河区2021年3月高龄津贴发放花名册（核减后）"),
        ("a.xlsx", "临河区2021年3月高龄津贴发放公示"),
        ("a.xlsx", "临河区2021年3月高龄津贴新增人员名单"),
        ("退回重报/a.xlsx", PAID),
    ],
)
def test_a_pay_roll_whose_texts_only_mention_them_is_read(tmp_path, file, title):
    book(tmp_path / "c", file, roll(title, 1, 2))
    imported = read(tmp_path / "c")
    assert not found(imported, "OTHER_LIST")
    assert len(table(imported, "old_age")) == 2


def test_whoever_names_the_ledger_in_sources_yml_is_believed(tmp_path):
    (tmp_path / "c").mkdir()
    told = 'valid_id_areas: ["1599"]\nfiles:\n  - {match: a.xlsx, ledger: old_age}\n'
    (tmp_path / "c" / "sources.yml").write_text(told, encoding="utf-8")
    book(tmp_path / "c", "a.xlsx", roll("临河区2021年3月高龄津贴停发人员名单", 1))
    assert not found(read(tmp_path / "c"), "OTHER_LIST")


@pytest.mark.parametrize("heading", ["以下为本月停发人员", "死亡人员", "以下为追回"])
def test_a_heading_among_the_rows_says_so_too_and_names_its_row(tmp_path, heading):
    rows = [*roll(PAID, 1, 2), [heading], *roll("", 3)[2:]]
    book(tmp_path / "c", "a.xlsx", rows)
    (one,) = found(read(tmp_path / "c"), "SECTIONS")
    assert (one.severity, one.row) == ("错误", 5)


@pytest.mark.parametrize(
    ("header", "cell", "doubtful"),
    [
        ("状态", "停发", True),
        ("人员状态", "死亡停发", True),
        ("停发时间", "2021-02", True),
        ("减少原因", "外出", True),
        ("备注", "已停发", True),
        ("状态", "正常", False),
        ("停发时间", "无", False),
        ("就业状态", "终止", False),
        ("备注", "去年曾停发，现已恢复", False),
        ("备注", "已死亡，停发", True),
        ("备注", "已注销", True),
        ("备注", "本月起暂停发放", True),
        ("备注", "3月5日去世", True),
        ("备注", "父亲死亡，母亲改嫁", False),
        ("备注", "2019年退出现役", False),
        ("备注", "残疾证已换发", False),
    ],
)
def test_a_paid_row_that_calls_itself_stopped_is_doubtful(tmp_path, header, cell, doubtful):
    book(tmp_path / "c", "a.xlsx", roll(PAID, 1, head=[*HEAD, header], more=[cell]))
    rows = [one.row for one in found(read(tmp_path / "c"), "STOPPED_ROW")]
    assert rows == ([3] if doubtful else [])


@pytest.mark.parametrize(
    ("header", "cell", "doubtful"),
    [
        ("是否健在", "否", True),
        ("审核状态", "未审核", True),
        ("认证情况", "未认证", True),
        ("是否发放", "是", False),
        ("身体情况", "不好", False),
        ("是否残疾", "否", False),
        ("是否享受低保", "否", False),
    ],
)
def test_a_flag_that_says_no_over_an_amount_is_doubtful(tmp_path, header, cell, doubtful):
    book(tmp_path / "c", "a.xlsx", roll(PAID, 1, head=[*HEAD, header], more=[cell]))
    assert bool(found(read(tmp_path / "c"), "STOPPED_ROW")) == doubtful


@pytest.mark.parametrize(
    ("cell", "doubtful"),
    [("退回", True), ("银行退票", True), ("账号有误", True), ("退回后已重发", False), ("账号已核对", False)],
)
def test_a_remark_that_the_money_came_back_is_doubtful_and_the_row_counts(tmp_path, cell, doubtful):
    book(tmp_path / "c", "a.xlsx", roll(PAID, 1, head=[*HEAD, "备注"], more=[f"某甲{cell}"]))
    imported = read(tmp_path / "c")
    assert [(one.severity, one.row) for one in found(imported, "BANK_RETURN")] == [("警告", 3)] * doubtful
    assert all("某甲" not in one.message for one in imported.findings)
    assert len(table(imported, "old_age")) == 1


def test_a_remark_in_a_ledger_that_keeps_its_remarks_is_doubtful_too(tmp_path):
    title, head = "临河区临时救助发放花名册", ["姓名", "身份证号", "发放日期", "救助金额（元）", "备注"]
    rows = [
        ["某甲", person(1), "2021-03-05", 100, "已死亡，停发"],
        ["某乙", person(2), "2021-03-05", 100, ""],
    ]
    book(tmp_path / "c", "a.xlsx", [[title], head, *rows])
    imported = read(tmp_path / "c")
    assert [one.row for one in found(imported, "STOPPED_ROW")] == [3]
    assert len(table(imported, "temporary_relief")) == 2


@pytest.mark.parametrize("word", ["新增", "新增人员", "变更", "复核"])
def test_a_list_of_some_of_the_paid_alone_is_read_and_says_what_it_is(tmp_path, word):
    book(tmp_path / "c", "a.xlsx", roll(f"临河区2021年3月高龄津贴{word}花名册", 1, 2))
    imported = read(tmp_path / "c")
    (one,) = found(imported, "PARTIAL_LIST")
    assert one.severity == "警告"
    assert word in one.message
    assert len(table(imported, "old_age")) == 2
    accept(imported)


@pytest.mark.parametrize("word", ["新增", "变更", "复核"])
def test_a_list_of_some_of_the_paid_is_not_added_to_the_roll_beside_it(tmp_path, word):
    book(tmp_path / "c", "a.xlsx", roll(PAID, 1, 2))
    book(tmp_path / "c", "b.xlsx", roll(f"临河区2021年3月高龄津贴{word}花名册", 3))
    imported = read(tmp_path / "c")
    assert {one.path for one in found(imported, "DUPLICATE_FILE")} == {"a.xlsx", "b.xlsx"}
    with pytest.raises(LedgerError, match="DUPLICATE_FILE"):
        accept(imported)


def test_a_sheet_of_some_of_the_paid_is_not_added_to_the_roll_in_the_same_file(tmp_path):
    path = write(tmp_path / "c", "a.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        for name, serials in (("发放", (1, 2)), ("新增", (3,))):
            page = workbook.add_worksheet(name)
            for number, cells in enumerate(roll(PAID, *serials)):
                page.write_row(number, 0, cells)
    imported = read(tmp_path / "c")
    assert {one.sheet for one in found(imported, "DUPLICATE_FILE")} == {"发放", "新增"}
    with pytest.raises(LedgerError, match="DUPLICATE_FILE"):
        accept(imported)


@pytest.mark.parametrize("part", ["（含新增人员）", "（新增提标后）"])
def test_a_roll_that_takes_in_the_new_ones_is_a_whole_roll(tmp_path, part):
    book(tmp_path / "c", "a.xlsx", roll(PAID + part, 1, 2))
    assert not found(read(tmp_path / "c"), "PARTIAL_LIST")


def test_a_list_of_payments_sent_back_stops_the_build(tmp_path):
    book(tmp_path / "c", "a.xlsx", roll("临河区2021年3月高龄津贴退回花名册", 1, 2))
    assert found(read(tmp_path / "c"), "OTHER_LIST")


@pytest.mark.parametrize("title", ["农村低保发放花名册", "城市低保金发放表", "低保发放花名册"])
def test_a_roll_that_was_read_as_a_list_of_households_says_that_no_figure_holds_it(tmp_path, title):
    book(tmp_path / "c", "a.xlsx", roll(f"临河区2021年3月{title}", 1, 2))
    imported = read(tmp_path / "c")
    (one,) = found(imported, "NO_INDICATOR")
    assert one.severity == "警告"
    assert "“与户主关系”" in one.message
    assert len(table(imported, "assistance_households")) == 2


def test_a_list_of_households_that_calls_itself_one_needs_no_warning(tmp_path):
    head = ["序号", "救助类型", "户主姓名", "证件号码", "家庭月保障金额"]
    rows = [[1, "农村低保", "某甲", person(1), 100]]
    book(tmp_path / "c", "临河区2021年3月家庭信息.xlsx", [head, *rows])
    imported = read(tmp_path / "c")
    assert len(table(imported, "assistance_households")) == 1
    assert not found(imported, "NO_INDICATOR")
