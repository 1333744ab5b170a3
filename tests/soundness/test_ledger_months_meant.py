"""Months and dates as clerks write them: the month that is meant, or none."""

from __future__ import annotations

from datetime import date

import pytest

from ledger_world import book, found, person, read, table

HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份", "发放金额（元）"]


def roll(
    folder, *months, header="发放月份", title="高龄津贴发放花名册", file="a.xlsx", sheet="Sheet1", years=None
):
    head = [*HEAD[:4], header, *HEAD[5:], *([] if years is None else ["年份"])]
    rows = [
        [
            serial,
            "临河区",
            "某甲",
            person(serial),
            month,
            100,
            *([] if years is None else [years[serial - 1]]),
        ]
        for serial, month in enumerate(months, start=1)
    ]
    book(folder, file, [[title], head, *rows], sheet)
    return read(folder)


def read_months(imported):
    return [line["month"] for line in table(imported, "old_age")]


def test_a_number_that_may_have_lost_its_last_zero_is_no_january(tmp_path):
    imported = roll(tmp_path / "c", 2021.09, 2021.1, 2021.11)
    assert read_months(imported) == ["2021-09", "2021-11"]
    assert [one.row for one in imported.set_aside] == [4]


def test_texts_that_kept_their_last_zero_are_read_as_they_stand(tmp_path):
    assert read_months(roll(tmp_path / "c", "2021.1", "2021.10")) == ["2021-01", "2021-10"]


def test_a_month_takes_the_year_of_its_row_before_that_of_the_title(tmp_path):
    imported = roll(tmp_path / "c", 6, 7, title="2021年高龄津贴发放花名册", header="月份", years=[2020, 2021])
    assert read_months(imported) == ["2020-06", "2021-07"]
    assert "“年份”列" in found(imported, "YEAR_FROM")[0].message


@pytest.mark.parametrize("month", [6, "6月", "六月份", "06"])
def test_a_month_takes_the_only_year_that_the_titles_speak_of(tmp_path, month):
    imported = roll(tmp_path / "c", month, title="2021年高龄津贴发放花名册", header="月份")
    assert read_months(imported) == ["2021-06"]


def test_two_years_in_the_titles_give_none(tmp_path):
    imported = roll(tmp_path / "c", "6月", title="2021年高龄津贴发放花名册", file="2020年.xlsx")
    assert [one.code for one in imported.set_aside] == ["SET_ASIDE_PERIOD"]


def test_a_bare_number_that_may_count_months_is_no_month(tmp_path):
    imported = roll(tmp_path / "c", 12, 3, title="2021年高龄津贴发放花名册")
    assert (read_months(imported), len(imported.set_aside)) == ([], 2)


def test_a_bare_number_that_the_title_repeats_is_the_month(tmp_path):
    assert read_months(roll(tmp_path / "c", 6, 6, title="2021年6月高龄津贴发放花名册")) == ["2021-06"] * 2


def test_a_number_shown_as_a_date_of_1900_is_no_period(tmp_path):
    imported = roll(tmp_path / "c", "1900-01-05")
    assert [one.code for one in imported.set_aside] == ["SET_ASIDE_PERIOD"]


SHORT = ["序号", "姓名", "身份证号", "发放金额（元）"]


def titled(folder, title, file="临河区.xlsx", sheet="Sheet1"):
    book(folder, file, [[title], SHORT, [1, "某甲", person(1), 100]], sheet)
    return read(folder)


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("临河区二○二一年十二月份高龄津贴", "2021-12"),
        ("临河区 _2021_年_5_月高龄津贴", "2021-05"),
        ("临河区高龄津贴（2021年5月，根据2019年3月文件规定）", "2021-05"),
    ],
)
def test_a_title_says_its_month_in_other_ways(tmp_path, title, month):
    assert read_months(titled(tmp_path / "c", title)) == [month]


def test_the_date_of_a_document_is_no_month_of_payment(tmp_path):
    imported = titled(tmp_path / "c", "根据临河区2019年3月文件规定发放高龄津贴")
    assert found(imported, "MISSING_COLUMN")


def test_a_sheet_named_in_chinese_numerals_takes_the_year_of_the_file(tmp_path):
    imported = titled(tmp_path / "c", "临河区高龄津贴", "临河区2021年高龄津贴.xlsx", "六月")
    assert read_months(imported) == ["2021-06"]


def test_a_sheet_that_was_copied_with_its_title_is_told(tmp_path):
    imported = titled(tmp_path / "c", "临河区2021年5月高龄津贴", sheet="6月")
    assert [one.message for one in found(imported, "TITLE_DIFFERS")] == [
        "工作表名写的是6 月，数据行里有 2021-05"
    ]
    assert not found(titled(tmp_path / "d", "临河区2021年5月高龄津贴", sheet="5月"), "TITLE_DIFFERS")


HOMES = ["所属旗区", "机构编号", "机构名称", "机构性质", "运营状态", "投入运营日期", "床位数", "护理型床位数"]


