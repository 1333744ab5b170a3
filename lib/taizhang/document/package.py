"""Parts of a docx <-> bytes: fixed order, fixed times, fixed properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from taizhang.document.model import DocProperties
from taizhang.document.ooxml import serialise
from taizhang.errors import ReportError

_STAMP = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def core_properties(properties: DocProperties) -> bytes:
    """``docProps/core.xml``: nothing in it comes from the clock or from who runs this."""
    root = etree.Element(f"{{{_CORE['cp']}}}coreProperties", nsmap=_CORE)
    day = f"{properties.created.isoformat()}T00:00:00Z"
    texts = (
        ("dc", "title", properties.title), ("dc", "subject", properties.subject),
        ("dc", "creator", properties.creator), ("cp", "keywords", properties.keywords),
        ("cp", "lastModifiedBy", properties.creator), ("cp", "revision", "1"),
    )  # fmt: skip
    for prefix, name, text in texts:
        if text:
            etree.SubElement(root, f"{{{_CORE[prefix]}}}{name}").text = text
    for name in ("created", "modified"):
        node = etree.SubElement(root, f"{{{_CORE['dcterms']}}}{name}")
        node.set(f"{{{_CORE['xsi']}}}type", "dcterms:W3CDTF")
        node.text = day
    return serialise(root)


def extended_properties() -> bytes:
    """``docProps/app.xml`` with the program's name only: a template's may name people and firms."""
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    etree.SubElement(root, f"{{{_EXTENDED}}}Application").text = "taizhang"
    return serialise(root)


def unpack(source: Path | bytes) -> dict[str, bytes]:
    """A docx -> its parts by name. Raises ReportError when it is missing or no docx."""
    name = source.name if isinstance(source, Path) else "文档"
    try:
        blob = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            parts = {entry: archive.read(entry) for entry in archive.namelist()}
    except FileNotFoundError:
        raise ReportError(name, "没有这个文件", "请检查文件名和所在文件夹") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise ReportError(name, "不是可以打开的 Word 文档(.docx)", "请用 Word 或 WPS 另存为 .docx") from error
    if "word/document.xml" not in parts:
        raise ReportError(name, "压缩包里没有 Word 正文", "请用 Word 或 WPS 另存为 .docx")
    return parts


def pack(parts: Mapping[str, bytes], properties: DocProperties) -> bytes:
    """Parts -> a docx that depends on their content and the properties alone."""
    fixed = dict(parts)
    fixed["docProps/core.xml"] = core_properties(properties)
    if "docProps/app.xml" in fixed:
        fixed["docProps/app.xml"] = extended_properties()
    return repack(fixed)


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Parts as they stand -> a docx that depends on their content alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda part: (part not in _FIRST, part)):
            archive.writestr(_entry(name), parts[name])
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # or Windows and Linux would differ
    return entry


def write(blob: bytes, out: Path) -> None:
    """Bytes -> file. Raises ReportError when the file is held open or the folder not writable."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(blob)
    except OSError as error:
        advice = "请关闭在 Word 或 WPS 中打开的同名文件，并确认文件夹可以写入，再试一次"
        raise ReportError(out.name, "文件写不进去", advice) from error
