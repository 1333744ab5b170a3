"""A plain text file -> its text; what Word writes is read by ``document.review``."""

from __future__ import annotations

from pathlib import Path

from taizhang.errors import SourceError
from taizhang.proofread.model import NamedText

PLAIN = (".txt", ".md", ".text", "")
_ENCODINGS = ("utf-8-sig", "gb18030")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_source(path: Path) -> NamedText:
    """Read a plain text under its file's name. SourceError when it is something else or cannot be read."""
    if not path.is_file():
        raise SourceError(f"报告 {path.name}", "没有这个文件", "写报告文件（.docx 或 .txt）的完整路径。")
    if path.suffix.lower() not in PLAIN:
        raise SourceError(
            f"报告 {path.name}", f"不能校核 {path.suffix} 文件", "另存为 .docx 或 .txt 后再校核。"
        )
    return NamedText(path.name, _decoded(path))


def _decoded(path: Path) -> str:
    blob = path.read_bytes()
    for encoding in ("utf-16",) if blob.startswith(_WIDE_MARKS) else _ENCODINGS:
        try:
            return blob.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise SourceError(f"报告 {path.name}", "文字编码无法识别", "用记事本另存为 UTF-8 编码后再校核。")
