"""The XML of one sheet, parsed as a stream -> hidden rows and columns, formulas that were never computed, and cells
that show more than they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from taizhang.ledger.reading.workbook.xlsx.look import Span, column_number

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")
_TAGS = ("{*}row", "{*}col", "{*}mergeCell")


@dataclass(slots=True)
class Unseen:
    """Rows and columns are 1-based; ``uncomputed`` holds (row, column) of formulas without a result.

    ``columns`` are ranges of hidden columns, first and last. ``worded`` holds (row, column, words) of numbers
    to which their format adds words; ``noughts`` formulas of an .xls whose result is 0, which it also holds
    for one that was never computed.
    """

    rows: list[int] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    worded: list[tuple[int, int, str]] = field(default_factory=list)
    noughts: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)


def unseen(part: IO[bytes], *, stale: bool, words: Mapping[str, str]) -> Unseen:
    """Parse one sheet in bounded memory. ``stale``: the file says that its results must be computed anew,
    so that a 0 in it is only a place holder; ``words``: what formats add, by cell style. Raises ValueError
    when it is no XML.
    """
    found = Unseen()
    try:
        for element in _elements(part):
            _judge(element, found, stale, words)
    except etree.XMLSyntaxError as error:
        raise ValueError("the sheet is no XML") from error
    return found


def _elements(part: IO[bytes]) -> Iterator[etree._Element]:
    walk = etree.iterparse(
        part,
        events=("end",),
        tag=_TAGS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    for _, element in walk:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _judge(element: etree._Element, found: Unseen, stale: bool, words: Mapping[str, str]) -> None:
    kind = element.tag.rpartition("}")[2]
    if kind == "row":
        _row(element, found, stale=stale)
        found.worded += _worded(element, words) if words else ()
    elif kind == "col" and (element.get("hidden") in _TRUE or _is_zero(element.get("width"))):
        found.columns.append((int(element.get("min", 0)), int(element.get("max", 0))))
    elif kind == "mergeCell":
        first, _, last = element.get("ref", "").partition(":")
        if last:
            found.merged.append((*_place(first), *_place(last)))


def _row(row: etree._Element, found: Unseen, *, stale: bool) -> None:
    number = int(row.get("r") or 0)
    if row.get("hidden") in _TRUE or _is_zero(row.get("ht")):
        found.rows.append(number)
    for cell in row.iterfind("{*}c[{*}f]"):
        if _uncomputed(cell, stale=stale):
            found.uncomputed.append(_place(cell.get("r", "")))


def _worded(row: etree._Element, words: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for cell in row.iterfind("{*}c"):
        if cell.get("s") in words and cell.get("t", "n") == "n" and cell.find("{*}v") is not None:
            yield (*_place(cell.get("r", "")), words[cell.get("s", "")])


def _uncomputed(cell: etree._Element, *, stale: bool) -> bool:
    value = cell.find("{*}v")
    text = "" if value is None else value.text or ""
    if value is not None and cell.get("t") == "str":
        return False
    return not text.strip() or (stale and text == "0")


def _is_zero(text: str | None) -> bool:
    return text is not None and text.strip("0.") == "" and "0" in text


def _place(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address.replace("$", ""))
    if not found:
        raise ValueError("a cell without an address")
    return int(found[2]), column_number(found[1].encode())
