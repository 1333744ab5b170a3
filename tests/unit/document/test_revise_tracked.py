"""A revision is a w:del and a w:ins that keep everything around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docx_edits import control_with, strip_bookmarks, strip_controls, through_libreoffice
from docx_edits import edited as change
from docx_sound import assert_sound
from revise_world import (
    DATE,
    GROWTH,
    NEW,
    PERSONS,
    added,
    body,
    build,
    docx,
    lines,
    refreshed,
    said,
    struck,
)
from taizhang.document import embedded, package
from taizhang.document.ooxml import NAMESPACES, Node, el, parse, qn, run
from taizhang.document.revise import revise
from taizhang.document.revise.tracked import AUTHOR, Reviser

NEWER = {**NEW, (PERSONS, "人"): "5400人"}


def paragraph(inner: str) -> Node:
    return parse(f'<w:p xmlns:w="{NAMESPACES["w"]}">{inner}</w:p>'.encode())


def reviser() -> Reviser:
    return Reviser(DATE)


def sentence() -> bytes:
    return docx(("城市低保", said(PERSONS), "，同比", said(GROWTH), "。"))


def test_old_text_is_struck_and_new_text_put_in_by_a_role_on_a_fixed_day() -> None:
    blob, _ = refreshed(sentence())
    assert (struck(blob), added(blob)) == (["5601", "增长3.2%"], ["5501", "下降1.1%"])
    marks = list(body(blob).iter(qn("w:ins"), qn("w:del")))
    assert {(mark.get(qn("w:author")), mark.get(qn("w:date"))) for mark in marks} == {(AUTHOR, DATE)}
    assert len({mark.get(qn("w:id")) for mark in marks}) == len(marks) == 4


def test_the_unit_and_the_words_that_stay_are_not_part_of_the_revision() -> None:
    blob, _ = refreshed(docx(("低保", said(PERSONS), "。")))
    assert (struck(blob), added(blob)) == (["5601"], ["5501"])


def test_the_control_the_bookmark_and_the_look_stay() -> None:
    def bold(root: Node) -> None:
        (one,) = control_with(root, "5601人").iter(qn("w:r"))
        one.insert(0, el("w:rPr", None, el("w:b")))

    blob, _ = refreshed(change(docx(("低保", said(PERSONS), "。")), bold))
    (control,) = body(blob).iter(qn("w:sdt"))
    (mark,) = control.iter(qn("w:ins"))
    assert mark.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None
    assert control.getprevious().tag == qn("w:bookmarkStart")
    assert control.getnext().tag == qn("w:bookmarkEnd")


@pytest.mark.parametrize("strip", [strip_controls, strip_bookmarks])
def test_one_anchor_is_enough(strip: Callable[[Node], None]) -> None:
    blob, outcome = refreshed(change(sentence(), strip))
    assert lines(blob) == ["城市低保5501人，同比下降1.1%。"]
    assert {one.anchor for one in outcome.changed} == {"bookmark" if strip is strip_controls else "control"}


def test_a_number_over_several_runs_is_one_revision_in_the_look_of_its_first() -> None:
    node = paragraph(
        "<w:r><w:rPr><w:b/></w:rPr><w:t>共56</w:t></w:r><w:r><w:t>0</w:t></w:r><w:r><w:t>1人</w:t></w:r>"
    )
    reviser().replace(node, 1, 5, "77")
    (mark,) = node.iter(qn("w:ins"))
    assert "".join(each.text for each in node.iter(qn("w:delText"))) == "5601"
    assert [each.text for each in mark.iter(qn("w:t"))] == ["77"]
    assert len(list(mark.iter(qn("w:b")))) == 1
    assert "".join(each.text for each in node.iter(qn("w:t"))) == "共77人"


def test_tabs_and_breaks_beside_a_number_stay_where_they_are() -> None:
    node = paragraph("<w:r><w:tab/><w:t>5601</w:t><w:br/><w:t>人</w:t></w:r>")
    reviser().replace(node, 1, 5, "77")
    shown_as = [each.tag for each in node.iter(qn("w:tab"), qn("w:delText"), qn("w:t"), qn("w:br"))]
    assert shown_as == [qn("w:tab"), qn("w:delText"), qn("w:t"), qn("w:br"), qn("w:t")]


def test_a_place_without_text_is_no_place() -> None:
    with pytest.raises(ValueError, match="no text"):
        reviser().replace(paragraph("<w:r><w:t>a</w:t></w:r>"), 1, 2, "x")


def test_a_pending_insertion_of_a_person_is_parted_and_stays_theirs() -> None:
    node = paragraph('<w:ins w:id="3" w:author="甲"><w:r><w:t>约5601人</w:t></w:r></w:ins>')
    one = reviser()
    one.begin(node)
    one.replace(node, 1, 5, "77")
    assert [mark.get(qn("w:author")) for mark in node.iterchildren(qn("w:ins"))] == ["甲", AUTHOR, "甲"]
    assert all(mark.getparent().tag == qn("w:p") for mark in node.iter(qn("w:ins")))
    ids = [mark.get(qn("w:id")) for mark in node.iter(qn("w:ins"), qn("w:del"))]
    assert len(set(ids)) == len(ids)


def test_what_a_person_struck_stays_struck_and_is_no_figure() -> None:
    def strike(root: Node) -> None:
        (one,) = control_with(root, "5601人").iter(qn("w:r"))
        mark = el("w:del", {"w:id": 900, "w:author": "甲"})
        one.getparent().replace(one, mark)
        mark.append(one)
        for text in list(one.iter(qn("w:t"))):
            text.tag = qn("w:delText")

    blob, outcome = refreshed(change(sentence(), strike))
    assert lines(blob) == ["城市低保，同比下降1.1%。"]
    assert [one.fact for one in outcome.changed] == [GROWTH]


def test_a_figure_that_a_person_changed_as_a_revision_is_theirs() -> None:
    def retype(root: Node) -> None:
        (one,) = control_with(root, "5601人").iter(qn("w:r"))
        one.addnext(el("w:ins", {"w:id": 901, "w:author": "甲"}, run("5611人")))
        mark = el("w:del", {"w:id": 900, "w:author": "甲"})
        one.getparent().replace(one, mark)
        mark.append(one)
        for text in list(one.iter(qn("w:t"))):
            text.tag = qn("w:delText")

    blob, outcome = refreshed(change(sentence(), retype))
    assert lines(blob) == ["城市低保5611人，同比下降1.1%。"]
    assert [one.text for one in outcome.left] == ["5611人"]


def test_ledgers_that_change_again_replace_what_is_still_pending() -> None:
    once, _ = refreshed(sentence())
    twice, outcome = refreshed(once, NEW, NEWER)
    assert lines(twice) == ["城市低保5400人，同比下降1.1%。"]
    assert (struck(twice), added(twice)) == (["5601", "增长3.2%"], ["5400", "下降1.1%"])
    assert [(one.old, one.new) for one in outcome.changed] == [("5501人", "5400人")]


def accept_all(root: Node) -> None:
    for mark in list(root.iter(qn("w:del"))):
        mark.getparent().remove(mark)
    for mark in list(root.iter(qn("w:ins"))):
        at = mark.getparent().index(mark)
        mark.getparent()[at : at + 1] = list(mark)


def test_once_everything_is_accepted_there_is_nothing_to_do() -> None:
    accepted = change(refreshed(sentence())[0], accept_all)
    again, outcome = refreshed(accepted, NEW, NEW)
    assert not outcome.changed and struck(again) == []
    newer, outcome = refreshed(accepted, NEW, NEWER)
    assert lines(newer) == ["城市低保5400人，同比下降1.1%。"]


def test_the_record_inside_is_that_of_the_fresh_build() -> None:
    blob, _ = refreshed(sentence())
    fresh = build(NEW)
    assert embedded.read(blob) == embedded.read(fresh)
    assert embedded.problems(blob) == embedded.problems(fresh)


def test_an_untouched_document_keeps_every_part_of_it() -> None:
    doc = sentence()
    blob, _ = revise(doc, embedded.read(doc), doc, DATE)
    assert package.unpack(blob) == package.unpack(doc)


def test_the_properties_of_a_persons_file_are_left_alone() -> None:
    parts = package.unpack(sentence())
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        "示例市民政局".encode(), "张科长".encode()
    )
    blob, _ = refreshed(package.repack(parts))
    assert "张科长".encode() in package.unpack(blob)["docProps/core.xml"]


def test_the_file_is_sound_with_revisions_comments_and_all(tmp_path: Path) -> None:
    doc = docx(("保障人数稳步攀升，同比", said(GROWTH), "。"), ("低保人数增长到", said(PERSONS), "。"))
    blob, outcome = refreshed(doc)
    assert len(outcome.flagged) == 1
    assert "请人工核对".encode() in package.unpack(blob)["word/comments.xml"]
    path = tmp_path / "out.docx"
    path.write_bytes(blob)
    assert_sound(path)


@pytest.mark.render
def test_libreoffice_keeps_the_revisions_and_a_second_refresh_finds_nothing(tmp_path: Path) -> None:
    saved = through_libreoffice(refreshed(sentence())[0], tmp_path)
    if saved is None:
        pytest.skip("没有安装 LibreOffice")
    assert "".join(struck(saved)) == "5601增长3.2%"
    again, outcome = refreshed(saved, NEW, NEW)
    assert lines(again) == ["城市低保5501人，同比下降1.1%。"]
    assert not outcome.changed and not outcome.flipped
    newer, _ = refreshed(saved, NEW, NEWER)
    assert lines(newer) == ["城市低保5400人，同比下降1.1%。"]
