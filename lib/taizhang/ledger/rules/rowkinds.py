"""The rows below a header -> data rows, total rows, and others (blank rows, footers, repeated headers)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from taizhang.ledger.convert.scan import filled, holding, matching
from taizhang.ledger.recognise.layout import Layout
from taizhang.ledger.recognise.normal import only_units
from taizhang.ledger.rules.rows.headers_again import given_places, headers_again, titles_above

LOOKED_AT = 5
_TOTAL = (
    r"^[\s　]*(?:(?:本[\s　]*[月期次季表])?[\s　]*(?:合|总|共)[\s　]*计(?:数|金额|[(（](?:元|万元|人|户|大写|小写)[)）]|大写)?"
    r"|(?:全市|全县|全区|全旗)(?:合|总)计)[\s　]*[:：]?[\s　]*(?:[(（]?[0-9]{1,7}[\s　]*[人户名笔件个条][)）]?[\s　]*)?$"
)
_SUBTOTAL = (
    r"^[\s　]*(?:[小户村组社镇乡][\s　]*计|计|本页小计|本页合计|页[\s　]*计|累[\s　]*计)[\s　]*[:：]?[\s　]*$"
)
_NAMED_SUBTOTAL = r"^[\s　]*\D{1,14}(?:小计|合计|汇总)[\s　]*[:：]?[\s　]*$"
_FOOTER = (
    r"^[\s　]*(?:(?:制表|填表|填报|编制|审核|复核|审批|审签|负责|经办|单位负责|单位盖章|单位（盖章|单位\(盖章|分管|主管|"
    r"附|附件|领导|签字|签章|盖章|会计|出纳|联系|打印|报送|"
    r"备注|说明|注|附注|日期|(?:[合总共]计)?[（(]?(?:人民币|金额)?[（(]?大写)[^:：]{0,12}[:：]|[第共][\s　]*\d+[\s　]*页)"
)
_CARRIED = (
    r"^[\s　]*(?:[过转接]次页|[过转接]下页|结转[下次]页|承[前上]页|接[前上]页|[上前]页结转|全年累计|年初至今累计"
    r"|本[\s　]*年[\s　]*累[\s　]*计|[0-9一二三四五六七八九十]{1,3}月?[-—–至到~][0-9一二三四五六七八九十]{1,3}月累计)[\s　]*[:：]?[\s　]*$"
)
_OF_WHICH = r"^[\s　]*其中"
_NOTE = r"^[\s　]*(?:说明|填表说明|填报说明|注|附注|备注)[\s　]*[:：]"
_COUNTED = ("计",)  # without it no pattern of a total matches
_SUMMED = ("计", "汇总")  # nor, without one of these, that of the total of a part
_TURNED = ("页", "累")  # nor, without one of these, that of a row that is carried over
_SIGNED = (":", "：", "页")  # nor, without one of these, that of a footer
_AMOUNTS = ("money", "count", "number")
_ZERO = r"^[\s　]*0(?:\.0+)?[\s　]*$"
_FOOT_ROWS = 10
_SEAL_OR_DATE = re.compile(
    r"[（(]?(?:单位)?(?:公|盖|签|印)?章[)）]?"
    r"|\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{0,2}\s*日?(?: 00:00:00)?"
)
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|[A-Z]|[（(]?\d{1,2}[)）]?|栏次|—")
_FEWEST_NUMBERS = 3
_NUMBERED = 4
_TITLE_ROWS = 4


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Masks over the rows below the header: ``data``, ``total`` (whole sheet), ``subtotal`` (a block).

    ``other_headers`` are headers unlike the first: below them the columns are others. ``parts`` are rows of
    places that are the sums of the rows of places within them: the positions of each and of its parts.
    """

    data: np.ndarray
    total: np.ndarray
    subtotal: np.ndarray
    other_headers: np.ndarray
    parts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def row_kinds(
    body: pa.Table, layout: Layout, has_id: Callable[[pa.Table, np.ndarray], np.ndarray]
) -> RowKinds:
    """Sort the rows of ``body`` (text cells).

    ``has_id`` marks among some rows, of which it is told which are complete, those of a person: they are data.
    """
    placed = {one.index for one in layout.match.columns.values()}
    looked_at = body.columns[:LOOKED_AT]
    cells = {index: filled(body.column(index)) for index in {*placed, *range(len(looked_at))}}
    known = np.logical_or.reduce([np.zeros(body.num_rows, bool), *(cells[index] for index in sorted(placed))])
    counted = [holding(column, _COUNTED) for column in looked_at]
    total, subtotal = _any_matches(looked_at, _TOTAL, counted), _any_matches(looked_at, _SUBTOTAL, counted)
    whole = _complete(layout, cells, body.num_rows)
    # 养老床位合计 is the name of an indicator where every required cell beside it is filled.
    named = np.zeros(body.num_rows, bool) if layout.match.spec.figures else whole
    subtotal |= _first_matches(looked_at, _NAMED_SUBTOTAL, _SUMMED, cells) & ~named
    if (summed := total | subtotal).any():
        person = np.zeros(body.num_rows, bool)
        person[summed] = has_id(body.filter(pa.array(summed)), whole[summed])
        total &= ~person
        subtotal &= ~person & ~total
    footer = _first_matches(looked_at, _FOOTER, _SIGNED, cells) & ~whole
    footer |= _below_a_note(body, looked_at, cells) & ~whole
    carried = _first_matches(looked_at, _CARRIED, _TURNED, cells) & ~whole
    total &= ~carried
    subtotal &= ~carried
    footer |= carried | _of_which(looked_at, cells, total) & ~whole
    again, others = headers_again(body, layout)
    again |= others
    noise = footer | again | titles_above(body, layout, again) | column_numbers(body) | unit_row(body)
    known |= _full_but_unknown(body, layout, ~known)
    noise |= _seals_and_dates(body, layout, cells)
    noise |= _nothing_but_zeros(body, layout, cells, known & ~noise)
    return RowKinds(known & ~total & ~subtotal & ~noise, total, subtotal, others)


