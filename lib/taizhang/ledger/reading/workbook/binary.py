"""The parts of an .xlsb -> the merged ranges of each sheet, and what number formats add, which no reader gives.

A part is a row of records: a number, a length, a body. [MS-XLSB] 2.1.4; numbers in 2.3.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree

from taizhang.ledger.reading.workbook.xlsx.formats import added
from taizhang.ledger.reading.workbook.xlsx.look import Span

BOOK, STYLES = "xl/workbook.bin", "xl/styles.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"
_BUNDLE_SHEET, _FORMAT = 156, 44
_MERGES = re.compile(rb"\xb1\x01\x04(.{4})", re.S)  # BrtBeginMergeCells, four bytes: their number
_MERGE, _MERGES_END = b"\xb0\x01\x10", b"\xb2\x01\x00"
_RANGE = struct.Struct("<IIII")
_ONE = len(_MERGE) + _RANGE.size
_MOST_BOOK_BYTES = 32 * 1024**2


def merged_by_sheet(archive: zipfile.ZipFile) -> dict[str, tuple[Span, ...]]:
    """The merged ranges of every sheet by its name, 1-based. Raises ValueError for damaged parts."""
    targets = _targets(archive)
    return {
        name: tuple(_merged(archive.read(part)))
        for name, part in ((name, targets.get(relation, "")) for name, relation in _sheets(archive))
        if part in archive.namelist()
    }


def words_of_formats(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """What number formats of the workbook add to numbers; in which cells, is not looked at."""
    if STYLES not in archive.namelist():
        return ()
    found = {added(_text(body, 2)[0]) for kind, body in _small_records(archive, STYLES) if kind == _FORMAT}
    return tuple(sorted(found - {""}))


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in etree.fromstring(archive.read(_RELATIONS), parser).iterfind("{*}Relationship")
    }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for kind, body in _small_records(archive, BOOK):
        if kind == _BUNDLE_SHEET:
            relation, used = _text(body, 8)
            yield _text(body, used)[0], relation


def _small_records(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, bytes]]:
    if archive.getinfo(part).file_size > _MOST_BOOK_BYTES:
        raise ValueError("a part that should be small is not")
    return _records(archive.read(part))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    try:
        while at < len(data):
            kind, at = _number(data, at, 2)
            length, at = _number(data, at, 4)
            yield kind, data[at : at + length]
            at += length
    except IndexError as error:
        raise ValueError("a record that is cut") from error


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first; the eighth bit says that one more follows."""
    value = 0
    for place in range(most):
        value |= (data[at + place] & 0x7F) << (7 * place)
        if not data[at + place] & 0x80:
            break
    return value, at + place + 1


def _text(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _merged(sheet: bytes) -> Iterator[Span]:
    """The list is found by its beginning, and believed only when it is whole: cells hold any bytes."""
    for begun in _MERGES.finditer(sheet):
        (count,) = struct.unpack("<I", begun[1])
        end = begun.end() + count * _ONE
        if sheet[end : end + len(_MERGES_END)] != _MERGES_END:
            continue
        ranges = [sheet[at : at + _ONE] for at in range(begun.end(), end, _ONE)]
        if all(one.startswith(_MERGE) for one in ranges):
            for one in ranges:
                top, bottom, left, right = _RANGE.unpack(one[len(_MERGE) :])
                yield top + 1, left + 1, bottom + 1, right + 1
