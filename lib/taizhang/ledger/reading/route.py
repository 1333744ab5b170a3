"""A file's name and first bytes -> the reader for it, or the word that it is not a ledger."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow as pa

from taizhang.ledger.findings import HINT
from taizhang.ledger.reading import sniff
from taizhang.ledger.reading.delimited import read_delimited
from taizhang.ledger.reading.sheet import Note, RawSheet
from taizhang.ledger.reading.source import Large
from taizhang.ledger.reading.workbook import read_workbook

BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
_LOCK = "~$"
_NAMES = {"zip": "xlsx 一类的电子表格", "xls": "旧格式电子表格（xls）", "text": "文本"}


class UnreadableError(Exception):
    """A file that should hold a ledger and cannot be read; ``args[0]`` says why, in Chinese."""


def is_ledger_file(path: str) -> bool:
    """Whether a path names a kind that is read: no Office lock file, no hidden file, a known suffix."""
    name = PurePosixPath(path).name
    return not name.startswith((_LOCK, ".")) and PurePosixPath(path).suffix.lower() in BOOKS + TEXTS


def content(path: Path, large: int) -> bytes | Large:
    """The bytes of a file; a text of ``large`` bytes or more is not held at once. Raises OSError."""
    if path.stat().st_size >= large:
        found = Large(path)
        if sniff.kind(found.head) == "text":
            return found
    return path.read_bytes()


def read_sheets(path: str, data: bytes | Large) -> list[RawSheet]:
    """Every sheet of a file, by what its content is and not by its name. Raises UnreadableError."""
    if not data:
        raise UnreadableError("文件是空的（0 字节）")
    start = data.head if isinstance(data, Large) else data
    if reason := sniff.refusal(start):
        raise UnreadableError(reason)
    suffix, kind = PurePosixPath(path).suffix.lower(), sniff.kind(start)
    try:
        if isinstance(data, bytes) and kind != "text":
            return _renamed(read_workbook(data, kind), suffix, kind)
        return _renamed([_text(data, suffix)], suffix, kind)
    except UnicodeDecodeError as error:
        raise UnreadableError("文字编码无法识别（不是 UTF-8、GB18030 或 UTF-16）") from error
    except (ValueError, OSError, csv.Error, pa.ArrowException, MemoryError) as error:
        raise UnreadableError(_reason(error, suffix, kind)) from error


def _text(data: bytes | Large, suffix: str) -> RawSheet:
    sheet = read_delimited(data)
    if suffix in BOOKS and sheet.table.num_columns == 1:
        raise ValueError("no table")
    return sheet


def _reason(error: Exception, suffix: str, kind: str) -> str:
    if kind == "text":
        return "不是可读的文本" if suffix in TEXTS else "不是可打开的电子表格，或已损坏、加密"
    return str(error)


def _expected(suffix: str) -> Sequence[str]:
    if suffix in TEXTS:
        return ("text",)
    return ("xls",) if suffix == ".xls" else ("zip",)


def _renamed(sheets: list[RawSheet], suffix: str, kind: str) -> list[RawSheet]:
    if kind in _expected(suffix):
        return sheets
    note = Note("WRONG_SUFFIX", HINT, f"扩展名是 {suffix}，内容是{_NAMES[kind]}，已按内容读取")
    return [replace(sheet, notes=(note, *sheet.notes)) for sheet in sheets]
