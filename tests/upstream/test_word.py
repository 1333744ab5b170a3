"""What the Word libraries leave out or let through."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import parse_xml
from docxtpl import DocxTemplate

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTROL = f'<w:sdt xmlns:w="{W}"><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>'


def test_the_text_of_a_paragraph_lacks_its_content_controls() -> None:
    """When this fails, room document may take a paragraph's text from python-docx, not from w:t."""
    paragraph = docx.Document().add_paragraph("共")
    paragraph._p.append(parse_xml(CONTROL))
    paragraph.add_run("户")
    assert paragraph.text == "共户"  # a reader sees 共12户


def test_the_text_of_a_cell_lacks_its_content_controls() -> None:
    """When this fails, room document may take a cell's text from python-docx, not from w:t."""
    cell = docx.Document().add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0]._p.append(parse_xml(CONTROL))
    assert cell.text == ""  # a reader sees 12


def test_a_template_escapes_nothing_unless_told(tmp_path: Path) -> None:
    """When this fails, room document need no longer hand over an escaping environment."""
    document = docx.Document()
    document.add_paragraph("甲{{ name }}乙")
    document.save(str(tmp_path / "a.docx"))
    template = DocxTemplate(str(tmp_path / "a.docx"))
    template.render({"name": "丙<丁"})
    template.save(str(tmp_path / "b.docx"))
    last = docx.Document(str(tmp_path / "b.docx")).paragraphs[-1].text
    assert last != "甲丙<丁乙"  # what stands after < is lost
