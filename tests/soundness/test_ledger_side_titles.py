"""Side-by-side tables with a month, place or kind above one of them: taken for that one, never for all in silence."""

from __future__ import annotations

import pytest
import xlsxwriter

from ledger_world import book, found, person, read, table, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept

HEAD = ["姓名", "身份证号", "发放金额（元）"]
TITLE = "东胜区高龄津贴发放名册"


def sides(folder, *above, title=TITLE, file="a.xlsx", head=HEAD):
    rows = [
        ["某甲", person(1), 100, "某甲", person(1), 110],
        ["某乙", person(2), 100, "某乙", person(2), 110],
    ]
    book(folder, file, [[title], *above, [*head, *head], *rows])
    return read(folder)


def months(imported):
    """The month of the amounts of 100 元, which stand at the left, and that of those of 110 元."""
    return {line["amount"] // 100: line["month"] for line in table(imported, "old_age")}


def test_each_table_takes_the_month_above_it(tmp_path):
    imported = sides(tmp_path / "c", ["2021年3月", "", "", "2021年4月"])
    assert months(imported) == {100: "2021-03", 110: "2021-04"}
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted) == (4, 4)
    assert len(found(imported, "FROM_TITLE")) == 3
    assert not found(imported, "DUPLICATE_KEY")


def test_months_without_a_year_take_that_of_the_title(tmp_path):
    imported = sides(tmp_path / "c", ["3月份", "", "", "4月份"], title="东胜区2021年高龄津贴发放名册")
    assert months(imported) == {100: "2021-03", 110: "2021-04"}


def test_merged_cells_above_each_table_belong_to_it(tmp_path):
    path = write(tmp_path / "c", "a.xlsx", b"")
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.merge_range(0, 0, 0, 5, TITLE)
        page.merge_range(1, 0, 1, 2, "2021年3月")
        page.merge_range(1, 3, 1, 5, "2021年4月")
        page.write_row(2, 0, [*HEAD, *HEAD])
        page.write_row(3, 0, ["某甲", person(1), 100, "某甲", person(1), 110])
    assert months(read(tmp_path / "c")) == {100: "2021-03", 110: "2021-04"}


@pytest.mark.parametrize(
    "above", [["", "", "", "2021年4月"], ["", "", "", "", "2021年4月"], ["东胜区", "", "", "2021年4月"]]
)
def test_a_month_above_the_right_table_only_is_not_that_of_the_left(tmp_path, above):
    imported = sides(tmp_path / "c", above)
    assert months(imported) == {110: "2021-04"}
    (sheet,) = imported.files
    assert (sheet.rows, sheet.accepted, len(sheet.aside)) == (4, 2, 2)
    assert "第 2 栏的上方" in found(imported, "SECTIONS")[0].message
    with pytest.raises(LedgerError):
        accept(imported)


def test_the_left_table_takes_what_the_title_or_the_file_says(tmp_path):
    assert months(
        sides(tmp_path / "a", ["", "", "", "2021年4月"], title="2021年3月东胜区高龄津贴发放名册")
    ) == {
        100: "2021-03",
        110: "2021-04",
    }
    assert months(sides(tmp_path / "b", ["", "", "", "2021年4月"], file="2021年3月.xlsx")) == {
        100: "2021-03",
        110: "2021-04",
    }


@pytest.mark.parametrize(
    "above",
    [
        ["2021年4月"],
        ["填报单位：某局", "", "", "", "2021年4月"],
        ["", "", "", "", "", "2021年4月"],
    ],
)
def test_a_line_for_all_is_that_of_all(tmp_path, above):
    assert months(sides(tmp_path / "c", above)) == {100: "2021-04", 110: "2021-04"}


def test_places_above_each_table_belong_to_it(tmp_path):
    imported = sides(tmp_path / "c", ["东胜区", "", "", "伊金霍洛旗"], title="2021年3月高龄津贴发放名册")
    places = {line["amount"] // 100: line["place"] for line in table(imported, "old_age")}
    assert places == {100: "150602", 110: "150627"}
