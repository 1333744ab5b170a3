"""Totals and parts as reports put them: what does not add up is told, what need not add up stays quiet."""

from __future__ import annotations

import pytest

from taizhang.proofread import Check, Status, proofread


def remarks(text: str) -> tuple[Check, ...]:
    return proofread(text).remarks


def about_sums(text: str) -> list[tuple[Status, str]]:
    found = [check for check in remarks(text) if check.rule == "分项与合计"]
    return [(check.status, check.expected) for check in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 52.3 + 148.6 + 195.5 = 396.4, and first to third are all there are
        (
            "全年增加值386.4亿元。分产业看，第一产业52.3亿元，第二产业148.6亿元，第三产业195.5亿元。",
            "396.4亿元",
        ),
        # 861.2 + 874.5 + 869.8 = 2605.5
        ("前三个月分别支出861.2万元、874.5万元和869.8万元，一季度累计支出2650.5万元。", "2605.5万元"),
        # 760 + 450 = 1210
        ("现有床位1200张，护理型床位760张，普通床位450张。", "1210张"),
        # 251 + 109 + 24 = 384
        ("减少348人，其中因收入超标退出251人、死亡109人、其他24人。", "384人"),
        # 37 + 17 = 54; the parts' names make up the name of the whole
        ("新建续建农村幸福院45处（新建37处、续建17处）。", "54处"),
        # 1245 + 968 = 2213
        ("男性有1245人，女性968人，总人数2203人。", "2213人"),
    ],
)
def test_parts_that_are_all_there_are_and_give_another_total_are_wrong(text: str, expected: str) -> None:
    assert (Status.WRONG, expected) in about_sums(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1 + 2 + 5 = 8 of 7
        ("班子成员7名，书记1名、副书记2名、委员5名。", "8名"),
        # 31 + 9 + 6 = 46 for 64: the digits changed over
        ("全街道一共64个网格。居民小区网格31个，商圈网格9个，园区网格6个。", "46个"),
        # 186.4 + 92.8 + 123.5 = 402.7
        ("道路修复186.4万元。水渠清淤92.8万元。房屋加固123.5万元。三项投入420.7万元。", "402.7万元"),
        # 416 + 93 + 588 = 1097
        ("在册对象中，残疾军人416名，烈属93名，退役军人588名。以上各类对象总计1079名。", "1097名"),
        # 356 + 2903 = 3259
        ("1.城市低保356户；\n2.农村低保2903户；\n合计3269户。", "3259户"),
        # 12 + 15 + 9 = 36; four roundings to a whole 万 hardly ever give 2
        ("甲镇、乙镇、丙镇分别下拨12万元、15万元、9万元，三镇合计38万元。", "36万元"),
        # 7 + 13 + 5 = 25
        ("全镇三类村共24个。先进村7个、一般村13个、后进村5个，逐一制定方案。", "25个"),
        # 142 + 205 + 268 = 615
        ("先后有642个家庭完成改造，分年看，2021年142户，2022年205户，2023年268户。", "615户"),
    ],
)
def test_a_total_beside_its_parts_that_they_do_not_give_is_doubted(text: str, expected: str) -> None:
    told = {(status, value.rstrip("户个")) for status, value in about_sums(text)}
    assert (Status.DOUBTFUL, expected.rstrip("户个")) in told


@pytest.mark.parametrize(
    "text",
    [
        "全镇17个村中，已建成互助幸福院的村19个。",
        "全区26个社区中有28个建成了长者食堂。",
        "共培训养老护理员286人，取得职业技能等级证书296人。",
        "党员86名，35岁以下党员92名。",
        "接到积水报警43处。当晚抽排完成72处，其余连夜推进。",
        "全县186个行政村全部建立委员会，被评为示范村的有216个。",
        "审计延伸抽查补助资金532.7万元，发现超范围支出1864.0万元。",
    ],
)
def test_a_part_larger_than_its_whole_is_doubted(text: str) -> None:
    assert [check.status for check in remarks(text) if "大于" in check.reason] == [Status.DOUBTFUL]


@pytest.mark.parametrize(
    "text",
    [
        # other things than those listed
        "三个街道各有12个、15个、9个社区，设立宣传站点38处。",
        "全镇17个村中，建成幸福院19个，其中联建2个。",
        # the parts are of the change, of the first part, of another clause
        "低保人数降到7036人，减少384人，其中因收入超标退出251人、死亡109人、其他24人。",
        "医院职工412人，其中卫生技术人员336人，卫生技术人员中有医师118人、护士164人、医技54人。",
        "全年收入186.4万元，其中缴费62.8万元、补贴123.6万元；全年支出181.9万元，结余4.5万元。",
        "累计投入资金1.94亿元，其中今年0.42亿元；实施项目96个，今年21个；消费帮扶2.38亿元。",
        # a running total, a bracket, a list that goes on
        "首批下达1260万元，第二批840万元，其余300万元待验收后下达，累计已下达2100万元。",
        "共承办118件（建议52件、提案66件），已办复118件。",
        "人均补助分别为每月640元和402元，当月发放低保金分别为137.0万元和360.2万元。",
        "志愿者5.4万人，分别比2020年、2021年、2022年的3.6万人、4.0万人、4.5万人增长50.0%、35.0%和20.0%。",
        # said to overlap
        "家庭经济困难学生1820人、孤残学生64人，两类学生共1846人（有38人兼属两类）。",
        # carried over, of all years, of person-times
        "全年共立案88件，结案92件（含上年结转9件）。",
        "培训护理员180人次，新增持证人员203人。",
        "甲镇最多，为120人；乙镇次之，为96人；其他镇均不足60人，合计1284人。",
        # two places have the same item
        "甲县有敬老院12所，其中公办9所、民办3所；乙县有敬老院8所，其中公办5所、民办3所。",
        # sentences that count other things side by side
        "现有社工站16个。今年新招社工24名，培训32名，其中取得证书18名。",
        "募集善款680万元。救助困难家庭420户，支出210万元；资助学生186名，支出93万元。",
    ],
)
def test_figures_that_need_not_add_up_stay_quiet(text: str) -> None:
    assert about_sums(text) == []


def test_a_lone_clause_behind_a_semicolon_is_doubted_at_most() -> None:
    told = about_sums("现有公墓41处，其中经营性9处；农村公益性墓地23处。")
    assert Status.WRONG not in {status for status, _ in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年收入1200万元，支出1050万元，结余160万元。", "150万元"),  # 1200 - 1050
        ("原有34家，撤并6家，现有27家。", "28家"),  # 34 - 6
        ("年初在院1842人。一年来新入院237人，因死亡、退出等减少186人，到年底在院1839人。", "1893人"),
        ("年初结转312.4万元，本年收入2685.0万元，本年支出2749.8万元，年末结转274.6万元。", "247.6万元"),
    ],
)
def test_what_is_left_or_stands_at_the_end_follows_from_what_came_and_went(text: str, expected: str) -> None:
    assert expected in {check.expected for check in remarks(text)}


@pytest.mark.parametrize(
    "text",
    [
        "全年收入1200万元，支出1050万元，上年结余40万元，年末结余190万元。",
        "登记在册的社会组织由321家增加到338家，其间新成立29家、注销12家，净增17家。",
        "水位由186.2米升至187.9米，上涨1.7米，仍低于汛限水位0.6米。",
        "城市低保1250人，标准为每人每月840元；农村低保3104户、7600人，标准为每人每年7200元。",
    ],
)
def test_balances_that_hold_or_are_of_something_else_stay_quiet(text: str) -> None:
    assert remarks(text) == ()
