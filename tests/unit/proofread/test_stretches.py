"""前三季度, 1—9月 and 截至9月底 -> whether two ways of telling a time can be one time."""

from __future__ import annotations

import pytest

from taizhang.proofread.rules.stretches import stretch

SAME = (
    ("前三季度", "1—9月"),
    ("上半年", "1至6月份"),
    ("今年前10个月，", "1—10月"),
    ("全年", "2024年"),
    ("截至12月底", "年末"),
    ("2023年10月", "同年10月"),
    ("与上年相比，前三季度", "1—9月"),
    ("年初安排的", "全年"),
    ("2024年，", "今年"),
)
OTHER = (
    ("2022年", "2023年，"),
    ("一季度", "上半年"),
    ("1—9月", "全年"),
    ("年初", "12月底"),
    ("去年", "今年"),
    ("3月15日", "4月15日"),
    ("今年", "2023年"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_time_told_in_two_ways(one: str, other: str) -> None:
    assert not stretch(one).differs(stretch(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_times(one: str, other: str) -> None:
    assert stretch(one).differs(stretch(other))
