"""Shares as reports put them: what the words name decides, a coincidence of far figures excuses nothing."""

from __future__ import annotations

import pytest

from taizhang.proofread import Check, Status, proofread


def shares(text: str) -> list[Check]:
    return [check for check in proofread(text).remarks if check.rule in ("占比", "占比之和")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 12 / 36; 12 / (36 + 12) would be a quarter
        ("全市有36家养老机构参与等级评定，12家达到三级以上，占四分之一。", "33.3%"),
        # 1839.7 / 5264.3; 1839.7 / 3424.6 would be 53.7 %
        ("部门支出5264.3万元，其中基本支出1839.7万元，占53.7%；项目支出3424.6万元。", "34.9%"),
        # 280 / 312
        ("312名护理员中，女性280人，超过九成五。", "89.7%"),
        # 410 / 520
        ("全部520户中，完成改造410户，近九成。", "78.8%"),
        # 480 / 600
        ("这次投票共600户参加，480户同意，五分之三的住户赞成。", "80%"),
        # 63.2 / 214.5
        ("营业收入63.2亿元，全部工业营业收入为214.5亿元，前者占后者的比重为27.5%。", "29.5%"),
        # 2100 / (2100 + 1400)
        ("两类困难残疾人分别为2100人和1400人，各占70%和40%。", "60%"),
        # 102 / 136
        ("建成率达到85%（已建102个，应建136个）。", "75%"),
        # 161 / 184
        ("共有设施215处，覆盖行政村184个中的161个，覆盖率89.5%。", "87.5%"),
        # 2310 / 6800
        ("低保对象6800人，其中老年人2310人（36.0%）、残疾人1258人（18.5%）。", "34%"),
        # 2310 / 6800
        ("占低保对象总数40%的老年人有2310人，低保对象总数6800人。", "34%"),
        # 13.3 / 56.8
        ("常住人口56.8万人中，15—59岁34.6万人，60岁及以上13.3万人；60岁及以上人口比重为25.4%。", "23.4%"),
        # 560 / 760
        ("城市低保标准760元，农村低保标准560元，农村标准为城市标准的78.7%。", "73.7%"),
        # 2970 / 5400
        ("护理型床位占比60%，即5400张中的2970张。", "55%"),
        # 1.92 / 3.2
        ("在已拨付的3.2亿元款物中，约有四成（1.92亿元）直接用于安置。", "60%"),
        # 56 / (18 + 126 + 56)
        ("研究生18人，占9%；本科126人，占63%；大专及以下56人，占38%。", "28%"),
    ],
)
def test_a_share_that_its_own_words_contradict_is_told(text: str, expected: str) -> None:
    assert expected in {check.expected for check in shares(text)}


@pytest.mark.parametrize(
    "text",
    [
        "男性80人，女性120人，男性占40%。",
        "女性120人，男性80人，女性占60%。",
        "残疾人3.2万人，其中困难残疾人1.4万人，占比43.8%，重度残疾人1.8万人，占比56.2%。",
        "低保对象6800人，其中老年人2310人（34.0%）、残疾人1258人（18.5%）、未成年人890人（13.1%）。",
        "甲镇敬老院床位120张，入住96人，入住率80%；乙镇敬老院床位90张，入住72人，入住率80%。",
        "已有床位420张，今年新入住老人96人，退住82人，目前在住361人，入住率86.0%。",
        "户籍人口48.2万人，常住人口45.6万人，常住人口城镇化率57.3%。",
        "集中供养对象412人，分散供养对象2498人，集中供养率14.2%；具有意愿的集中供养率100%。",
        "每1000名居民中有4名志愿者骨干，注册志愿者占比18.6%。",
        "老年人占62%，残疾人占27%，既是老年人又是残疾人的占9%。",
        "全县520户完成改造，410户验收，近九成的群众表示满意。",
        "男性占52%，60岁以上占31%，持证的占48%。",
    ],
)
def test_shares_that_hold_or_are_of_something_else_stay_quiet(text: str) -> None:
    assert shares(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("不使用手机的占46.5%，使用手机的占53.5%。", None),
        ("使用智能手机的老年人占63.5%，不使用的占46.5%。", Status.DOUBTFUL),  # together 110 %
        ("财政补助占资金来源的62%，服务收费占28%，社会捐赠占20%。", Status.DOUBTFUL),  # 110 %
        ("14岁以下人口占14.82%，劳动人口占58.73%，老年人口占22.85%，合计100%。", Status.DOUBTFUL),  # 96.4 %
    ],
)
def test_shares_of_one_whole_are_held_against_100(text: str, status: Status | None) -> None:
    assert [check.status for check in shares(text)] == ([status] if status else [])


def test_a_far_pair_that_happens_to_fit_excuses_no_share() -> None:
    # 31 / 45 = 69 %, but the share is of the beds: 7363 / 12480 = 59 %
    text = "全市共有机构86家，其中公办31家、民办55家。床位12480张，其中护理型床位7363张，占69%。"
    assert [check.expected for check in shares(text)] == ["59%"]
