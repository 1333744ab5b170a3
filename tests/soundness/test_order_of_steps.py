"""A change is never called 正确 by reading two months or quarters the wrong way round."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread

# the later first: 5.2 - 4.9 = 0.3 up; 3.9 - 2.6 = 1.3 down; 92 - 86 = 6 down from 12月 to 1月; 92 - 68 = 24 up
WRONG = [
    "2月份失业率5.2%，1月份是4.9%，环比下降0.3个百分点。",
    "三季度办件平均用时2.6天，二季度为3.9天，环比延长1.3天。",
    "1月份登记离婚86对，12月份是92对，环比增加6对。",
    "一季度信访92件，四季度68件，环比减少24件。",
]
# a month and a quarter follow no order: nothing is certainly wrong
MIXED = "3月救助86人次，四季度救助120人次，环比增加34人次。"


@pytest.mark.parametrize("text", WRONG)
def test_the_earlier_step_is_where_the_change_began(text: str) -> None:
    said = {check.status for check in proofread(text).checks}
    assert Status.RIGHT not in said
    assert said & {Status.WRONG, Status.DOUBTFUL}


def test_a_month_and_a_quarter_have_no_order() -> None:
    assert not [check for check in proofread(MIXED).checks if check.status is Status.WRONG]
