"""Rolls as other counties lay them out: read in full where the sheet says enough, and told why where not."""

import pytest
import xlsxwriter

from ledger_world import book, found, person, read, table, write

SHORT = ["序号", "姓名", "身份证号", "发放金额（元）"]


def short(serial, amount=100):
    return [serial, "某甲", person(serial), amount]


def paid(imported, ledger="old_age", column="amount"):
    return sum(line[column] for line in table(imported, ledger))


def sheets(folder, name, pages):
    path = write(folder, name, b"")
    with xlsxwriter.Workbook(path) as workbook:
        for page, rows in pages.items():
            sheet = workbook.add_worksheet(page)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("讷河市2021年5月80-89周岁高龄津贴", "2021-05"),
        ("讷河市2021年12月100周岁以上高龄津贴", "2021-12"),
        ("讷河市2021年5月12人高龄津贴", "2021-05"),
    ],
)
def test_ages_and_numbers_of_people_in_a_title_are_no_days(tmp_path, title, month):
    book(tmp_path / "c", "a.xlsx", [[title], SHORT, short(1)])
    assert [line["month"] for line in table(read(tmp_path / "c"), "old_age")] == [month]


@pytest.mark.parametrize(
    "title", ["曹县2021年5月高龄津贴", "山东省菏泽市曹县2021年5月高龄津贴", "2021年5月曹县高龄津贴"]
)
def test_a_county_of_two_signs_is_taken_from_a_title(tmp_path, title):
    book(tmp_path / "c", "a.xlsx", [[title], SHORT, short(1)])
    assert [line["place"] for line in table(read(tmp_path / "c"), "old_age")] == ["371721"]


def test_two_signs_within_a_word_are_no_county(tmp_path):
    book(tmp_path / "c", "a.xlsx", [["2021年5月高龄津贴（参照单县办法）"], SHORT, short(1)])
    assert found(read(tmp_path / "c"), "MISSING_COLUMN")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("讷河市2021年5月至6月高龄津贴", "标题行写的是季度或几个月"),
        ("讷河市2021年5月、2021年6月高龄津贴", "不能确定"),
        ("讷河市2021年高龄津贴", "标题行只写了 2021 年"),
        ("讷河市5月高龄津贴", "没有写是哪一年"),
        ("讷河市高龄津贴", "都没有写月份"),
        ("鼓楼区2021年5月高龄津贴", "“鼓楼区”有 4 处同名"),
        ("讷河市、克山县2021年5月高龄津贴", "标题行写了克山县、讷河市"),
        ("玉环县2021年5月高龄津贴", "现为玉环市（331083）"),
    ],
)
def test_it_is_said_why_a_title_gives_no_place_or_month(tmp_path, title, said):
    book(tmp_path / "c", "a.xlsx", [[title], SHORT, short(1)])
    messages = [one.message for one in found(read(tmp_path / "c"), "MISSING_COLUMN")]
    assert len(messages) == 1
    assert said in messages[0]


HARDSHIP = ["姓名", "身份证号", "类别", "基本生活费", "照料护理费", "合计"]


def hardship(serial, kind):
    return ["某甲", person(serial), kind, 800, 100, 900]


def test_a_category_is_found_by_the_words_in_its_column(tmp_path):
    rows = [hardship(1, "农村"), hardship(2, "城市")]
    book(tmp_path / "c", "a.xlsx", [["婺源县2021年9月特困供养"], HARDSHIP, *rows])
    imported = read(tmp_path / "c")
    assert [line["area"] for line in table(imported, "special_hardship")] == [
        "农村牧区特困人员",
        "城市特困人员",
    ]
    assert found(imported, "COLUMN_BY_WORDS")


def test_a_column_with_one_word_too_many_is_not_taken_for_the_category(tmp_path):
    rows = [hardship(1, "农村"), hardship(2, "集中供养")]
    book(tmp_path / "c", "a.xlsx", [["婺源县2021年9月特困供养"], HARDSHIP, *rows])
    assert [one.column for one in found(read(tmp_path / "c"), "MISSING_COLUMN")] == ["类别"]


