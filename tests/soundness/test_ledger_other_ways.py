"""Rolls that say the same in other ways: read in full where nothing is in doubt, stopped where something is."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.errors import LedgerError
from taizhang.ledger import accept

PAID = "临河区2021年3月高龄津贴发放花名册"
HEAD = ["姓名", "身份证号", "发放金额（元）"]
FIRST = person(1)
COUNTY = "内蒙古自治区巴彦淖尔市临河区"


def one_id(folder, cell):
    book(folder, "a.xlsx", [[PAID], HEAD, ["某甲", cell, 100], ["某乙", person(2), 100]])
    return read(folder)


@pytest.mark.parametrize(
    "cell",
    [
        f"{FIRST[:6]}-{FIRST[6:14]}-{FIRST[14:]}",
        f"{FIRST[:6]} {FIRST[6:14]} {FIRST[14:]}",
        f"{FIRST}（本人）",
        f"身份证:{FIRST}",
        f"身份证号码：{FIRST}",
        f"({FIRST})",
    ],
)
def test_what_cannot_belong_to_an_id_is_left_out(tmp_path, cell):
    imported = one_id(tmp_path / "c", cell)
    assert [line["id_number"] for line in table(imported, "old_age")] == [FIRST, person(2)]


@pytest.mark.parametrize(
    "cell",
    [
        f"{FIRST[:-1]}{(int(FIRST[-1]) + 1) % 10}（本人）",  # the check digit is not that of these digits
        f"{FIRST}（监护人）",
        f"{FIRST}/{person(3)}",
        f"{FIRST[:6]}********{FIRST[14:]}",
    ],
)
def test_what_may_be_another_number_or_another_person_is_not_guessed(tmp_path, cell):
    imported = one_id(tmp_path / "c", cell)
    assert [one.row for one in imported.set_aside] == [3]


def test_a_cross_for_the_last_x_is_an_x_where_the_check_digit_is_one(tmp_path):
    serial = next(number for number in range(1, 30) if person(number).endswith("X"))
    imported = one_id(tmp_path / "c", person(serial).replace("X", "×"))
    assert table(imported, "old_age")[0]["id_number"] == person(serial)


@pytest.mark.parametrize(
    "cell",
    ["200元整", "200元/月", "￥200.00", "RMB 200", "RMB200.00", "人民币200元", "¥ 200", "200块", "'200"],
)
def test_an_amount_is_read_with_its_currency_in_words(tmp_path, cell):
    book(tmp_path / "c", "a.xlsx", [[PAID], HEAD, ["某甲", FIRST, cell], ["合计", "", 200]])
    imported = read(tmp_path / "c")
    assert [line["amount"] for line in table(imported, "old_age")] == [200_00]
    assert not found(imported, "CONTROL_TOTAL")


@pytest.mark.parametrize("cell", ["200元/人", "200元/年", "每月200"])
def test_an_amount_of_another_measure_is_not_read(tmp_path, cell):
    book(tmp_path / "c", "a.xlsx", [[PAID], HEAD, ["某甲", FIRST, cell]])
    assert [one.row for one in read(tmp_path / "c").set_aside] == [3]


def of_days(folder, title, *days):
    rows = [["某甲", person(number), 100, day] for number, day in enumerate(days, start=1)]
    book(folder, "a.xlsx", [[title], [*HEAD, "发放日期"], *rows])
    return read(folder)


def test_the_day_of_payment_gives_the_month_that_nothing_else_gives(tmp_path):
    imported = of_days(tmp_path / "c", "临河区高龄津贴发放花名册", "2021-03-15", "2021年4月2日", "20210520")
    assert [line["month"] for line in table(imported, "old_age")] == ["2021-03", "2021-04", "2021-05"]
    (one,) = found(imported, "COLUMN_BY_WORDS")
    assert (one.severity, one.column) == ("提示", "发放日期")


def test_a_title_says_the_month_before_the_day_of_payment_does(tmp_path):
    imported = of_days(tmp_path / "c", PAID, "2021-04-02")
    assert [line["month"] for line in table(imported, "old_age")] == ["2021-03"]


@pytest.mark.parametrize("span", ["2021年第一季度", "2021年1-3月", "2021年上半年"])
def test_the_day_of_payment_is_not_the_month_of_a_roll_of_several(tmp_path, span):
    imported = of_days(tmp_path / "c", f"临河区{span}高龄津贴发放花名册", "2021-03-15")
    assert found(imported, "MISSING_COLUMN")
    assert not table(imported, "old_age")


def of_addresses(folder, header, *addresses, title="2021年3月高龄津贴发放花名册"):
    rows = [["某甲", person(number), 100, text] for number, text in enumerate(addresses, start=1)]
    book(folder, "a.xlsx", [[title], [*HEAD, header], *rows])
    return read(folder)


@pytest.mark.parametrize("header", ["户籍地址", "家庭住址", "住址", "所在地"])
def test_an_address_gives_the_place_that_nothing_else_gives(tmp_path, header):
    imported = of_addresses(tmp_path / "c", header, f"{COUNTY}某镇某村12号", f"{COUNTY}某街道")
    assert {line["place"] for line in table(imported, "old_age")} == {"150802"}
    assert [one.severity for one in found(imported, "COLUMN_BY_WORDS")] == ["提示"]


def test_addresses_in_two_counties_are_read_with_a_warning(tmp_path):
    imported = of_addresses(tmp_path / "c", "户籍地址", f"{COUNTY}某镇", "鄂尔多斯市东胜区某街道")
    assert [line["place"] for line in table(imported, "old_age")] == ["150802", "150602"]
    assert [one.severity for one in found(imported, "COLUMN_BY_WORDS")] == ["警告"]


def test_a_title_says_the_place_before_an_address_does(tmp_path):
    imported = of_addresses(tmp_path / "c", "户籍地址", "鄂尔多斯市东胜区某街道", title=PAID)
    assert {line["place"] for line in table(imported, "old_age")} == {"150802"}


def test_an_address_without_a_county_sets_its_row_aside(tmp_path):
    imported = of_addresses(tmp_path / "c", "住址", f"{COUNTY}某镇某村", "某村二组")
    assert [one.row for one in imported.set_aside] == [4]


def of_two(folder, due, paid):
    head = ["姓名", "身份证号", "应发金额", "实发金额"]
    rows = [
        ["某甲", person(number), *both] for number, both in enumerate(zip(due, paid, strict=True), start=1)
    ]
    book(folder, "a.xlsx", [[PAID], head, *rows])
    return read(folder)


def test_equal_amounts_in_two_columns_are_no_doubt(tmp_path):
    imported = of_two(tmp_path / "c", [100, 200.5], ["100.00", "200.50"])
    assert [line["amount"] for line in table(imported, "old_age")] == [100_00, 200_50]
    assert "用了“实发金额”" in found(imported, "COLUMN_CHOSEN")[0].message


def test_amounts_that_differ_in_one_row_are_in_doubt(tmp_path):
    imported = of_two(tmp_path / "c", [100, 200], [100, 150])
    assert found(imported, "AMBIGUOUS_COLUMN")
    assert not table(imported, "old_age")


@pytest.mark.parametrize(
    ("title", "blanks"),
    [
        ("临河区高龄津贴发放花名册", {"请填写月份，如 2021-03": "2021-03"}),
        ("2021年3月高龄津贴发放花名册", {"请填写地区名称": "临河区"}),
        ("高龄津贴发放花名册", {"请填写地区名称": "临河区", "请填写月份，如 2021-03": "2021-03"}),
    ],
)
def test_a_sheet_that_lacks_only_its_place_or_month_is_read_after_pasting_what_is_proposed(
    tmp_path, title, blanks
):
    book(tmp_path / "c", "a.xlsx", [[title], HEAD, ["某甲", FIRST, 100], ["某乙", person(2), 200]])
    first = read(tmp_path / "c")
    assert found(first, "MISSING_COLUMN")
    (sheet,) = first.files
    assert (sheet.accepted, [blank in sheet.suggestion for blank in blanks]) == (0, [True] * len(blanks))

    text = sheet.suggestion
    sources = tmp_path / "c" / "sources.yml"
    areas = sources.read_text(encoding="utf-8")
    sources.write_text(f"{areas}{text}\n", encoding="utf-8")
    with pytest.raises(LedgerError):
        accept(read(tmp_path / "c"))
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    sources.write_text(f"{areas}{text}\n", encoding="utf-8")
    imported = read(tmp_path / "c")
    assert [(line["place"], line["month"]) for line in table(imported, "old_age")] == [
        ("150802", "2021-03")
    ] * 2
    assert not imported.files[0].suggestion
    accept(imported)


def test_a_sheet_that_lacks_more_gets_no_ready_text(tmp_path):
    book(
        tmp_path / "c", "a.xlsx", [["高龄津贴发放花名册"], ["姓名", "身份证号", "备注"], ["某甲", FIRST, ""]]
    )
    assert all("请填写地区名称" not in sheet.suggestion for sheet in read(tmp_path / "c").files)


def of_months(folder, *cells):
    rows = [["某甲", person(number), 100, cell] for number, cell in enumerate(cells, start=1)]
    book(folder, "a.xlsx", [["临河区高龄津贴发放花名册"], [*HEAD, "发放月份"], *rows])
    return read(folder)


def test_a_month_written_with_a_point_is_read_where_it_is_a_text(tmp_path):
    imported = of_months(tmp_path / "c", "2021.1", "2021.01", "2021.3")
    assert [line["month"] for line in table(imported, "old_age")] == ["2021-01", "2021-01", "2021-03"]


def test_a_number_that_may_have_been_october_is_not_guessed(tmp_path):
    imported = of_months(tmp_path / "c", 2021.1, "2021.1", 2021.3)
    assert [one.row for one in imported.set_aside] == [3, 4]


@pytest.mark.parametrize(
    ("place", "warned"), [("巴彦淖尔市", True), ("临河区", False), ("广东省东莞市", False)]
)
def test_a_payment_of_a_whole_city_is_said_to_be_in_no_county(tmp_path, place, warned):
    rows = [[place, "某甲", FIRST, 100]]
    book(tmp_path / "c", "a.xlsx", [["2021年3月高龄津贴发放花名册"], ["县区", *HEAD], *rows])
    imported = read(tmp_path / "c")
    assert len(table(imported, "old_age")) == 1
    assert [one.severity for one in found(imported, "NO_COUNTY")] == ["警告"] * warned
