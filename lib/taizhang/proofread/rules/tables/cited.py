"""A table's figure told again in the text (丙县站点最多，达95个) -> whether the digits are the same.

Only a slip of the pen is told of: the row and the column are named, and one digit differs or two are changed over.
Any other figure may be of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.numbers import halved, parse
from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import core
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.amounts.grids import TOTAL, Cell, Cells, Row, cells_of, label, tables
from taizhang.proofread.rules.amounts.table_changes import printed
from taizhang.proofread.rules.sums.completeness import one_slip

RULE = "文字与表格"
_REACH = 4
_SHORTEST = 2
_FAR = 9  # a hundred times as much is another unit
_ALL = re.compile(r"全[市县区旗镇省]|[共总]")
_UNIT = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell with the names of its row and its column (none where it is the only one), and the head's unit."""

    cell: Cell
    row: str
    column: str
    unit: str
    total: bool


def checks(reading: Reading) -> Iterator[Check]:
    """Every figure of a sentence near a table that names one of its rows."""
    for rows in tables(reading.original, least=2):
        entries = list(_entries(rows))
        for claim in _around(reading, rows):
            yield from _held(reading, claim, [one for one in entries if _is_named(reading, claim, one)])


def _entries(rows: Sequence[Row]) -> Iterator[_Entry]:
    only = sum(any(cell.value is not None for cell in column) for column in zip(*rows[1:], strict=False)) == 1
    for row in rows[1:]:
        name = label(row).strip()
        for head, cell in zip(rows[0][1:], row[1:], strict=False):
            said = re.sub(r"\s", "", halved(head.text))
            unit = _UNIT.search(said)
            if cell.value is not None and len(name) >= _SHORTEST and not re.search(r"[%率]", said):
                column = "" if only and unit else core(_UNIT.sub("", said))
                yield _Entry(cell, name, column, unit[1] if unit else "", bool(TOTAL.match(name)))


def _is_prose(reading: Reading, number: int) -> bool:
    return cells_of(reading.sentence_text(number).strip("\n")) is Cells.NONE


def _around(reading: Reading, rows: Sequence[Row]) -> Iterator[Claim]:
    """The plain amounts of the sentences before and behind the table, none of a table."""
    start, end = rows[0][0].start, rows[-1][-1].end
    inside = [number for number, (a, b) in enumerate(reading.sentences) if a < end and b > start]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    for number in (*range(first - _REACH, first), *range(last + 1, last + 1 + _REACH)):
        if 0 <= number < len(reading.sentences) and _is_prose(reading, number):
            yield from (
                claim
                for claim in reading.of_sentence(number)
                if claim.kind is Kind.AMOUNT and not claim.weak and roles.is_level(claim, reading)
            )


def _is_named(reading: Reading, claim: Claim, entry: _Entry) -> bool:
    """The row's name and the column's stand before the figure, no other figure between; the unit is the column's."""
    start = reading.sentences[claim.sentence][0]
    said = reading.blanked[start : claim.outer_start].rpartition("□")[2]
    row = bool(_ALL.search(said)) if entry.total else entry.row in said
    named = not entry.column or (len(entry.column) >= _SHORTEST and entry.column in said + claim.tail)
    return row and named and entry.unit in ("", re.sub(r"[\d.,]", "", claim.text))


def _held(reading: Reading, claim: Claim, named: Sequence[_Entry]) -> Iterator[Check]:
    """As printed: 1240万元 in the text is 1240 in a column of 万元."""
    stated = parse(re.sub(r"[^\d.]", "", claim.text) or "0")
    known = [(entry, value.value) for entry in named if (value := printed(entry.cell))]
    same = next((entry for entry, value in known if value == stated), None)
    if same is not None:
        yield _check(reading, claim, same, Status.RIGHT, "", f"与表中“{same.row}”行相符。")
        return
    for entry, shown_value in known if len(known) == 1 else ():
        if one_slip(shown_value, stated, shortest=2) and shown_value / _FAR < stated < shown_value * _FAR:
            shown = entry.cell.text.strip()
            reason = f"表中“{entry.row}”行为{shown}，文中为{claim.text}；如说的不是一回事，不必改。"
            yield _check(reading, claim, entry, Status.DOUBTFUL, shown, reason)


def _check(
    reading: Reading, claim: Claim, entry: _Entry, status: Status, expected: str, reason: str
) -> Check:
    places = tuple(sorted([(claim.start, claim.end), (entry.cell.start, entry.cell.end)]))
    focus = (claim.start, claim.end)
    return Check(RULE, status, *focus, claim.text, expected, reason, places, focus)
