"""A doubtful workbook -> its sheets, read by a second process that may fail, hang or run out of memory."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from taizhang.ledger.reading.workbook import book

SECONDS = 15.0
SECONDS_PER_MB = 3.0
_MB = 1 << 20
_one_at_a_time = threading.Lock()
_reader: subprocess.Popen[bytes] | None = None


class ReaderLostError(ValueError):
    """The reading process ended or was stopped before it had answered."""


def load_apart(data: bytes) -> list[book.Sheet]:
    """What ``book.load`` gives. Raises ValueError when the workbook cannot be read within the limits."""
    with _one_at_a_time:
        try:
            return _ask(_started(), data)
        except (OSError, ReaderLostError) as error:
            _stop()
            raise ReaderLostError("the reader was lost") from error


def _started() -> subprocess.Popen[bytes]:
    global _reader
    if _reader is None or _reader.poll() is not None:
        # -P: the script's own folder must not hide modules of the same name.
        command = [sys.executable, "-P", str(Path(book.__file__))]
        _reader = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    return _reader


def _stop() -> None:
    global _reader
    if _reader is not None:
        _reader.kill()
        _reader.wait()
        for pipe in (_reader.stdin, _reader.stdout):
            if pipe:
                _close(pipe)
    _reader = None


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _ask(reader: subprocess.Popen[bytes], data: bytes) -> list[book.Sheet]:
    assert reader.stdin and reader.stdout
    clock = threading.Timer(SECONDS + SECONDS_PER_MB * len(data) / _MB, reader.kill)
    clock.daemon = True
    clock.start()
    try:
        reader.stdin.write(book.LENGTH.pack(len(data)))
        reader.stdin.write(data)
        reader.stdin.flush()
        sheets = [book.unpacked(answer) for answer in _answers(reader.stdout)]
        reason = _answer(reader.stdout)
    finally:
        clock.cancel()
    if reason:
        raise ValueError(reason.decode())
    return sheets


def _answers(pipe: IO[bytes]) -> Iterator[bytes]:
    while answer := _answer(pipe):
        yield answer


def _answer(pipe: IO[bytes]) -> bytes:
    (length,) = book.LENGTH.unpack(_exactly(pipe, book.LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    got = pipe.read(length)
    if len(got) < length:
        raise ReaderLostError("the reader ended")
    return got
