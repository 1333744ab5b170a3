"""A remark that words of its own sentence make doubtful names these words, so that a reader knows what to look at."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread

NAMED = [
    # 88.6 − 85.2 = 3.4
    ("满意率由85.2%提高到88.6%，按新口径提高4.1个百分点。", "按新口径", "3.4"),
    # 46 + 31 = 77
    ("养老机构87所，其中公办46所、民办31所，均不含敬老院。", "均不含敬老院", "77所"),
    ("其中公办46所、民办31所，不含敬老院，合计87所。", "不含敬老院", "77所"),
    # 2830 ÷ 2560 = 1.105; the stretch is long, so the word alone is named
    ("未计入日间照料床位的床位由2560张增加到2830张，增长8.2%。", "未计入", "10.5%"),
    # 4.86 ÷ 4.62 = 1.052; 增长 is no part of what is named
    ("由上年的4.62亿元增加到4.86亿元，可比增长8.6%。", "可比", "5.2%"),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMED)
def test_the_words_that_make_it_doubtful_are_named(text, words, expected):
    (remark,) = proofread(text).remarks
    assert remark.status is Status.DOUBTFUL
    assert f"句中有“{words}”，请核对口径、范围或时点。" in remark.reason
    assert expected in remark.reason


@pytest.mark.parametrize(
    "text",
    [
        "满意率由85.2%提高到88.6%，提高4.1个百分点。",
        "养老机构87所，其中公办46所、民办31所。",
        "床位由2560张增加到2830张，增长8.2%。",
    ],
)
def test_without_such_words_it_is_wrong_and_nothing_is_named(text):
    (remark,) = proofread(text).remarks
    assert remark.status is Status.WRONG
    assert "请核对口径" not in remark.reason
