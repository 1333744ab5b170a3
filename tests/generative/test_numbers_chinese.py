"""Written numbers against plain oracles: numerals digit by digit, chains of 万 and 亿 by whole arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import numbers

DIGITS = "零一二三四五六七八九"
FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


def spoken(value: int) -> str:
    """The plainest way to say a number: every place with its unit, noughts between as one 零."""
    places = ["", "十", "百", "千", "万", "十万", "百万", "千万", "亿"]
    text = str(value)
    said = ""
    for index, digit in enumerate(text):
        if digit != "0":
            gap = index and text[index - 1] == "0"
            said += ("零" if gap else "") + DIGITS[int(digit)] + places[len(text) - 1 - index]
    return said or "零"


@given(st.integers(0, 9999))
def test_a_number_below_ten_thousand_is_read_as_its_places_say(value):
    assert numbers.parse_chinese(spoken(value)) == value


@given(st.integers(0, 10**16 - 1))
def test_what_is_said_in_chinese_is_read_back_exactly(value):
    assert numbers.parse_chinese(numbers.in_chinese(value)) == value


@given(st.integers(0, 10**16 - 1), st.text(DIGITS[0] + DIGITS[1:], min_size=1, max_size=6))
def test_a_spoken_fraction_has_the_digits_that_were_said(whole, fraction):
    digits = "".join(str(DIGITS.index(character)) for character in fraction)
    assert numbers.parse_chinese(f"{numbers.in_chinese(whole)}点{fraction}") == Decimal(f"{whole}.{digits}")


@given(st.integers(0, 10**9), st.integers(0, 6), st.sampled_from(["", "万", "亿", "百万", "千万", "万亿"]))
def test_a_written_number_with_a_scale_is_exact(digits, decimals, scale):
    sizes = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
    text = f"{Decimal(digits).scaleb(-decimals):f}"
    read = numbers.read(text + scale)
    assert Fraction(read.value) == Fraction(digits, 10**decimals) * sizes[scale]
    assert Fraction(read.step) == Fraction(sizes[scale], 10**decimals)


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_full_width_digits_say_the_same_number(digits, decimals):
    text = f"{Decimal(digits).scaleb(-decimals):f}"
    assert numbers.read(text.translate(FULL)).value == numbers.read(text).value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_chain_of_scales_adds_up(hundred_millions, ten_thousands):
    read = numbers.read(f"{hundred_millions}亿{ten_thousands}万")
    assert read.value == hundred_millions * 10**8 + ten_thousands * 10**4


@given(st.integers(1, 10**9).map(lambda value: f"{value:,}"))
def test_thousands_separators_do_not_change_a_number(text):
    assert numbers.read(text).value == int(text.replace(",", ""))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16.4亿", "1640000000"),
        ("三十八", "38"),
        ("一千零四十", "1040"),
        ("两万三", "23000"),
        ("十五点六", "15.6"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("二〇二一", "2021"),
        ("壹佰贰拾叁", "123"),
        ("百分之三十", "30"),
        ("3亿5千万", "350000000"),
        ("3000余万", "30000000"),
    ],
)
def test_the_ways_in_which_reports_write_numbers(text, value):
    assert numbers.read(text).value == Decimal(value)


def test_a_third_is_a_third_of_a_hundred_per_cent():
    assert abs(numbers.read("三分之一").value * 3 - 100) < Decimal("1e-30")


@pytest.mark.parametrize(
    "text", ["三四", "十十", "百零", "万三万", "一千一千", "三点", "点五", "", "零零百", "二百万亿万"]
)
def test_what_is_no_number_in_numerals_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        numbers.parse_chinese(text)
