"""A count of names that stand in front of it is no count of the numbered points that follow."""

from __future__ import annotations

import pytest

from taizhang.proofread import proofread

POINTS = "一是建好设施。二是培训人员。三是补足经费。四是加强监管。"  # four


def remarked(text: str) -> list[str]:
    return [check.expected for check in proofread(text).remarks if check.rule == "列举个数"]


def test_a_count_of_the_names_before_it_is_not_held_against_later_points() -> None:
    assert remarked(f"统筹机构、社区和居家三方面资源。{POINTS}") == []


@pytest.mark.parametrize("intro", ["抓好机构、社区和居家三方面资源：", "重点做好三方面工作。"])
def test_a_count_that_leads_to_the_points_still_is(intro: str) -> None:
    assert remarked(intro + POINTS) == ["4"]
