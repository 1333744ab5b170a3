"""Figures whose whole, count or other half stands further off or in other words: only doubts, with the sum in words."""

from __future__ import annotations

import pytest

from taizhang.proofread import Status, proofread

# text with {} for the figure, the right figure, a wrong one; the comment is the sum
TWINS = [
    # 12.6 / 30
    ("蔬菜种植面积12.6万亩，占农作物播种面积的{}。全年农作物播种总面积30万亩，略有增加。", "42%", "24%"),
    # 36.4 / 52
    ("民生支出36.4亿元，占一般公共预算支出的{}。全年一般公共预算支出完成52.0亿元。", "70%", "58%"),
    ("全年一般公共预算支出52.0亿元，增长3.2%。其中民生支出36.4亿元，占比达到{}。", "70.0%", "77.0%"),
    # 720 / 800
    ("在800户受访家庭中，愿意继续参保的有720户，也就是{}。", "九成", "八成"),
    # 311 / 366
    ("全年监测天数366天，达标天数311天，达标率为{}。", "85.0%", "58.0%"),
    # 855 / 950
    ("问卷共发出1000份，有效问卷950份，表示满意的855份，满意率{}。", "90%", "98%"),
    # 259.2万 / 480
    ("全镇共有低保家庭480户。前三季度累计发放低保金259.2万元，户均领取{}。", "5400元", "4500元"),
    # 90万 / 150
    ("全村150户、520人，集体收入200万元，今年分红90万元，户均分得{}。", "6000元", "1730元"),
    # 2400万 / 2万亩
    ("建设投入2400万元，建成2万亩，亩均投资{}。", "1200元", "2100元"),
    # 29.4万 / 210
    ("高龄老人一共210个，全年发补贴294000元，平均每个老人一年{}。", "1400元", "1540元"),
    # 1.62万 / 45
    ("平均每个站点服务老人{}。全市建成站点45个，全年服务老人1.62万人。", "360人", "380人"),
    # 2520 / 42万
    ("全年死亡人口2520人，其中男性1400人。年平均人口42万人，死亡率{}。", "6.0‰", "9.0‰"),
    # 1260 / 42万
    ("年末注册护士1260人，诊疗90余万人次。全县常住人口42万人，每千人口拥有注册护士{}。", "3.0人", "3.6人"),
    # 500 : 300
    ("资金800万元，省级承担500万元，县级承担300万元，省与县分担比例为{}。", "5:3", "3:5"),
    # 50 : 25
    ("培训班共75人，其中男学员50人、女学员25人，男女比例为{}。", "2:1", "3:1"),
    # 9600 / 12
    ("供养标准从每人每年9000元提高到9600元，资金已到位，新标准每人每月相当于{}。", "800元", "850元"),
    # 4800 / 12, 5400 / 12
    ("标准由每人每年4800元提高到5400元，相当于每人每月从400元提高到{}。", "450元", "480元"),
    ("会前，共征集意见建议56条。会后逐条研究。征集到的{}意见建议已全部答复。", "56条", "65条"),
    ("台风造成9个街道停电。公司连夜抢修，队伍赶赴{}停电街道。", "9个", "12个"),
    ("敬老院改造总投资450万元，建筑面积3200平方米。这笔{}的资金来自福彩公益金。", "450万元", "540万元"),
    ("今年有{}村获评省级示范村，获评村分别为东河、西山、南坪、北塘。", "4个", "5个"),
    ("每亩补助不低于200元，不高于{}，由各镇核定。", "350元", "150元"),
    ("增速介于4.5%和7.2%之间，其中最高的河东县为{}，最低的山阳县为4.5%。", "7.2%", "7.8%"),
]
RIGHT = [
    # each standard has its own name
    "城乡低保标准分别为每人每月680元、每人每年6180元，计量周期不同。",
    # last year's figure is not told
    "博物馆年流通图书21.3万人次；美术馆接待观众34.6万人次，是上年的2.4倍。",
    "全年销售额1.6亿元，是上年的1.3倍，平台成交2150万元。",
    # a rate of exchange is no whole
    "实际使用外资2360万美元，折合人民币约1.68亿元（汇率按7.1计），占全市的8.2%。",
    # 42.8 + 57.2 = 100: of the certified alone
    "残疾人约372万人，其中持证残疾人186.4万人；持证残疾人中，重度的占42.8%，轻度的占57.2%。",
    # shares of three different wholes
    "五市床位占全省的六成二，护理型床位占全省的六成七，而老年人口仅占五成五。",
    # 1020 of 1200 in three years
    "三年任务1200户，前两年完成780户，今年完成420户，累计完成率100%。",
    # the mean of a year is no part of the stock at its end
    "年末入住3264人，全年平均入住3081人，平均入住率62.4%。",
    "生产总值210亿元，常住人口42万人，城镇居民人均可支配收入3.6万元。",
    # 安和 is one name
    "有四家机构入选，入选机构分别是福利院、康宁院、安和中心、仁爱院。",
]


@pytest.mark.parametrize(("text", "right", "wrong"), TWINS, ids=[text[:16] for text, _, _ in TWINS])
def test_a_figure_is_held_against_what_it_leans_on(text: str, right: str, wrong: str) -> None:
    assert [check.reason for check in proofread(text.format(right)).remarks] == []
    told, place = text.format(wrong), text.index("{}")
    figures = [place_ for check in proofread(told).remarks for place_ in check.figures]
    assert any(start < place + len(wrong) and place < end for start, end in figures)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_meant_otherwise_draws_no_remark(text: str) -> None:
    assert [check.reason for check in proofread(text).remarks if check.status is not Status.RIGHT] == []
