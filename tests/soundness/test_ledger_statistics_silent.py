"""Ways to take wrong figures from a statistic in silence: sums counted with their parts, rows of other tables."""

from __future__ import annotations

from ledger_world import book, found, read, table

TITLE = ["2021年5月婚姻登记情况统计表"]
HEADER = ["地区", "结婚", "离婚"]
COUNTIES = [["东胜区", 10, 1], ["康巴什区", 20, 2], ["达拉特旗", 30, 3]]


def lines(imported, ledger="marriage_statistics"):
    return [(line["unit"], line["item"], int(line["value"])) for line in table(imported, ledger)]


def total(imported, item):
    return sum(value for _, name, value in lines(imported) if name == item)


def check(tmp_path, rows):
    book(tmp_path / "c", "a.xlsx", rows)
    return read(tmp_path / "c")


def test_a_city_above_its_counties_is_not_counted_with_them(tmp_path):
    imported = check(tmp_path, [TITLE, HEADER, ["鄂尔多斯市", 60, 6], *COUNTIES])
    assert total(imported, "结婚") == 60  # 10 + 20 + 30, and not 120
    assert [one.row for one in found(imported, "SUM_OF_PLACES")] == [3]


def test_a_city_that_is_not_the_sum_in_one_column_is_an_error(tmp_path):
    rows = [["地区", "结婚", "离婚", "补领"], ["鄂尔多斯市", 60, 6, 7]]
    rows += [[*one, 2] for one in COUNTIES]  # 2 + 2 + 2 = 6, not 7
    (wrong,) = found(check(tmp_path, [TITLE, *rows]), "CONTROL_TOTAL")
    assert (wrong.row, wrong.column) == (3, "补领")


def test_a_city_with_figures_of_its_own_is_said_to_stand_beside_its_counties(tmp_path):
    imported = check(tmp_path, [TITLE, HEADER, ["鄂尔多斯市", 1, 1], *COUNTIES])
    assert total(imported, "结婚") == 61
    assert found(imported, "PLACE_WITHIN")


def test_provinces_cities_and_counties_are_counted_once(tmp_path):
    title = ["内蒙古自治区2021年5月婚姻登记情况统计表"]
    rows = [["内蒙古自治区", 66, 9], ["鄂尔多斯市", 60, 6], *COUNTIES]
    rows += [["包头市", 6, 3], ["昆都仑区", 2, 1], ["青山区", 4, 2]]
    imported = check(tmp_path, [title, HEADER, *rows])
    assert total(imported, "结婚") == 66
    # 青山区 is the name of two counties of the nation; the title says which.
    assert "150204" in {line["place"] for line in table(imported, "marriage_statistics")}
    assert not found(imported, "CONTROL_TOTAL")


def test_the_whole_city_by_a_word_is_a_total(tmp_path):
    imported = check(tmp_path, [TITLE, HEADER, ["全市", 61, 6], *COUNTIES])
    (wrong,) = found(imported, "CONTROL_TOTAL")
    assert (wrong.row, wrong.column) == (3, "结婚")
    assert total(imported, "结婚") == 60


def test_named_subtotals_are_no_places(tmp_path):
    rows = [*COUNTIES[:2], ["东部小计", 30, 3], COUNTIES[2], ["西部小计", 30, 3], ["合计", 60, 6]]
    imported = check(tmp_path, [TITLE, HEADER, *rows])
    assert total(imported, "结婚") == 60
    assert not found(imported, "CONTROL_TOTAL")


def test_a_part_of_the_row_above_is_not_counted_beside_it(tmp_path):
    rows = [COUNTIES[0], ["其中：城镇", 4, 1], *COUNTIES[1:], ["合计", 60, 6]]
    imported = check(tmp_path, [TITLE, HEADER, *rows])
    assert total(imported, "结婚") == 60
    assert [one.row for one in found(imported, "OF_WHICH")] == [4]


def test_a_row_without_a_name_is_set_aside_and_no_header(tmp_path):
    imported = check(tmp_path, [TITLE, HEADER, ["", 10, 1], *COUNTIES[1:]])
    assert [one.row for one in imported.set_aside] == [3]


def test_a_figure_that_cannot_be_read_sets_its_row_aside(tmp_path):
    imported = check(tmp_path, [TITLE, HEADER, ["东胜区", "1O", 1], *COUNTIES[1:], ["合计", 60, 6]])
    assert [one.code for one in imported.set_aside] == ["SET_ASIDE_AMOUNT"]
    (wrong,) = found(imported, "CONTROL_TOTAL")
    assert wrong.column == "结婚"  # 20 + 30 is not 60; 1 + 2 + 3 is 6


def test_two_tables_side_by_side_are_not_read_as_one(tmp_path):
    rows = [["地区", "对数", "地区", "对数"], ["东胜区", 1, "康巴什区", 2], ["达拉特旗", 3, "乌审旗", 4]]
    assert not lines(check(tmp_path, [TITLE, *rows]))


def test_another_table_below_is_an_error(tmp_path):
    below = [["2021年5月离婚登记统计表"], ["地区", "协议", "诉讼"], ["东胜区", 5, 6]]
    assert found(check(tmp_path, [TITLE, HEADER, *COUNTIES, *below]), "SECTIONS")


def test_a_column_that_sums_up_others_is_held_against_them(tmp_path):
    rows = [
        ["东胜区", 3, 1, 2],
        ["康巴什区", 7, 3, 4],
        ["达拉特旗", 11, 5, 6],
        ["杭锦旗", 4, 2, 2],
        ["乌审旗", 9, 4, 4],
    ]
    (wrong,) = found(check(tmp_path, [TITLE, ["地区", "合计", "结婚", "离婚"], *rows]), "ROW_CHECK")
    assert wrong.row == 7  # 4 + 4 is 8, not 9


def test_a_unit_column_does_not_name_the_rows(tmp_path):
    rows = [["项目", "单位", "本月", "上月"], ["结婚", "对", 5, 6], ["离婚", "对", 3, 4]]
    assert not lines(check(tmp_path, [TITLE, *rows]))


def test_a_figure_below_a_heading_without_a_name_of_its_own_is_kept(tmp_path):
    rows = [["2021年5月福利企业情况统计表"], ["地区", "经济性质", "", "职工总数"], ["东胜区", 1, 2, 3]]
    book(tmp_path / "c", "a.xlsx", rows)
    found_lines = lines(read(tmp_path / "c"), "assistance_statistics")
    assert found_lines == [
        ("东胜区", "经济性质", 1),
        ("东胜区", "经济性质（C列）", 2),
        ("东胜区", "职工总数", 3),
    ]


def test_a_primary_ledger_with_a_misspelt_column_is_no_statistic(tmp_path):
    header = ["所属旗区", "销售月份", "电脑票额度（万元）", "即开票（万元）", "销售额合计（万元）"]
    rows = [["福利彩票销售情况统计表"], header, ["东胜区", "2021-05", 1, 2, 3]]
    book(tmp_path / "c", "a.xlsx", rows)
    (sheet,) = read(tmp_path / "c").files
    assert (sheet.ledger or sheet.nearest) == "lottery_sales"
    assert sheet.accepted == 0


def test_the_same_statistic_of_the_same_month_twice_is_said(tmp_path):
    book(tmp_path / "c", "a.xlsx", [TITLE, HEADER, *COUNTIES])
    book(tmp_path / "c", "b.xlsx", [TITLE, HEADER, *COUNTIES])
    repeated = found(read(tmp_path / "c"), "DUPLICATE_KEY")
    assert len(repeated) == 6  # a row of the sheet, not each of its figures
