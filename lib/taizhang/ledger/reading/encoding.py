"""Bytes of a text file -> UTF-8 in blocks of whole lines, by byte order mark or by what decodes without an error."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

BLOCK_BYTES = 1 << 22
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 4096
ENCODINGS = ("utf-8", "gb18030")


def one_byte_ends(data: bytes) -> bytes:
    """The same text in an encoding in which a line end is one byte that means nothing else.

    Raises UnicodeDecodeError when it says that it is UTF-16 and is not.
    """
    if data.startswith(_UTF16_MARKS):
        return data.decode("utf-16").encode("utf-8")
    if quiet := _utf16_without_mark(data[:_SAMPLE]):
        return data.decode(quiet).encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8)


def utf8_blocks(data: bytes, encoding: str) -> Iterator[bytes]:
    """Transcode what ``one_byte_ends`` gives; line ends become LF, and each block but the last ends in one.

    Raises UnicodeDecodeError when it is not in ``encoding``, ValueError when it is no text.
    """
    start = 0
    while start < len(data):
        end = _line_end(data, start + BLOCK_BYTES)
        block = data[start:end]
        start = end
        if b"\0" in block:
            raise ValueError("NUL characters in a text file")
        if b"\r" in block:
            block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        text = block.decode(encoding)
        yield block if encoding == "utf-8" else text.encode("utf-8")


def _line_end(data: bytes, wished: int) -> int:
    if wished >= len(data):
        return len(data)
    return data.find(b"\n", wished) + 1 or len(data)


def _utf16_without_mark(sample: bytes) -> str | None:
    # Digits, commas and line ends are half NUL bytes in UTF-16, on the even or on the odd side.
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < len(sample) // 16 or not even + odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