def _seals_and_dates(body: pa.Table, layout: Layout, cells: Mapping[int, np.ndarray]) -> np.ndarray:
    """Of the last rows those with one cell, which is a date or the place of a seal: the foot of the sheet."""
    found = np.zeros(body.num_rows, bool)
    start, given = max(0, body.num_rows - _FOOT_ROWS), given_places(layout)
    own = [column for index, column in enumerate(body.slice(start).columns) if index not in given]
    looked_at = [one for index, one in cells.items() if index not in given]
    for row in range(start, body.num_rows):
        if sum(bool(one[row]) for one in looked_at) <= 1:
            texts = [text for column in own if (text := column[row - start].as_py().strip())]
            found[row] = len(texts) == 1 and _SEAL_OR_DATE.fullmatch(texts[0]) is not None
    return found


def _nothing_but_zeros(
    body: pa.Table, layout: Layout, cells: Mapping[int, np.ndarray], known: np.ndarray
) -> np.ndarray:
    """Rows prepared for later: a serial number, a 0 that a formula has put, what the titles give, nothing else."""
    spec, left = layout.match.spec, known.copy()
    amounts = [one.index for name, one in layout.match.columns.items() if spec.columns[name].type in _AMOUNTS]
    given = given_places(layout)
    for one in layout.match.columns.values():
        if one.index not in (*amounts, *given):
            left &= ~cells[one.index]
    if not left.any():
        return left
    rows = body.filter(pa.array(left))
    zeros, others = (np.zeros(rows.num_rows, np.int64) for _ in range(2))
    for index, column in enumerate(rows.columns):
        if index in amounts:
            zeros += matching(column, _ZERO, np.ones(rows.num_rows, bool))
        others += filled(column) if index not in given else 0
    left[left] = (zeros > 0) & (others <= zeros + 1)
    return left


