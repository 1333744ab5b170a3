"""Rolls in the words of other counties' systems: read as a clerk there would read them, or stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger_world import book, found, person, read, table, write
from taizhang.ledger import ERROR

FIRST, SECOND = person(1), person(2)


def _codes(imported: object) -> set[str]:
    return {one.code for one in imported.findings if one.severity == ERROR}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "header", "ledger"),
    [
        ("高龄老年人津贴发放明细", "村,享受人姓名,证件号码,发放额,存折号", "old_age"),
        ("高龄津贴发放表", "乡镇名称,补贴对象姓名,补贴对象身份证号,补贴资金（元）,社保卡卡号", "old_age"),
        ("临时救助发放表", "乡镇,户主,身份证号,审批金额,账号", "temporary_relief"),
        (
            "城市特困人员集中供养资金发放表",
            "乡镇,供养对象姓名,身份证号,供养金额,存折账号",
            "special_hardship",
        ),
    ],
)
def test_columns_have_the_same_names_in_every_ledger(tmp_path: Path, title: str, header: str, ledger: str):
    rows = [f"东关,某甲,{FIRST},100.50,6217000000000000001", f"东关,某乙,{SECOND},200,6217000000000000002"]
    write(tmp_path / "c", "a.csv", "\n".join([f"2021年3月东胜区{title}", header, *rows]) + "\n")
    imported = read(tmp_path / "c")
    assert not _codes(imported)
    assert [(one["place"], one["month"], one["amount"]) for one in table(imported, ledger)] == [
        ("150602", "2021-03", 10_050),
        ("150602", "2021-03", 20_000),
    ]


def test_the_id_of_a_guardian_is_not_that_of_the_child(tmp_path: Path):
    text = f"2021年3月东胜区孤儿基本生活费发放表\n姓名,监护人身份证号,儿童类别,发放金额\n某甲,{FIRST},社会散居孤儿,100\n"
    write(tmp_path / "c", "a.csv", text)
    imported = read(tmp_path / "c")
    assert not table(imported, "children")
    assert "MISSING_COLUMN" in _codes(imported)


def test_a_sum_without_its_parts_is_read_and_with_one_of_them_is_not(tmp_path: Path):
    title = "2021年3月东胜区农村特困人员供养金发放表"
    write(tmp_path / "one", "a.csv", f"{title}\n姓名,身份证号,发放金额\n某甲,{FIRST},900\n")
    write(tmp_path / "two", "a.csv", f"{title}\n姓名,身份证号,供养金额,护理费\n某甲,{FIRST},700,200\n")
    (row,) = table(read(tmp_path / "one"), "special_hardship")
    assert (row["amount"], row["basic"], row["care"]) == (90_000, None, None)
    two = read(tmp_path / "two")
    # 供养金额 may be the whole or the part beside 护理费: 700 or 900.
    assert not table(two, "special_hardship")
    assert found(two, "MISSING_COLUMN")


def test_a_column_of_programmes_names_the_ledger_as_a_title_would(tmp_path: Path):
    header = "补贴项目,乡镇,姓名,身份证号,银行账号,补贴金额"
    rows = [f"高龄津贴,城关镇,某甲,{FIRST},6217000000000000001,100"]
    write(tmp_path / "c", "a.csv", "\n".join(["2021年3月东胜区惠农补贴一卡通发放清册", header, *rows]) + "\n")
    imported = read(tmp_path / "c")
    assert not _codes(imported)
    assert [row["amount"] for row in table(imported, "old_age")] == [10_000]


@pytest.mark.parametrize(
    ("title", "programmes", "ledger"),
    [
        ("高龄津贴等惠农补贴发放清册", ("高龄津贴", "耕地地力保护补贴"), "old_age"),
        ("高龄津贴发放清册", ("临时救助", "临时救助"), "old_age"),
    ],
)
def test_rows_of_other_programmes_stop_the_roll(
    tmp_path: Path, title: str, programmes: tuple[str, str], ledger: str
):
    lines = [f"2021年3月东胜区{title}", "补贴项目,姓名,身份证号,补贴金额"]
    people = zip(programmes, (FIRST, SECOND), strict=True)
    lines += [f"{programme},某,{id_number},100" for programme, id_number in people]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    (error,) = found(read(tmp_path / "c"), "SECTIONS")
    assert error.ledger == ledger
    assert error.severity == ERROR
    assert programmes[1] in error.message


def test_kinds_of_help_that_no_ledger_names_stop_nothing(tmp_path: Path):
    lines = ["2021年3月东胜区临时救助发放表", "救助项目,姓名,身份证号,救助金额"]
    lines += [f"支出型救助,某甲,{FIRST},100", f"急难型救助,某乙,{SECOND},200"]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert not found(imported, "SECTIONS")
    assert sum(row["amount"] for row in table(imported, "temporary_relief")) == 30_000


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("内蒙古自治区-鄂尔多斯市-东胜区", "150602"),
        ("鄂尔多斯市/东胜区/某街道", "150602"),
        ("150602101201", "150602"),
        ("150602101", "150602"),
        ("150602东胜区", "150602"),
        ("150602达拉特旗", None),
        ("东胜区/达拉特旗", None),
        ("包头市-东胜区", None),
        ("999902101201", None),
    ],
)
def test_paths_and_longer_codes_are_read_as_their_county(tmp_path: Path, written: str, code: str | None):
    lines = ["2021年3月高龄津贴发放表", "所属地区,姓名,身份证号,发放金额", f"{written},某甲,{FIRST},100"]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert [row["place"] for row in table(imported, "old_age")] == ([code] if code else [])
    assert bool(found(imported, "SET_ASIDE_PLACE")) == (code is None)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2021年一月", "2021-01"),
        ("2021年元月份", "2021-01"),
        ("二〇二一年十一月", "2021-11"),
        ("二0二一年十二月份", "2021-12"),
        ("2021年十三月", None),
    ],
)
def test_months_in_chinese_figures_are_read_in_a_column_as_in_a_title(
    tmp_path: Path, written: str, month: str | None
):
    rows = f"某甲,{FIRST},{written},100"
    write(tmp_path / "c", "a.csv", f"东胜区高龄津贴发放表\n姓名,身份证号,发放月份,发放金额\n{rows}\n")
    assert [row["month"] for row in table(read(tmp_path / "c"), "old_age")] == ([month] if month else [])
    if month:
        titled = f"{written}东胜区高龄津贴发放表\n姓名,身份证号,发放金额\n某甲,{FIRST},100\n"
        write(tmp_path / "t", "a.csv", titled)
        assert [row["month"] for row in table(read(tmp_path / "t"), "old_age")] == [month]


def test_rows_of_no_known_place_are_said_to_be_so(tmp_path: Path):
    lines = [
        "2021年3月冬春生活救助发放花名册",
        "所在片,户主姓名,身份证号,救助金额（元）",
        f"东片,某甲,{FIRST},100",
    ]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert [row["place"] for row in table(imported, "relief_payments")] == [None]
    assert len(found(imported, "NO_PLACE")) == 1


@pytest.mark.parametrize(
    ("grades", "kind", "said"), [(("A类", "B类"), "农村低保", 0), (("城区", "乡下"), None, 1)]
)
def test_a_column_of_grades_does_not_hide_the_kind_that_the_title_names(
    tmp_path: Path, grades: tuple[str, str], kind: str | None, said: int
):
    lines = ["2021年3月东胜区农村低保金发放花名册", "户主姓名,身份证号,保障类别,保障人口,月保障金额"]
    people = zip(grades, (FIRST, SECOND), strict=True)
    lines += [f"某,{id_number},{grade},1,300" for grade, id_number in people]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert [row["kind"] for row in table(imported, "assistance_households")] == [kind, kind]
    assert len(found(imported, "NO_KIND")) == said


def test_a_roll_of_members_is_never_read_as_one_of_households(tmp_path: Path):
    lines = ["2021年3月东胜区农村低保发放表", "姓名,与户主关系,身份证号,补助金额"]
    lines += [f"某甲,户主,{FIRST},300", f"某乙,配偶,{SECOND},300"]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert not table(imported, "assistance_households")
    assert found(imported, "MISSING_COLUMN")


def test_an_organisation_without_a_certificate_number_goes_by_its_credit_code(tmp_path: Path):
    rows = [
        ["2021年东胜区社会组织登记台账"],
        ["社会组织名称", "统一社会信用代码", "社会组织类型", "成立日期"],
        ["甲协会", "51150602MJY000001X", "社会团体", "2021-03-05"],
        ["乙中心", "52150602MJY0000023", "民办非企业单位", "2021-04-06"],
    ]
    book(tmp_path / "c", "a.xlsx", rows)
    imported = read(tmp_path / "c")
    assert [(row["code"], row["uscc"]) for row in table(imported, "social_organisations")] == [
        ("51150602MJY000001X",) * 2,
        ("52150602MJY0000023",) * 2,
    ]


def test_totals_of_a_village_and_the_lines_below_a_roll_are_no_persons(tmp_path: Path):
    lines = ["2021年3月东胜区高龄津贴发放表", "村,姓名,身份证号,发放金额"]
    lines += [
        f"东村,某甲,{FIRST},100",
        "东村汇总,,,100",
        f"西村,某乙,{SECOND},200",
        "页计,,,200",
        "总计,,,300",
    ]
    lines += ["附件：,银行回单,,", "领导签字：,经办人：某,,"]
    write(tmp_path / "c", "a.csv", "\n".join(lines) + "\n")
    imported = read(tmp_path / "c")
    assert not _codes(imported)
    assert [row["amount"] for row in table(imported, "old_age")] == [10_000, 20_000]


def test_marks_of_writing_direction_around_a_number_are_not_part_of_it(tmp_path: Path):
    rows = [["2021年3月东胜区高龄津贴发放表"], ["姓名", "\u202a身份证号\u202c", "发放金额"]]
    rows += [["某甲", f"\u202d{FIRST}\u202c", "100"]]
    book(tmp_path / "c", "a.xlsx", rows)
    assert [row["id_number"] for row in table(read(tmp_path / "c"), "old_age")] == [FIRST]
