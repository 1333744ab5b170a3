"""A figure of a day after the report's own date is doubted; one of a day before it is not."""

from __future__ import annotations

import pytest

from taizhang.proofread import proofread

SIGNED = "\n某市民政局\n2023年12月20日"


def test_a_day_after_the_date_that_the_report_is_signed_with_is_doubted() -> None:
    (remark,) = proofread("截至2024年1月31日，全市共有养老机构86家。" + SIGNED).remarks
    assert (remark.rule, remark.status.value) == ("不可能的数", "存疑")
    assert "2023年12月20日" in remark.reason


@pytest.mark.parametrize(
    "text",
    [
        "截至2023年11月30日，全市共有养老机构86家。" + SIGNED,
        "预计截至2024年1月31日，全市养老机构将达到90家。" + SIGNED,
        "截至2024年1月31日，全市共有养老机构86家。",
    ],
)
def test_a_day_before_it_a_plan_and_a_report_without_a_date_are_left_alone(text: str) -> None:
    assert not proofread(text).remarks
