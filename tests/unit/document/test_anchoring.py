"""Numbers keep their sources through what people and programs do to a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import anchored_world as world
import docx_edits as edits
from taizhang.document import anchoring, embedded
from taizhang.document.anchoring import Number
from taizhang.document.ooxml import el, qn

Node = edits.Node


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.document(tmp_path_factory.mktemp("report"))


def sourced(numbers: list[Number]) -> list[Number]:
    return [number for number in numbers if "@" in number.source]


def anchors_of(docx: Path | bytes, record: Path) -> Counter[str]:
    found = anchoring.numbers(docx, embedded.read(record))
    assert not [number for number in found if number.edited or not number.known]
    return Counter(number.anchor for number in sourced(found))


def bare(root: Node) -> None:
    edits.strip_controls(root)
    edits.strip_bookmarks(root)


def test_an_untouched_report_is_known_by_its_controls(report: Path) -> None:
    assert anchors_of(report, report) == {"control": world.FIGURES}


def test_without_controls_the_bookmarks_serve(report: Path) -> None:
    assert anchors_of(edits.edited(report, edits.strip_controls), report) == {"bookmark": world.FIGURES}


def test_without_controls_and_bookmarks_the_words_around_serve(report: Path) -> None:
    found = anchoring.numbers(edits.edited(report, bare), embedded.read(report))
    assert Counter(number.anchor for number in sourced(found)) == {"context": world.FIGURES}
    expected = [number.source for number in sourced(anchoring.numbers(report))]
    assert [number.source for number in sourced(found)] == expected


def test_pasted_into_another_document_the_record_of_the_edition_serves(report: Path) -> None:
    pasted = edits.without_custom_parts(report)
    assert embedded.read(pasted).anchors == ()
    assert anchors_of(pasted, report) == {"control": world.FIGURES}


def test_after_libreoffice_saved_it_nothing_is_lost(report: Path, tmp_path: Path) -> None:
    saved = edits.through_libreoffice(report.read_bytes(), tmp_path)
    if saved is None:
        pytest.skip("没有安装 LibreOffice")
    found = anchoring.numbers(saved)
    assert not [number for number in found if number.edited or not number.known]
    assert len(sourced(found)) == world.FIGURES
    assert {number.anchor for number in sourced(found)} == {"bookmark"}


@pytest.mark.parametrize("strip", [None, edits.strip_controls, bare], ids=["控件", "书签", "上下文"])
def test_half_of_the_report_deleted_leaves_the_other_half_known(
    report: Path, strip: Callable[[Node], None] | None
) -> None:
    def change(root: Node) -> None:
        if strip is not None:
            strip(root)
        for text in ("截至11月底", "养老机构床位"):
            gone = edits.paragraph_with(root, text)
            gone.getparent().remove(gone)
        table = next(root.iter(qn("w:tbl")))
        table.remove(list(table.iterchildren(qn("w:tr")))[2])

    examined = anchoring.examine(edits.edited(report, change), embedded.read(report))
    left = world.FIGURES - 6 - 3 - 3
    assert len(sourced(list(examined.numbers))) == left
    assert not [number for number in examined.numbers if number.edited or not number.known]
    assert len(examined.gone) == world.FIGURES - left


def test_a_rewritten_sentence_keeps_the_figures_of_its_controls(report: Path) -> None:
    def change(root: Node) -> None:
        paragraph = edits.paragraph_with(root, "婚姻登记")
        edits.replace(paragraph, "全市办理婚姻登记", "这一年里，各登记处共为新人办妥登记")
        edits.replace(paragraph, "，补领证件不计入以上数字", "（不含补领）")
        edits.replace(paragraph, "，较上年同期", "，比上年")

    assert not [n for n in anchoring.numbers(edits.edited(report, change)) if n.edited or not n.known]


@pytest.mark.parametrize("strip", [None, bare], ids=["控件", "上下文"])
def test_paragraphs_in_another_order_keep_their_figures(
    report: Path, strip: Callable[[Node], None] | None
) -> None:
    def change(root: Node) -> None:
        if strip is not None:
            strip(root)
        moved = edits.paragraph_with(root, "婚姻登记")
        first = edits.paragraph_with(root, "截至11月底")
        first.addprevious(moved)

    found = anchoring.numbers(edits.edited(report, change), embedded.read(report))
    assert len(sourced(found)) == world.FIGURES
    assert not [number for number in found if number.edited or not number.known]


def test_a_row_and_a_paragraph_put_in_between_move_nothing(report: Path) -> None:
    def change(root: Node) -> None:
        bare(root)
        table = next(root.iter(qn("w:tbl")))
        row = list(table.iterchildren(qn("w:tr")))[1]
        more = edits.copied(row)
        for cell, text in zip(more.iter(qn("w:tc")), ("市本级", "—", "—", "—"), strict=True):
            edits.say(cell, text)
        row.addprevious(more)
        edits.paragraph_with(root, "全年累计").addprevious(el("w:p", None, edits.typed("各项工作按期完成。")))

    found = anchoring.numbers(edits.edited(report, change), embedded.read(report))
    assert len(sourced(found)) == world.FIGURES
    assert not [number for number in found if number.edited or not number.known]


def test_a_number_split_over_runs_reads_as_one(report: Path) -> None:
    def change(root: Node) -> None:
        control = edits.control_with(root, "5601人")
        run = next(control.iter(qn("w:r")))
        run.addnext(edits.copied(run))
        first, second = control.iter(qn("w:t"))
        first.text, second.text = "56", "01人"

    assert not [n for n in anchoring.numbers(edits.edited(report, change)) if n.edited]


def test_a_copied_sentence_is_known_in_each_copy(report: Path) -> None:
    def change(root: Node) -> None:
        sentence = edits.paragraph_with(root, "婚姻登记")
        sentence.addnext(edits.copied(sentence))

    found = sourced(anchoring.numbers(edits.edited(report, change)))
    assert Counter(n.text for n in found)["12310对"] == 2
    assert not [number for number in found if number.edited]


def test_a_word_taken_out_of_its_control_and_typed_again_outside_changes_nothing(report: Path) -> None:
    def change(root: Node) -> None:
        control = edits.control_with(root, "下降5.3%")
        edits.say(control, "5.3%")
        control.addprevious(edits.typed("下降"))

    found = anchoring.numbers(edits.edited(report, change))
    assert [n.text for n in found if n.source == world.SAID["城市同比"][1]] == ["下降5.3%"]
    assert not [number for number in found if number.edited]


def test_numbers_say_where_they_are(report: Path) -> None:
    number = next(n for n in anchoring.numbers(report) if n.text == "1150")
    line = next(
        x for x in anchoring.shown(report) if (x.part, x.paragraph) == (number.part, number.paragraph)
    )
    assert line.text[number.start : number.end] == "1150"
    assert number.where.startswith("第1个表格第4行第2格")


def test_a_number_that_somebody_typed_has_no_source(report: Path) -> None:
    def change(root: Node) -> None:
        edits.paragraph_with(root, "全年累计").append(edits.typed("另有社会捐赠368万元。"))

    (found,) = [n for n in anchoring.numbers(edits.edited(report, change)) if not n.known]
    assert (found.text, found.source, found.anchor) == ("368", "", "")


def test_typed_dates_and_numbers_of_headings_need_no_source(report: Path) -> None:
    def change(root: Node) -> None:
        last = edits.paragraph_with(root, "养老机构床位")
        last.addnext(el("w:p", None, edits.typed("附件2")))
        last.addnext(el("w:p", None, edits.typed("以上情况截至2022年1月15日。")))

    assert not [n for n in anchoring.numbers(edits.edited(report, change)) if not n.known]
