"""Rolls in which a wrong figure once passed without a word, or under a word that did not say so."""

import pytest

from ledger_world import book, found, person, read, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

TITLE = ["临河区高龄津贴发放名册"]
HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份"]
SHORT = ["序号", "姓名", "身份证号", "金额（元）"]


def cells(serial, place="临河区"):
    return [serial, place, "某甲", person(serial), "2021-03"]


def short(serial, amount=100):
    return [serial, "某甲", person(serial), amount]


def paid(imported):
    return sum(line["amount"] for line in table(imported, "old_age"))


def told(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sources.yml").write_text(f'valid_id_areas: ["1599"]\n{text}', encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "title", "first", "second", "said"),
    [
        ("临河区.xlsx", "2021年1月高龄津贴", "", "2021年2月高龄津贴", "2021-02"),
        ("临河区2021年1月.xlsx", "高龄津贴", "", "2月", "2 月"),
        ("2021年3月高龄津贴.xlsx", "临河区高龄津贴", "", "五原县", "五原县"),
        ("巴彦淖尔市2021年3月.xlsx", "高龄津贴", "临河区", "五原县", "临河区"),
    ],
)
def test_a_heading_among_the_rows_is_not_overruled_by_the_title(tmp_path, file, title, first, second, said):
    rows = [[title], SHORT, [first], short(1), short(2), [second], short(3)]
    book(tmp_path / "c", file, rows)
    imported = read(tmp_path / "c")
    assert said in found(imported, "SECTIONS")[0].message
    assert found(imported, "MISSING_COLUMN")
    assert len(imported.set_aside) == 3


@pytest.mark.parametrize("again", ["2021年1月高龄津贴", "内蒙古自治区巴彦淖尔市", "单位：元", "小计"])
def test_a_heading_that_fits_the_title_is_passed_over(tmp_path, again):
    rows = [["临河区2021年1月高龄津贴"], SHORT, short(1), [again], short(2)]
    book(tmp_path / "c", "临河区.xlsx", rows)
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert paid(imported) == 2 * 100_00


def test_a_place_in_sources_yml_outweighs_headings(tmp_path):
    told(tmp_path / "c", "files:\n  - {match: a.xlsx, values: {place: 临河区}}\n")
    rows = [["2021年1月高龄津贴"], SHORT, ["五原县"], short(1), short(2)]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert paid(imported) == 2 * 100_00


def test_a_second_table_in_another_unit_stops(tmp_path):
    first = [[*cells(serial), 100] for serial in range(1, 11)]
    second = [[*cells(serial), 0.01] for serial in range(11, 21)]
    head = [*HEAD, "金额"]
    rows = [TITLE, ["单位：元"], head, *first, TITLE, ["单位：万元"], head, *second]
    book(tmp_path / "c", "a.xlsx", rows)
    (conflict,) = found(read(tmp_path / "c"), "UNIT_CONFLICT")
    assert "第 15 行" in conflict.message


