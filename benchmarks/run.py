"""Time a whole build of the full-size demo, nothing cached, stage by stage, and keep the table.

Writes benchmarks/ordos-2021.md: seconds and share of each stage (medians of the runs), and the peak
memory of the command with all its kernels and workers together.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
TARGET_SECONDS, TARGET_GIB = 90, 2
NAMES = {
    "00_ledgers": "read and check the ledgers",
    "10_indicators": "compute the facts",
    "20_planning": "history, forecasts, targets",
    "30_audit": "totals, reconciliations, red flags",
    "90_report": "charts and the Word file",
}


def workspace(folder: Path) -> Path:
    """A workspace that shares the written ledgers and nothing cached."""
    for name in ("notebooks", "reports/templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "reports/ordos-2021").mkdir()
    shutil.copy2(ROOT / "reports/ordos-2021/edition.yml", folder / "reports/ordos-2021")
    (folder / "data_raw").mkdir()
    (folder / "data_raw/ordos-2021").symlink_to((ROOT / "data_raw/ordos-2021").resolve())
    return folder


def peak_of(process: subprocess.Popen[str]) -> float:
    """Watch a command and all that it starts; the highest sum of their resident memory, in GiB."""
    top = 0
    root = psutil.Process(process.pid)
    while process.poll() is None:
        total = 0
        try:
            for one in (root, *root.children(recursive=True)):
                try:
                    total += one.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
        except psutil.NoSuchProcess:
            break
        top = max(top, total)
        time.sleep(0.1)
    return top / 2**30


def once() -> tuple[dict[str, float], float, float]:
    """One build: seconds by stage, seconds of the whole command, peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        home = workspace(Path(folder))
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", "from taizhang.cli import main; main()", "build", "ordos-2021", "--json"],
            cwd=home,
            env={**os.environ, "TAIZHANG_HOME": str(home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        peak = peak_of(process)
        answer = json.loads(process.communicate()[0])
        return {one["name"]: one["seconds"] for one in answer["stages"]}, time.monotonic() - began, peak


def table(runs: list[tuple[dict[str, float], float, float]]) -> str:
    """The measurements as Markdown."""
    whole = statistics.median(run[1] for run in runs)
    stages = {name: statistics.median(run[0][name] for run in runs) for name in NAMES}
    lines = [
        "# Building ordos-2021 from written ledgers",
        "",
        f"Both years, 3.2 million rows in 1,046 files, nothing cached; medians of {len(runs)} run(s) of `make bench`",
        f"on {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}.",
        f"Target: under {TARGET_SECONDS} seconds and {TARGET_GIB} GB.",
        "",
        "| stage | what | seconds | share |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {NAMES[name]} | {value:.1f} | {value / whole:.0%} |" for name, value in stages.items()
    ]
    rest = whole - sum(stages.values())
    lines += [f"| | start, hashing, manifest, out/ | {rest:.1f} | {rest / whole:.0%} |"]
    lines += [
        f"| **all** | | **{whole:.1f}** ({min(r[1] for r in runs):.1f}–{max(r[1] for r in runs):.1f}) | |"
    ]
    lines += ["", f"Peak memory of all processes together: {max(run[2] for run in runs):.2f} GiB.", ""]
    return "\n".join(lines)


def main() -> None:
    """Run, print and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = [once() for _ in range(parser.parse_args().runs)]
    text = table(runs)
    (ROOT / "benchmarks/ordos-2021.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
