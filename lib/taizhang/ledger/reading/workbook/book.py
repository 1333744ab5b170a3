"""A workbook's bytes -> the text cells of its sheets; run as a script it does so for another process.

It imports nothing of this package, so that the process that reads doubtful files starts fast and small.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import fastexcel
import pyarrow as pa
import python_calamine

LENGTH = struct.Struct(">Q")
MEMORY_BYTES = 4 * 1024**3
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_ERROR = re.compile(r"Error\((\w+)\)")
_UNKNOWN_ERROR = "#ERROR!"
_KEY = b"sheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Sheet = tuple[dict[str, Any], pa.RecordBatch]


def load(data: bytes) -> Iterator[Sheet]:
    """Every sheet: name, visibility, the 0-based number of its first column, error cells, for xls the merged
    ranges (1-based first row, first column, last row, last column); and its cells.

    Raises ValueError when the workbook cannot be read.
    """
    try:
        book = fastexcel.read_excel(data)
        merged = _merged(data) if data.startswith(_OLE) else {}
        for index, name in enumerate(book.sheet_names):
            about, cells = _sheet(book, index)
            yield about | {"merged": merged.get(name, [])}, cells
    except BaseException as error:
        # The reader is written in Rust; a panic in it is no Exception of Python's.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise ValueError(str(error)) from error
        raise


def _sheet(book: fastexcel.ExcelReader, index: int) -> Sheet:
    # Without skip_rows=0 the reader drops empty rows above the title, and every row number is wrong.
    sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
    columns = sheet.available_columns()
    read, errors = sheet.to_arrow_with_errors()
    about: dict[str, Any] = {
        "name": book.sheet_names[index],
        "hidden": sheet.visible != "visible",
        "first": columns[0].absolute_index if columns else 0,
        "errors": [_error(one) for one in errors.errors] if errors else [],
    }
    return about, pa.record_batch(read)


def _merged(data: bytes) -> dict[str, list[tuple[int, int, int, int]]]:
    # fastexcel gives no merged ranges; a second reader does so for xls, which is small by its nature.
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in book.get_sheet_by_name(name).merged_cell_ranges or ()
        ]
        for name in book.sheet_names
    }


def _error(one: fastexcel.CellError) -> tuple[int, int, str]:
    row, column = one.offset_position
    found = _ERROR.search(one.detail)
    return row, column, _ERRORS.get(found[1], _UNKNOWN_ERROR) if found else _UNKNOWN_ERROR


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Read workbooks until the requests end: a length and the bytes; back come answers of the same shape.

    An answer is an empty one when the workbook cannot be read (its reason follows), else one for each sheet
    and an empty one at the end.
    """
    while len(head := requests.read(LENGTH.size)) == LENGTH.size:
        reason = ""
        try:
            for about, batch in load(requests.read(*LENGTH.unpack(head))):
                _send(answers, _packed(about, batch))
        except (ValueError, MemoryError) as error:
            reason = str(error)[:500] or "MemoryError"
        _send(answers, b"")
        _send(answers, reason.encode())


def _packed(about: dict[str, Any], batch: pa.RecordBatch) -> pa.Buffer:
    schema = batch.schema.with_metadata({_KEY: json.dumps(about).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(batch.replace_schema_metadata(schema.metadata))
    return sink.getvalue()


def unpacked(answer: bytes) -> Sheet:
    """The sheet in an answer of ``serve``."""
    with pa.ipc.open_stream(answer) as stream:
        about = json.loads(stream.schema.metadata[_KEY])
        return about, stream.read_next_batch()


def _send(answers: BinaryIO, body: bytes | pa.Buffer) -> None:
    answers.write(LENGTH.pack(len(body)))
    answers.write(body)
    answers.flush()


def limit_memory() -> None:
    """Hold this process to ``MEMORY_BYTES`` where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
