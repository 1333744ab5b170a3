"""A small workspace of its own for each module that builds: sample ledgers, our notebooks and templates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import portalocker
import pytest

import warm

REPORT = "测试年度工作总结"
BUILD_SECONDS = 900
SEASON = """accepted:
  - {case: "MISSING_MONTH:*", reason: 样例只有九月至十一月}
"""


@dataclass(frozen=True)
class Bench:
    """A workspace and the command line in it."""

    root: Path

    @property
    def edition(self) -> Path:
        return self.root / "reports" / "sample"

    @property
    def out(self) -> Path:
        return self.edition / "out"

    @property
    def ledgers(self) -> Path:
        return self.root / "data_raw" / "sample"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``taizhang`` here, in a process of its own."""
        return warm.run(arguments, self.root, {**os.environ, "PYTHONUTF8": "1"})

    def cold(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The same in a fresh interpreter; environment variables on top."""
        return warm.cold(arguments, self.root, {**os.environ, "PYTHONUTF8": "1", **environment})

    def lines_of_failure(self, code: int, *arguments: str) -> list[str]:
        """Run a command that must fail with ``code``, three lines and no traceback; the lines."""
        done = self.run(*arguments)
        assert done.returncode == code, done.stderr + done.stdout
        lines = done.stderr.strip().splitlines()
        assert [line.partition("：")[0] for line in lines] == ["位置", "收到", "请做"], done.stderr
        return lines


def make(root: Path, target: Path) -> Bench:
    """Copy what a build needs into ``target``."""
    for name in ("notebooks", "reports/templates", "data_raw/sample"):
        shutil.copytree(root / name, target / name)
    edition = (root / "reports/ordos-2021/edition.yml").read_text(encoding="utf-8")
    edition = edition.replace("collection: ordos-2021", "collection: sample")
    edition = edition.replace("title: 2021年工作总结和2022年工作安排", f"title: {REPORT}")
    # The sample has three months a year: what it lacks is accepted by name, as a bureau would have to.
    edition = edition.partition("accepted:")[0] + SEASON
    bench = Bench(target)
    bench.edition.mkdir(parents=True)
    (bench.edition / "edition.yml").write_text(edition, encoding="utf-8")
    return bench


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A finished workspace, built once for all test processes; nobody changes it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "办公室 乙"
    with portalocker.Lock(f"{folder}.lock", timeout=BUILD_SECONDS):
        if not folder.exists():
            done = make(root, folder).cold("build", "sample")
            assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def bench(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A workspace with one finished build, for one module to do with as it likes."""
    target = tmp_path_factory.mktemp("办公室 甲")
    shutil.copytree(built, target, dirs_exist_ok=True)
    return Bench(target)


@pytest.fixture(scope="session")
def new_bench(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Bench]:
    """Make another workspace, not yet built."""
    return lambda name: make(root, tmp_path_factory.mktemp(name))


@pytest.fixture
def template(tmp_path: Path) -> Callable[[str], Path]:
    """Write a template from its outline."""
    from taizhang.document import write_template

    def write(outline: str) -> Path:
        source = tmp_path / "outline.txt"
        source.write_text(outline, "utf-8")
        write_template(source, tmp_path / "template.docx")
        return tmp_path / "template.docx"

    return write


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture twice as high as wide."""
    from matplotlib.figure import Figure

    Figure(figsize=(3, 6)).savefig(tmp_path / "chart.png", metadata={"Software": None})
    return tmp_path / "chart.png"
