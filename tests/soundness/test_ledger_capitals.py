"""Amounts in words (大写) in 合计 rows, footers and rows: held against the figures like any total."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.errors import LedgerError
from taizhang.ledger import accept
from taizhang.ledger.convert.capitals import amounts_in_figures, amounts_in_words

HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份", "发放金额（元）"]


def roll(folder, *foot, amounts=(100, 110), head=HEAD, more=()):
    rows = [
        [number, "东胜区", "某甲", person(number), "2021-03", amount, *more]
        for number, amount in enumerate(amounts, start=1)
    ]
    book(folder, "a.xlsx", [["高龄津贴发放名册"], head, *rows, *foot])
    return read(folder)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("贰佰壹拾元整", 210_00),
        ("人民币（大写）肆仟陆佰元正", 4600_00),
        ("叁仟零伍拾元伍角整", 3050_50),
        ("壹万贰仟叁佰肆拾伍元陆角柒分", 12345_67),
        ("贰佰元零伍分", 200_05),
        ("壹佰万圆整", 1_000_000_00),
        ("大写：贰佰 壹拾 元整", 210_00),
        ("大写：二百一十元", 210_00),
    ],
)
def test_words_say_an_amount(text, fen):
    assert list(amounts_in_words(text)) == [fen]


@pytest.mark.parametrize("text", ["每人补助一百元", "制表人：陆", "大写金额（人民币）：", "第一页"])
def test_other_texts_say_none(text):
    assert not list(amounts_in_words(text))


def test_figures_beside_words_are_found():
    assert list(amounts_in_figures("大写：贰佰壹拾元整 小写：￥1,210.50")) == [1210_50]


@pytest.mark.parametrize(
    ("foot", "wrong"),
    [
        ([["合计", "", "", "", "贰佰壹拾元整", 210]], 0),
        ([["合计", "", "", "", "贰佰贰拾元整", 210]], 1),
        ([["合计（大写）", "贰佰贰拾元整", "", "", "", 210]], 1),
        ([["合计（大写）", "贰佰壹拾元整", "", "", "", 210]], 0),
        ([["合计", "", "", "", "", 210], ["合计（大写）：贰佰贰拾元整"]], 1),
        ([["合计", "", "", "", "", 210], ["合计（大写）：贰佰壹拾元整"]], 0),
        ([["人民币（大写）：贰佰贰拾元整"]], 1),
        ([["合计", "", "", "", "", "贰佰壹拾元整"]], 0),
        ([["合计", "", "", "", "", "贰佰贰拾元整"]], 1),
        # The words are right and the figures beside them are not: 211 is not 100 + 110.
        ([["大写：贰佰壹拾元整 小写：￥211.00"]], 1),
        ([["大写：贰佰壹拾元整 小写：￥210.00"]], 0),
        ([["人民币（大写）：", "", "贰佰贰拾元整"]], 1),
        ([["人民币（大写）：", "", "贰佰壹拾元整"]], 0),
        ([["合计金额（大写）：", "", "贰佰贰拾"]], 1),
        ([["大写：", "贰佰壹拾元整", "小写：", "￥211.00"]], 1),
        ([["大写：", "贰佰壹拾元整", "", "经办人：王三"]], 0),
        ([["制表人：陆元"]], 0),
    ],
)
def test_a_total_in_words_is_held_against_the_rows(tmp_path, foot, wrong):
    imported = roll(tmp_path / "c", *foot)
    told = found(imported, "CONTROL_TOTAL")
    assert len(told) == wrong
    assert sum(line["amount"] for line in table(imported, "old_age")) == 210_00
    if wrong:
        assert "大写金额" in told[0].message
        with pytest.raises(LedgerError, match="CONTROL_TOTAL"):
            accept(imported)


def test_words_under_a_block_are_those_of_the_block(tmp_path):
    rows = [[n, "东胜区", "某甲", person(n), "2021-03", 100] for n in (1, 2, 3)]
    small = ["小计", "大写：壹佰元整", "", "", "", 100]
    sheet = [rows[0], small, *rows[1:], ["合计", "大写：叁佰元整", "", "", "", 300]]
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放名册"], HEAD, *sheet])
    assert not found(read(tmp_path / "c"), "CONTROL_TOTAL")


def test_words_of_two_columns_together_may_be_their_sum(tmp_path):
    head = [*HEAD, "其中：补发金额（元）", "合计金额（元）"]
    foot = ["合计", "", "大写：贰佰贰拾元整", "", "", 200, 20, 220]
    imported = roll(tmp_path / "c", foot, amounts=(100, 100), head=head, more=(10, 110))
    assert not found(imported, "CONTROL_TOTAL")


def test_words_in_a_row_are_held_against_its_figures(tmp_path):
    head = [*HEAD, "金额大写"]
    assert not found(roll(tmp_path / "a", amounts=(100,), head=head, more=("壹佰元整",)), "ROW_CHECK")
    (one,) = found(roll(tmp_path / "b", amounts=(100,), head=head, more=("壹仟元整",)), "ROW_CHECK")
    assert (one.severity, one.row, one.column) == ("警告", 3, "金额大写")
