"""Persons of whom a column says that they are not paid: never counted before somebody has said so."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.errors import DefinitionError, LedgerError
from taizhang.ledger import accept

HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份", "发放金额（元）"]


def roll(folder, header, *cells, told="", total=None, amount=100):
    rows = [
        [number, "东胜区", "某甲", person(number), "2021-03", amount, cell]
        for number, cell in enumerate(cells, start=1)
    ]
    last = [["合计", "", "", "", "", total]] if total is not None else []
    book(folder, "a.xlsx", [["高龄津贴发放名册"], [*HEAD, header], *rows, *last])
    if told:
        said = f'valid_id_areas: ["1599"]\nfiles:\n  - {{match: a.xlsx, counts_if: {{{told}}}}}\n'
        (folder / "sources.yml").write_text(said, encoding="utf-8")
    return read(folder)


@pytest.mark.parametrize(
    ("header", "paid", "unpaid"),
    [
        ("发放标识", "1", "0"),
        ("发放标识", 1, 0),
        ("发放标志", "1", "2"),
        ("发放状态", "正常", "停发"),
        ("发放状态", "已发放", "待发放"),
        ("是否发放", "是", "否"),
        ("是否发放", "Y", "N"),
        ("是否 发放", "√", "×"),
        ("是否保障", "是", "否"),
        ("是否享受待遇", "是", "死亡"),
        ("是否停发", "否", "是"),
        ("停发标识", "0", "1"),
        ("发放结果", "成功", "退票"),
        ("银行处理结果", "交易成功", "账号错误"),
        ("银行反馈", "成功", "户名与账号不符"),
        ("交易信息", "交易成功", "账户已销户"),
        ("失败原因", "", "户名不符"),
        ("打卡状态", "打卡成功", "打卡失败"),
        ("打卡状态", "已打卡", "未发放"),
        ("到账情况", "已到账", "未到账"),
        ("审批状态", "审批通过", "审批不通过"),
        ("审核结果", "同意", "不予批准"),
        ("审批意见", "同意救助", "不符合条件"),
        ("是否批准", "是", "否"),
    ],
)
@pytest.mark.parametrize("amount", [100, 0])
def test_a_row_that_says_it_is_not_paid_stops_the_build(tmp_path, header, paid, unpaid, amount):
    imported = roll(tmp_path / "c", header, paid, unpaid, amount=amount)
    (one,) = found(imported, "NOT_PAID")
    assert (one.severity, one.row, one.column) == ("错误", 4, header)
    assert "counts_if" in one.message
    with pytest.raises(LedgerError, match="NOT_PAID"):
        accept(imported)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("发放标识", "1"),
        ("发放状态", "已发放"),
        ("发放状态", "恢复发放"),
        ("是否发放", "是"),
        ("是否发放", ""),
        ("是否享受低保", "否"),
        ("就业状态", "无"),
        ("家庭保障状态", "不详"),
        ("是否停发", "否"),
        ("银行处理结果", "交易成功"),
        ("失败原因", ""),
        ("失败原因", "无"),
        ("审批状态", "审批通过"),
        ("审核意见", "同意"),
        ("处理情况", ""),
    ],
)
def test_other_rows_and_other_columns_are_read_as_before(tmp_path, header, cell):
    imported = roll(tmp_path / "c", header, cell, cell)
    assert not found(imported, "NOT_PAID")
    assert len(table(imported, "old_age")) == 2


def test_the_rows_that_do_not_count_are_set_aside_and_told(tmp_path):
    imported = roll(tmp_path / "c", "是否发放", "是", "否", "是", told="是否发放: [是]", total=200)
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted, [one.row for one in sheet.aside]) == (3, 2, [4])
    assert [line["_row"] for line in table(imported, "old_age")] == [3, 5]
    assert [(one.severity, one.row) for one in found(imported, "NOT_COUNTED")] == [("提示", 4)]
    assert not found(imported, "NOT_PAID")
    accept(imported)


@pytest.mark.parametrize(("total", "wrong"), [(200, 0), (300, 0), (250, 1)])
def test_a_total_may_be_of_all_rows_or_of_those_that_count(tmp_path, total, wrong):
    imported = roll(tmp_path / "c", "是否发放", "是", "否", "是", told="是否发放: [是]", total=total)
    assert len(found(imported, "CONTROL_TOTAL")) == wrong


def test_who_names_every_word_counts_every_row(tmp_path):
    imported = roll(tmp_path / "c", "发放标识", 1, 0, told="发放标识: [1, 0]")
    assert len(table(imported, "old_age")) == 2
    assert not found(imported, "NOT_PAID")
    accept(imported)


def test_a_word_that_was_not_named_does_not_count(tmp_path):
    imported = roll(tmp_path / "c", "发放标识", "是", "", "待定", told="发放标识: [是]")
    assert [one.row for one in imported.set_aside] == [4, 5]


@pytest.mark.parametrize(
    ("header", "paid", "unpaid", "told"),
    [
        ("银行处理结果", "交易成功", "账号错误", "银行处理结果: [交易成功]"),
        ("失败原因", "", "户名不符", '失败原因: [""]'),
        ("审批状态", "审批通过", "审批不通过", "审批状态: [审批通过]"),
    ],
)
def test_the_message_says_what_to_paste_and_pasting_it_reads_the_paid_rows(
    tmp_path, header, paid, unpaid, told
):
    imported = roll(tmp_path / "c", header, paid, unpaid, paid)
    assert f"counts_if: {{{told}}}" in found(imported, "NOT_PAID")[0].message
    imported = roll(tmp_path / "d", header, paid, unpaid, paid, told=told)
    assert [line["_row"] for line in table(imported, "old_age")] == [3, 5]
    assert [one.row for one in found(imported, "NOT_COUNTED")] == [4]
    accept(imported)


def test_a_row_left_out_by_one_column_is_not_asked_about_by_another(tmp_path):
    rows = [
        [n, "东胜区", "某甲", person(n), "2021-03", 100, *more]
        for n, more in enumerate([("成功", ""), ("退票", "户名不符")])
    ]
    said = 'valid_id_areas: ["1599"]\nfiles:\n  - {match: a.xlsx, counts_if: {发放结果: [成功]}}\n'
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放名册"], [*HEAD, "发放结果", "失败原因"], *rows])
    (tmp_path / "c" / "sources.yml").write_text(said, encoding="utf-8")
    imported = read(tmp_path / "c")
    assert not found(imported, "NOT_PAID")
    assert len(table(imported, "old_age")) == 1


def test_a_column_that_is_not_there_stops_the_build(tmp_path):
    imported = roll(tmp_path / "c", "是否发放", "是", "否", told="发放标识: [是]")
    assert "counts_if" in found(imported, "MISSING_COLUMN")[0].message
    with pytest.raises(LedgerError):
        accept(imported)


def test_a_list_without_words_is_refused(tmp_path):
    with pytest.raises(DefinitionError):
        roll(tmp_path / "c", "是否发放", "是", told="是否发放: []")
