"""The content.xml of an .ods, parsed as a stream -> what each sheet has behind its cells.

An .ods says how often a row or a cell is repeated instead of where it stands, so positions are counted.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree

from taizhang.ledger.reading.workbook.xlsx.formats import telling_words
from taizhang.ledger.reading.workbook.xlsx.look import pieces
from taizhang.ledger.reading.workbook.xlsx.unseen import Unseen

_CONTENT, _STYLES = "content.xml", "styles.xml"
_WORDS = re.compile(rb"<number:number\b[^>]*(?:/>|></number:number>)\s*<number:text[^>]*>([^<]+)<")
_FACTOR = b"display-factor"
_TRACE = re.compile(
    rb"visibility=[\"'](?:collapse|filter)|number-(?:rows|columns)-spanned=[\"'](?!1[\"'])"
    rb"|:formula=|value-type=[\"']error"
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ROW, _COLUMN, _SHEET = f"{_TABLE}table-row", f"{_TABLE}table-column", f"{_TABLE}table"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")
_MOST_REPEATS = 10_000


def unseen_by_sheet(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """Every sheet by its name, or nothing when the file holds no trace of what is looked for.

    Raises ValueError when it is no XML, or has a table within a table.
    """
    with archive.open(_CONTENT) as part:
        if not any(_TRACE.search(piece) for piece in pieces(part)):
            return {}
    with archive.open(_CONTENT) as part:
        return _parsed(part)


def words_of_formats(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """What number formats of the workbook add to numbers; in which cells, is not looked at."""
    found: set[str] = set()
    for name in {_CONTENT, _STYLES} & set(archive.namelist()):
        with archive.open(name) as part:
            for piece in pieces(part):
                found |= {_telling(one) for one in _WORDS.finditer(piece)}
    return tuple(sorted(found - {""}))


def _telling(found: re.Match[bytes]) -> str:
    word = found[1].decode("utf-8", "replace")
    return "" if _FACTOR in found[0] else telling_words(word, behind=word)


def _parsed(part: IO[bytes]) -> dict[str, Unseen]:
    found: dict[str, Unseen] = {}
    sheet, row, column, depth = Unseen(), 1, 1, 0
    for event, element in _elements(part):
        if element.tag == _SHEET:
            depth += 1 if event == "start" else -1
            if depth > 1:
                raise ValueError("a table within a table")
            if event == "start":
                sheet, row, column = Unseen(), 1, 1
                found[element.get(f"{_TABLE}name", "")] = sheet
        elif event == "end" and element.tag == _COLUMN:
            column = _column(element, column, sheet)
        elif event == "end":
            row = _row(element, row, sheet)
    return found


def _elements(part: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    walk = etree.iterparse(
        part,
        events=("start", "end"),
        tag=(_SHEET, _ROW, _COLUMN),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    try:
        for event, element in walk:
            yield event, element
            if event == "end":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ValueError("the content is no XML") from error


def _column(element: etree._Element, first: int, sheet: Unseen) -> int:
    after = first + _times(element, "number-columns-repeated")
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        sheet.columns.append((first, after - 1))
    return after


def _row(element: etree._Element, number: int, sheet: Unseen) -> int:
    times = _times(element, "number-rows-repeated")
    told = range(number, number + min(times, _MOST_REPEATS))
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        sheet.rows.extend(told)
    column = 1
    for cell in element.iterchildren(*_CELLS):
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            sheet.merged.append((number, column, number + down - 1, column + right - 1))
        if _uncomputed(cell):
            sheet.uncomputed.extend((row, column) for row in told)
        column += _times(cell, "number-columns-repeated")
    return number + times


def _uncomputed(cell: etree._Element) -> bool:
    """A formula without a result, or an error value: the reader gives a blank for both."""
    if cell.get(_CALC_TYPE) == "error":
        return True
    formula = cell.get(f"{_TABLE}formula") is not None
    return formula and cell.get(f"{_OFFICE}value-type") is None and not "".join(cell.itertext()).strip()


def _times(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    if not text.isdecimal() or len(text) > 9:
        raise ValueError("a count that is no number")
    return max(1, int(text))
