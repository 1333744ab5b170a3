"""Exact numbers: what may be read, how it is rounded, how it is said."""

from decimal import Decimal

import pytest

from taizhang import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14023.23", "14023.23"),
        ("１４，０２３．２３", "14023.23"),
        ("1,234,567", "1234567"),
        ("16.4亿", "1640000000"),
        ("29.7万", "297000"),
        ("1.2万亿", "1200000000000"),
        ("-3.50", "-3.50"),
        (" 840 ", "840"),
    ],
)
def test_a_written_number_is_read_exactly(text: str, value: str) -> None:
    assert numbers.parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "12,34", "1.2.3", "一千", "1e5", "840元整", "--1", "1,2345", ".5"])
def test_what_is_no_number_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        numbers.parse(text)


@pytest.mark.parametrize(
    ("value", "decimals", "rule", "shown"),
    [
        ("0.5", 0, "half_up", "1"),
        ("0.5", 0, "half_even", "0"),
        ("2.675", 2, "half_up", "2.68"),
        ("81.9607843137", 0, "half_up", "82"),
        ("-0.04", 1, "half_up", "0.0"),
        ("9.99", 1, "down", "9.9"),
        ("1e3", 0, "half_up", "1000"),
    ],
)
def test_rounding_follows_the_declared_rule(value: str, decimals: int, rule: str, shown: str) -> None:
    assert numbers.show(Decimal(value), decimals, rule) == shown


@pytest.mark.parametrize(
    ("value", "step", "strict", "floored"),
    [
        ("9", "1", True, "8"),  # 8余次 says that there were more than 8
        ("12", "10", True, "10"),
        ("10", "10", True, "0"),
        ("90.14", "10", False, "90"),
        ("90", "10", False, "90"),
        ("50", "10", True, "40"),  # 超过50% would be false of exactly 50%
    ],
)
def test_a_rounded_down_phrase_is_true_of_the_value(
    value: str, step: str, strict: bool, floored: str
) -> None:
    assert numbers.floor_to(Decimal(value), Decimal(step), strict=strict) == Decimal(floored)


def test_units_of_one_base_convert_exactly_and_others_not_at_all() -> None:
    assert numbers.convert(Decimal("45500"), "万元", "亿元") == Decimal("4.55")
    assert numbers.convert(Decimal("29.7"), "万名", "名") == Decimal(297000)
    with pytest.raises(ValueError, match="人"):
        numbers.convert(Decimal(1), "万元", "人")


def test_a_ratio_has_twelve_significant_digits_and_no_ratio_by_zero() -> None:
    assert numbers.quotient(Decimal(209), Decimal(255), 100) == Decimal("81.9607843137")
    with pytest.raises(ZeroDivisionError):
        numbers.quotient(Decimal(1), Decimal(0))


def test_exact_text_has_no_exponent_and_no_trailing_zero() -> None:
    assert [numbers.exact(Decimal(text)) for text in ("1E+3", "12.500", "0.000", "7")] == [
        "1000",
        "12.5",
        "0",
        "7",
    ]
