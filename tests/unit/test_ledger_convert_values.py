"""Cells as people write them: read exactly, or not at all."""

from __future__ import annotations

import random
from datetime import date

import pyarrow as pa
import pytest

from taizhang.declare.specs import ColumnSpec
from taizhang.ledger.convert import Context, convert

DAY = date(2021, 3, 1)


def one(kind, text, **context):
    cells = convert(ColumnSpec("c", "列", kind), pa.array([text]), 1, Context(**context))
    return None if cells.unreadable[0] else cells.values[0].as_py()


@pytest.mark.parametrize(
    "text",
    [
        "20210301",
        "2021.3.1",
        "2021-3-1",
        "2021/3/1",
        "2021年3月1日",
        "２０２１年３月１日",
        "44256",
        "2021-03-01 00:00:00",
    ],
)
def test_a_day_in_the_ways_that_people_write_it(text):
    assert one("date", text) == DAY


@pytest.mark.parametrize(
    "text", ["21/3/1", "3月1日", "2021年3月", "3/1/2021", "2021-2-30", "1-Mar-21", "2021.3"]
)
def test_a_day_that_could_be_another_one_is_not_guessed(text):
    assert one("date", text) is None


@pytest.mark.parametrize(
    "text", ["2021年3月", "2021.03", "2021-3", "202103", "２０２１年３月份", "2021/3", "44256", "2021-03-01"]
)
def test_a_month_in_the_ways_that_people_write_it(text):
    assert one("month", text) == "2021-03"


@pytest.mark.parametrize("text", ["3月", "21/3", "2021-13", "2021年第一季度", "3", "2021"])
def test_a_month_without_its_year_is_not_guessed(text):
    assert one("month", text) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [("１，２３４．５０", 123450), ("1,234.5元", 123450), ("0.12万元", 120000), ("¥1,234.50", 123450), ("1234.50 ", 123450),
     ("-150", -15000), ("－150.00", -15000)],
)  # fmt: skip
def test_an_amount_in_the_ways_that_people_write_it(text, fen):
    assert one("money", text) == fen


@pytest.mark.parametrize(
    "text", ["一千零四十元整", "壹佰伍拾", "(150)", "10²", "①", "1½", "1,23", "1.234,56", "100/月", "1e3", "#REF!", "约100", "150-"]
)  # fmt: skip
def test_an_amount_that_is_no_plain_number_is_not_guessed(text):
    assert one("money", text) is None
    assert one("count", text) is None


def test_a_percent_sign_is_read_only_under_a_header_that_names_it():
    assert str(one("number", "85.5%", percent=True)) == "85.500000"
    assert one("number", "85.5%") is None


@pytest.mark.parametrize("text", ["1.52E+17", "1.52601E+17", "15260119500101", "152601 1950"])
def test_an_id_that_a_spreadsheet_has_cut_is_unreadable(text):
    assert one("id_number", text) is None


def test_check_digits_agree_with_an_independent_library():
    ric = pytest.importorskip("stdnum.cn.ric")
    chance = random.Random(7)
    heads = [
        f"150602{chance.randint(1930, 2020)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}{chance.randint(0, 999):03d}"
        for _ in range(200)
    ]
    ids = [head + chance.choice("0123456789X") for head in heads] + [
        head + ric.calc_check_digit(head + "0") for head in heads
    ]
    cells = convert(
        ColumnSpec("c", "证件号", "id_number"), pa.array(ids), 400, Context(areas=frozenset({"150602"}))
    )
    wrong = next(odd.rows for odd in cells.odd if odd.code == "ID_CHECK_DIGIT").tolist()
    assert wrong == [ric.calc_check_digit(text) != text[-1] for text in ids]
    assert any(wrong[:200]) and not any(wrong[200:])


def test_credit_codes_agree_with_an_independent_library():
    uscc = pytest.importorskip("stdnum.cn.uscc")
    chance = random.Random(8)
    heads = ["5215" + "0602" + "".join(chance.choice("0123456789") for _ in range(9)) for _ in range(200)]
    codes = [head + chance.choice("0123456789ABCDEFGH") for head in heads] + [
        head + uscc.calc_check_digit(head) for head in heads
    ]
    cells = convert(ColumnSpec("c", "代码", "uscc"), pa.array(codes), 400, Context())
    (odd,) = cells.odd
    assert odd.rows.tolist() == [uscc.calc_check_digit(code[:17]) != code[17] for code in codes]


@pytest.mark.parametrize(
    ("text", "value", "odd"),
    [("6215 9900 0023 7570 090", "6215990000237570090", False), ("6.21599E+18", "6.21599E+18", True), ("无卡", "无卡", True)],
)  # fmt: skip
def test_a_bank_account_of_another_shape_is_kept_and_named(text, value, odd):
    cells = convert(ColumnSpec("c", "银行账号", "account"), pa.array([text]), 1, Context())
    assert (cells.values[0].as_py(), bool(cells.odd)) == (value, odd)
    assert not cells.unreadable[0]
