"""The printed page of GB/T 9704: 22 lines of 28 characters, and where the page number stands."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest

from taizhang.document import write_template

pytestmark = pytest.mark.render

POINTS_A_MM = 72 / 25.4
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


@dataclass(frozen=True)
class Row:
    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Row]]:
    """Three pages of one endless paragraph as LibreOffice prints them; the footer is the last row."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("没有安装 LibreOffice 或 pdftotext，不能检查印出来的版面")
    folder = tmp_path_factory.mktemp("layout")
    (folder / "filler.txt").write_text("民" * 28 * 22 * 3, "utf-8")
    write_template(folder / "filler.txt", folder / "filler.docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        folder / "filler.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = subprocess.run(
        ["pdftotext", "-bbox", folder / "filler.pdf", "-"], check=True, capture_output=True, text=True
    )
    return [rows(page) for page in shown.stdout.split("<page ")[1:]]


def rows(page: str) -> list[Row]:
    """Words of one page joined into rows by their upper edge."""
    found: dict[int, Row] = {}
    for left, top, right, bottom, text in _WORD.findall(page):
        key = round(float(top) / 10)
        before = found.get(key)
        word = Row(float(left), float(top), float(right), float(bottom), text)
        found[key] = (
            word
            if before is None
            else Row(before.left, word.top, word.right, word.bottom, before.text + text)
        )
    return sorted(found.values(), key=lambda row: row.top)


def test_a_full_page_has_22_lines(pages: list[list[Row]]) -> None:
    assert [len(page) - 1 for page in pages[:3]] == [22, 22, 22]


def test_a_full_line_has_28_characters_and_the_first_of_a_paragraph_26(pages: list[list[Row]]) -> None:
    assert len(pages[0][0].text) == 26
    assert {len(row.text) for row in [*pages[0][1:-1], *pages[1][:-1]]} == {28}


def test_the_text_is_156_mm_wide_and_stands_28_mm_from_the_left_edge(pages: list[list[Row]]) -> None:
    row = pages[1][0]
    assert row.left / POINTS_A_MM == pytest.approx(28, abs=0.5)
    assert (row.right - row.left) / POINTS_A_MM == pytest.approx(156, abs=1)


def test_the_page_number_stands_right_on_odd_pages_and_left_on_even_ones(pages: list[list[Row]]) -> None:
    odd, even = pages[0][-1], pages[1][-1]
    assert (odd.text.replace(" ", ""), even.text.replace(" ", "")) == ("—1—", "—2—")
    one = 14  # points: one character of the page number
    assert odd.right == pytest.approx((210 - 26) * POINTS_A_MM - one, abs=3)
    assert even.left == pytest.approx(28 * POINTS_A_MM + one, abs=3)


def test_the_dash_of_the_page_number_is_7_mm_below_the_text(pages: list[list[Row]]) -> None:
    footer = pages[0][-1]
    middle = (footer.top + footer.bottom) / 2
    assert middle / POINTS_A_MM == pytest.approx(297 - 35 + 7, abs=2)
