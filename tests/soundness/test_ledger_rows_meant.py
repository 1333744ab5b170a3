"""Rows of a roll that are no persons, and persons who look like such rows."""

from __future__ import annotations

import pytest

from ledger_world import book, found, person, read, table
from taizhang.ledger.rules.register import successors

HEAD = ["序号", "所属旗区", "姓名", "身份证号", "发放月份", "发放金额（元）"]


def who(serial, amount=100, place="东胜区", month="2021-03"):
    return [serial, place, "某甲", person(serial), month, amount]


def roll(folder, *rows, head=HEAD, title="高龄津贴发放花名册"):
    book(folder, "a.xlsx", [[title], head, *rows])
    return read(folder)


def paid(imported):
    return sum(line["amount"] for line in table(imported, "old_age"))


@pytest.mark.parametrize("turned", ["过次页", "承前页", "转下页", "上页结转", "本年累计", "1-3月累计"])
def test_what_is_carried_from_page_to_page_is_neither_a_person_nor_a_total(tmp_path, turned):
    imported = roll(
        tmp_path / "c", who(1), [turned, "", "", "", "", 100], who(2), ["合计", "", "", "", "", 200]
    )
    assert (paid(imported), imported.files[0].rows) == (200_00, 2)
    assert not found(imported, "CONTROL_TOTAL")


@pytest.mark.parametrize("word", ["合计2人", "合计：2户", "总计（2人）", "本月合计", "本 月 合 计", "共  计"])
def test_a_total_is_known_in_its_other_words_and_held_against_the_rows(tmp_path, word):
    right = roll(tmp_path / "a", who(1), who(2), ["", "", word, "", "", 200])
    assert (paid(right), right.files[0].controls_agreeing) == (200_00, 1)
    wrong = roll(tmp_path / "b", who(1), who(2), ["", "", word, "", "", 201])
    assert found(wrong, "CONTROL_TOTAL")


def test_parts_of_a_total_and_the_sum_in_words_below_it_are_no_persons(tmp_path):
    below = [["合计", "", "", "", "", 200], ["其中：女", "", "", "", "", 100], ["大写：贰佰元整"]]
    imported = roll(tmp_path / "c", who(1), who(2), *below)
    assert (paid(imported), imported.files[0].rows) == (200_00, 2)


@pytest.mark.parametrize("sign", ["例", "示例", "（样例）"])
def test_the_example_of_a_template_is_set_aside(tmp_path, sign):
    imported = roll(tmp_path / "c", [sign, *who(9)[1:]], who(1))
    assert paid(imported) == 100_00
    assert [(one.row, one.code) for one in imported.set_aside] == [(3, "SET_ASIDE_EXAMPLE")]


def test_a_remark_gives_an_example_away_and_a_proportion_does_not(tmp_path):
    head = [*HEAD, "备注"]
    imported = roll(tmp_path / "c", [*who(1), "样例，请勿删除"], [*who(2), "按比例发放"], head=head)
    assert [one.row for one in imported.set_aside] == [3]


def test_rows_prepared_for_later_with_a_zero_are_no_persons(tmp_path):
    imported = roll(tmp_path / "c", who(1), [2, "", "", "", "", 0], [3, "", "", "", "", 0])
    assert (imported.files[0].rows, imported.set_aside) == (1, [])


@pytest.mark.parametrize("wrong", ["15990119500101", "1.59901E+17", "159901********0016"])
def test_a_person_called_total_with_an_unreadable_id_is_no_total_row(tmp_path, wrong):
    imported = roll(tmp_path / "c", who(1), [2, "东胜区", "总计", wrong, "2021-03", 100])
    assert (imported.files[0].rows, imported.files[0].controls) == (2, 0)
    assert [(one.row, one.code) for one in imported.set_aside] == [(4, "SET_ASIDE_KEY")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("159901********0016", "被遮盖"),
        ("G12345678", "不是 15 位或 18 位的证件号"),
        ("1.59901E+17", "改成数字"),
    ],
)
def test_what_is_wrong_with_an_id_is_said(tmp_path, written, said):
    imported = roll(tmp_path / "c", who(1), [2, "东胜区", "某乙", written, "2021-03", 100])
    assert said in found(imported, "SET_ASIDE_KEY")[0].message


