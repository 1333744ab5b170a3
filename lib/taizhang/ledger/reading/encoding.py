"""Bytes of a text file -> UTF-8, by byte order mark or by what decodes without an error."""

from __future__ import annotations

import codecs

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 4096
_FIRST, _FEW = 1000, 100
_FIRST_NOT_ASCII = 0x80
ENCODINGS = ("utf-8", "gb18030")


def is_utf16(head: bytes) -> bool:
    """Whether a text says or shows that it is UTF-16."""
    return head.startswith(_UTF16_MARKS) or _utf16_without_mark(head[:_SAMPLE]) is not None


def one_byte_ends(data: bytes) -> bytes:
    """The same text in an encoding in which a line end is one byte that means nothing else.

    Raises UnicodeDecodeError when it says that it is UTF-16 and is not.
    """
    if data.startswith(_UTF16_MARKS):
        return data.decode("utf-16").encode("utf-8")
    if quiet := _utf16_without_mark(data[:_SAMPLE]):
        return data.decode(quiet).encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8)


def to_utf8(block: bytes, encoding: str) -> bytes:
    """Transcode a block; line ends become LF. Raises UnicodeDecodeError when it is not in ``encoding``."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = block.decode(encoding)
    return block if encoding == "utf-8" else text.encode("utf-8")


def first_text(head: bytes, encoding: str, *, whole: bool) -> bytes:
    """The head of a text as UTF-8 with LF; a sign that is cut in two is left out where it is not the whole."""
    start = codecs.getincrementaldecoder(encoding)().decode(head, whole)
    return start.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")


def utf8_cells(cells: pa.Array, encoding: str) -> pa.Array:
    """String cells that hold bytes of ``encoding``, without line ends, as what they say.

    Raises UnicodeDecodeError: a sign that a delimiter or line end cut off is as wrong here as in the file.
    """
    if not len(cells) or _ascii(cells):
        return cells
    few = cells.slice(0, _FIRST).dictionary_encode()
    if len(few.dictionary) > _FEW:
        return _decoded(cells, encoding)
    encoded = cells.dictionary_encode()
    return _decoded(encoded.dictionary, encoding).take(encoded.indices)


def _decoded(cells: pa.Array, encoding: str) -> pa.Array:
    """All cells in one go: a line each, decoded, and taken apart again."""
    lists = pa.ListArray.from_arrays(pa.array([0, len(cells)], pa.int32()), cells)
    lines = pc.binary_join(lists, "\n")[0].as_buffer().to_pybytes() + b"\n"
    signs = np.frombuffer(lines.decode(encoding).encode("utf-8"), np.uint8)
    ends = signs == ord("\n")
    places = np.flatnonzero(ends)
    if len(places) != len(cells):
        raise AssertionError("a cell holds a line end")
    offsets = np.zeros(len(cells) + 1, np.int32)
    offsets[1:] = places - np.arange(len(cells))
    return pa.StringArray.from_buffers(len(cells), pa.py_buffer(offsets), pa.py_buffer(signs[~ends]))


def _ascii(cells: pa.Array) -> bool:
    _, offsets, data = cells.buffers()
    ends = np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    signs = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]] if data else ends[:0]
    return len(signs) == 0 or int(signs.max()) < _FIRST_NOT_ASCII


def _utf16_without_mark(sample: bytes) -> str | None:
    # Digits, commas and line ends are half NUL bytes in UTF-16, on the even or on the odd side.
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < len(sample) // 16 or not even + odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
