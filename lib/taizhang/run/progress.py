"""How far a notebook has come: written by its kernel, shown by the command that started it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

FILE = "progress.txt"
EVERY = 0.3


def writer(work: Path) -> Callable[[int, int, str], None]:
    """A callback for long work: leaves ``done/total`` in the work folder, for whoever watches."""

    def write(done: int, total: int, _what: str) -> None:
        # Nobody's result depends on it: a folder that cannot take it changes nothing.
        with contextlib.suppress(OSError):
            (work / FILE).write_text(f"{done}/{total}", encoding="utf-8")

    return write


@contextlib.contextmanager
def watched(work: Path, show: Callable[[str], None]) -> Iterator[None]:
    """While the block runs, show what the kernel leaves in the work folder."""
    over = Event()
    path = work / FILE

    def watch() -> None:
        while not over.wait(EVERY):
            with contextlib.suppress(OSError):
                show(path.read_text(encoding="utf-8"))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        path.unlink(missing_ok=True)
