"""The first bytes of a file -> the kind that it really is, whatever its name says."""

from __future__ import annotations

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "文字处理文件",
    b"\x7fELF": "程序",
    b"MZ\x90": "程序",
    b"SQLite format": "数据库",
}
_WEB = (b"<html", b"<!doctype html", b"<table", b"<?xml")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_LOOKED_AT = 1024


def kind(data: bytes) -> str:
    """``zip``, ``xls`` (an OLE file) or ``text``."""
    if data.startswith(_ZIP):
        return "zip"
    return "xls" if data.startswith(_OLE) else "text"


def refusal(data: bytes) -> str | None:
    """Why a file cannot be a ledger, in Chinese, as far as its bytes show it without being parsed."""
    for mark, name in _OTHERS.items():
        if data.startswith(mark):
            return f"实际是{name}，不是电子表格或文本台账"
    if data.startswith(_OLE):
        return _ole(data)
    if data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        return "实际是网页或 XML 文件；请用电子表格软件打开，另存为 xlsx"
    return None


def _ole(data: bytes) -> str | None:
    if _ENCRYPTED in data:
        return "文件有密码保护，请去掉密码后另存"
    if not any(name in data for name in _BOOKS):
        return "实际不是电子表格（可能是 Word 等文件，或已损坏）"
    return None
