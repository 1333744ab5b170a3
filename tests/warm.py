"""Commands run as processes of their own that need not import everything anew: forked from one that has.

A command's imports take longer than most commands. On Linux a process without threads imports what
the commands import and runs none of them; each command is a fork of it, with its own folder,
environment, standard streams and exit code. What it starts in turn (kernels, readers) starts cold.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

Done = subprocess.CompletedProcess[str]
PROGRAM = "from taizhang.cli import main; main()"
# numpy and pyarrow start threads when they are imported, and a process with threads is not to be forked.
NO_THREADS = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
SECONDS = 900
_server: subprocess.Popen[bytes] | None = None


def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Done:
    """``taizhang`` with these arguments in ``folder``: its exit code and what it wrote."""
    if sys.platform != "linux":
        return cold(arguments, folder, environment)
    with tempfile.TemporaryDirectory() as kept:
        streams = [str(Path(kept) / name) for name in ("stdout", "stderr")]
        order = {
            "arguments": list(arguments),
            "folder": str(folder),
            "environment": dict(environment),
            "streams": streams,
        }
        code = _asked(order)
        out, err = (Path(path).read_text(encoding="utf-8") for path in streams)
    return subprocess.CompletedProcess(["taizhang", *arguments], code, out, err)


def cold(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Done:
    """The same in a fresh interpreter, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def _asked(order: Mapping[str, object]) -> int:
    global _server
    if _server is None:
        command = [sys.executable, str(Path(__file__))]
        environment = {**os.environ, **NO_THREADS, "PYTHONUTF8": "1"}
        _server = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        atexit.register(close)
    assert _server.stdin and _server.stdout
    _server.stdin.write(json.dumps(order).encode() + b"\n")
    _server.stdin.flush()
    answered, _, _ = select.select([_server.stdout], [], [], SECONDS)
    if not answered:
        os.killpg(_server.pid, signal.SIGKILL)
        close()
        raise subprocess.TimeoutExpired(str(order["arguments"]), SECONDS)
    answer = _server.stdout.readline()
    assert answer, "the process that forks commands has ended"
    return int(answer)


def close() -> None:
    """End the process that forks commands, if one was started."""
    global _server
    if _server is None:
        return
    with _server:
        assert _server.stdin
        _server.stdin.close()
    _server = None


def serve() -> None:
    """Fork a command for each order on standard input; its exit code is the answer."""
    _import_all()
    _one_thread()
    gc.freeze()  # no child goes through what was imported, neither now nor when it ends
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _one_thread() -> None:
    """Wait for the threads that were told to end; AssertionError when others are left."""
    for _ in range(50):
        count = sum(1 for _ in Path("/proc/self/task").iterdir())
        if count == 1:
            return
        time.sleep(0.1)
    raise AssertionError(f"{count} threads: not to be forked")


def _import_all() -> None:
    """What the commands import where they need it."""
    from taizhang import declare

    declare.load()  # first: it imports jsonschema without what takes long
    import duckdb
    import papermill  # noqa: F401
    from nbconvert import HTMLExporter  # noqa: F401

    from taizhang import cli, demo  # noqa: F401
    from taizhang.run import check, pack, proofreading, refresh, tracing, verify  # noqa: F401
    from taizhang.run.build import pipeline  # noqa: F401

    duckdb.close()  # the connection of its own that an import opens, with its thread


def _become(order: dict[str, object]) -> None:
    """From here on this process is the command; it ends as an interpreter ends."""
    os.chdir(str(order["folder"]))
    os.environ.clear()
    os.environ.update(order["environment"])
    names = [os.devnull, *order["streams"]]
    for number, (name, how) in enumerate(
        zip(names, (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT] * 2), strict=True)
    ):
        opened = os.open(name, how)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["taizhang", *order["arguments"]]
    from taizhang.cli import main

    main()
    raise SystemExit(0)


if __name__ == "__main__":
    serve()
