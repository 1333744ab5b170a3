"""A zip file -> what kind of workbook it is, whether it is safe to unpack, and where its sheets are."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

MOST_BYTES = 2 * 1024**3
MOST_MEMBERS = 20_000
_WORTH_A_LOOK = 64 * 1024**2
_STEEPEST = 250
_PROLOGUE = 4096
_SMALL_PART = 32 * 1024**2
_XML = (".xml", ".rels")
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,  # zipfile: a compression method or zip version that it does not know
    OSError,
    RuntimeError,
    ValueError,
)
"""What the unpacking of a damaged file ends in."""

_RELATION = "{*}Relationship"


class RefusedError(ValueError):
    """A file that is not opened; ``args[0]`` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a workbook's package says of itself. ``parts`` maps sheet names to members, ``styles`` is the part
    that holds the number formats (both xlsx only).
    """

    archive: zipfile.ZipFile
    kind: str
    size: int
    parts: dict[str, str]
    stale: bool
    macros: bool
    links: bool
    styles: bytes = b""


def open_package(data: bytes) -> Package:
    """Look into a zip file. Raises RefusedError with the reason in Chinese."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        _refuse_bombs(archive, len(data))
        kind = _kind(archive, names)
        if not kind:
            raise RefusedError("是压缩包，不是电子表格；请解压后放入其中的文件")
        _refuse_entities(archive)
        parts, stale = _sheets(archive, names) if kind == "xlsx" else ({}, False)
        styles = _styles(archive, names) if kind == "xlsx" else b""
    except RefusedError:
        raise
    except BROKEN as error:
        raise RefusedError("文件已损坏，或没有传完整") from error
    size = sum(member.file_size for member in archive.infolist())
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    links = any("externallinks/" in name.lower() for name in names)
    return Package(archive, kind, size, parts, stale, macros, links, styles)


def _refuse_bombs(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if size > MOST_BYTES or len(members) > MOST_MEMBERS:
        raise RefusedError("解压后超过 2 GB 或部件过多，可能是恶意文件，没有打开")
    if size > _WORTH_A_LOOK and size > _STEEPEST * packed:
        raise RefusedError("压缩比异常，可能是恶意文件，没有打开")
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError("文件有密码保护，请去掉密码后另存")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names and _book_part(archive, names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods" if b"spreadsheet" in _start(archive, "mimetype") else ""
    return ""


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_PROLOGUE)


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    # A document type can only stand before the first element; no spreadsheet program writes one.
    for name in archive.namelist():
        if name.lower().endswith(_XML) and any(mark in _start(archive, name) for mark in _DOCTYPES):
            raise RefusedError("文件内含实体声明（DOCTYPE），可能是恶意文件，没有打开")


def _small(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > _SMALL_PART:
        raise ValueError("a part that should be small is not")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _targets(archive: zipfile.ZipFile, part: str, names: set[str]) -> list[tuple[str, str, str]]:
    """The relations of a part: id, the last word of the type, and the member."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if relations not in names:
        return []
    return [
        (
            one.get("Id", ""),
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in _small(archive, relations).iterfind(_RELATION)
    ]


def _book_part(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    found = (part for _, kind, part in _targets(archive, "", names) if kind == "officeDocument")
    part = next(found, "xl/workbook.xml")
    return part if part in names and part.startswith("xl/") else None


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> tuple[dict[str, str], bool]:
    part = _book_part(archive, names)
    if part is None:
        return {}, False
    members = {identity: target for identity, _, target in _targets(archive, part, names)}
    book = _small(archive, part)
    parts: dict[str, str] = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        if members.get(identity) in names:
            parts[sheet.get("name", "")] = members[identity]
    calculation = book.find("{*}calcPr")
    return parts, calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")


def _styles(archive: zipfile.ZipFile, names: set[str]) -> bytes:
    targets = _targets(archive, _book_part(archive, names) or "", names)
    part = next((target for _, kind, target in targets if kind == "styles" and target in names), None)
    if part is None:
        return b""
    if archive.getinfo(part).file_size > _SMALL_PART:
        raise ValueError("a part that should be small is not")
    return archive.read(part)
