"""A remark becomes a Word comment on exactly its figure, on a copy that says the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from taizhang.document import package
from taizhang.document.ooxml import Node, el, parse, qn, run, serialise, text_node, val
from taizhang.document.review import Remark, annotate, plain, text
from taizhang.errors import ReportError

BODY = "word/document.xml"


def docx(*blocks: Node) -> bytes:
    """A Word file as python-docx makes it, with these blocks as its body."""
    buffer = io.BytesIO()
    Document().save(buffer)
    parts = package.unpack(buffer.getvalue())
    root = parse(parts[BODY])
    body = root.find(qn("w:body"))
    for number, block in enumerate(blocks):
        body.insert(number, block)
    return package.repack(parts | {BODY: serialise(root)})


def paragraph(*content: str | Node) -> Node:
    return el("w:p", None, *(run(part) if isinstance(part, str) else part for part in content))


def control(*content: Node, **kinds: str) -> Node:
    names = [val("w:tag", "f1"), *(el(f"w:{name}") for name in kinds)]
    return el("w:sdt", None, el("w:sdtPr", None, *names), el("w:sdtContent", None, *content))


def table(*rows: list[Node]) -> Node:
    return el(
        "w:tbl",
        None,
        el("w:tblPr"),
        el("w:tblGrid", None, *(el("w:gridCol") for _ in rows[0])),
        *(el("w:tr", None, *cells) for cells in rows),
    )


def cell(said: str, span: int = 1) -> Node:
    return el(
        "w:tc", None, el("w:tcPr", None, val("w:gridSpan", span)) if span > 1 else None, paragraph(said)
    )


def on(blob: bytes, said: str, remark: str = "应为55") -> Remark:
    """A remark on the first place of these characters."""
    at = text(blob).index(said)
    return Remark(at, at + len(said), remark)


def commented(blob: bytes) -> list[tuple[str, str]]:
    """(text between the marks, text of the comment) for each comment, by its number."""
    parts = package.unpack(blob)
    root = parse(parts[BODY])
    whole = plain(root)
    found = []
    for comment in parse(parts["word/comments.xml"]):
        number = comment.get(qn("w:id"))
        inside, opened = "", False
        nodes = {id(piece.node): piece for piece in whole.pieces}
        for node in root.iter():
            if node.get(qn("w:id")) == number and node.tag == qn("w:commentRangeStart"):
                opened = True
            elif node.get(qn("w:id")) == number and node.tag == qn("w:commentRangeEnd"):
                opened = False
            elif opened and id(node) in nodes:
                inside += whole.text[nodes[id(node)].start : nodes[id(node)].end]
        lines = ["".join(part.itertext()) for part in comment.iter(qn("w:p"))]
        found.append((inside, "\n".join(lines)))
    return found


def test_a_comment_lies_on_the_figure_alone_in_the_middle_of_a_run() -> None:
    blob = docx(paragraph("共有养老机构86家，其中民办45家。"))
    out = annotate(blob, [on(blob, "45")])
    assert commented(out) == [("45", "应为55")]
    assert text(out) == text(blob) == "共有养老机构86家，其中民办45家。"


def test_a_figure_parted_over_runs_is_covered_whole_and_keeps_its_look() -> None:
    bold = el("w:r", None, el("w:rPr", None, el("w:b")), text_node("45家"))
    blob = docx(paragraph("民办1", "2", bold))
    out = annotate(blob, [on(blob, "1245")])
    assert commented(out) == [("1245", "应为55")]
    looks = {
        "".join(r.itertext()): r.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
        for r in parse(package.unpack(out)[BODY]).iter(qn("w:r"))
    }
    assert looks["45"]
    assert looks["家"]
    assert not looks["民办"]


@pytest.mark.parametrize("kind", ["text", "dataBinding"])
def test_a_control_that_word_fills_as_a_whole_gets_no_mark_inside(kind: str) -> None:
    blob = docx(paragraph("共", control(run("5601"), **{kind: "yes"}), "人"))
    out = annotate(blob, [on(blob, "5601")])
    assert commented(out) == [("5601", "应为55")]
    (content,) = parse(package.unpack(out)[BODY]).iter(qn("w:sdtContent"))
    assert [node.tag for node in content] == [qn("w:r")]


def test_a_figure_inside_a_longer_control_is_found_there() -> None:
    blob = docx(paragraph(control(run("共5601人，其中城市426人"))))
    assert commented(annotate(blob, [on(blob, "426")])) == [("426", "应为55")]


def test_a_table_cell_can_carry_a_comment() -> None:
    blob = docx(paragraph("表1"), table([cell("城市"), cell("214")], [cell("合计"), cell("1810")]))
    assert text(blob) == "表1\n城市\t214\n合计\t1810"
    assert commented(annotate(blob, [on(blob, "1810")])) == [("1810", "应为55")]


def test_two_remarks_may_overlap_and_each_keeps_its_place() -> None:
    blob = docx(paragraph("其中公办31家、民办45家"))
    out = annotate(blob, [on(blob, "31家、民办45", "分项"), on(blob, "45", "其一")])
    assert commented(out) == [("31家、民办45", "分项"), ("45", "其一")]


def test_comments_that_are_there_already_stay() -> None:
    blob = docx(paragraph("共86家"))
    once = annotate(blob, [on(blob, "86", "第一条")])
    assert commented(annotate(once, [on(once, "86", "第二条\n理由")])) == [
        ("86", "第一条"),
        ("86", "第二条\n理由"),
    ]


def test_the_same_remarks_give_the_same_bytes_without_time_or_name() -> None:
    blob = docx(paragraph("共86家"))
    out = annotate(blob, [on(blob, "86")])
    assert out == annotate(blob, [on(blob, "86")])
    (comment,) = parse(package.unpack(out)["word/comments.xml"])
    assert dict(comment.attrib) == {qn("w:id"): "0", qn("w:author"): "校核", qn("w:initials"): "校"}


def complaints(blob: bytes, path: Path) -> list[str]:
    path.write_bytes(blob)
    return [str(one) for one in (*check(str(path)), *OpenXmlValidator().validate(path).errors)]


def test_word_finds_nothing_to_repair_in_the_copy_that_it_did_not_find_before(tmp_path: Path) -> None:
    blob = docx(paragraph("共", control(run("86"), text="yes"), "家"), table([cell("合计"), cell("1810")]))
    out = annotate(blob, [on(blob, "86"), on(blob, "1810")])
    assert complaints(out, tmp_path / "意见.docx") == complaints(blob, tmp_path / "原文.docx")


def test_text_that_is_no_claim_of_the_writer_is_left_out() -> None:
    deleted = el("w:del", {"w:id": 9, "w:author": "x"}, el("w:r", None, el("w:delText")))
    moved = el("w:moveFrom", {"w:id": 8, "w:author": "x"}, run("999"))
    page = el("w:fldSimple", {"w:instr": " PAGE "}, run("3"))
    total = el("w:fldSimple", {"w:instr": " =SUM(ABOVE) "}, run("60"))
    assert text(docx(paragraph("共", deleted, moved, page, total, "家"))) == "共60家"


def test_a_spanned_cell_keeps_the_columns_in_line() -> None:
    rows = table([cell("项目"), cell("人数", span=2)], [cell("甲"), cell("1"), cell("2")])
    assert text(docx(rows)) == "项目\t人数\t\n甲\t1\t2"


def test_a_file_without_a_body_is_refused_in_three_lines() -> None:
    parts = package.unpack(docx()) | {
        BODY: b"<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"
    }
    with pytest.raises(ReportError) as caught:
        annotate(package.repack(parts), [])
    assert len(caught.value.text().splitlines()) == 3
