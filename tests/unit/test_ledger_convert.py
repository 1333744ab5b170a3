"""Text cells -> exact typed values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from ledger_world import person
from taizhang import places
from taizhang.declare import ColumnSpec
from taizhang.ledger.convert import Context, convert

PLACES = places.lookup(places.registry())
AREAS = frozenset(places.registry())


def cells(kind, texts, *, values=None, **context):
    column = ColumnSpec("x", "x", kind, values=values or {})
    known = Context(places=PLACES, areas=AREAS, valid_areas=("1599",), **context)
    return convert(column, pa.array(texts, pa.string()), len(texts), known)


def one(kind, text, **more):
    result = cells(kind, [text], **more)
    return "unreadable" if result.unreadable[0] else result.values[0].as_py()


@pytest.mark.parametrize(
    ("text", "yuan", "fen"),
    [
        ("1600", 1, 1600_00),
        ("1,600.00", 1, 1600_00),
        ("１６００．５", 1, 1600_50),
        ("¥12.3", 1, 12_30),
        ("1600元整", 1, 1600_00),
        ("3.5万元", 1, 35000_00),
        ("12.345678", 10_000, 123456_78),
        ("1600元", 10_000, 1600_00),
        ("3万", 10_000, 30000_00),
        ("-5", 1, -5_00),
        ("—", 1, None),
        ("1600.005", 1, "unreadable"),
        ("12.3456789", 10_000, "unreadable"),
        ("1,60", 1, "unreadable"),
        ("1.6E+3", 1, "unreadable"),
        ("一千零四十元整", 1, "unreadable"),
        ("一", 1, "unreadable"),
    ],
)
def test_money_is_read_exactly_or_not_at_all(text, yuan, fen):
    assert one("money", text, yuan=yuan) == fen


def test_many_different_amounts_give_the_same_as_one_by_one():
    texts = [f"{number}.{number % 100:02d}" for number in range(500)] + ["x", "", "1,000"]
    result = cells("money", texts)
    assert result.values.to_pylist() == [number * 100 + number % 100 for number in range(500)] + [
        None,
        None,
        1000_00,
    ]
    assert result.unreadable.nonzero()[0].tolist() == [500]
    assert result.blank.nonzero()[0].tolist() == [501]


def test_binary_noise_of_a_workbook_is_not_taken_for_decimals():
    assert one("money", "12345678.119999999", numeric_cells=True) == 12345678_12
    assert one("money", "12345678.119999999") == "unreadable"


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("12.0", 12), ("1,200人", 1200), ("12.5", "unreadable"), ("-1", "unreadable")],
)
def test_a_count_is_whole(text, value):
    assert one("count", text) == value


def test_a_number_keeps_its_decimals():
    assert one("number", "12.3456") == Decimal("12.3456")


@pytest.mark.parametrize(
    "text",
    [
        "2021-03",
        "2021年3月",
        "202103",
        "2021.3",
        "2021/3",
        "2021-03-01 00:00:00",
        "44256",
        "21年3月",
        "20210301",
    ],
)
def test_a_month_is_read_in_every_usual_way(text):
    assert one("month", text) == "2021-03"


@pytest.mark.parametrize(
    "text", ["2021-03-01", "2021.3.1", "20210301", "2021年3月1日", "2021/3/1", "44256", "2021-03-01 00:00:00"]
)
def test_a_date_is_read_in_every_usual_way(text):
    assert one("date", text) == date(2021, 3, 1)


@pytest.mark.parametrize("text", ["21/3/1", "2021-02-30", "2021-03", "不详", "3月1日"])
def test_an_ambiguous_or_impossible_date_is_unreadable(text):
    assert one("date", text) == "unreadable"


def test_2021_1_in_a_workbook_may_be_october():
    assert one("month", "2021.1", numeric_cells=True) == "unreadable"
    assert cells("month", ["2021.1", "2021.10"], numeric_cells=True).values.to_pylist() == [
        "2021-01",
        "2021-10",
    ]


@pytest.mark.parametrize(
    "text", ["东胜区", "东胜", "150602", "内蒙古自治区鄂尔多斯市东胜区", " 东 胜 区 ", "150602000000"]
)
def test_a_place_is_read_in_every_usual_way(text):
    assert one("place", text) == "150602"


def test_a_name_that_several_places_share_is_not_guessed():
    assert one("place", "鼓楼区") == "unreadable"


def test_an_id_is_cleaned_and_a_wrong_check_digit_only_noted():
    good = person(12)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    result = cells("id_number", [f" {good} ", "'" + good, wrong, "1.52E+17", ""])
    assert result.values.to_pylist() == [good, good, wrong, None, None]
    assert result.unreadable.tolist() == [False, False, False, True, False]
    assert [(odd.code, odd.rows.nonzero()[0].tolist()) for odd in result.odd] == [("ID_CHECK_DIGIT", [2])]


def test_an_area_that_no_county_has_is_noted_unless_declared():
    result = cells(
        "id_number", [person(1, area="159901"), person(1, area="998801"), person(1, area="150602")]
    )
    assert [(odd.code, odd.rows.tolist()) for odd in result.odd] == [("ID_AREA", [False, True, False])]


def test_a_category_is_known_by_its_aliases_and_nothing_else():
    values = {"是": ("有", "1"), "否": ("无",)}
    assert cells("category", ["是", "有", " 1 ", "也许"], values=values).values.to_pylist() == [
        "是",
        "是",
        "是",
        None,
    ]
