"""Lines of text and pieces -> strings in which every piece is marked, to be known again in the document."""

from __future__ import annotations

import hashlib
import re

from taizhang.errors import ReportError
from taizhang.present.pieces import Piece, Rich

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
BLOCK, BLOCK_END = "\ue003", "\ue004"
MARKED = re.compile(f"{OPEN}(\\d+){MIDDLE}([^{CLOSE}]*){CLOSE}")
RESERVED = re.compile(f"[{OPEN}-{BLOCK_END}]")
_BLOCK_MARK = re.compile(f"{BLOCK}(\\d+){BLOCK_END}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG_LIMIT = 64


class Marks:
    """Hands out marks for pieces while text is put in, and knows them again afterwards."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    def text(self, rich: Rich) -> str:
        """A line as one string in which pieces are marked; line breaks become spaces."""
        return "".join(self._mark(part) if isinstance(part, Piece) else clean(part) for part in rich)

    def _mark(self, piece: Piece) -> str:
        self._pieces.append(piece)
        return f"{OPEN}{len(self._pieces) - 1}{MIDDLE}{clean(piece.text)}{CLOSE}"

    def source(self, number: int) -> str:
        """The source of the piece with that number."""
        return self._pieces[number].source

    def form(self, number: int) -> str:
        """The form of the piece with that number."""
        return self._pieces[number].form


def clean(text: str) -> str:
    """Text fit for one run. Raises ReportError on a character that cannot stand in a file."""
    if RESERVED.search(text) or _UNPRINTABLE.search(text):
        raise ReportError("写入文档的文字", "含有不能写入 Word 的控制字符", "请在台账或定义中删去这个字符")
    return re.sub(r"[ \t]*[\r\n\t]+[ \t]*", " ", text)


def block_mark(number: int) -> str:
    """What stands in a paragraph until its blocks take its place."""
    return f"{BLOCK}{number}{BLOCK_END}"


def block_number(text: str) -> int | None:
    """The number in a block mark, None when there is none."""
    found = _BLOCK_MARK.search(text)
    return int(found[1]) if found else None


def short(source: str) -> str:
    """``f`` and 12 hex digits: a source where its own name cannot stand."""
    return "f" + hashlib.sha256(source.encode("utf-8")).hexdigest()[:12]


def tag_of(source: str) -> str:
    """The tag and alias of a source's controls; Word takes 64 characters."""
    length = len(source.encode("utf-16-le")) // 2
    return source if 0 < length <= _TAG_LIMIT else short(source)
