"""Statistics whose columns are not declared -> every figure of them, each with its place, period and item."""

from __future__ import annotations

from decimal import Decimal

import pytest
import xlsxwriter

from ledger_world import book, found, read, table, write

TITLE = "鄂尔多斯市2021年5月离婚原因统计表"
REASONS = [["地区", "合计", "感情不和", "", "家庭纠纷", ""], ["", "", "人数", "％", "人数", "％"]]
ROWS = [["东胜区", 10, 6, 60, 4, 40], ["康巴什区", 20, 5, 25, 15, 75], ["达拉特旗", 30, 12, 40, 18, 60]]
TOTAL = ["合计", 60, 23, "", 37, ""]


def figures(imported, ledger="marriage_statistics"):
    return {(line["unit"], line["group"], line["item"]): line["value"] for line in table(imported, ledger)}


def sums(imported, ledger="marriage_statistics"):
    found_sums: dict[str, Decimal] = {}
    for line in table(imported, ledger):
        found_sums[line["item"]] = found_sums.get(line["item"], Decimal(0)) + line["value"]
    return found_sums


def test_every_column_of_figures_is_kept_with_its_whole_header(tmp_path):
    book(tmp_path / "c", "a.xlsx", [[TITLE], *REASONS, *ROWS, TOTAL])
    imported = read(tmp_path / "c")
    (sheet,) = imported.files
    assert (sheet.ledger, sheet.rows, sheet.accepted, sheet.other) == ("marriage_statistics", 3, 3, 4)
    # 10 + 20 + 30, 6 + 5 + 12, 4 + 15 + 18
    assert sums(imported)["合计"] == 60
    assert sums(imported)["感情不和/人数"] == 23
    assert sums(imported)["家庭纠纷/人数"] == 37
    assert figures(imported)["康巴什区", None, "家庭纠纷/%"] == 75


def test_each_row_has_the_place_of_its_name_the_period_and_the_table_of_the_title(tmp_path):
    book(tmp_path / "c", "a.xlsx", [[TITLE], *REASONS, *ROWS])
    lines = table(read(tmp_path / "c"), "marriage_statistics")
    assert {line["place"] for line in lines} == {"150602", "150603", "150621"}
    assert {line["period"] for line in lines} == {"2021-05"}
    assert {line["statistic"] for line in lines} == {"离婚原因统计表"}


