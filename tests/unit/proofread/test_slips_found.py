"""Figures that no rule has verified: a relation of their neighbours that one slip of the pen would mend."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread
from taizhang.proofread.claims import read
from taizhang.proofread.model import Check
from taizhang.proofread.rules.slips import verdict

SLIPS = [
    # 416＋93＋27＋588＝1124
    ("残疾军人416名，烈属93名，老复员军人27名，退役军人588名。以上各类对象总计1142名。", "1142名", "1124名", "颠倒"),
    # 62.4＋31.9＋40.2＝134.5
    ("道路修复62.4万元。水渠清淤31.9万元。房屋加固40.2万元。三项投入143.5万元。", "143.5万元", "134.5万元", "颠倒"),
    # 4128＋936＝5064，5064＋1725＝6789：先分后总，里层的两项不再加
    (
        "上级补助5064万元，其中中央4128万元、省级936万元；县级配套1725万元，全年合计7789万元。",
        "7789万元",
        "6789万元",
        "一位",
    ),
    # 1200＋340－250＝1290
    ("年初结存1200万元，当年收入340万元，当年支出250万元，年末结存1920万元。", "1920万元", "1290万元", "颠倒"),
    # 14836.7－13925.2＝911.5
    ("全年收入总计14836.7万元，支出总计13925.2万元，年终结余991.5万元。", "991.5万元", "911.5万元", "一位"),
    # 37÷42＝88.1%
    ("查出问题42个。目前已整改37个，整改率81.8%。", "81.8%", "88.1%", "颠倒"),
    # 1926÷1800＝107.0%
    ("改造任务1800户，实际完成1926户，完成率117.0%。", "117.0%", "107%", "一位"),
    # 345÷300－1＝15%
    ("计划培训300人，实际培训345人，超额完成25%。", "25%", "15%", "一位"),
    # 12÷36＝三分之一，即33.3%
    ("全市有36家机构参加评定，12家达到三级，占四分之一。", "四分之一", "33.3%", "几分之几"),
    # 63.5＋36.5＝100
    ("会用手机的老人占63.5%，不会用的占46.5%。", "46.5%", "36.5%", "一位"),
    # 80×3250×12＝3120000
    ("补贴每人每月80元，对象3250人，全年支出321.0万元。", "321.0万元", "312万元", "颠倒"),
    # 800×1320＝1056000
    ("每户补助800元，共1320户，合计支出1056万元。", "1056万元", "106万元", "错位"),
    # 789.6万÷5264＝1500
    ("临时救助5264人次。支出789.6万元。次均救助1560元。", "1560元", "1500元", "一位"),
    # 74.9－68.3＝6.6
    ("覆盖率由68.3%提高到74.9%，提高8.6个百分点。", "8.6个百分点", "6.6个百分点", "一位"),
    # 12460＋8725＋1340＝22525：量词不认识，也可相加
    ("年内接收图纸：规划类12460幅，建筑类8725幅，管线类1340幅，总数达25225幅。", "25225幅", "22525幅", "颠倒"),
    # 3180＋2498＝5678：首尾两位以外、不相邻的两位互换
    ("救助金支出5876万元。受理点增加了。从去向看，急难型3180万元，支出型2498万元。", "5876万元", "5678万元", "互换"),
    # 5840＋1215－380＝6675
    ("2022年末5840张。一年里新开1215张，因关停核减380张，到2023年末实有6765张。", "6765张", "6675张", "颠倒"),
    # 2800－1650－730＝420
    ("专项资金2800万元，惠及11个县。已拨付公墓1650万元、设备730万元，结余240万元。", "240万元", "420万元", "颠倒"),
    # 5.63－4.88＝0.75，括号里的0.36包含在4.88里
    ("基金收入5.63亿元，支出4.88亿元（含补贴0.36亿元）。惠及企业1872家。当期结余0.57亿元。", "0.57亿元", "0.75亿元", "颠倒"),
]  # fmt: skip


def _alone(text: str) -> list[Check]:
    """What the pass says when no rule has said anything but that the sums are right."""
    reading = read(text)
    right = [check for check in proofread(text).checks if check.status is Status.RIGHT]
    return list(verdict.checks(reading, right))


@pytest.mark.parametrize(("text", "figure", "expected", "how"), SLIPS)
def test_a_slip_is_told_with_what_the_figure_should_be(
    text: str, figure: str, expected: str, how: str
) -> None:
    (check,) = _alone(text)
    assert text[slice(*check.focus)] == figure
    assert (check.rule, check.status, check.expected) == ("疑似笔误", Status.DOUBTFUL, expected)
    assert how in check.reason


def test_a_figure_that_a_rule_has_told_is_not_told_again() -> None:
    text = "改造任务1800户，实际完成1926户，完成率117.0%。"
    told = [check for check in proofread(text).checks if check.status is not Status.RIGHT]
    assert len(told) == 1


def test_the_slip_is_looked_for_in_the_figures_that_nothing_has_verified() -> None:
    text = "学校收入500万元，其中财政410万元、其他90万元；财政410万元占83.0%。"
    # 410＋90＝500 holds, 410÷500＝82.0%: so the rate is wrong, not the amounts
    (check,) = _alone(text)
    assert text[slice(*check.focus)] == "83.0%" and check.expected == "82%"


def test_every_remark_of_the_pass_is_doubtful_only() -> None:
    checks = [check for text, *_ in SLIPS for check in _alone(text)]
    assert {check.status for check in checks} == {Status.DOUBTFUL}
