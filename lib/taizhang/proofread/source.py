"""A report's file -> its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml.etree import XMLSyntaxError

from taizhang.document import review
from taizhang.errors import ReportError, SourceError
from taizhang.proofread.model import NamedText

WORD = (".docx", ".docm", ".dotx")
PLAIN = (".txt", ".md", ".text", "")
_ENCODINGS = ("utf-8-sig", "gb18030")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and text; a table row of a docx is one line, its cells between tabs."""

    name: str
    text: str

    @property
    def named(self) -> NamedText:
        """The text with the file's name."""
        return NamedText(self.name, self.text)


def read_source(path: Path) -> Source:
    """Read a docx or txt. Raises SourceError when it is neither or cannot be read."""
    if not path.is_file():
        raise SourceError(f"报告 {path.name}", "没有这个文件", "写报告文件（.docx 或 .txt）的完整路径。")
    if path.suffix.lower() in WORD:
        return Source(path.name, _word(path))
    if path.suffix.lower() not in PLAIN:
        raise SourceError(
            f"报告 {path.name}", f"不能校核 {path.suffix} 文件", "另存为 .docx 或 .txt 后再校核。"
        )
    return Source(path.name, _decoded(path))


def _word(path: Path) -> str:
    try:
        return review.text(path)
    except (ReportError, XMLSyntaxError, KeyError, ValueError) as error:
        raise SourceError(
            f"报告 {path.name}", "不是完好的 Word 文件", "用 Word 或 WPS 打开并另存为 .docx 后再校核。"
        ) from error


def _decoded(path: Path) -> str:
    blob = path.read_bytes()
    for encoding in ("utf-16",) if blob.startswith(_WIDE_MARKS) else _ENCODINGS:
        try:
            return blob.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise SourceError(f"报告 {path.name}", "文字编码无法识别", "用记事本另存为 UTF-8 编码后再校核。")
