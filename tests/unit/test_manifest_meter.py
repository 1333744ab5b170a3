"""What a notebook took: the memory and processor time of everything it started."""

from __future__ import annotations

import subprocess
import sys

from taizhang.run.build.meter import measured

# It counts its own processor time, so that a busy machine changes nothing.
HOLDS = "held = bytearray(150_000_000)\nimport time\nwhile time.process_time() < 1.5: pass"


def test_the_peak_counts_what_a_process_started_by_it_holds() -> None:
    with measured() as usage:
        subprocess.run([sys.executable, "-c", HOLDS], check=True)
    assert usage.memory > 150_000_000


def test_processor_time_of_what_it_started_counts_too() -> None:
    with measured() as usage:
        subprocess.run([sys.executable, "-c", HOLDS], check=True)
    assert usage.processor > 1.0  # it computes for a second and a half; its last fifth may be missed


def test_time_spent_before_does_not_count() -> None:
    sum(range(5_000_000))
    with measured() as usage:
        pass
    assert usage.processor < 0.3
    assert usage.memory > 0


def test_time_that_a_running_child_spent_before_does_not_count() -> None:
    busy = (
        "end = __import__('time').process_time() + 1\nwhile __import__('time').process_time() < end: pass\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", busy + "print('done', flush=True)\ninput()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        child.stdout.readline()  # it has computed for a second, and is still there
        with measured() as usage:
            pass
        child.stdin.write(b"\n")
        child.stdin.flush()
    assert usage.processor < 0.5
