"""The page of GB/T 9704-2012 in twips (a twentieth of a point; 56.69 to the millimetre)."""

from __future__ import annotations

import re

import pytest

from taizhang.document.word import parts
from taizhang.document.word.style import GBT9704

MM = 1440 / 25.4


def test_28_characters_fit_on_a_line_and_29_do_not() -> None:
    body = GBT9704.style("body")
    one = body.size * 10 + body.tracking
    assert 28 * one <= GBT9704.page.text_width < 29 * one


def test_22_lines_fit_on_a_page_and_23_do_not() -> None:
    page = GBT9704.page
    height = page.height - page.top - page.bottom
    assert 22 * page.line_pitch <= height < 23 * page.line_pitch


@pytest.mark.parametrize(("side", "mm"), [("top", 37), ("left", 28), ("right", 26), ("bottom", 35)])
def test_margins_are_those_of_the_standard(side: str, mm: int) -> None:
    assert getattr(GBT9704.page, side) == pytest.approx(mm * MM, abs=1)


def test_every_style_names_its_fonts_and_no_style_uses_the_theme() -> None:
    xml = parts.styles(GBT9704).decode()
    fonts = re.findall(r"<w:rFonts [^>]*>", xml)
    assert len(fonts) == len(GBT9704.styles) + 1  # and the defaults
    assert all("w:ascii=" in each and "w:eastAsia=" in each and "w:hAnsi=" in each for each in fonts)
    assert "Theme" not in xml


def test_styles_have_keys_names_and_ids_of_their_own() -> None:
    styles = GBT9704.styles
    assert (
        len({style.key for style in styles}) == len({s.name for s in styles}) == len({s.id for s in styles})
    )


@pytest.mark.parametrize("key", ["body", "heading1", "heading2", "heading3", "caption", "note"])
def test_the_keys_that_paragraph_blocks_may_name_exist(key: str) -> None:
    assert GBT9704.style(key).name