def test_an_amount_of_less_than_a_fen_is_told_as_such(tmp_path):
    assert "小数超过两位" in found(roll(tmp_path / "c", who(1, 33.333333)), "SET_ASIDE_AMOUNT")[0].message


def test_a_township_is_no_county_of_another_province(tmp_path):
    imported = roll(tmp_path / "c", who(1, place="东城"), title="鄂尔多斯市东胜区高龄津贴发放花名册")
    assert [one.code for one in imported.set_aside] == ["SET_ASIDE_PLACE"]
    assert paid(roll(tmp_path / "d", who(1, place="东城"))) == 100_00


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("350427", ("350405",)),  # 沙县, now 沙县区
        ("522422", ("520521",)),  # 大方县, when 毕节地区 became a city
        ("350402", ("350404",)),  # 梅列区, in the new 三元区
        ("330104", ()),  # 江干区, in districts that were there already
        ("522401", ()),  # 毕节市 the county, not 毕节市 the city
    ],
)
def test_successors_are_those_that_the_register_shows(code, now):
    assert successors(code) == now


def test_a_former_county_is_named_with_its_successor(tmp_path):
    imported = roll(tmp_path / "c", who(1, place="三明市沙县", month="2022-03"))
    (one,) = found(imported, "SET_ASIDE_PLACE")
    assert "“三明市沙县”（已于 2021 年撤销或更名，现为沙县区（350405））" in one.message


def test_amounts_that_were_not_read_are_told(tmp_path):
    head = ["序号", "户主姓名", "身份证号", "家庭人口", "季度代发费"]
    title = "临河区2021年3月农村低保家庭花名册"
    imported = roll(tmp_path / "c", [1, "某甲", person(1), 2, 1200], head=head, title=title)
    assert [one.column for one in found(imported, "AMOUNT_NOT_READ")] == ["季度代发费"]
    assert not found(imported, "NO_VALUES")


def test_a_form_without_a_single_figure_is_told(tmp_path):
    rows = [["民政统计季报（2021年9月）"], ["指标名称", "代码", "本季合计数"], ["床位", "A01", 5]]
    book(tmp_path / "c", "临河区.xlsx", rows)
    assert len(found(read(tmp_path / "c"), "NO_VALUES")) == 1


