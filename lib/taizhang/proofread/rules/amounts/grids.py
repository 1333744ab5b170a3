"""A table in the text (a row a line) -> whether its 合计 rows and columns add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from taizhang.numbers import exact, halved, parse
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status

RULE = "表格合计"
TOTAL = re.compile(
    r"^\s*(?:全市|全县|全区|全旗|全国|全省|以上|各[一-鿿]{1,2}|[一二两三四五六七八九十]{1,3}个?[一-鿿]{1,2})?\s*(?:全\s*体|全\s*年|合\s*计|总\s*计|共\s*计|总\s*数|全市|全县|全区|全旗|全国|全省)\s*(?:[(（][^)）]*[)）])?\s*$"
)
_SUBTOTAL = re.compile(r"^\s*小\s*计\s*$")
INNER = re.compile(r"其中|小\s*计|^[ 　]|^[（(]?[一二三四五六七八九十\d]+[)）、.]")
_ENDS = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|[（(]?[一二三四五六七八九十]+[)）、.])")
_PLACE = re.compile(r"^\s*全[市县区旗国省]\s*$")
_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十]+[)）、.]")
NOT_ADDED = re.compile(r"率|%|占比|比重|均|同比|增长|增幅|排名|名次|位次|序号|年份|标准|每")
_WHOLE_COLUMN = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|总\s*数|全年|共计)\s*(?:\([^()]*\))?\s*")
_FAR = 3  # a third of it
_UNIT = re.compile(r"(?:元|人|户|张|家|个|处|对|人次|件|所|名)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its place in the text; ``value`` is None where it holds no plain number."""

    start: int
    end: int
    text: str
    value: Decimal | None


Row = list[Cell]


class Cells(Enum):
    """What stands between the cells of a line."""

    NONE = "none"
    TABS = "tabs"
    STROKES = "strokes"
    APART = "apart"


_FEW, _WIDE = 2, 200
_PROSE = re.compile(r"[，。；：！？、,;:!?“”《》]")
_RULED = re.compile(r"[\s|:—-]+")
_BETWEEN = {
    Cells.TABS: re.compile(r"(?:(?<=\t)|^)[^\t]*"),
    Cells.STROKES: re.compile(r"(?<=\|)[^|]+(?=\|)"),
    Cells.APART: re.compile(r"\S+"),
}


def checks(reading: Reading) -> Iterator[Check]:
    """Every 合计 of every table."""
    for rows in tables(reading.original):
        yield from _down(reading, rows)
        yield from _across(reading, rows)
        yield from _sections(reading, rows)
        yield from _under_among(reading, rows)


def tables(text: str, least: int = 3) -> Iterator[list[Row]]:
    """Every table: lines with cells one after another, ``least`` of them with the header.

    Cells stand between tabs or upright strokes, or apart by spaces where every line has as many as the first.
    """
    rows: list[Row] = []
    kind = Cells.NONE
    start = 0
    for line in [*text.split("\n"), ""]:
        now = cells_of(line)
        row = list(_cells(line, start, now))
        goes_on = now is kind and (kind is not Cells.APART or not rows or len(row) == len(rows[0]))
        headed = rows and TOTAL.match(rows[-1][0].text) and all(cell.value is None for cell in row)
        if not goes_on or headed:  # a heading behind a total begins another table
            if len(rows) >= least:
                yield rows
            rows = []
        kind = now
        if row and not _RULED.fullmatch(line):
            rows.append(row)
        start += len(line) + 1


def cells_of(line: str) -> Cells:
    """How a line of text sets its cells apart."""
    if "\t" in line:
        return Cells.TABS
    if line.count("|") > _FEW and line.strip().startswith("|"):
        return Cells.STROKES
    if (" " in line or "　" in line) and len(line) < _WIDE and not _PROSE.search(line):
        values = [_value(word) is not None for word in line.split()[1:]]
        if len(values) >= _FEW and (all(values) or not any(values)):
            return Cells.APART
    return Cells.NONE


def _cells(line: str, start: int, kind: Cells) -> Iterator[Cell]:
    for found in _BETWEEN[kind].finditer(line) if kind in _BETWEEN else ():
        yield Cell(start + found.start(), start + found.end(), found[0], _value(found[0]))


def _value(text: str) -> Decimal | None:
    try:
        return parse(_UNIT.sub("", halved(text).strip()))
    except ValueError:
        return None


def label(row: Row) -> str:
    """What a row is called: its first cell, or the second where the first is a running number or empty."""
    numbered = len(row) > 1 and row[1].value is None and (row[0].value is not None or not row[0].text.strip())
    return row[1].text if numbered else row[0].text


def _down(reading: Reading, rows: Sequence[Row]) -> Iterator[Check]:
    totals = [row for row in rows[1:] if TOTAL.match(label(row))]
    inner = any(INNER.search(row[0].text) for row in rows[1:])
    for row in totals:
        body = [other for other in rows if other not in totals and not _SUBTOTAL.match(other[0].text)]
        ways = [_judged(rows[0], row, body)]
        if any("其中" in other[0].text for other in body):
            ways.append(_judged(rows[0], row, list(_outer(body))))
        if numbered := [other for other in body if _NUMBERED.match(other[0].text)]:
            ways.append(_judged(rows[0], row, numbered))
        judged = max(ways, key=lambda way: sum(_adds(*part) for part in way))
        if _PLACE.match(label(row)) and not any(_adds(*part) or _likely(*part) for part in judged):
            continue  # 全市 below some of its districts
        plain = len(totals) == 1 and not inner and not _PLACE.match(label(row))
        yield from _verdicts(reading, judged, f"“{label(row).strip()}”行", plain)


