"""Neighbouring figures that have nothing to do with each other are no slips, however near a relation comes."""

from __future__ import annotations

import time

import pytest

from taizhang.proofread.claims import read
from taizhang.proofread.rules.slips import verdict

QUIET = [
    # lists: 8＋12 is 20, one digit from 26
    "全年召开党组会议26次、专题会议8次，开展主题党日12次。",
    "三级财政分别负担600万元、300万元、100万元。",
    "全年查处12起，其中取缔4起、劝散7起。",
    # groups that share people
    "全市残疾人3.2万人，其中重度1.1万人，困难0.8万人，同时享受两项补贴的0.3万人。",
    "全市留守老人1.86万人，其中空巢1.12万人，独居0.43万人，失能0.21万人。",
    "今年招募的60名志愿者中，在校学生31名，退休教师12名，党员22名。",
    # the average was taken of other months, other people
    "年末在保10384人，全年累计发放低保金5843万元，人均月补助水平462元。",
    "一级残疾6820人，二级残疾10720人，按每人每月110元发放，月发放额192.94万元。",
    "每张床补6000元，共补助210张、126万元；每人每月补200元，全年发放187.4万元。",
    # the share is of something that is not there
    "教育2.13亿元，社会保障1.86亿元，卫生1.42亿元，三项共5.41亿元，占一般公共预算支出的62.3%。",
    "货物316.8万元、工程280.0万元、服务245.8万元，授予中小企业合同金额占87.4%。",
    "选民登记18.6万人，参选17.1万人，参选率91.9%，一次选举成功率98.6%。",
    "实有床位1640张，开放床位1580张。适配辅具2136件，适配率98.3%。",
    "社会救助96480万元、基层治理6435万元、社会事务5180万元，社会救助占60.5%。",
    "助学占38%、助医占21%、养老占11%，三项合计占七成。",
    "全年目标120户，其中农村目标80户，已完成80户。",
    # a budget that was changed, a figure that was put right
    "预算1.28亿元，年中追加0.12亿元，调整后预算1.40亿元，实际支出1.37亿元，执行率97.9%。",
    "原报告写结婚登记1342对，更正为1324对：一季度612对，二季度712对。",
    # other things in other sentences
    "老年人18.3万人，80周岁及以上3.9万人。社会组织评估等级在3A以上的占26.5%。",
    "六月共供餐13620份，日均454份。新增床位96张、机构3所。",
    "一年集中学习11次，知识测试5次。全年集中研讨15次。",
    "共设安置点7个，平均每点安置57人，最大的一个安置412人。",
    "债券6.4亿元，基数为2.0亿元。一般公共预算收入完成26.8亿元。",
    # right as they are
    "全市共有机构86家，其中公办41家、民办45家。",
    "为3250人发放，每人每月80元，全年支出312.0万元。",
    "年初1842人，新入院237人，减少186人，年末在院1893人。",
    # 整数多是凑整的，差一位不说明什么；各算各的、有交叉的、另有其余的也不相加
    "发放血压计2850个，装扶手3300套、夜灯4150个。",
    "按户籍口径老年人72.3万人，按常住口径61.8万人，高龄15.1万人。",
    "孤儿1.2万名，困境儿童3.4万名，留守儿童18.7万名，部分身份重复，去重后22.6万名。",
    "新开门店47家，餐饮25家、零售13家，其余为服务业。",
    # 8.3＝5.9＋2.4，2.4已是8.3的一部分
    "限额67.5亿元，余额63.3亿元；偿还8.3亿元，本金5.9亿元、利息2.4亿元。",
]  # fmt: skip


@pytest.mark.parametrize("text", QUIET)
def test_it_stays_quiet(text: str) -> None:
    assert list(verdict.checks(read(text), [])) == []


def test_a_long_text_takes_time_in_proportion_to_its_length() -> None:
    one = "".join(QUIET)
    times = []
    for often in (3, 12):
        reading = read(one * often)
        begin = time.perf_counter()
        list(verdict.checks(reading, []))
        times.append(time.perf_counter() - begin)
    # four times the text: 4 if linear, 16 if every pair of sentences were compared
    assert times[1] < 10 * times[0]
