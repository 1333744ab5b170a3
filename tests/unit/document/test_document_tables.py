"""A table is as wide as the text, breaks no number, leaves no cell empty."""

from __future__ import annotations

import pytest

from taizhang.document.marks import Marks
from taizhang.document.ooxml import Node, paragraph_text, qn
from taizhang.document.word.tables import Look, head_rows, table
from taizhang.errors import ReportError
from taizhang.present.pieces import Rich, TableBlock

TEXT_WIDTH = 11906 - 1588 - 1474


def line(*texts: str) -> tuple[Rich, ...]:
    return tuple((text,) if text else () for text in texts)


def block(
    header: list[tuple[Rich, ...]], rows: list[tuple[Rich, ...]], widths: tuple[float, ...]
) -> TableBlock:
    return TableBlock(("表",), tuple(header), tuple(rows), "l" + "r" * (len(widths) - 1), widths)


def built(made: TableBlock) -> Node:
    return table(made, Look(TEXT_WIDTH, "Head", "Text", Marks().text))


def grid(node: Node) -> list[int]:
    return [int(column.get(qn("w:w"))) for column in node.iter(qn("w:gridCol"))]


def test_columns_sum_to_the_width_of_the_text() -> None:
    node = built(block([line("旗区", "户数", "人数")], [line("东胜区", "1", "2")], (2, 1, 1)))
    assert sum(grid(node)) == TEXT_WIDTH
    assert grid(node)[0] == TEXT_WIDTH // 2


def test_a_column_that_is_too_narrow_for_its_number_takes_from_the_others() -> None:
    node = built(block([line("旗区", "户数")], [line("东胜区", "1,234,567,890.12")], (100, 1)))
    assert grid(node)[1] >= 16 * 105  # sixteen half-width characters of 10.5 pt
    assert sum(grid(node)) == TEXT_WIDTH


def test_a_column_of_words_breaks_between_characters_but_not_inside_a_period() -> None:
    words = TableBlock(
        ("表",), (line("指标", "统计期"),), (line("甲" * 40, "2021-01..2021-11"),), "ll", (9, 1)
    )
    assert grid(built(words))[1] >= 16 * 105  # sixteen half-width characters of 10.5 pt
    assert grid(built(words))[0] > TEXT_WIDTH // 2


def test_a_wide_table_is_set_smaller_and_one_that_never_fits_is_refused() -> None:
    twelve = [line("区", *["12,345.6"] * 11)]
    node = built(block([line("区", *[f"{n}月" for n in range(11)])], twelve, (1,) * 12))
    assert {size.get(qn("w:val")) for size in node.iter(qn("w:sz"))} == {"15"}
    with pytest.raises(ReportError, match="分成两张"):
        built(block([line(*"甲" * 30)], [line("甲", *["123456.78"] * 29)], (1,) * 30))


def test_an_empty_cell_is_refused_with_row_and_column() -> None:
    with pytest.raises(ReportError, match="第2行第2列"):
        built(block([line("旗区", "户数")], [line("甲", "1"), line("乙", "")], (1, 1)))


def test_a_short_row_is_refused() -> None:
    with pytest.raises(ReportError, match="列数不一致"):
        built(block([line("旗区", "户数")], [line("甲")], (1, 1)))


def test_equal_neighbours_in_a_header_of_two_rows_become_one_cell() -> None:
    rows = head_rows((line("旗区", "城市", "城市"), line("旗区", "户数", "人数")))
    assert [(cell.span, cell.merge) for cell in rows[0]] == [(1, "restart"), (2, "")]
    assert [(cell.span, cell.merge) for cell in rows[1]] == [(1, "continue"), (1, ""), (1, "")]


def test_every_row_fills_the_grid_and_the_header_repeats_on_each_page() -> None:
    header = [line("旗区", "城市", "城市"), line("旗区", "户数", "人数")]
    node = built(block(header, [line("东胜区", "1", "2")], (2, 1, 1)))
    for row in node.iter(qn("w:tr")):
        spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iterchildren(qn("w:tc"))]
        assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == 3
    assert len(list(node.iter(qn("w:tblHeader")))) == 2
    assert [paragraph_text(p) for p in node.iter(qn("w:p"))] == [
        "旗区",
        "城市",
        "",
        "户数",
        "人数",
        "东胜区",
        "1",
        "2",
    ]
