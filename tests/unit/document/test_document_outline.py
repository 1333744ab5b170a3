"""How an outline in plain text becomes the paragraphs of an official document."""

from __future__ import annotations

import pytest

from taizhang.document.outline import chinese, read


def styles_and_texts(outline: str) -> list[tuple[str, str]]:
    return [(line.style, line.text) for line in read(outline)]


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (34, "三十四")])
def test_headings_are_counted_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


def test_headings_get_their_numbers_as_text_and_start_again_below_a_new_one() -> None:
    texts = [text for _, text in styles_and_texts("# 甲\n## 乙\n## 丙\n### 丁\n# 戊\n## 己")]
    assert texts == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1.丁",
        "二、戊",
        "（一）己",
    ]


def test_a_heading_with_a_number_of_its_own_keeps_it_and_is_counted() -> None:
    assert [text for _, text in styles_and_texts("# 一、甲\n# 乙")] == ["一、甲", "二、乙"]


def test_comments_and_empty_lines_are_left_out() -> None:
    assert styles_and_texts("// 说明\n\n正文") == [("body", "正文")]


def test_the_title_stands_two_empty_lines_below_the_red_line_and_one_above_the_addressee() -> None:
    found = styles_and_texts("红线\n标题：总结\n主送：市政府：")
    empty = ("normal", "")
    assert found == [("red_line", ""), empty, empty, ("title", "总结"), empty, ("addressee", "市政府：")]


def test_a_mark_above_the_title_leaves_one_empty_line() -> None:
    found = styles_and_texts("密级：内部资料\n标题：总结\n标题：第二行\n正文")
    assert [style for style, _ in found] == ["secrecy", "normal", "title", "title", "normal", "body"]


def test_the_red_head_stays_35_mm_down_whatever_stands_above_it() -> None:
    (alone,) = read("发文机关：某局文件")
    _, below = read("密级：内部资料\n发文机关：某局文件")
    assert (alone.before, below.before) == (1984, 1984 - 579)


def test_a_long_red_head_is_set_smaller_so_that_it_stays_on_one_line() -> None:
    (line,) = read("发文机关：" + "某" * 20)
    assert line.size is not None
    assert 20 * line.size * 10 <= 8844


def test_an_appendix_begins_a_page_and_its_title_stands_on_the_third_line() -> None:
    first, second, third = read("附件：附件1\n附件标题：口径")
    assert (first.page_break, second.text, third.page_break) == (True, "", False)
    (alone,) = read("附件标题：口径")
    assert alone.page_break


def test_a_page_break_belongs_to_the_next_paragraph() -> None:
    assert [line.page_break for line in read("甲\n分页\n乙\n丙")] == [False, True, False]