def beside(total_left, total_right):
    header = ["姓名", "身份证号", "发放金额", "", "姓名", "身份证号", "发放金额"]
    rows = [["某甲", person(n), 100, "", "某甲", person(n + 10), 200] for n in (1, 2, 3)]
    last = ["合计", "", total_left, "", "合计", "", total_right]
    return [["讷河市2021年5月高龄津贴"], header, *rows, last]


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [(300, 600, 0), ("", 300 + 600, 0), (300 + 600, "", 0), ("", 300, 1), ("", 901, 1), (600, 300, 2)],
)
def test_a_total_below_tables_side_by_side_is_of_one_or_of_all(tmp_path, left, right, wrong):
    book(tmp_path / "c", "a.xlsx", beside(left, right))
    imported = read(tmp_path / "c")
    assert paid(imported) == (3 * 100 + 3 * 200) * 100
    assert len(found(imported, "CONTROL_TOTAL")) == wrong


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "姓名（必填）", "身份证号（必填）", "发放金额（元）（必填）"],
        ["1.序号", "2.姓名", "3.身份证号", "4.发放金额（元）"],
        ["序号", "姓名", "身份证号码\n（18位）", "实发金额\n（元）"],
    ],
)
def test_numbers_and_notes_in_a_header_are_for_those_who_fill_it(tmp_path, header):
    book(tmp_path / "c", "a.xlsx", [["讷河市2021年5月高龄津贴"], header, short(1)])
    assert paid(read(tmp_path / "c")) == 100_00


@pytest.mark.parametrize("header", ["身份证号（监护人）", "身份证号（代领人）"])
def test_a_note_that_names_another_person_is_kept(tmp_path, header):
    book(
        tmp_path / "c",
        "a.xlsx",
        [["讷河市2021年5月高龄津贴"], ["序号", "姓名", header, "发放金额"], short(1)],
    )
    assert not table(read(tmp_path / "c"), "old_age")


