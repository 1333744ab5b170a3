"""Files to be read -> their results, on several processes where that pays."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from taizhang.errors import SourceError
from taizhang.ledger.importing import cache as entries
from taizhang.ledger.importing.one_file import check_file
from taizhang.ledger.reading import Large, content
from taizhang.ledger.results import SheetResult
from taizhang.ledger.setting import Setting

WORTH_BYTES = 12 * 1024 * 1024
"""Below this a second process costs more than it saves."""

Done = tuple[str, tuple[SheetResult, ...]]
_setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: its name in the collection, where it stands, and its cache entry."""

    name: str
    path: str
    cache: str
    key: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """The three lines of an error on their way from another process, which an exception does not survive."""

    where: str
    received: str
    do: str


def run(jobs: Sequence[Job], setting: Setting, workers: int, tell: Callable[[str], None]) -> Iterator[Done]:
    """Read every file; the order of the results is not that of the jobs."""
    left = {job.name: job for job in jobs}
    if workers > 1 and len(jobs) > 1 and sum(job.size for job in jobs) >= WORTH_BYTES:
        # Where no child process can start (a script without a main guard), this process does the work.
        try:
            for name, sheets in _spread(jobs, setting, workers):
                del left[name]
                tell(name)
                yield name, sheets
        except BrokenProcessPool:
            pass
    for job in left.values():
        sheets = work(job, setting)
        tell(job.name)
        yield job.name, sheets


def _spread(jobs: Sequence[Job], setting: Setting, workers: int) -> Iterator[Done]:
    # Forking a process that has threads (pyarrow has) can deadlock: start fresh ones.
    context = multiprocessing.get_context("spawn")
    plain = Setting(setting.specs, setting.sources, setting.scope)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare, initargs=(plain,)) as pool:
        heavy_first = sorted(jobs, key=lambda job: (-job.size, job.name))
        futures = {pool.submit(_work_here, job): job for job in heavy_first}
        for future in as_completed(futures):
            done = future.result()
            if isinstance(done, Failure):
                pool.shutdown(cancel_futures=True)
                raise SourceError(done.where, done.received, done.do)
            yield futures[future].name, done


def _prepare(setting: Setting) -> None:
    global _setting
    _setting = setting


def _work_here(job: Job) -> tuple[SheetResult, ...] | Failure:
    assert _setting is not None
    try:
        return work(job, _setting)
    except SourceError as error:
        return Failure(error.where, error.received, error.do)


def work(job: Job, setting: Setting) -> tuple[SheetResult, ...]:
    """Read one file and keep its results in the cache.

    Raises SourceError when the file is not what it was when its hash was taken.
    """
    folder = Path(job.cache)
    with ThreadPoolExecutor(1) as beside:
        held, digest = _content(job, beside)
        # Not held here: the reader lets go of the bytes as soon as it has the rows.
        sheets = check_file(job.name, held.pop(), setting, entries.stem(folder, job.key))
        if digest() != job.sha256:
            raise SourceError(job.name, "文件在读取过程中被改动", "请等保存结束，再运行一次。")
    entries.save(folder, job.key, sheets)
    if job.size >= WORTH_BYTES:
        pa.default_memory_pool().release_unused()
    return sheets


def _content(job: Job, beside: ThreadPoolExecutor) -> tuple[list[bytes | Large], Callable[[], str]]:
    """What is in a file, in a list so that nobody has to hold it, and the hash of what was read of it."""
    try:
        data = content(Path(job.path), WORTH_BYTES)
    except OSError as error:
        raise _unopened(job) from error
    if isinstance(data, Large):
        return [data], partial(_digest_of, data, job)
    return [data], beside.submit(_digest, data).result


def _unopened(job: Job) -> SourceError:
    return SourceError(job.name, "文件打不开", "请关闭正在使用它的程序，或检查读取权限。")


def _digest_of(text: Large, job: Job) -> str:
    """The hash of the last reading to the end; where none came so far, the file is read for it."""
    try:
        return text.digest or _digest(text.whole())
    except OSError as error:
        raise _unopened(job) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