def _judged(header: Row, row: Row, body: Sequence[Row]) -> list[tuple[Cell, Sequence[Cell]]]:
    return [
        (cell, values)
        for column, cell in enumerate(row[1:], start=1)
        if cell.value is not None
        and not _leave_out(header, column)
        and len(values := _column(body, column)) >= 2
    ]


def _outer(body: Sequence[Row]) -> Iterator[Row]:
    """The rows without those under 其中, which runs up to the next numbered row or, unnumbered, for its own row."""
    numbered = any(_NUMBERED.match(row[0].text) for row in body)
    inside = False
    for row in body:
        inside = "其中" in row[0].text or (inside and numbered and not _NUMBERED.match(row[0].text))
        if not inside:
            yield row


def _sections(reading: Reading, rows: Sequence[Row]) -> Iterator[Check]:
    """小计 below its rows; believed only where most add up."""
    judged: list[tuple[Cell, Sequence[Cell]]] = []
    section: list[Row] = []
    for row in rows[1:]:
        if _SUBTOTAL.match(row[0].text):
            judged += _judged(rows[0], row, section)
        if _SUBTOTAL.match(row[0].text) or TOTAL.match(row[0].text):
            section = []
        else:
            section.append(row)
    if 2 * sum(_adds(*part) for part in judged) > len(judged):
        yield from _verdicts(reading, judged, "“小计”行", True)


def _under_among(reading: Reading, rows: Sequence[Row]) -> Iterator[Check]:
    """The rows from 其中 on against the row above; believed only where another column adds up."""
    for at, row in enumerate(rows[2:], start=2):
        if not re.match(r"\s*其\s*中", row[0].text):
            continue
        end = next((n for n in range(at, len(rows)) if _ENDS.match(rows[n][0].text)), len(rows))
        judged = _judged(rows[0], rows[at - 1], rows[at:end])
        if any(_adds(*part) for part in judged):
            yield from _verdicts(reading, judged, f"“{rows[at - 1][0].text.strip()}”行", False)


def _leave_out(header: Row, column: int) -> bool:
    return column < len(header) and bool(NOT_ADDED.search(header[column].text))


def _column(body: Sequence[Row], column: int) -> list[Cell]:
    return [row[column] for row in body if column < len(row) and row[column].value is not None]


def _across(reading: Reading, rows: Sequence[Row]) -> Iterator[Check]:
    """A 合计 column beside its parts; believed only where half the rows add up."""
    header = rows[0]
    for column, head in enumerate(header):
        if column and _WHOLE_COLUMN.fullmatch(halved(head.text)):
            judged = [
                (row[column], parts)
                for row in rows[1:]
                if column < len(row)
                and row[column].value is not None
                and len(parts := _parts(header, row, column)) >= 2
            ]
            if judged and 2 * sum(_adds(*part) for part in judged) >= len(judged):
                yield from _verdicts(reading, judged, f"“{head.text.strip()}”列", True)


def _parts(header: Row, row: Row, column: int) -> list[Cell]:
    return [
        cell
        for index, cell in enumerate(row)
        if index and index != column and cell.value is not None and not _leave_out(header, index)
    ]


def _adds(whole: Cell, parts: Sequence[Cell]) -> bool:
    gap = abs(sum((part.value or Decimal(0) for part in parts), Decimal(0)) - (whole.value or Decimal(0)))
    return gap <= _slack(whole, parts)


def _likely(whole: Cell, parts: Sequence[Cell]) -> bool:
    """Not far from the sum, so probably meant to be it."""
    added = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    return abs(added - (whole.value or Decimal(0))) * _FAR < added


def _slack(whole: Cell, parts: Sequence[Cell]) -> Decimal:
    """Half a last place a cell, where the cells have decimals."""
    places = [len(cell.text.partition(".")[2].strip()) for cell in (whole, *parts)]
    return sum((Decimal(1).scaleb(-count) / 2 for count in places if count), Decimal(0))


def _verdicts(
    reading: Reading, judged: Sequence[tuple[Cell, Sequence[Cell]]], where: str, plain: bool
) -> Iterator[Check]:
    some = plain or any(_adds(whole, parts) for whole, parts in judged)
    for whole, parts in judged:
        value = sum((part.value or Decimal(0) for part in parts), Decimal(0))
        figures = tuple((cell.start, cell.end) for cell in (*parts, whole))
        start, end = whole.start, whole.end
        if _adds(whole, parts):
            status, reason, expected = Status.RIGHT, f"{where}与各项之和相符。", ""
        else:
            status = Status.WRONG if some else Status.DOUBTFUL
            expected = exact(value)
            unless = "" if some else "；如各项并非合计的全部，不必改"
            reason = f"{where}应为{expected}，表中为{whole.text.strip()}{unless}。"
        yield Check(
            RULE, status, start, end, reading.original[start:end], expected, reason, figures, (start, end)
        )