def test_a_month_is_enough_where_only_the_month_is_used_and_that_is_said(tmp_path):
    book(
        tmp_path / "c",
        "a.xlsx",
        [["养老机构台账"], HOMES, ["临河区", "A1", "某院", "公办", "在营", "2019年5月", 10, 5]],
    )
    imported = read(tmp_path / "c")
    assert table(imported, "elder_institutions")[0]["opened"] == date(2019, 5, 1)
    assert not any("1 日" in one.message or "2019-05-01" in one.message for one in imported.findings)
    assert [(one.severity, one.row) for one in found(imported, "MONTH_ONLY")] == [("提示", 3)]


def test_a_checked_table_says_to_what_a_date_was_written(tmp_path):
    opened = ["2019年5月", "2019-05-01", ""]
    rows = [["临河区", f"A{n}", "某院", "公办", "在营", one, 10, 5] for n, one in enumerate(opened)]
    book(tmp_path / "c", "a.xlsx", [["养老机构台账"], HOMES, *rows])
    lines = table(read(tmp_path / "c"), "elder_institutions")
    assert [line["_opened_written"] for line in lines] == ["月", "日", None]
    assert [line["_closed_written"] for line in lines] == [None] * 3


@pytest.mark.parametrize(
    ("written", "said"), [("2021年5月", "没有写日"), ("5月4日", "没有写年份"), ("3月", "没有写年份")]
)
def test_a_day_is_never_invented_where_the_day_counts(tmp_path, written, said):
    head = ["所属旗区", "逝者姓名", "逝者身份证号", "火化日期"]
    book(tmp_path / "c", "a.xlsx", [["火化台账"], head, ["临河区", "某", person(1), written]])
    imported = read(tmp_path / "c")
    (one,) = found(imported, "SET_ASIDE_PERIOD")
    assert (said in one.message, len(imported.set_aside)) == (True, 1)


def test_a_year_since_when_is_not_that_of_the_payment(tmp_path):
    head = ["序号", "姓名", "身份证号", "月份", "金额", "享受年份"]
    rows = [["临河区2021年5月高龄津贴"], head, [1, "某甲", person(1), 5, 100, 2019]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert read_months(read(tmp_path / "c")) == ["2021-05"]


def test_the_amount_of_several_months_is_not_that_of_one(tmp_path):
    head = ["序号", "姓名", "身份证号", "4月", "5月", "6月", "发放金额"]
    rows = [["临河区2021年6月高龄津贴"], head, [1, "某甲", person(1), 100, 100, 100, 300]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [one.column for one in found(read(tmp_path / "c"), "MONTHS_SUMMED")] == ["发放金额"]


@pytest.mark.parametrize(
    "said",
    [
        "5月、6月",
        "5、6月",
        "5月和6月",
        "5月份及6月份",
        "5+6月",
        "五月、六月",
        "五、六月",
        "5月补6月",
        "5-6月",
    ],
)
def test_two_months_in_a_title_are_not_the_first_of_them(tmp_path, said):
    imported = titled(tmp_path / "c", f"临河区2021年{said}高龄津贴")
    assert (found(imported, "MISSING_COLUMN")[0].severity, read_months(imported)) == ("错误", [])
    assert read_months(titled(tmp_path / "d", "临河区高龄津贴", f"2021年{said}.xlsx")) == []


@pytest.mark.parametrize("said", ["截至2021年5月", "2021年5月起", "202105-06"])
def test_since_and_until_name_no_month_of_payment(tmp_path, said):
    assert read_months(titled(tmp_path / "c", f"临河区{said}高龄津贴")) == []


@pytest.mark.parametrize(
    "said", ["2021年5月（含4月补发）", "2021年5月（补发4月）", "2021年五月", "2021年二季度5月", "2021.5月"]
)
def test_one_month_of_payment_is_read_beside_other_words(tmp_path, said):
    assert read_months(titled(tmp_path / "c", f"临河区{said}高龄津贴")) == ["2021-05"]


@pytest.mark.parametrize(
    ("year", "month"),
    [("年", "月"), ("年度", "月份"), ("所属年", "所属月"), ("发放年", "发放月"), ("年份", "月度")],
)
def test_a_column_of_years_and_one_of_months_give_the_month(tmp_path, year, month):
    head = [*HEAD[:4], year, month, HEAD[5]]
    rows = [
        [1, "临河区", "某甲", person(1), 2020, 12, 100],
        [2, "临河区", "某乙", person(2), "2021年", "3月", 100],
    ]
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放花名册"], head, *rows])
    imported = read(tmp_path / "c")
    assert read_months(imported) == ["2020-12", "2021-03"]
    assert found(imported, "YEAR_FROM")


def test_years_and_months_under_one_heading_give_the_month(tmp_path):
    head = [[*HEAD[:4], "发放时间", "", HEAD[5]], ["", "", "", "", "年", "月", ""]]
    rows = [[1, "临河区", "某甲", person(1), 2021, 4, 100]]
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放花名册"], *head, *rows])
    assert read_months(read(tmp_path / "c")) == ["2021-04"]


def test_a_column_of_months_takes_the_year_of_the_title_and_without_one_none(tmp_path):
    assert read_months(roll(tmp_path / "a", 5, title="2021年高龄津贴发放花名册", header="月")) == ["2021-05"]
    imported = roll(tmp_path / "b", 5, header="月")
    assert not read_months(imported)
    assert found(imported, "MISSING_COLUMN")
