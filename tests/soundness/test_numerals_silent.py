"""Chinese numerals in a text: the number that is said, or none; never that of a part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang import numbers
from taizhang.proofread.claims import read

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("一百十八个", 118),
        ("二百十五个", 215),
        ("百分之一百十八", 118),
        ("一千零十八人", 1018),
        ("一万零五百十人", 10_510),
        ("三千二百十元", 3210),
        ("二百三十五点六万元", 2_356_000),
        ("二十万千瓦", 200_000),
    ],
)
def test_a_number_said_shortly_is_read_whole(said: str, value: int) -> None:
    assert [claim.value for claim in read(f"共有{said}。").claims] == [value]


@pytest.mark.parametrize(
    "said",
    [
        "三四百人",
        "二三十人",
        "十二三人",
        "五六百户",
        "数十人",
        "数百万元",
        "几千人",
        "廿五人",
        "3万五千人",
        "两个半月",
    ],
)
def test_numerals_that_say_no_one_number_give_none(said: str) -> None:
    # 三四百人 are 300 to 400, never 400; 数十人 are never 10
    assert [claim.text for claim in read(f"约{said}。").claims if claim.unit] == []


@given(st.integers(1, 9), st.integers(0, 9))
def test_ten_after_hundreds_may_lack_its_one(hundreds: int, ones: int) -> None:
    said = f"{DIGITS[hundreds]}百十{DIGITS[ones] if ones else ''}"
    assert numbers.parse_chinese(said) == hundreds * 100 + 10 + ones


@given(st.integers(2, 8), st.sampled_from("十百千"))
def test_two_digits_before_one_unit_are_no_number(low: int, unit: str) -> None:
    said = f"{DIGITS[low]}{DIGITS[low + 1]}{unit}"
    assert numbers.match_at(said, 0) is None and numbers.match_at(said, 1) is None


@pytest.mark.parametrize("said", ["一百零", "一千零", "三十零", "千十", "百百"])
def test_a_numeral_that_breaks_off_is_no_number(said: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        numbers.parse_chinese(said)
