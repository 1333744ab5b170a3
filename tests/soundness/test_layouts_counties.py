"""Rolls of other counties with headers of their own: read as the ledger they are, to the last figure."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table

ADDRESS = "内蒙古自治区鄂尔多斯市东胜区交通街道某社区12号"
ACCOUNT = "6217000000000001"
LAYOUTS = [
    (
        "assistance_households",
        "达拉特旗2021年3月农村低保资金发放花名册",
        "序号 乡镇（街道） 村（居）委会 户主姓名 身份证件号码 享受人口 月保障金额 银行账号 备注",
        [1, "某镇", "某村", "某", person(1), 3, 900, ACCOUNT, ""],
        {"place": "150621", "month": "2021-03", "kind": "农村低保", "supported": 3, "amount": 900_00},
    ),
    (
        "assistance_households",
        "东胜区2021年3月城市居民最低生活保障金发放表",
        "编号 乡镇(街道) 社区 申请人姓名 公民身份号码 家庭人口 享受人数 月补助金额（元） 惠农卡号",
        [1, "某街道", "某社区", "某", person(2), 3, 2, 1200, ACCOUNT],
        {"place": "150602", "kind": "城市低保", "members": 3, "supported": 2, "amount": 1200_00},
    ),
    (
        "urban_dibao",
        "康巴什区城市低保人员名册（2021年3月）",
        "序号 街道（镇） 社区（村） 姓名 身份证号码 户主姓名 户主身份证号码 与户主关系 保障人数 户月保障金 卡号",
        [1, "某街道", "某社区", "某", person(3), "某", person(3), "户主", 1, 900, ACCOUNT],
        {"place": "150603", "month": "2021-03", "members": 1, "amount": 900_00},
    ),
    (
        "special_hardship",
        "准格尔旗2021年3月特困人员供养金发放名册",
        "序号 所属乡镇 姓名 身份证号 特困人员类别 供养形式 生活自理能力评定等级 基本生活标准 照料护理标准 发放合计 账号",
        [1, "某镇", "某", person(5), "农村特困人员", "集中", "半护理", 900, 300, 1200, ACCOUNT],
        {
            "place": "150622",
            "area": "农村牧区特困人员",
            "ability": "半失能",
            "care": 300_00,
            "amount": 1200_00,
        },
    ),
    (
        "old_age",
        "杭锦旗80周岁以上高龄老人生活补贴2021年3月发放花名册",
        "序号 乡镇 村 姓名 性别 身份证号 出生年月 年龄 补贴标准 补贴月份 应发金额 账号",
        [1, "某镇", "某村", "某", "女", person(6), "1941-01", 80, 100, "2021年3月", 90, ACCOUNT],
        {"place": "150625", "month": "2021-03", "amount": 90_00},
    ),
    (
        "disability",
        "鄂托克旗2021年3月困难残疾人生活补贴发放花名册",
        "序号 苏木乡镇 嘎查村 残疾人姓名 身份证号 残疾证号 残疾类别 残疾级别 补贴标准（元/月） 月补贴金额（元） 社保卡号",
        [1, "某", "某", "某", person(8), "1", "肢体", "二级", "100", 100, ACCOUNT],
        {"place": "150624", "kind": "困难残疾人生活补贴", "grade": "二级", "amount": 100_00},
    ),
    (
        "children",
        "达拉特旗2021年3月孤儿基本生活费发放名册",
        "序号 乡镇 儿童姓名 儿童身份证号码 养育方式 监护人姓名 监护人身份证号 月发放标准 发放金额 开户银行账号",
        [1, "某", "某", person(10, born="20150101"), "社会散居", "某", person(11), 1500, 1400, ACCOUNT],
        {"place": "150621", "kind": "分散供养孤儿", "amount": 1400_00},
    ),
    (
        "temporary_relief",
        "准格尔旗2021年3月临时救助发放花名册",
        "序号 乡镇（街道） 村（社区） 申请人姓名 身份证号码 家庭人口 救助原因 救助金额（元） 发放日期 银行账号 备注",
        [1, "某镇", "某村", "某", person(13), 3, "患病", 3000, "2021-03-15", ACCOUNT, ""],
        {"place": "150622", "month": "2021-03", "amount": 3000_00},
    ),
    (
        "veterans_pension_list",
        "东胜区2021年3月优抚对象抚恤补助发放花名册",
        "序号 姓名 身份证号码 优抚类别 月标准 月补助金额 银行账号",
        [1, "某", person(15), "在乡复员军人", 1600, 1500, ACCOUNT],
        {"place": "150602", "category": "在乡复员军人", "amount": 1500_00},
    ),
    (
        "relief_payments",
        "达拉特旗2021年3月冬春救助资金发放花名册",
        "序号 乡镇 村 户主姓名 身份证号 家庭人口 救助金额（元） 实发金额（元） 一卡通账号",
        [1, "某", "某", "某", person(18), 3, 500, 400, ACCOUNT],
        {"place": "150621", "kind": "冬春生活救助", "approved": 500_00, "paid": 400_00},
    ),
    (
        "elder_institutions",
        "东胜区养老机构基本情况统计表",
        "序号 机构编码 养老机构名称 性质 开业时间 核定床位数 护理型床位 入住老人数 是否有医务室 是否签约医疗机构",
        [1, "A1", "甲院", "公办", "2019-05-01", 100, 60, 50, "是", "是"],
        {"place": "150602", "beds": 100, "nursing_beds": 60, "residents": 50},
    ),
    (
        "cremations",
        "东胜区殡仪馆2021年3月遗体火化登记表",
        "序号 死者姓名 性别 身份证号码 死亡时间 火化时间 户籍地 骨灰去向",
        [1, "某", "男", person(17), "2021-03-01", "2021-03-03", ADDRESS, "寄存"],
        {"place": "150602"},
    ),
    (
        "marriages",
        "2021年3月婚姻登记情况明细表",
        "序号 登记证号 业务类别 登记日期 男方姓名 男方身份证件号 女方姓名 女方身份证件号 登记机关",
        [1, "J1", "结婚登记", "2021-03-01", "某", person(20), "某", person(21), "东胜区民政局婚姻登记处"],
        {"place": "150602", "kind": "结婚登记"},
    ),
    (
        "cemeteries",
        "公墓基本情况表",
        "所在地区 公墓编号 公墓名称 公墓性质 主管单位",
        ["东胜区", "G1", "某公墓", "公益性", "东胜区民政局"],
        {"place": "150602", "code": "G1"},
    ),
]


@pytest.mark.parametrize(
    ("ledger", "title", "header", "cells", "wanted"), LAYOUTS, ids=[one[1] for one in LAYOUTS]
)
def test_a_roll_with_the_headers_of_another_county_is_read(tmp_path, ledger, title, header, cells, wanted):
    book(tmp_path / "c", "a.xlsx", [[title], header.split(), cells])
    imported = read(tmp_path / "c")
    assert imported.files[0].ledger == ledger
    (line,) = table(imported, ledger)
    assert {name: line[name] for name in wanted} == wanted
    assert not found(imported, "AMBIGUOUS_COLUMN")


def test_a_household_roll_with_grouped_headers_is_read_by_household(tmp_path):
    rows = [
        ["2021年3月农村低保发放台账"],
        ["填报单位：达拉特旗民政局"],
        ["序号", "户主情况", None, None, "保障情况", None, None],
        [None, "姓名", "身份证号", "住址", "保障类别", "保障人口", "保障金额（元）"],
        [1, "某", person(2), "某", "B类", 2, 600],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (line,) = table(read(tmp_path / "c"), "assistance_households")
    assert (line["place"], line["supported"], line["amount"]) == ("150621", 2, 600_00)


def test_a_quarter_in_the_title_is_no_month_and_months_are_no_amount(tmp_path):
    header = "序号 姓名 身份证号 月标准 发放月数 发放金额"
    book(
        tmp_path / "c",
        "a.xlsx",
        [["杭锦旗2021年第一季度高龄津贴发放表"], header.split(), [1, "某", person(5), 100, 3, 300]],
    )
    imported = read(tmp_path / "c")
    assert ["发放月份" in one.message for one in found(imported, "MISSING_COLUMN")] == [True]
    assert table(imported, "old_age") == []


def test_a_hardship_roll_that_nowhere_says_urban_or_rural_is_not_guessed(tmp_path):
    header = "序号 乡镇 姓名 身份证号码 供养类型 基本生活费 护理费 合计 一卡通卡号"
    cells = [1, "某镇", "某", person(4), "分散供养", 800, 0, 800, ACCOUNT]
    book(tmp_path / "c", "a.xlsx", [["伊金霍洛旗2021年3月特困人员救助供养金发放表"], header.split(), cells])
    imported = read(tmp_path / "c")
    assert ["人员类别" in one.message for one in found(imported, "MISSING_COLUMN")] == [True]
    assert table(imported, "special_hardship") == []


def test_a_category_in_the_title_does_not_replace_a_misspelt_column(tmp_path):
    header = "序号 所属旗区 姓名 身份证号 补贴类形 发放月份 补贴金额（元）"
    cells = [1, "东胜区", "某", person(1), "重度残疾人护理补贴", "2021-03", 100]
    book(tmp_path / "c", "a.xlsx", [["困难残疾人生活补贴发放表"], header.split(), cells])
    (error,) = found(read(tmp_path / "c"), "MISSING_COLUMN")
    assert error.column == "补贴类形"


def test_a_household_roll_never_takes_a_person_roll_whose_one_column_is_misspelt(tmp_path):
    header = "序号 所属旗区 姓名 身份证号码 户主姓名 户主身份证号码 与户主关糸 发放月份 户月保障金额（元）"
    cells = [1, "东胜区", "某", person(1), "某", person(1), "户主", "2021-03", 900]
    book(tmp_path / "c", "a.xlsx", [["城市低保发放名册"], header.split(), cells])
    imported = read(tmp_path / "c")
    assert imported.files[0].ledger == "urban_dibao"
    assert [one.column for one in found(imported, "MISSING_COLUMN")] == ["与户主关糸"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (ADDRESS, "150602"),
        ("鄂尔多斯市达拉特旗树林召镇", "150621"),
        ("东胜区民政局", "150602"),
        ("鄂尔多斯市某街道", None),
        ("鄂尔多斯市东性区某街道", None),
        ("东胜区、康巴什区街道", None),
        ("东胜区康巴什区街道", None),
        ("东胜区合计", None),
        ("东胜区街道小计", None),
        ("东胜区（不含某镇）", None),
        ("东胜某街道", None),
    ],
)
def test_an_address_is_its_county_only_where_it_is_sure(tmp_path, written, code):
    header = "序号 所属旗区 老人姓名 身份证号码 发放月份 发放金额（元）"
    book(
        tmp_path / "c",
        "a.xlsx",
        [["高龄津贴"], header.split(), [1, written, "某", person(1), "2021-03", 100]],
    )
    imported = read(tmp_path / "c")
    assert [line["place"] for line in table(imported, "old_age")] == ([code] if code else [])
    assert [one.code for one in imported.set_aside] == ([] if code else ["SET_ASIDE_PLACE"])


def test_amounts_beside_repeated_headers_belong_to_the_header_on_their_left(tmp_path):
    rows = [
        ["低保分类施保资金明细表（2021年3月）"],
        ["单位", "低保户数合计", "其中", None, None, None, "所需资金"],
        [None, None, "中属低保户数", "金额", "省属低保户数", "金额", None],
        ["东胜区", 7, 3, 30, 4, 40, 70],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (line,) = table(read(tmp_path / "c"), "dibao_extra_funds")
    assert (line["central_amount"], line["province_amount"], line["needed"]) == (30_00, 40_00, 70_00)


def test_sentences_below_a_note_are_no_rows(tmp_path):
    rows = [
        ["部门救助方案"],
        ["救助活动", "开始时间", "资金投入（元）"],
        ["某活动", "2021-03-01", 100],
        ["说明："],
        ["救助项目：01城市低保"],
        ["02农村低保"],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted) == (1, 1)