@pytest.mark.parametrize("unit", ["万元", "（万元）", "单位：万元"])
def test_a_row_of_units_below_the_header_scales_the_amounts_and_is_no_data(tmp_path, unit):
    rows = [TITLE, [*HEAD, "金额"], ["", "", "", "", "", unit], [*cells(1), 0.01], [*cells(2), 0.02]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert not imported.set_aside
    assert paid(imported) == 100_00 + 200_00


def test_a_row_of_units_is_no_data_where_the_title_gives_the_place(tmp_path):
    rows = [["临河区2021年3月高龄津贴"], [*SHORT[:3], "金额"], ["", "", "", "万元"], short(1, 0.01)]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert (paid(imported), len(imported.set_aside)) == (100_00, 0)


def test_units_that_change_from_row_to_row_stop(tmp_path):
    rows = [TITLE, [*HEAD, "金额", "单位"], [*cells(1), 0.01, "万元"], [*cells(2), 100, "元"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert found(read(tmp_path / "c"), "UNIT_CONFLICT")


def test_a_column_that_says_one_unit_scales_the_amounts(tmp_path):
    rows = [TITLE, [*HEAD, "金额", "单位"], [*cells(1), 0.01, "万元"], [*cells(2), 0.02, "万元"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert paid(read(tmp_path / "c")) == 100_00 + 200_00


@pytest.mark.parametrize(
    ("headers", "first", "second", "column", "rows"),
    [
        (["金额", "补发金额", "合计"], [100, 50, 150], [100, 0, 100], "合计", 1),
        (["月补助金额", "月数", "合计金额"], [100, 3, 300], [100, 2, 200], "合计金额", 2),
        (["金额", "电价补贴"], [100, 10], [100, 10], "电价补贴", 2),
    ],
)
def test_an_amount_beside_the_one_that_is_read_is_named_where_it_differs(
    tmp_path, headers, first, second, column, rows
):
    book(tmp_path / "c", "a.xlsx", [TITLE, [*HEAD, *headers], [*cells(1), *first], [*cells(2), *second]])
    named = {one.column: one for one in found(read(tmp_path / "c"), "OTHER_AMOUNT")}
    assert f"有 {rows} 行" in named[column].message
    assert named[column].severity == "警告"


@pytest.mark.parametrize(
    "other", ["补贴标准", "累计发放金额", "其中：市级补助金额", "家庭月收入合计", "合计"]
)
def test_a_standard_a_running_total_a_part_or_the_same_amount_is_not_named(tmp_path, other):
    amount = 100 if other == "合计" else 70
    book(tmp_path / "c", "a.xlsx", [TITLE, [*HEAD, "金额", other], [*cells(1), 100, amount]])
    assert not found(read(tmp_path / "c"), "OTHER_AMOUNT")


@pytest.mark.parametrize(
    ("below", "amounts"), [(["应发", "实发"], [100, 80]), (["标准", "月数", "金额"], [100, 3, 300])]
)
def test_an_amount_header_over_several_columns_is_not_the_first_of_them(tmp_path, below, amounts):
    group = ["发放金额", *[""] * (len(below) - 1)]
    rows = [TITLE, [*HEAD, *group], ["", "", "", "", "", *below], [*cells(1), *amounts]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    (doubt,) = found(imported, "AMBIGUOUS_COLUMN")
    assert f"发放金额{below[-1]}" in doubt.message
    assert not table(imported, "old_age")


@pytest.mark.parametrize(
    "rule",
    ["columns: {amount: 发放金额实发}", "ledger: old_age, columns: {amount: 实发}", "columns: {amount: G列}"],
)
def test_sources_yml_says_which_of_the_columns_below_a_header_is_the_amount(tmp_path, rule):
    told(tmp_path / "c", f"files:\n  - {{match: a.xlsx, {rule}}}\n")
    rows = [TITLE, [*HEAD, "发放金额", ""], ["", "", "", "", "", "应发", "实发"], [*cells(1), 100, 80]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert (paid(imported), len(imported.set_aside)) == (80_00, 0)


def test_a_first_row_whose_amount_is_a_word_is_no_second_header(tmp_path):
    rows = [TITLE, [*HEAD, "金额"], [*cells(1), "待定"], [*cells(2), 100]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert not found(imported, "AMBIGUOUS_COLUMN")
    assert (paid(imported), [one.row for one in imported.set_aside]) == (100_00, [3])


def test_csv_headings_are_seen_as_well(tmp_path):
    lines = [
        "临河区2021年1月高龄津贴",
        ",".join(SHORT),
        f"1,某甲,{person(1)},100",
        "2021年2月",
        f"1,某甲,{person(2)},100",
    ]
    write(tmp_path / "c", "a.csv", "\n".join(lines))
    assert found(read(tmp_path / "c"), "SECTIONS")


@pytest.mark.parametrize("written", ["临河区王麻子", "王麻子临河区", "临河区欧阳某某"])
def test_a_name_beside_a_place_is_never_shown(tmp_path, written):
    book(tmp_path / "c", "a.xlsx", [TITLE, [*HEAD, "金额"], [*cells(1, place=written), 100]])
    (aside,) = found(read(tmp_path / "c"), "SET_ASIDE_PLACE")
    assert not set("麻阳") & set(aside.message)


@pytest.mark.parametrize(("whole", "told_so"), [("巴彦淖尔市", True), ("五原县", False)])
def test_a_city_among_its_counties_is_named(tmp_path, whole, told_so):
    rows = [[*cells(1, place=whole), 200], [*cells(2), 100], [*cells(3), 100]]
    book(tmp_path / "c", "a.xlsx", [["高龄津贴发放名册"], [*HEAD, "金额"], *rows])
    assert bool(found(read(tmp_path / "c"), "PLACE_WITHIN")) is told_so


@pytest.mark.parametrize("label", ["合计数", "合计金额", "总计（元）", "合 计：", "共计", "全旗总计"])
def test_a_total_row_under_any_of_its_names_is_held_against_the_rows(tmp_path, label):
    rows = [[*cells(1), 100], [*cells(2), 100], [label, "", "", "", "", 300]]
    book(tmp_path / "c", "a.xlsx", [TITLE, [*HEAD, "金额"], *rows])
    imported = read(tmp_path / "c")
    (control,) = found(imported, "CONTROL_TOTAL")
    assert "300.00 元" in control.message and "200.00 元" in control.message
    assert not imported.set_aside


@pytest.mark.parametrize(
    ("written", "month"), [(20213, None), ("20213", None), (44256, "2021-03"), (202103, "2021-03")]
)
def test_a_month_run_together_with_its_year_is_no_day_of_long_ago(tmp_path, written, month):
    book(tmp_path / "c", "a.xlsx", [TITLE, [*HEAD, "金额"], [*cells(1)[:4], written, 100]])
    imported = read(tmp_path / "c")
    assert [line["month"] for line in table(imported, "old_age")] == ([month] if month else [])
    assert len(imported.set_aside) == (0 if month else 1)


def test_a_second_benefit_below_the_first_is_not_counted_as_the_first(tmp_path):
    rows = [
        ["临河区2021年3月高龄津贴"],
        SHORT,
        short(1),
        ["临河区2021年3月孤儿基本生活费发放名册"],
        SHORT,
        short(2),
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    (section,) = found(imported, "SECTIONS")
    assert "第 4 行写的是孤儿和事实无人抚养儿童台账" in section.message
    with pytest.raises(LedgerError):
        accept(imported)


def test_a_second_kind_below_the_first_is_not_counted_as_the_first(tmp_path):
    head = [*HEAD, "补贴金额"]
    kinds = ["困难残疾人生活补贴", "重度残疾人护理补贴"]
    rows = [[f"临河区{kinds[0]}"], head, [*cells(1), 100], [f"临河区{kinds[1]}"], head, [*cells(1), 50]]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert kinds[1] in found(imported, "SECTIONS")[0].message
    assert len(imported.set_aside) == 2


def test_a_group_of_people_among_the_rows_is_no_other_ledger(tmp_path):
    rows = [
        ["临河区2021年3月高龄津贴"],
        SHORT,
        ["特困老人"],
        short(1),
        ["低保对象"],
        short(2),
        ["2人"],
        short(3),
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert paid(imported) == 3 * 100_00
