"""A file's path or bytes -> its text in blocks of whole lines, read as often as a reader needs them."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

BLOCK_BYTES = 1 << 21
HEAD_BYTES = 128 * 1024


@dataclass(frozen=True, slots=True)
class Held:
    """A text in memory, without a byte order mark."""

    data: bytes

    @property
    def head(self) -> bytes:
        """The first bytes; all of them where there are no more."""
        return self.data[:HEAD_BYTES]

    def blocks(self) -> Iterator[bytes]:
        """The text cut after line feeds."""
        start = 0
        while start < len(self.data):
            end = self.data.find(b"\n", min(start + BLOCK_BYTES, len(self.data))) + 1 or len(self.data)
            yield self.data[start:end]
            start = end


@dataclass(slots=True)
class Large:
    """A text file too large to be held beside its rows. ``digest`` is the SHA-256 of its last whole reading."""

    path: Path
    head: bytes = b""
    digest: str = field(default="", init=False)

    def __post_init__(self) -> None:
        """Read the head, with the byte order mark if there is one. Raises OSError."""
        with self.path.open("rb") as file:
            self.head = file.read(HEAD_BYTES)

    def blocks(self) -> Iterator[bytes]:
        """The text cut after line feeds, without a byte order mark."""
        whole = hashlib.sha256()
        left: list[bytes] = []
        with self.path.open("rb") as file:
            while read := file.read(BLOCK_BYTES):
                whole.update(read)
                if file.tell() == len(read):
                    read = read.removeprefix(codecs.BOM_UTF8)
                end = read.rfind(b"\n") + 1
                if end:
                    yield b"".join([*left, read[:end]])
                    left = []
                left.append(read[end:])
        self.digest = whole.hexdigest()
        if any(left):
            yield b"".join(left)

    def whole(self) -> bytes:
        """All bytes, with the byte order mark if there is one."""
        data = self.path.read_bytes()
        self.digest = hashlib.sha256(data).hexdigest()
        return data