def _full_but_unknown(body: pa.Table, layout: Layout, empty: np.ndarray) -> np.ndarray:
    """Rows without a cell in any known column that fill most others: data that must not vanish."""
    found = np.zeros(body.num_rows, bool)
    if empty.any():
        rows = body.filter(pa.array(empty))
        named = [index for index, name in enumerate(layout.match.header.shown) if name]
        cells = np.zeros(rows.num_rows, np.int64)
        for index in named:
            cells += filled(rows.column(index))
        found[empty] = cells >= max(_FEWEST_NUMBERS, (len(named) + 1) // 2)
    return found


def _complete(layout: Layout, cells: Mapping[int, np.ndarray], length: int) -> np.ndarray:
    """Rows in which every required column has a cell: data, whatever their first cell says."""
    whole = np.ones(length, bool)
    for name, placed in layout.match.columns.items():
        if layout.match.spec.columns[name].required:
            whole &= cells[placed.index]
    return whole


def _of_which(
    columns: Sequence[pa.ChunkedArray], cells: Mapping[int, np.ndarray], total: np.ndarray
) -> np.ndarray:
    """Rows 其中：女 below a total: parts of it."""
    if not total.any():
        return total
    below = np.arange(len(total)) > np.flatnonzero(total)[-1]
    return np.asarray(below & _first_matches(columns, _OF_WHICH, ("其中",), cells), bool)


def _below_a_note(
    body: pa.Table, columns: Sequence[pa.ChunkedArray], cells: Mapping[int, np.ndarray]
) -> np.ndarray:
    """Rows with a single cell below a 说明： line: its further sentences."""
    notes = np.flatnonzero(_first_matches(columns, _NOTE, _SIGNED, cells))
    if not len(notes):
        return np.zeros(body.num_rows, bool)
    count = np.zeros(body.num_rows, np.int64)
    for column in body.columns:
        count += filled(column)
    return np.asarray((np.arange(body.num_rows) > notes[0]) & (count == 1), bool)


def _any_matches(
    columns: Sequence[pa.ChunkedArray], pattern: str, hopeful: Sequence[np.ndarray]
) -> np.ndarray:
    found = [matching(column, pattern, rows) for column, rows in zip(columns, hopeful, strict=True)]
    return np.asarray(np.logical_or.reduce(found), bool)


def _first_matches(
    columns: Sequence[pa.ChunkedArray],
    pattern: str,
    signs: Sequence[str],
    cells: Mapping[int, np.ndarray],
) -> np.ndarray:
    """Rows whose first filled cell matches; one that does has one of ``signs`` in it."""
    found = np.zeros(len(columns[0]), bool)
    left = ~found
    for index, column in enumerate(columns):
        if not left.any():
            break
        hopeful = left & cells[index] & holding(column, signs)
        found |= matching(column, pattern, hopeful)
        left &= ~cells[index]
    return found


def column_numbers(body: pa.Table) -> np.ndarray:
    """A row of 甲 乙 1 2 3 right below the header, or of 1 2 3 a little farther down."""
    found = np.zeros(body.num_rows, bool)
    for row in range(min(_NUMBERED, body.num_rows)):
        cells = [cell for column in body.columns if (cell := column[row].as_py().strip())]
        if len(cells) >= _FEWEST_NUMBERS and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells):
            found[row] = len(set(cells)) == len(cells) and (row == 0 or _counts_up(cells))
    return found


def _counts_up(cells: Sequence[str]) -> bool:
    numbers = [int(cell.strip("（()）")) if cell.strip("（()）").isdigit() else -1 for cell in cells]
    return numbers == list(range(1, len(numbers) + 1))


def unit_row(body: pa.Table) -> np.ndarray:
    """A row of 人 元 right below the header."""
    found = np.zeros(body.num_rows, bool)
    if body.num_rows:
        found[0] = bool(only_units(column[0].as_py() for column in body.columns))
    return found