def test_a_group_stands_behind_its_lower_header(tmp_path):
    head = ["机构编码", "机构名称", "机构性质", "床位数（张）", "", ""]
    rows = [
        ["曹县养老机构台账"],
        head,
        ["", "", "", "核定", "护理型", "空置"],
        ["JG01", "某院", "民办", 100, 60, 20],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (line,) = table(read(tmp_path / "c"), "elder_institutions")
    assert (line["beds"], line["nursing_beds"]) == (100, 60)


def test_the_title_of_a_divorce_roll_gives_the_kind(tmp_path):
    head = ["离婚证字号", "男方身份证号", "女方身份证号", "登记日期"]
    rows = [["讷河市2021年5月离婚登记花名册"], head, ["L1", person(1), person(2), "2021-05-06"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [line["kind"] for line in table(read(tmp_path / "c"), "marriages")] == ["离婚登记"]


def test_a_title_of_both_kinds_gives_none(tmp_path):
    head = ["登记字号", "男方身份证号", "女方身份证号", "登记日期"]
    rows = [["讷河市2021年5月结婚登记、离婚登记台账"], head, ["L1", person(1), person(2), "2021-05-06"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert "业务类型" in found(read(tmp_path / "c"), "MISSING_COLUMN")[0].message


def test_a_new_certificate_for_a_lost_one_is_no_marriage(tmp_path):
    head = ["登记字号", "业务类型", "登记日期"]
    rows = [
        ["讷河市婚姻登记台账"],
        head,
        ["J1", "补发结婚证", "2021-05-06"],
        ["J2", "结婚登记", "2021-05-06"],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    kinds = [line["kind"] for line in table(read(tmp_path / "c"), "marriages")]
    assert kinds == ["补领婚姻登记证", "结婚登记"]


@pytest.mark.parametrize(
    ("title", "kind", "amounts"),
    [
        ("带病回乡退伍军人生活补助发放花名册", "带病回乡退伍军人定量补助", ["补助金额（元）"]),
        ("伤残人员伤残抚恤金发放表", "伤残抚恤金", ["抚恤金", "护理费", "合计"]),
    ],
)
def test_a_pay_roll_of_veterans_is_read_by_its_title(tmp_path, title, kind, amounts):
    head = ["序号", "姓名", "身份证号", *amounts]
    row = [1, "某甲", person(1), *([500] if len(amounts) == 1 else [400, 100, 400 + 100])]
    book(tmp_path / "c", "a.xlsx", [[f"讷河市2021年5月{title}"], head, row])
    (line,) = table(read(tmp_path / "c"), "veterans_payments")
    assert (line["kind"], line["total"]) == (kind, 500_00)


def test_a_roll_of_persons_that_its_title_names_is_not_passed_over(tmp_path):
    head = ["姓名", "身份证号", "申请救助额度", "审定救助额度"]
    book(tmp_path / "c", "a.xlsx", [["讷河市临时救助审批表"], head, ["某甲", person(1), 900, 600]])
    (one,) = found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER")
    assert "标题写的是临时救助发放名册" in one.message


def test_a_household_roll_is_known_by_the_word_dibao_alone(tmp_path):
    head = ["序号", "乡镇", "户主姓名", "户主身份证号", "保障人数", "月发放额"]
    rows = [["讷河市2021年5月城乡低保金发放花名册"], head, [1, "拉哈镇", "某甲", person(1), 2, 500]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert paid(read(tmp_path / "c"), "assistance_households") == 500_00


def summary(title):
    return [[title], ["月份", "人数", "金额（元）"], ["5月", 1, 100]]


def test_a_summary_beside_the_rolls_is_told_and_does_not_stop(tmp_path):
    rows = [["讷河市2021年5月高龄津贴"], SHORT, short(1)]
    sheets(tmp_path / "c", "a.xlsx", {"5月": rows, "汇总": summary("讷河市2021年高龄津贴发放汇总表")})
    imported = read(tmp_path / "c")
    (one,) = found(imported, "UNRECOGNISED")
    assert "按汇总表处理，没有计入" in one.message
    assert not found(imported, "UNRECOGNISED_LEDGER") and not found(imported, "MISSING_COLUMN")
    assert paid(imported) == 100_00


def test_a_summary_in_place_of_a_roll_still_stops(tmp_path):
    book(tmp_path / "c", "a.xlsx", summary("讷河市2021年高龄津贴发放汇总表"))
    assert found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER")


def test_a_roll_of_persons_with_a_column_missing_is_no_summary(tmp_path):
    rows = [["讷河市2021年5月高龄津贴统计表"], ["姓名", "家庭人数", "发放金额"], ["某甲", 2, 100]]
    other = [["讷河市2021年6月高龄津贴"], SHORT, short(1)]
    sheets(tmp_path / "c", "a.xlsx", {"5月": rows, "6月": other})
    stops = [
        *found(read(tmp_path / "c"), "MISSING_COLUMN"),
        *found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER"),
    ]
    assert stops


@pytest.mark.parametrize(("towns", "grade"), [(("拉哈镇", "学田镇"), "提示"), (("拉哈镇", "拉哈镇"), "警告")])
def test_two_sheets_of_a_month_that_nothing_tells_apart_are_doubtful(tmp_path, towns, grade):
    head = ["乡镇", "姓名", "身份证号", "发放金额"]
    title = ["讷河市2021年5月高龄津贴"]
    pages = {f"第{n}页": [title, head, [town, "某甲", person(n), 100]] for n, town in enumerate(towns)}
    sheets(tmp_path / "c", "a.xlsx", pages)
    assert [one.severity for one in found(read(tmp_path / "c"), "SHEETS_SAME_MONTH")] == [grade]


def by_town(*towns):
    rows = [[town, "某甲", person(number), 100] for number, town in enumerate(towns)]
    return [["讷河市2021年5月高龄津贴"], ["地区", "姓名", "身份证号", "发放金额"], *rows]


def test_a_column_of_townships_is_no_column_of_counties(tmp_path):
    book(tmp_path / "c", "a.xlsx", by_town("拉哈镇", "学田镇", "通南乡"))
    imported = read(tmp_path / "c")
    lines = table(imported, "old_age")
    assert [line["township"] for line in lines] == ["拉哈镇", "学田镇", "通南乡"]
    assert {line["place"] for line in lines} == {"230281"}
    assert found(imported, "COLUMN_BY_WORDS")


@pytest.mark.parametrize("other", ["克山县", "拉哈"])
def test_a_column_with_another_word_stays_that_of_counties(tmp_path, other):
    book(tmp_path / "c", "a.xlsx", by_town("拉哈镇", other))
    assert len(found(read(tmp_path / "c"), "SET_ASIDE_PLACE")) >= 1


@pytest.mark.parametrize(
    "named",
    [
        "讷河市、甘南两县",
        "讷河、甘南",
        "讷河市和克山县",
        "讷河市等3个县",
        "讷河市、克山等县",
        "除讷河市外",
        "不含讷河市",
        "讷河市与2个区",
    ],
)
def test_a_title_of_several_places_gives_none(tmp_path, named):
    book(tmp_path / "c", "a.xlsx", [[f"{named}2021年5月高龄津贴"], SHORT, short(1)])
    (one,) = found(read(tmp_path / "c"), "MISSING_COLUMN")
    assert "不能确定是哪一地" in one.message


@pytest.mark.parametrize(
    "named",
    [
        "讷河市和平镇",
        "黑龙江省、讷河市",
        "讷河市（拉哈镇、学田镇）",
        "讷河市及所辖乡镇",
        "讷河市民政局和财政局",
        "讷河市等级评定",
    ],
)
def test_a_title_of_one_place_and_other_things_gives_it(tmp_path, named):
    book(tmp_path / "c", "a.xlsx", [[f"{named}2021年5月高龄津贴"], SHORT, short(1)])
    assert [line["place"] for line in table(read(tmp_path / "c"), "old_age")] == ["230281"]


@pytest.mark.parametrize(
    "kinds",
    [
        "困难残疾人生活补贴、重度残疾人护理补贴",
        "困难残疾人生活和重度残疾人护理补贴",
        "残疾人生活补贴及护理补贴",
        "重度残疾人护理补贴和困难生活",
    ],
)
def test_a_title_of_two_allowances_gives_no_kind(tmp_path, kinds):
    book(tmp_path / "c", "a.xlsx", [[f"讷河市2021年5月{kinds}发放表"], SHORT, short(1)])
    assert "补贴类别" in found(read(tmp_path / "c"), "MISSING_COLUMN")[0].message


def test_a_household_roll_whose_kind_is_said_nowhere_is_told(tmp_path):
    head = ["户主姓名", "户主身份证号", "保障人数", "月保障金额"]
    for number, kinds in enumerate(["城乡低保", "农村低保"]):
        row = ["某甲", person(number), 2, 500]
        book(tmp_path / "c", f"{number}.xlsx", [[f"讷河市2021年5月{kinds}资金发放名册"], head, row])
    assert [one.path for one in found(read(tmp_path / "c"), "NO_KIND")] == ["0.xlsx"]


def loose(serials):
    return [[number, "拉哈镇", "某甲", person(number), 100] for number in serials]


def test_a_page_of_persons_without_a_header_is_not_passed_over(tmp_path):
    head = ["序号", "乡镇", "姓名", "身份证号", "发放金额"]
    pages = {"1": [["讷河市2021年5月高龄津贴"], head, *loose([1, 2])], "2": loose([3, 4, 5])}
    sheets(tmp_path / "c", "a.xlsx", pages)
    (one,) = found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER")
    assert (one.sheet, one.severity) == ("2", "错误")
    assert "3 行写着证件号" in one.message


def test_a_page_with_the_header_and_no_title_is_not_passed_over(tmp_path):
    head = ["序号", "乡镇", "姓名", "身份证号", "发放金额"]
    pages = {"1": [["讷河市2021年5月高龄津贴"], head, *loose([1, 2])], "2": [head, *loose([3, 4])]}
    sheets(tmp_path / "c", "a.xlsx", pages)
    assert [one.sheet for one in found(read(tmp_path / "c"), "UNRECOGNISED_LEDGER")] == ["2"]


def test_a_list_of_staff_with_ids_is_only_told(tmp_path):
    rows = [
        ["职工名单"],
        ["工号", "姓名", "身份证", "岗位"],
        *[[n, "某甲", person(n), "护理"] for n in (1, 2, 3)],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [one.severity for one in found(read(tmp_path / "c"), "UNRECOGNISED")] == ["警告"]