def test_a_suggestion_leaves_out_what_the_title_gives(tmp_path):
    rows = [
        ["临河区2021年3月高龄津贴"],
        ["序号", "姓名", "身份证", "补助标准线"],
        [1, "某甲", person(1), 100],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    (sheet,) = read(tmp_path / "c").files
    assert "place: 表中的列名" not in sheet.suggestion
    assert "# 所属旗区：标题行已写明“临河区”，不必再写" in sheet.suggestion
    assert "所属旗区" not in sheet.findings[0].message


@pytest.mark.parametrize("said", [["", "", "3人", "", "", 200], ["共计 3 人，金额 200 元"]])
def test_a_roll_that_counts_more_persons_than_it_has_rows_stops(tmp_path, said):
    rows = [who(1), who(2), ["合计", *said[1:]] if len(said) > 1 else said]
    (one,) = found(roll(tmp_path / "c", *rows), "CONTROL_TOTAL")
    assert (one.severity, one.row, one.message) == ("错误", 5, "本行写的是 3 人，数据行有 2 行")


def test_the_right_count_and_a_count_of_persons_paid_twice_agree(tmp_path):
    two = [who(1), who(1, month="2021-04"), ["合计", "", "1人", "", "", 200]]
    assert not found(roll(tmp_path / "a", *two), "CONTROL_TOTAL")
    assert not found(roll(tmp_path / "b", who(1), who(2), ["合计", "", "2人", "", "", 200]), "CONTROL_TOTAL")


@pytest.mark.parametrize("foot", ["2021年6月2日", "（公章）", "盖章"])
def test_a_date_or_a_seal_alone_in_a_row_below_is_the_foot_of_the_sheet(tmp_path, foot):
    imported = roll(tmp_path / "c", who(1), ["", "", "", "", "", "", ""], ["", "", "", foot, "", ""])
    assert (imported.files[0].rows, imported.set_aside) == (1, [])


def test_an_old_id_is_read_and_a_new_one_that_was_cut_to_fifteen_digits_is_not(tmp_path):
    old, cut = "159901500101001", "159901193602120"
    rows = [[serial, "东胜区", "某甲", number, "2021-03", 100] for serial, number in ((1, old), (2, cut))]
    imported = roll(tmp_path / "c", *rows)
    assert [line["id_number"] for line in table(imported, "old_age")] == [old]
    assert "少了末 3 位" in found(imported, "SET_ASIDE_KEY")[0].message


@pytest.mark.parametrize(
    "again",
    [
        HEAD,
        ["序 号", "所属旗区", "姓 名", "身份证\n号", "发放月份", "发放金额（元）"],
        [*HEAD[:3], "公民身份号码", *HEAD[4:]],
    ],
)
def test_a_header_printed_again_on_a_page_is_passed_over(tmp_path, again):
    imported = roll(tmp_path / "c", who(1), ["高龄津贴发放名册"], again, who(2))
    assert (paid(imported), imported.files[0].rows, found(imported, "SECTIONS")) == (200_00, 2, [])


@pytest.mark.parametrize(
    "again",
    [
        [*HEAD[:4], "发放金额（元）", "发放月份"],
        [*HEAD[:5], "发放金额（万元）"],
        [*HEAD[:5], "停发金额"],
        [*HEAD[:5], "年龄"],
    ],
)
def test_a_second_header_that_says_something_else_stops_and_names_its_row(tmp_path, again):
    (one,) = found(roll(tmp_path / "c", who(1), again, who(2)), "SECTIONS")
    assert (one.severity, one.row) == ("错误", 4)


def test_a_unit_between_the_rows_is_not_that_of_the_rows_above_it(tmp_path):
    head = [*HEAD[:5], "发放金额"]
    imported = roll(tmp_path / "c", who(1), who(2), ["单位：万元"], who(3), head=head)
    assert (paid(imported), [one.row for one in found(imported, "UNIT_CONFLICT")]) == (300_00, [5])


def test_a_row_of_column_numbers_is_no_month_of_the_year_in_the_title(tmp_path):
    head = [*HEAD[:4], "月份", HEAD[5]]
    imported = roll(tmp_path / "c", [1, 2, 3, 4, 5, 6], who(1, month=7), head=head, title="2021年高龄津贴")
    assert ([line["month"] for line in table(imported, "old_age")], imported.files[0].rows) == (
        ["2021-07"],
        1,
    )


def test_the_amount_of_a_subtotal_is_no_year(tmp_path):
    head, title = ["序号", "姓名", "身份证号", "金额（元）"], "临河区2021年3月高龄津贴发放名册"
    rows = [[1, "某甲", person(1), 1900], ["城关镇小计", "", "", 1900], [2, "某乙", person(2), 100]]
    imported = roll(tmp_path / "c", *rows, head=head, title=title)
    assert (paid(imported), found(imported, "SECTIONS")) == (2000_00, [])


def test_a_row_of_column_numbers_below_a_second_header_row_is_no_person(tmp_path):
    head = [None, None, None, None, None, "（元）"]
    imported = roll(tmp_path / "c", head, [], [1, 2, 3, 4, 5, 6], who(1), ["合计", "", "", "", "", 100])
    assert (paid(imported), imported.set_aside, found(imported, "CONTROL_TOTAL")) == (100_00, [], [])
