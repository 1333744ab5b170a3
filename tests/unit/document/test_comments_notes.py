"""Footnotes and endnotes are read as paragraphs of their own; a remark on one lies on its reference in the body."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

from taizhang.document import package
from taizhang.document.ooxml import Node, el, parse, qn, run, serialise
from taizhang.document.review import Remark, annotate, text

BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAID = "本表共15家，其中公办7家、民办9家。"


def docx(kind: str, *notes: str) -> bytes:
    """A Word file with one paragraph that refers to each note in turn."""
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph("现有机构15家")
    document.add_paragraph("现有公墓3处")
    document.save(buffer)
    parts = package.unpack(buffer.getvalue())
    root = parse(parts[BODY])
    first = next(root.iter(qn("w:p")))
    for number, _ in enumerate(notes, start=1):
        first.append(el("w:r", None, el(f"w:{kind}Reference", {"w:id": number})))
    separator = el(f"w:{kind}", {"w:id": 0, "w:type": "separator"}, el("w:p", None, run("分隔线")))
    listed = [el(f"w:{kind}", {"w:id": n}, _paragraph(said)) for n, said in enumerate(notes, start=1)]
    note_part = serialise(el(f"w:{kind}s", None, separator, *listed))
    return package.repack(parts | {BODY: serialise(root), f"word/{kind}s.xml": note_part})


def _paragraph(said: str) -> Node:
    return el("w:p", None, el("w:r", None, el("w:footnoteRef")), run(said[:4]), run(said[4:]))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_behind_the_body_in_the_order_of_their_references(kind: str) -> None:
    assert text(docx(kind, SAID, "另有1家。")) == f"现有机构15家\n现有公墓3处\n{SAID}\n另有1家。"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_remark_on_a_note_lies_on_its_reference_in_the_body(kind: str) -> None:
    blob = docx(kind, "另有1家。", SAID)
    at = text(blob).index("9家")
    out = package.unpack(annotate(blob, [Remark(at, at + 2, "应为8家")]))
    marked = re.search(rb"commentRangeStart.*?commentRangeEnd", out[BODY], re.DOTALL)
    assert marked is not None
    assert f'{kind}Reference w:id="2"'.encode() in marked[0]
    assert f'{kind}Reference w:id="1"'.encode() not in marked[0]
    assert "应为8家" in out["word/comments.xml"].decode()
    assert out[f"word/{kind}s.xml"] == package.unpack(blob)[f"word/{kind}s.xml"]


def test_remarks_on_body_and_note_each_keep_their_place() -> None:
    blob = docx("footnote", SAID)
    said = text(blob)
    remarks = [
        Remark(said.index("3处"), said.index("3处") + 2, "一"),
        Remark(said.index("9家"), len(said), "二"),
    ]
    out = package.unpack(annotate(blob, remarks))
    first, second = re.findall(rb"commentRangeStart.*?commentRangeEnd", out[BODY], re.DOTALL)
    assert b"footnoteReference" in first
    assert "3处".encode() in second
    assert zipfile.is_zipfile(io.BytesIO(annotate(blob, remarks)))


def test_a_reference_without_its_note_says_nothing() -> None:
    parts = dict(package.unpack(docx("footnote", SAID)))
    del parts["word/footnotes.xml"]
    assert text(package.repack(parts)) == "现有机构15家\n现有公墓3处"
