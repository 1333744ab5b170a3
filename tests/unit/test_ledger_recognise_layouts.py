"""Sheets as people lay them out -> the same rows as a plain table would give."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter
import yaml

from ledger_world import book, found, old_age, person, read, row, table, write
from taizhang import places
from taizhang.ledger.recognise.given import claims
from taizhang.ledger.recognise.normal import unit_line
from taizhang.ledger.recognise.periods_said import read as said

NO_MONTH = "序号,所属旗区,老人姓名,身份证号码,发放金额（元）"
NO_PLACE = "序号,老人姓名,身份证号码,发放月份,发放金额（元）"


def names_of(imported, ledger="old_age"):
    return [(line["place"], line["month"]) for line in table(imported, ledger)]


def test_the_month_comes_from_the_title_when_no_column_has_it(tmp_path):
    rows = [f"1,东胜区,某甲,{person(1)},100"]
    write(tmp_path / "c", "a.csv", old_age(rows, header=NO_MONTH, title="2021年3月高龄津贴发放名册"))
    imported = read(tmp_path / "c")
    assert names_of(imported) == [("150602", "2021-03")]
    (hint,) = found(imported, "FROM_TITLE")
    assert "标题行" in hint.message
    assert "2021-03" in hint.message


def test_place_and_month_come_from_the_file_name(tmp_path):
    rows = [f"1,东胜区,某甲,{person(1)},100"]
    text = old_age(rows, header=NO_MONTH)
    write(tmp_path / "c", "高龄津贴_202111.csv", text)
    rows = [f"1,某甲,{person(2)},2021-12,100"]
    write(tmp_path / "c", "达拉特旗_高龄津贴.csv", old_age(rows, header=NO_PLACE))
    assert sorted(names_of(read(tmp_path / "c"))) == [("150602", "2021-11"), ("150621", "2021-12")]


def test_a_bare_month_takes_its_year_from_the_folder(tmp_path):
    rows = [f"1,东胜区,某甲,{person(1)},100"]
    write(tmp_path / "c", "2021年/3月高龄津贴.csv", old_age(rows, header=NO_MONTH))
    assert names_of(read(tmp_path / "c")) == [("150602", "2021-03")]


def test_two_months_in_a_title_are_no_month(tmp_path):
    rows = [f"1,东胜区,某甲,{person(1)},100"]
    write(tmp_path / "c", "a.csv", old_age(rows, header=NO_MONTH, title="2021年1-3月高龄津贴"))
    imported = read(tmp_path / "c")
    assert [one.column for one in found(imported, "MISSING_COLUMN")] != []
    assert imported.files[0].accepted == 0


def test_the_sheet_name_tells_the_place(tmp_path):
    rows = [["高龄津贴发放名册"], NO_PLACE.split(","), [1, "某甲", person(1), "2021年3月", 100]]
    book(tmp_path / "c", "a.xlsx", rows, sheet="东胜区")
    assert names_of(read(tmp_path / "c")) == [("150602", "2021-03")]


def test_side_by_side_tables_are_two_tables(tmp_path):
    half = ["序号", "老人姓名", "身份证号码", "发放金额（元）"]
    rows = [
        ["东胜区2021年3月高龄津贴发放名册"],
        [*half, *half],
        [1, "某甲", person(1), 100, 3, "某丙", person(3), 300],
        [2, "某乙", person(2), 200, None, None, None, None],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted) == (3, 3)
    assert sorted((line["amount"], line["_row"]) for line in table(imported, "old_age")) == [
        (100_00, 3),
        (200_00, 4),
        (300_00, 3),
    ]
    assert found(imported, "SIDE_BY_SIDE")


def test_a_vertically_merged_place_is_filled_and_a_plain_blank_is_not(tmp_path):
    header = ["序号", "所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）"]
    path = write(tmp_path / "c", "高龄津贴.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_row(0, 0, header)
        for serial in range(1, 5):
            page.write_row(serial, 2, ["某", person(serial), "2021-03", 100])
        page.merge_range(1, 1, 2, 1, "东胜区")
        page.write(3, 1, "达拉特旗")
    imported = read(tmp_path / "c")
    assert [(line["place"], line["_row"]) for line in table(imported, "old_age")] == [
        ("150602", 2),
        ("150602", 3),
        ("150621", 4),
    ]
    assert [(one.row, one.code) for one in imported.set_aside] == [(5, "SET_ASIDE_PLACE")]


def test_ditto_marks_take_the_row_above_and_pass_over_a_subtotal(tmp_path):
    rows = [row(1), row(2, place="同上"), "小计,,,,,200", row(3, place="〃", month="同上")]
    write(tmp_path / "c", "a.csv", old_age(rows))
    imported = read(tmp_path / "c")
    assert names_of(imported) == [("150602", "2021-03")] * 3
    assert {one.message for one in found(imported, "FILLED_DOWN")} == {
        "“所属旗区”有 2 格按同上取上一行的内容",
        "“发放月份”有 1 格按同上取上一行的内容",
    }


def test_a_unit_line_scales_the_column_below_it(tmp_path):
    lines = old_age([row(1, amount="0.01")], header="序号,所属旗区,老人姓名,身份证号码,发放月份,发放金额")
    write(tmp_path / "c", "a.csv", lines.replace("填报单位：某民政局", "填报单位：某民政局,单位：万元"))
    assert [line["amount"] for line in table(read(tmp_path / "c"), "old_age")] == [100_00]


def test_a_household_export_is_its_own_ledger_and_a_person_export_is_a_roll(tmp_path):
    households = (
        "户主姓名,户主身份证号,家庭人口数,保障人口数,户月保障金额（元）,合计（元）,所属区县,最初享受月份\n"
        f"某,{person(1)},3,2,900,950,东胜区,2019-05\n"
    )
    persons = f"姓名,身份证号,户主身份证号,与户主关系,户月保障金额（元）,所属区\n某,{person(1)},{person(1)},户主,900,东胜区\n"
    write(tmp_path / "c", "农村低保家庭查询_2021年3月.csv", households)
    write(tmp_path / "c", "农村低保人员查询_2021年3月.csv", persons)
    imported = read(tmp_path / "c")
    assert {sheet.path[4:6]: sheet.ledger for sheet in imported.files} == {
        "家庭": "assistance_households",
        "人员": "rural_dibao",
    }
    (line,) = table(imported, "assistance_households")
    assert (line["kind"], line["month"], line["supported"], line["since"]) == (
        "农村低保",
        "2021-03",
        2,
        "2019-05",
    )


def test_the_time_of_an_export_is_no_month(tmp_path):
    persons = f"姓名,身份证号,户主身份证号,与户主关系,户月保障金额（元）,所属区\n某,{person(1)},{person(1)},户主,900,东胜区\n"
    write(tmp_path / "c", "农村低保人员查询_20210331120000.csv", persons)
    imported = read(tmp_path / "c")
    assert found(imported, "MISSING_COLUMN")
    assert imported.files[0].accepted == 0
    rule = 'files:\n  - {match: "*人员查询*", values: {month: 2021-03}}\n'
    (tmp_path / "c" / "sources.yml").write_text('valid_id_areas: ["1599"]\n' + rule, encoding="utf-8")
    assert names_of(read(tmp_path / "c"), "rural_dibao") == [("150602", "2021-03")]


def test_an_allowance_export_with_its_header_in_row_2_is_the_old_age_roll(tmp_path):
    rows = [
        ["津贴对象"],
        [
            "老人姓名",
            "身份证号码",
            "老人联系方式",
            "户籍地址",
            "发放金额",
            "银行卡号",
            "人员类型",
            "原始类型",
        ],
        ["某", person(1), "", "某地", 100, "6217000000000001", "", ""],
    ]
    book(tmp_path / "c", "东胜区2021年3月/津贴对象.xlsx", rows)
    imported = read(tmp_path / "c")
    assert imported.files[0].header_row == 2
    assert names_of(imported) == [("150602", "2021-03")]


def test_an_unknown_sheet_gets_a_sources_yml_that_names_the_like_columns(tmp_path):
    text = "长寿补助花名册\n编号,旗名,姓名,公民身份证,发放所属期,实发（元）\n1,东胜区,某,1,2021-03,100\n"
    write(tmp_path / "c", "长寿.csv", text)
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.ledger, sheet.nearest, sheet.header_row, sheet.other) == (None, "old_age", 2, 3)
    rule = yaml.safe_load(sheet.suggestion)["files"][0]
    assert rule == {
        "match": "长寿.csv",
        "ledger": "old_age",
        "header_row": 2,
        "columns": {
            "place": "旗名",
            "id_number": "公民身份证",
            "month": "发放所属期",
            "amount": "实发（元）",
        },
    }


def test_a_row_whose_known_cells_are_all_blank_is_set_aside_and_not_dropped(tmp_path):
    header = "编号,旗县,备注一,备注二,备注三,老人姓名,身份证号码,发放月份,发放金额（元）,所属旗区"
    lines = [
        "高龄津贴",
        header,
        "1,某旗,无误,无误,见附件,,,,,",
        f"2,某旗,无误,无误,见附件,某,{person(1)},2021-03,100,东胜区",
    ]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.rows, sheet.accepted, [one.row for one in sheet.aside]) == (2, 1, [3])


def test_a_quarterly_form_is_read_as_it_is(tmp_path):
    rows = [
        ["民政统计季报表"],
        ["编制单位：鄂尔多斯市", None, None, None, "批准机关：国家统计局"],
        ["地区编码：150600000000"],
        ["指标名称", "单位", "代码", "数量", "上年数据", "同比"],
        ["甲", "乙", "丙", 1, 2, 3],
        ["一、综合", None, "JZH011000000", None, None, None],
        ["（一）乡级行政区划", "个", "JZH011110000", 77, 76, "1.3"],
        ["（二）民政事业费累计支出", "万元", "JZH011310000", "52,110.0", "46,874.3", 11.17],
    ]
    book(tmp_path / "c", "季报.xlsx", rows)
    lines = table(read(tmp_path / "c"), "quarterly_form")
    assert [(line["place"], line["code"], line["value"] and f"{line['value']:.1f}") for line in lines] == [
        ("150600", "JZH011000000", None),
        ("150600", "JZH011110000", "77.0"),
        ("150600", "JZH011310000", "52110.0"),
    ]


def test_a_summary_with_three_header_rows_is_joined(tmp_path):
    rows = [
        ["享受惠民政策分地区统计"],
        ["填报单位：鄂尔多斯市民政局"],
        ["地区", "总数量", "总金额", "享受惠民政策", None, None, None],
        [None, None, None, "全民普惠", None, "优抚对象", None],
        [None, None, None, "数量", "金额", "数量", "金额"],
        ["东胜区", 5, 5000, 3, 3000, 2, 2000],
        ["达拉特旗", 1, 1000, 1, 1000, 0, 0],
        ["合计", 6, 6000, 4, 4000, 2, 2000],
    ]
    book(tmp_path / "c", "惠民.xlsx", rows)
    imported = read(tmp_path / "c")
    assert [
        (line["unit"], line["place"], line["persons"], line["veterans_amount"])
        for line in table(imported, "funeral_benefits")
    ] == [("东胜区", "150600", 5, 2000_00), ("达拉特旗", "150600", 1, 0)]
    assert imported.files[0].controls == imported.files[0].controls_agreeing == 2


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位：人、万元", "万元"),
        ("（单位：元）", "元"),
        ("金额单位：万元  填报单位：某局", "万元"),
        ("单 位：千元", "千元"),
        ("单位：元、万元", None),
        ("统计单位：元谋县民政局", None),
        ("填报单位：元宝山区民政局", None),
        ("单位：户、人", None),
    ],
)
def test_a_unit_line_names_one_unit_of_money(line, unit):
    assert unit_line(line) == unit


@pytest.mark.parametrize(
    ("text", "months", "years", "several"),
    [
        ("2021年3月", ("2021-03",), (2021,), False),
        ("东胜区_202109", ("2021-09",), (2021,), False),
        ("二〇二一年十一月", ("2021-11",), (2021,), False),
        ("2021年1—3月", (), (2021,), True),
        ("2021年三季度", (), (2021,), True),
        ("填报日期:2021年4月", (), (), False),
        ("查询_20210331120000", (), (), False),
        ("2021年3月5日", (), (2021,), False),
        ("2021-13", (), (2021,), False),
    ],
)
def test_a_title_says_a_month_only_when_it_says_one(text, months, years, several):
    read_ = said([text])
    assert (read_.months, read_.years, read_.several) == (months, years, several)


@pytest.mark.parametrize(
    ("path", "above", "code"),
    [
        ("鄂尔多斯市东胜区.csv", [], "150602"),
        ("东胜区.csv", [["鄂尔多斯市高龄津贴"]], "150602"),
        ("x.csv", [["统计单位：", "东胜区民政局"]], "150602"),
        ("x.csv", [["东胜区、康巴什区名册"]], None),
        ("x.csv", [["批准机关：内蒙古自治区统计局"]], None),
        ("x.csv", [["农村合作医疗"]], None),
    ],
)
def test_a_place_is_read_from_words_only_when_it_is_one_place(path, above, code):
    place = claims(path, "", above, places.lookup(places.registry())).place
    assert (place.text if place else None) == code


def test_a_name_that_only_two_rolls_share_does_not_decide_and_dates_are_not_given(tmp_path):
    header = "所属旗区,机构编号,机构名称,机构性质,床位数（张）,护理型床位数（张）"
    write(tmp_path / "c", "养老机构台账20211231.csv", f"{header}\n东胜区,A1,甲院,公办,100,60\n")
    (line,) = table(read(tmp_path / "c"), "elder_institutions")
    assert line["opened"] is None
    assert line["opened"] != date(2021, 12, 31)
