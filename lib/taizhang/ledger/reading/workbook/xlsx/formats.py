"""The styles of a workbook -> number formats that add a word to the number, so that it shows more than is stored.

A cell that shows 0.12万元 by its format holds 0.12. A format that only moves the point (0!.0000"万元") shows what is
stored in another unit and adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_GENERAL = re.compile(r"General|G/通用格式", re.I)
_PLACEHOLDER = re.compile(r"[0#?]")
_DATE = re.compile(r"[ymdhs]", re.I)
_ASIDE = re.compile(r"\[[^\]]*\]|[_*].")
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|([^\x00-\x7f])')
_MOVED_POINT = re.compile(r'[\\!]\.|"\."|[0#?],+(?![0#?])')
_UNIT = re.compile(r"[百千万亿]")
_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九]")


def telling(styles: bytes) -> dict[str, str]:
    """Index of a cell style -> the words that its format puts behind a number, where they change its meaning.

    Raises ValueError when the part is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(styles, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the styles are no XML") from error
    words = {
        one.get("numFmtId", ""): added(one.get("formatCode", ""))
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return {index: words[name] for index, name in _cell_styles(root) if words.get(name)}


def _cell_styles(root: etree._Element) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        yield str(index), one.get("numFmtId", "")


def added(code: str) -> str:
    """The words that a format code adds to a number, when they change what it says; else nothing.

    Where positive and negative numbers get different words, the cell is made unreadable.
    """
    sections = [_ASIDE.sub("", _GENERAL.sub("0", part)) for part in _sections(code)]
    shown = [part for part in sections if _PLACEHOLDER.search(_LITERAL.sub("", part))][:2]
    found = list(dict.fromkeys(_added(part) for part in shown))
    return found[0] if len(found) == 1 else "（" + "；".join(found) + "）" if found else ""


def _added(section: str) -> str:
    bare = _LITERAL.sub("", section)
    if not _PLACEHOLDER.search(bare) or _DATE.search(bare):
        return ""
    if _MOVED_POINT.search(section):
        return ""
    return telling_words(_word(section), behind=_word(section[_last_place(section) :]))


def _word(section: str) -> str:
    return "".join(found[1] or found[2] or found[3] or "" for found in _LITERAL.finditer(section))


def _last_place(section: str) -> int:
    """Where the last place for a digit stands; a unit before it only parts the digits: 0"万"0000"元"."""
    blanked = _LITERAL.sub(lambda found: " " * len(found[0]), section)
    return max(found.end() for found in _PLACEHOLDER.finditer(blanked))


def telling_words(word: str, behind: str) -> str:
    """What must be put behind a number for it to say what words around it make of it; often nothing."""
    if _DIGIT.search(word):
        return f"（{word}）"  # no number any more: where the digits belong is the format's own affair
    return behind if _UNIT.search(behind) else ""


def _sections(code: str) -> list[str]:
    """The parts of a code between semicolons that are not quoted."""
    parts = re.findall(r'(?:"[^"]*"|[\\!].|[^;"])*', code)
    return parts or [""]
