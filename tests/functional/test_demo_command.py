"""``taizhang demo`` by hand: the files stand where the answer says."""

from __future__ import annotations

import json
import shutil

import pytest

from functional.conftest import make

pytestmark = pytest.mark.slow


def test_the_command_writes_the_files_that_it_counts(root, tmp_path):
    bench = make(root, tmp_path)
    before = {path.name: path.read_bytes() for path in bench.ledgers.rglob("*.csv")}
    shutil.rmtree(bench.ledgers)
    done = bench.run("demo", "sample", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    written = [path for path in (bench.root / answer["folder"]).rglob("[!.]*") if path.is_file()]
    assert len(written) == answer["files"]
    assert {path.name: path.read_bytes() for path in written if path.suffix == ".csv"} == before
