"""Headers and footers are read once each; a remark on one stands at the beginning of the body and says where."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from taizhang.document import package
from taizhang.document.ooxml import el, parse, qn, serialise
from taizhang.document.review import Remark, annotate, of, text

BODY = "word/document.xml"
HEAD, FOOT = "全市养老机构86家", "截至2023年11月31日"


def report() -> Word:
    """A report of one paragraph, with a header."""
    document = Document()
    document.add_paragraph("现有公墓3处。")
    document.sections[0].header.paragraphs[0].text = HEAD
    return document


def packed(document: Word) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_header_and_a_footer_stand_behind_the_body_with_their_names() -> None:
    document = report()
    document.sections[0].footer.paragraphs[0].text = FOOT
    whole = of(package.unpack(packed(document)))
    assert whole.text == f"现有公墓3处。\n{HEAD}\n{FOOT}"
    assert [(whole.text[one.start : one.end], one.where) for one in whole.asides] == [
        (HEAD, "页眉"),
        (FOOT, "页脚"),
    ]


def test_a_header_that_sections_share_or_repeat_is_read_once_and_another_by_its_section() -> None:
    document = report()
    document.add_section(WD_SECTION.NEW_PAGE)
    again = document.add_section(WD_SECTION.NEW_PAGE).header
    again.is_linked_to_previous = False
    again.paragraphs[0].text = HEAD
    other = document.add_section(WD_SECTION.NEW_PAGE).header
    other.is_linked_to_previous = False
    other.paragraphs[0].text = "附件"
    whole = of(package.unpack(packed(document)))
    assert whole.text == f"现有公墓3处。\n{HEAD}\n附件"
    assert [one.where for one in whole.asides] == ["页眉", "第4节页眉"]


def test_a_header_of_the_first_page_counts_only_where_the_first_page_has_its_own() -> None:
    document = report()
    document.sections[0].first_page_header.paragraphs[0].text = "封面"
    assert "封面" not in text(packed(document))
    document.sections[0].different_first_page_header_footer = True
    whole = of(package.unpack(packed(document)))
    assert {one.where for one in whole.asides} == {"页眉", "首页页眉"}


def test_a_header_of_even_pages_counts_only_where_even_pages_have_their_own() -> None:
    document = report()
    document.sections[0].even_page_header.paragraphs[0].text = "双数页"
    assert "双数页" not in text(packed(document))
    document.settings.odd_and_even_pages_header_footer = True
    assert "双数页" in text(packed(document))


def test_page_numbers_in_a_footer_are_no_text() -> None:
    document = report()
    parts = package.unpack(packed(document))
    name = next(part for part in parts if part.startswith("word/header"))
    root = parse(parts[name])
    field = el("w:fldSimple", {"w:instr": " PAGE "}, el("w:r", None, el("w:t")))
    field.find(f"{qn('w:r')}/{qn('w:t')}").text = "17"
    next(root.iter(qn("w:p"))).append(field)
    assert text(package.repack(parts | {name: serialise(root)})) == f"现有公墓3处。\n{HEAD}"


def test_a_remark_on_a_header_stands_at_the_first_paragraph_and_names_place_and_words() -> None:
    blob = packed(report())
    at = text(blob).index("86家")
    first = text(blob).index("3处")
    remarks = [Remark(first, first + 2, "应为4处"), Remark(at, at + 3, "应为68家")]
    out = annotate(blob, remarks)
    parts, before = package.unpack(out), package.unpack(blob)
    comments = parts["word/comments.xml"].decode()
    assert "页眉中的“86家”" in comments and "应为68家" in comments and "应为4处" in comments
    assert parts[BODY].count(b"commentRangeStart") == 2
    assert all(parts[name] == before[name] for name in before if name.startswith("word/header"))
    assert text(out) == text(blob)


def test_word_finds_nothing_to_repair_in_the_copy(tmp_path: Path) -> None:
    blob = packed(report())
    at = text(blob).index("86家")
    path = tmp_path / "稿.docx"
    path.write_bytes(blob)
    before = [str(one) for one in (*check(str(path)), *OpenXmlValidator().validate(path).errors)]
    path.write_bytes(annotate(blob, [Remark(at, at + 3, "应为68家")]))
    after = [str(one) for one in (*check(str(path)), *OpenXmlValidator().validate(path).errors)]
    assert set(after) <= set(before)


def test_a_report_without_headers_has_no_asides() -> None:
    document = Document()
    document.add_paragraph("现有公墓3处。")
    assert of(package.unpack(packed(document))).asides == ()
