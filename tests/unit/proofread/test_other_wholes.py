"""Figures that do not fit because they are of another whole, time or stage: silent; the same slip without that, found."""

from __future__ import annotations

import pytest

from taizhang.proofread import proofread

QUIET = [
    # what came in during a year is no earlier stock: 132 − 86 − 12 = 34
    "去年全市新登记社会组织132个，注销86个，撤销12个；年末实有2416个，比上年末净增34个。",
    # a year ago is the same quarter: 3126 ÷ 2680 = 1.166 is against the quarter before
    "今年一季度登记3126对，去年四季度2680对，同比增长8.2%。",
    "今年一季度登记3126对，比上年同期增长8.2%，比上年四季度的2680对增长16.6%。",
    # a base year that is told is no year between
    "2023年城镇化率63.9%，2022年63.1%，比2015年提高9.6个百分点。",
    # points between two rates of growth, not between amounts
    "低保金从每月620元提高到650元，增幅4.8%，较全省平均增幅低1.2个百分点。",
    # what may fall below nothing falls by more than all of it
    "利润总额同比下降138.2%，由上年盈利860万元转为亏损328.5万元。",
    # what is left has no figure: 58.6 + 32.9 + 5.1 = 96.6
    "对服务表示“满意”的占58.6%，“基本满意”的占32.9%，“不满意”的占5.1%，其余为不了解。",
    # by sex, by age and by health; illnesses; steps that hold each other
    "救助对象中，男性占68.3%，未成年人占4.6%，精神障碍患者占11.2%，残疾人占9.7%。",
    "1812名老人中，患高血压的占52.3%，患糖尿病的占21.6%，患心脏病的占17.4%，两种及以上的占38.9%。",
    "月收入2000元以下的占12.3%，3000元以下的占31.5%，5000元以下的占68.2%。",
    # each since January; what is finished was begun; two views of one whole
    "1—6月发放2.1亿元，1—9月发放3.2亿元，全年预计发放4.3亿元。",
    "专项债券项目12个，其中已开工10个，完工3个。",
    "按来源分，中央资金1.86亿元，省级资金0.74亿元，县级资金1.4亿元；按用途分，低保2.6亿元，特困1.4亿元。",
    "新增老年食堂36个，其中累计运营满一年的达112个。",
    "新增减税12.6亿元，其中留抵退税8.3亿元，缓税4.1亿元不计入减税。",
    # 620 + 540 + 700 = 1860
    "新增床位1860张，其中三季度新增620张，四季度新增540张，一、二季度合计新增700张。",
    # 468.2 + 62.1 − 17.9 = 512.4
    "实有人口512.4万人，其中户籍人口468.2万人、流动人口62.1万人（流出17.9万人）。",
    # a goal of a later year or month; (860 + 1020) ÷ 2860 = 65.7 %
    "计划用3年时间改造2860户，2022年完成860户，2023年完成1020户，2024年计划980户，目前累计完成65.7%。",
    "目标任务1200户，已完成1268户，其中省级任务1000户的完成率为112.4%。",
    # what of another year is left
    "2022年度审计反映的42个问题，已整改38个；2021年度遗留的5个问题全部整改到位。",
    # a month's level is no total; a mean that was weighted
    "低保人数1月为18620人，6月为18755人，12月为18925人，全年月均保障18780人。",
    "A区、B区、C县分别完成86%、92%和78%，平均为84.6%（按任务量加权）。",
    "每300户配备1名专职工作者，万城镇常住人口拥有社区工作者18.4名。",
    # a share of what has another name, or of another sort
    "敬老院18所、床位1860张，其中改造床位620张，护理型床位占比由38.6%提高到55.4%。",
    "社区老年人3126人，其中空巢老年人986人，高龄老年人占比由12.3%升至14.6%。",
    "职工186人，其中持证护理员62人，护理员占比由38.6%提高到55.4%。",
    # shares of wholes of their own, one of them open above
    "2025年老年人口将达到98万人，占总人口的23.5%；2030年达到116万人，占比超过28%。",
    # a part of a part is no part; two sides of one whole are no share of each other
    "共接收预约2.6万对，实际办理2.16万对，其中跨省通办1860对，占8.6%。",
    "从业人员3.86万人，其中专职2.42万人、兼职1.44万人；党员4126人，党的组织覆盖率为95.3%。",
    # 低于70% is what it is held up to; 312 + 74 = 386, and the 9 are of the 74
    "供养机构床位利用率为61.2%，比上年的58.4%提高2.8个百分点，但仍低于70%的要求。",
    "问题386个，其中立行立改312个，限期整改74个，截至年末仍有9个未整改。",
    # 18.62 − 5.88 = 12.74, and 12.74 ÷ 18.62 = 68.4 %
    "预算收入完成18.62亿元，税收占比68.4%，较上年提升1.2个百分点；非税收入5.88亿元，下降2.1%。",
    # (780 ÷ 580)^(1/4) = 1.077: of the four years that the first pair tells
    "农村标准由2020年的4800元提高到2024年的7560元，年均增长12.0%；城市由580元提高到780元，年均增长7.7%。",
    "12月份新增登记126家，1—12月累计新增1386家，同比增长8.6%，月均115.5家。",
    # 38 + 21 − 12 = 47
    "抽查56个村，其中38个村台账不全、21个村公示不规范，两类问题并存的有12个村。",
]
FOUND = [
    # 2450 − 2416 = 34
    "年初实有2450个，年末实有2416个，减少43个。",
    # 3126 ÷ 2889 = 1.082
    "今年一季度登记3126对，去年一季度2889对，同比增长18.2%。",
    # 63.9 − 54.3 = 9.6
    "2023年城镇化率63.9%，2015年54.3%，比2015年提高6.9个百分点。",
    "参保人数同比下降138.2%。",
    # 62.1 + 47.9 = 110
    "男性占62.1%，女性占47.9%。",
    # 2.1 + 3.2 = 5.3
    "上半年发放2.1亿元，下半年发放3.2亿元，全年发放5.8亿元。",
    # 620 ÷ 1860 = 33.3 %
    "床位1860张，其中护理型床位620张，护理型床位占比由28.6%提高到35.3%。",
    # 1268 ÷ 1200 = 105.7 %
    "目标任务1200户，已完成1268户，完成率为112.4%。",
    # 61.2 − 58.4 = 2.8
    "供养机构床位利用率为61.2%，比上年的58.4%提高3.8个百分点，但仍低于70%的要求。",
    # 79 + 57 = 136: what is being built and what is finished make up what was begun
    "已开工改造项目126个，其中完工79个，正在施工57个。",
    # 246 − 234 = 12
    "排查隐患246处，已整改234处，其余22处正在整改。",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_of_another_whole_or_time_is_left_alone(text):
    assert [remark.reason for remark in proofread(text).remarks] == []


@pytest.mark.parametrize("text", FOUND)
def test_the_slip_beside_it_is_still_found(text):
    assert proofread(text).remarks
