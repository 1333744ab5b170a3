"""A delimited text file -> one sheet: fast where rows are regular, row by row where they are not."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from taizhang.ledger.reading.encoding import (
    ENCODINGS,
    first_text,
    is_utf16,
    one_byte_ends,
    to_utf8,
    utf8_cells,
)
from taizhang.ledger.reading.sheet import RawSheet, build
from taizhang.ledger.reading.source import HEAD_BYTES, Held, Large

DELIMITERS = ",\t;|"
_WITHIN_SIGNS = "|"  # a byte that is also the second one of signs in GB18030
SAMPLE_BYTES = 64 * 1024
SAMPLE_ROWS = 60
SWALLOWED = 3
_WRAPPED = r'^\s*="([^"]*)"\s*$'
MOST_REPEATS = 1000  # what the pattern language allows
_FEW = 100
_PARSERS, _AHEAD = 2, 3
_LONGEST_CELL = 4 * 1024 * 1024

_Parsed = tuple[pa.Table, list[tuple[int, str]]]


class _QuotedError(Exception):
    """Where there are quotes, a line end may stand within a cell."""


def read_delimited(data: bytes | Large) -> RawSheet:
    """Read a whole file. Raises ValueError when it is no text or not readable as rows."""
    large = isinstance(data, Large) and not is_utf16(data.head)
    source = data if isinstance(data, Large) and large else Held(one_byte_ends(_all(data)))
    try:
        return _read(source, ENCODINGS[0])
    except UnicodeDecodeError:
        return _read(source, ENCODINGS[1])


def _all(data: bytes | Large) -> bytes:
    return data.whole() if isinstance(data, Large) else data


def _read(source: Held | Large, encoding: str) -> RawSheet:
    head = next(_text_only([source.head])).removeprefix(codecs.BOM_UTF8)
    sample = _sample(first_text(head, encoding, whole=len(source.head) < HEAD_BYTES))
    delimiter = guess_delimiter(sample)
    width = max([1, *(len(row) for row in _records(sample, delimiter))])
    return replace(_unwrapped(_rows(source, encoding, delimiter, width)), commas=delimiter == DELIMITERS[0])


def _unwrapped(sheet: RawSheet) -> RawSheet:
    """Cells ="1234" as 1234: the way to keep a spreadsheet from making a number of it."""
    table, few = sheet.table, sheet.table.slice(0, SAMPLE_ROWS)
    for index, name in enumerate(table.column_names):
        if pc.any(pc.match_substring_regex(few.column(index), _WRAPPED)).as_py():
            plain = pc.replace_substring_regex(table.column(index), _WRAPPED, r"\1")
            table = table.set_column(index, name, plain.combine_chunks())
    return sheet if table is sheet.table else replace(sheet, table=table)


def _rows(source: Held | Large, encoding: str, delimiter: str, width: int) -> RawSheet:
    with suppress(pa.ArrowInvalid, _QuotedError):
        blocks, written = _unquoted(source.blocks()), encoding
        if delimiter in _WITHIN_SIGNS:
            blocks, written = (to_utf8(block, encoding) for block in blocks), ENCODINGS[0]
        return _in_blocks(blocks, written, delimiter, width)
    whole = b"".join(to_utf8(block, encoding) for block in _text_only(source.blocks()))
    try:
        sheet = _fast(whole, delimiter, width)
    except pa.ArrowInvalid:
        sheet = _patient(whole.decode("utf-8"), delimiter, width)
    _refuse_swallowed_rows(sheet, whole, delimiter)
    return sheet


def _text_only(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        if b"\0" in block:
            raise ValueError("NUL characters in a text file")
        yield block


def _unquoted(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in _text_only(blocks):
        if b'"' in block:
            raise _QuotedError
        yield block


def _in_blocks(blocks: Iterable[bytes], encoding: str, delimiter: str, width: int) -> RawSheet:
    """Without quotes a line is a row, and blocks of lines can be parsed side by side."""
    columns: list[list[pa.Array]] = [[] for _ in range(width)]
    wide: set[int] = set()
    short: dict[int, int] = {}
    above = 0
    for table, odd in _parsed(blocks, encoding, delimiter, width):
        for column, chunks in enumerate(columns):
            chunks.extend(table.column(column).chunks)
        cells = [(above + number, _cells(text, delimiter)) for number, text in odd]
        wide |= {number for number, row in cells if _too_wide(row, width)}
        short |= _short(cells, width)
        above += table.num_rows
        del table
    sheet = build("", [_joined(chunks) for chunks in columns])
    return replace(sheet, wide=frozenset(wide), short=short)


def _joined(chunks: list[pa.Array]) -> pa.Array:
    # One column after the other, so that the whole is never held twice.
    if len(chunks) == 1:
        return chunks[0]
    whole = pa.concat_arrays(chunks) if chunks else pa.array([], pa.string())
    chunks.clear()
    pa.default_memory_pool().release_unused()
    return whole


def _parsed(blocks: Iterable[bytes], encoding: str, delimiter: str, width: int) -> Iterator[_Parsed]:
    """Each block with its odd rows in their places; several at once, given out in order."""
    blocks = iter(blocks)
    first, second = next(blocks, b""), next(blocks, b"")
    if not first:
        return
    if not second:
        yield _parse_block(first, encoding, delimiter, width)
        return
    waiting: deque[Future[_Parsed]] = deque()
    with ThreadPoolExecutor(_PARSERS) as parsers:
        for block in chain((first, second), blocks):
            waiting.append(parsers.submit(_parse_block, block, encoding, delimiter, width))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _parse_block(block: bytes, encoding: str, delimiter: str, width: int) -> _Parsed:
    """Rows are split before they are decoded: no byte of the delimiter or a line end is part of another sign."""
    if encoding == ENCODINGS[0]:
        block.decode(encoding)
    try:
        table = _regular(block, delimiter, width)
    except pa.ArrowInvalid:
        regular, odd = _parse(to_utf8(block, encoding), delimiter, width)
        return pa.concat_tables(_spliced(regular, odd, delimiter, width)).combine_chunks(), odd
    if encoding != ENCODINGS[0]:
        columns = [
            pa.chunked_array([utf8_cells(chunk, encoding) for chunk in column.chunks], pa.string())
            for column in table.columns
        ]
        table = pa.table(columns, names=table.column_names)
    return table, []


def _regular(block: bytes, delimiter: str, width: int) -> pa.Table:
    """The cells as their bytes stand in the block. Raises ArrowInvalid when a row is odd."""
    names = [f"c{index}" for index in range(width)]
    return pacsv.read_csv(
        pa.BufferReader(block),
        read_options=pacsv.ReadOptions(column_names=names, use_threads=False, block_size=_block_size(block)),
        parse_options=pacsv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
        convert_options=_as_text(names),
    )


def _spliced(
    table: pa.Table, odd: Sequence[tuple[int, str]], delimiter: str, width: int
) -> Iterator[pa.Table]:
    """The rows of a block in their order: the regular ones, and between them the odd ones."""
    if len(odd) > _FEW:
        cells = [(number, _cells(text, delimiter)) for number, text in odd]
        yield _with_odd_rows(table, cells, width).table
        return
    done = 0
    for before, (number, text) in enumerate(odd):
        regular = number - 1 - before
        yield table.slice(done, regular - done)
        row = (_cells(text, delimiter) + [""] * width)[:width]
        yield pa.table({f"c{i}": pa.array([cell], pa.string()) for i, cell in enumerate(row)})
        done = regular
    yield table.slice(done)


def _too_wide(cells: Sequence[str], width: int) -> bool:
    return any(cell.strip() for cell in cells[width:])


def _short(rows: Sequence[tuple[int, list[str]]], width: int) -> dict[int, int]:
    return {number: len(cells) for number, cells in rows if 1 < len(cells) < width}


def _refuse_swallowed_rows(sheet: RawSheet, utf8: bytes, delimiter: str) -> None:
    # A quote that is never closed turns all rows after it into one cell: they would vanish in silence.
    if utf8.count(b"\n") <= len(sheet.numbers):
        return
    # Several lines with a delimiter, or one with as many as a whole row: a name with a line break has neither.
    whole = min(max(_usual_delimiters(utf8, delimiter), 2), MOST_REPEATS)
    one = f"[{delimiter}]"
    pattern = f"(?:\n[^\n]*{one}[^\n]*){{{SWALLOWED},}}|\n(?:[^\n{delimiter}]*{one}){{{whole},}}"
    for column in sheet.table.columns:
        if pc.any(pc.match_substring_regex(column, pattern)).as_py():
            raise ValueError("a quote that is never closed")


def _usual_delimiters(utf8: bytes, delimiter: str) -> int:
    """How many delimiters a line of this file usually has; swallowed rows make some rows wider than that."""
    counts = Counter(line.count(delimiter) for line in _sample(utf8).splitlines() if delimiter in line)
    return counts.most_common(1)[0][0] if counts else 0


def _sample(utf8: bytes) -> str:
    cut = utf8[:SAMPLE_BYTES]
    if len(utf8) > SAMPLE_BYTES:
        cut = cut[: cut.rfind(b"\n") + 1] or cut
    return cut.decode("utf-8", errors="ignore")


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [row for row, _ in zip(rows, range(SAMPLE_ROWS), strict=False)]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def guess_delimiter(sample: str) -> str:
    """The delimiter under which most rows have one same number of cells."""

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _records(sample, delimiter) if len(row) > 1)
        if not widths:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        return (times * (width - 1), -DELIMITERS.index(delimiter))

    return max(DELIMITERS, key=regularity)


def _fast(utf8: bytes, delimiter: str, width: int) -> RawSheet:
    table, odd = _parse(utf8, delimiter, width, quoted=b'"' in utf8)
    return _with_odd_rows(table, [(number, _cells(text, delimiter)) for number, text in odd], width)


def _parse(utf8: bytes, delimiter: str, width: int, *, quoted: bool = False) -> _Parsed:
    """The regular rows, and the others as their 1-based number and text."""
    names = [f"c{index}" for index in range(width)]
    odd: list[tuple[int, str]] = []

    def keep_aside(row: pacsv.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    table = pacsv.read_csv(
        pa.BufferReader(utf8),
        # Only a serial read numbers the rows it hands over.
        read_options=pacsv.ReadOptions(column_names=names, use_threads=False, block_size=_block_size(utf8)),
        parse_options=pacsv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted,
            ignore_empty_lines=False,
            invalid_row_handler=keep_aside,
        ),
        convert_options=_as_text(names),
    )
    return table, odd


def _as_text(names: Sequence[str]) -> pacsv.ConvertOptions:
    return pacsv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        strings_can_be_null=False,
        quoted_strings_can_be_null=False,
        check_utf8=False,  # it was decoded just now, or is decoded next
    )


def _block_size(utf8: bytes) -> int:
    return max(1 << 20, min(len(utf8) + 1, 1 << 24))


def _cells(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _with_odd_rows(table: pa.Table, odd: Sequence[tuple[int, list[str]]], width: int) -> RawSheet:
    total = table.num_rows + len(odd)
    numbers = np.arange(1, total + 1, dtype=np.int64)
    odd_numbers = np.array([number for number, _ in odd], dtype=np.int64)
    good = np.delete(numbers, odd_numbers - 1)
    wide = frozenset(number for number, cells in odd if _too_wide(cells, width))
    if odd:
        padded = [(cells + [""] * width)[:width] for _, cells in odd]
        columns = list(zip(*padded, strict=True))
        extra = pa.table({f"c{i}": pa.array(columns[i], pa.string()) for i in range(width)})
        order = np.argsort(np.concatenate([good, odd_numbers]), kind="stable")
        table = pa.concat_tables([table, extra]).take(pa.array(order))
    return RawSheet("", table.combine_chunks(), numbers, wide, short=_short(odd, width))


def _patient(text: str, delimiter: str, width: int) -> RawSheet:
    """For the odd file that the fast reader refuses: quotes in the middle of a cell and the like."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    empty = pa.table({f"c{index}": pa.array([], pa.string()) for index in range(width)})
    sheet = _with_odd_rows(empty, list(enumerate(rows, start=1)), width)
    return replace(sheet, numbers=np.arange(1, len(rows) + 1, dtype=np.int64))