def test_a_unit_of_a_town_has_the_place_of_the_title(tmp_path):
    rows = [
        ["东胜区2021年社区经费情况统计表"],
        ["乡镇（街道）", "办公经费（万元）", "社区数量"],
        ["交通街道", 1.5, 2],
    ]
    book(tmp_path / "c", "a.xlsx", [*rows, ["公园街道", 2.25, 3]])
    lines = table(read(tmp_path / "c"), "community_statistics")
    assert {(line["place"], line["unit"], line["period"]) for line in lines} == {
        ("150602", "交通街道", "2021"),
        ("150602", "公园街道", "2021"),
    }
    assert {(line["item"], line["measure"]) for line in lines} == {
        ("办公经费(万元)", "万元"),
        ("社区数量", None),
    }


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2021年", "2021"),
        ("2021年第二季度", "2021-Q2"),
        ("2021年1-6月", "2021-01..2021-06"),
        ("2021年上半年", "2021-01..2021-06"),
        ("2021年5月3日", "2021-05-03"),
        ("2021-01-01至2021-03-31", "2021-Q1"),
        ("2021-01-15至2021-02-03", "2021-01-15..2021-02-03"),
    ],
)
def test_a_statistic_may_be_of_any_period(tmp_path, said, period):
    rows = [["婚姻登记情况统计表"], [f"统计时间：{said}"], ["地区", "结婚", "离婚"], ["东胜区", 3, 1]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert {line["period"] for line in table(read(tmp_path / "c"), "marriage_statistics")} == {period}


def test_men_and_women_are_held_against_their_own_totals(tmp_path):
    header = ["地区", "性别", "20周岁", "21周岁"]
    rows = [
        ["东胜区", "男", 1, 2],
        ["东胜区", "女", 3, 4],
        ["康巴什区", "男", 5, 6],
        ["康巴什区", "女", 7, 8],
    ]
    totals = [["合计", "男", 6, 8], ["合计", "女", 10, 13]]  # 1 + 5, 2 + 6; 3 + 7, 4 + 8 = 12, not 13
    book(tmp_path / "c", "a.xlsx", [["2021年5月结婚登记分年龄统计表"], header, *rows, *totals])
    imported = read(tmp_path / "c")
    (wrong,) = found(imported, "CONTROL_TOTAL")
    assert (wrong.row, wrong.column) == (8, "21周岁")
    assert "13" in wrong.message
    assert "12" in wrong.message
    assert figures(imported)["康巴什区", "女", "20周岁"] == 7


def test_merged_names_are_those_of_each_of_their_rows(tmp_path):
    path = write(tmp_path / "c", "a.xlsx", b"")
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet()
        page.write_row(0, 0, ["2021年5月离婚登记分年龄统计表"])
        page.write_row(1, 0, ["地区行政区划名称", "性别", "20周岁"])
        for step, (name, men, women) in enumerate([("东胜区", 1, 2), ("康巴什区", 3, 4), ("合计", 4, 6)]):
            page.merge_range(2 + 2 * step, 0, 3 + 2 * step, 0, name)
            page.write_row(2 + 2 * step, 1, ["男", men])
            page.write_row(3 + 2 * step, 1, ["女", women])
    imported = read(tmp_path / "c")
    assert imported.files[0].accepted == 4
    assert figures(imported)["康巴什区", "女", "20周岁"] == 4
    assert not found(imported, "CONTROL_TOTAL")


def test_the_column_of_places_may_have_no_name(tmp_path):
    header = [["", "结婚", "离婚", ""], ["", "", "协议", "诉讼"]]
    rows = [["东胜区", 5, 6, 7], ["康巴什区", 3, 4, 5], ["合计", 8, 10, 12]]
    book(tmp_path / "c", "a.xlsx", [["2021年5月婚姻登记情况"], *header, *rows])
    imported = read(tmp_path / "c")
    assert sums(imported) == {"结婚": 8, "离婚/协议": 10, "离婚/诉讼": 12}
    assert {line["place"] for line in table(imported, "marriage_statistics")} == {"150602", "150603"}


def test_headings_of_days_are_no_figures(tmp_path):
    days = [["地区", "按日期分类(对)", "", "", "", ""], ["", 1, 2, 3, 4, 5]]
    book(tmp_path / "c", "a.xlsx", [["2021年5月结婚登记统计总表"], *days, ["东胜区", 9, 8, 7, 6, 5]])
    assert figures(read(tmp_path / "c"))["东胜区", None, "按日期分类(对)/2"] == 8


def test_a_name_of_a_unit_beside_its_place(tmp_path):
    rows = [["2021年5月殡仪馆火化设备统计表"], ["地区", "殡仪馆名称", "火化炉"]]
    book(tmp_path / "c", "a.xlsx", [*rows, ["东胜区", "甲馆", 2], ["康巴什区", "乙馆", 3], ["合计", "", 5]])
    lines = table(read(tmp_path / "c"), "funeral_statistics")
    assert [(line["place"], line["unit"], line["value"]) for line in lines] == [
        ("150602", "甲馆", 2),
        ("150603", "乙馆", 3),
    ]


def test_a_register_of_organisations_keeps_its_columns_and_its_figures(tmp_path):
    header = [["序号", "登记时间", "部门登记证号", "单位名称", "电话", "年末从业人数", "", "营业收入"]]
    header += [["", "", "", "", "", "", "女性", ""]]
    rows = [
        [1, "2015-03-01", "鄂基001", "某甲基金会", "0477-1", 12, 5, 100.5],
        [2, "2016-04-02", "鄂基002", "某乙基金会", "0477-2", 8, 3, 20.25],
    ]
    book(tmp_path / "c", "a.xlsx", [["鄂尔多斯市2021年基金会台帐"], *header, *rows])
    imported = read(tmp_path / "c")
    assert imported.files[0].ledger == "organisation_accounts"
    assert {(line["code"], str(line["registered"])) for line in table(imported, "organisation_accounts")} == {
        ("鄂基001", "2015-03-01"),
        ("鄂基002", "2016-04-02"),
    }
    assert sums(imported, "organisation_accounts") == {
        "年末从业人数": 20,
        "年末从业人数/女性": 8,
        "营业收入": Decimal("120.75"),
    }


def test_a_form_with_more_figures_than_its_declaration_is_read_in_full(tmp_path):
    """敬老院工作人员 has declared columns; another year's form counts what these do not."""
    header = [["单位", "总数", "性别", "", "护理证", ""], ["", "", "男", "女", "有证", "无证"]]
    rows = [
        ["2021年5月敬老院工作人员情况统计表"],
        *header,
        ["东胜区", 9, 4, 5, 6, 3],
        ["康巴什区", 3, 1, 2, 1, 2],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert sums(imported, "assistance_statistics")["护理证/无证"] == 5


def test_what_sources_yml_says_is_read_as_it_says(tmp_path):
    book(tmp_path / "c", "a.xlsx", [["地区", "结婚", "离婚"], ["某村", 5, 6], ["某某村", 3, 4]])
    first = read(tmp_path / "c")
    (sheet,) = first.files
    assert (sheet.ledger, sheet.nearest) == (None, "place_statistics")
    (tmp_path / "c" / "sources.yml").write_text(sheet.suggestion, encoding="utf-8")
    again = read(tmp_path / "c")
    assert (again.files[0].ledger, again.files[0].accepted) == ("place_statistics", 2)
    assert sums(again, "place_statistics") == {"结婚": 8, "离婚": 10}
