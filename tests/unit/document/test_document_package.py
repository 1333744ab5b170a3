"""A docx depends on what is in it and on nothing else."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from taizhang.document import DocProperties, package
from taizhang.errors import ReportError

PROPERTIES = DocProperties("总结", "某局", dt.date(2021, 12, 20))


def test_parts_come_in_one_order_with_one_time() -> None:
    one = {"word/document.xml": b"<a/>", "[Content_Types].xml": b"<b/>", "_rels/.rels": b"<c/>"}
    packed = package.pack(one, PROPERTIES)
    assert packed == package.pack(dict(reversed(one.items())), PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"]


def test_properties_name_the_issuer_and_the_given_day_only() -> None:
    core = package.core_properties(PROPERTIES).decode()
    assert core.count("某局") == 2  # creator and last modified by
    assert core.count("2021-12-20T00:00:00Z") == 2  # created and modified


def test_a_template_s_author_firm_and_printer_do_not_get_through() -> None:
    parts = {
        "docProps/app.xml": b"<x>Firm</x>",
        "docProps/core.xml": b"<x>Author</x>",
        "word/document.xml": b"",
    }
    packed = package.unpack(package.pack(parts, PROPERTIES))
    assert b"Firm" not in packed["docProps/app.xml"]
    assert b"Author" not in packed["docProps/core.xml"]


def test_a_missing_file_a_text_file_and_another_archive_are_refused_by_name(tmp_path: Path) -> None:
    text, archive = tmp_path / "a.docx", tmp_path / "b.docx"
    text.write_text("甲", "utf-8")
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("x", "")
    for path in (tmp_path / "c.docx", text, archive):
        with pytest.raises(ReportError) as caught:
            package.unpack(path)
        assert caught.value.where == path.name


def test_a_file_that_cannot_be_written_ends_in_advice(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(ReportError, match="关闭"):
        package.write(b"", tmp_path / "folder.docx")
