"""A doubtful workbook -> its sheets, read by a second process that may fail, hang or run out of memory."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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
    global _reader
    with _one_at_a_time:
        if _reader is None or _reader.poll() is not None:
            _reader = _start()
        try:
            return _ask(_reader, data)
        except ReaderLostError:
            _stop(_reader)
            _reader = None
            raise


@contextlib.contextmanager
def begun_apart(data: bytes) -> Iterator[Future[list[book.Sheet]]]:
    """``load_apart`` in a process of its own, going on beside the caller; to leave early is to stop it."""
    reader = _start()
    try:
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(_ask, reader, data)
            try:
                yield reading
            finally:
                # Killed first: the thread that waits for its answer then ends, and only after it the pipes.
                reader.kill()
    finally:
        _stop(reader)


def _start() -> subprocess.Popen[bytes]:
    # -P: the script's own folder must not hide modules of the same name.
    command = [sys.executable, "-P", str(Path(book.__file__))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _stop(reader: subprocess.Popen[bytes]) -> None:
    reader.kill()
    reader.wait()
    for pipe in (reader.stdin, reader.stdout):
        if pipe:
            _close(pipe)


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
    except OSError as error:
        raise ReaderLostError("the reader was lost") from error
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
