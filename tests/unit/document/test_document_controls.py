"""Marked text becomes controls that keep their look and never share an id or a name."""

from __future__ import annotations

import pytest

from taizhang.document.marks import Marks, short, tag_of
from taizhang.document.ooxml import Node, el, paragraph_text, qn, run, serialise
from taizhang.document.word.controls import Binder
from taizhang.errors import ReportError
from taizhang.present.pieces import Piece


def body(*runs: Node) -> Node:
    return el("w:document", None, el("w:body", None, el("w:p", None, *runs)))


def test_a_control_keeps_the_look_of_its_run_and_its_neighbours_stay() -> None:
    marks = Marks()
    text = marks.text(("共", Piece("5601", "a@1"), "人"))
    root = body(el("w:r", None, el("w:rPr", None, el("w:b")), el("w:tab"), *run(text), el("w:br")))
    (anchor,) = Binder(marks, [("word/document.xml", root)]).bind()
    (control,) = root.iter(qn("w:sdt"))
    assert (anchor.text, anchor.source, anchor.paragraph) == ("5601", "a@1", 1)
    assert [paragraph_text(p) for p in root.iter(qn("w:p"))] == ["共5601人"]
    assert len(list(control.iter(qn("w:b")))) == 1
    assert len(list(root.iter(qn("w:b")))) == len(list(root.iter(qn("w:r")))) == 5
    kinds = [next(iter(r.iterchildren(qn("w:tab"), qn("w:t"), qn("w:br")))).tag for r in root.iter(qn("w:r"))]
    assert kinds == [qn("w:tab"), qn("w:t"), qn("w:t"), qn("w:t"), qn("w:br")]


def test_the_same_fact_many_times_has_other_names_and_ids_each_time() -> None:
    marks = Marks()
    root = body(run(marks.text(tuple(Piece(str(n), "a@1") for n in range(50)))))
    anchors = Binder(marks, [("word/document.xml", root)]).bind()
    assert len({anchor.bookmark for anchor in anchors}) == len({anchor.control for anchor in anchors}) == 50
    assert {anchor.tag for anchor in anchors} == {"a@1"}
    assert anchors[0].bookmark == short("a@1")
    assert anchors[1].bookmark == short("a@1") + "_2"
    assert all(0 < anchor.control < 2**31 for anchor in anchors)


def test_names_and_ids_already_in_the_document_are_not_taken() -> None:
    marks = Marks()
    taken = el("w:bookmarkStart", {"w:id": 7, "w:name": short("a@1")})
    root = body(taken, el("w:bookmarkEnd", {"w:id": 7}), run(marks.text((Piece("1", "a@1"),))))
    (anchor,) = Binder(marks, [("word/document.xml", root)]).bind()
    assert anchor.bookmark != short("a@1")
    assert [start.get(qn("w:id")) for start in root.iter(qn("w:bookmarkStart"))] == ["7", "8"]


def test_a_control_is_untyped_and_bound_to_nothing() -> None:
    marks = Marks()
    root = body(run(marks.text((Piece("1", "a@1"),))))
    Binder(marks, [("word/document.xml", root)]).bind()
    (properties,) = root.iter(qn("w:sdtPr"))
    assert [child.tag for child in properties] == [qn("w:alias"), qn("w:tag"), qn("w:id")]


@pytest.mark.parametrize(("source", "tag"), [("a" * 64, "a" * 64), ("a" * 65, short("a" * 65))])
def test_a_source_of_more_than_64_characters_is_tagged_by_its_hash(source: str, tag: str) -> None:
    assert tag_of(source) == tag
    assert len(tag) <= 64


@pytest.mark.parametrize("text", ["\ue000", "\x07", "\x00", "\uffff"])
def test_a_character_that_cannot_stand_in_a_file_is_refused(text: str) -> None:
    with pytest.raises(ReportError, match="控制字符"):
        Marks().text((f"甲{text}",))


def test_a_line_break_in_a_value_becomes_a_space() -> None:
    marks = Marks()
    root = body(run(marks.text(("甲\r\n乙 \n", Piece("1\n2", "a")))))
    Binder(marks, [("word/document.xml", root)]).bind()
    assert "甲 乙 1 2" in "".join(root.itertext())
    assert b"\n" not in serialise(root).split(b"?>\n", 1)[1]
