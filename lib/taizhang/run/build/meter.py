"""Work of kernels and their workers, watched from outside -> the memory and processor time it took."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event, Thread

import psutil

EVERY = 0.2


@dataclass(slots=True)
class Usage:
    """Peak of the summed resident memory in bytes, and processor seconds, of this process and all it started.

    Sampled every fifth of a second: a process that lives shorter may be missed.
    """

    memory: int = 0
    processor: float = 0.0


@contextlib.contextmanager
def measured() -> Iterator[Usage]:
    """While the block runs, sample; the usage is complete when it ends."""
    usage, over, spent = Usage(), Event(), dict[int, float]()
    root = psutil.Process()
    # Children may be there already (a pool that stays): what they spent until now is not this block's.
    before = dict[int, float]()
    _sample(root, before)

    def watch() -> None:
        while True:
            usage.memory = max(usage.memory, _sample(root, spent))
            if over.wait(EVERY):
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield usage
    finally:
        over.set()
        watcher.join()
        usage.processor = sum(max(0.0, now - before.get(pid, 0.0)) for pid, now in spent.items())


def _sample(root: psutil.Process, spent: dict[int, float]) -> int:
    total = 0
    for process in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.Error):  # it ended meanwhile
            total += process.memory_info().rss
            spent[process.pid] = _seconds(process)
    return total


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
