"""Every layout that is at hand opens, its header row is found, and docs/layouts.md says what happened."""

from __future__ import annotations

import json

import pytest

import layouts_table
from taizhang.ledger.recognise.normal import normal

pytestmark = pytest.mark.skipif(
    not (layouts_table.LEDGERS / "layouts" / "index.json").is_file(), reason="没有 ../shared/data/ledgers"
)
FEWEST_RECOGNISED = 88


@pytest.fixture(scope="module")
def rows():
    return layouts_table.results()


def test_every_layout_opens_and_has_a_header_row(rows):
    index = json.loads((layouts_table.LEDGERS / "layouts" / "index.json").read_text(encoding="utf-8"))
    found = {row[0].removeprefix("layouts/"): row for row in rows if row[0].startswith("layouts/")}
    assert len(found) == len(index) == 94
    for entry in index:
        row = int(found[entry["file"]][4])
        assert row <= entry["header_rows"], entry["file"]
        # No row above the header has two columns' names; titles and 统计单位 lines have none.
        assert all(_is_title(line) for line in entry["headers"][: row - 1]), entry["file"]


def _is_title(line):
    cells = {normal(cell) for cell in line if cell.strip()}
    return len(cells) <= 1 or any(":" in cell for cell in cells)


def test_nearly_all_layouts_are_ledgers_that_a_report_needs(rows):
    layouts = [row for row in rows if row[0].startswith("layouts/")]
    assert sum(row[2] != "未识别" for row in layouts) >= FEWEST_RECOGNISED


def test_every_layout_that_is_not_recognised_names_the_closest_ledger(rows):
    assert not [
        row[0] for row in rows if row[0].startswith("layouts/") and row[2] == "未识别" and row[3] == "—"
    ]


def test_the_quarterly_form_keeps_its_23_indicators(rows):
    (form,) = [row for row in rows if "JZH01" in row[0]]
    assert form[2:] == ["民政统计季报表", "—", "6", "23/23"]


def test_the_page_says_what_happened():
    assert layouts_table.PAGE.read_text(encoding="utf-8") == layouts_table.page()
