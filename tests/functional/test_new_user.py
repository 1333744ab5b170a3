"""A new user's path: an unknown roll, what check says to paste, and every row accounted for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ledger_world import person

HEADER = "编号,旗县,姓名,公民身份证,发放所属期,实发（元）"


def check(folder: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", "from taizhang.cli import main; main()", "check", "x", "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr, done.stderr
    (sheet,) = json.loads(done.stdout)["files"]
    return dict(sheet)


def spoken(folder: Path) -> str:
    """What a person sees."""
    return subprocess.run(
        [sys.executable, "-c", "from taizhang.cli import main; main()", "check", "x"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    ).stdout


def test_an_unknown_roll_is_read_after_pasting_what_check_suggests(tmp_path):
    for name in ("data_raw/x", "reports", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    rows = [f"{serial},东胜区,某,{person(serial)},2021-03,100" for serial in range(1, 6)]
    rows.append("6,东胜区,某,,2021-03,100")
    text = "\n".join(["长寿补助花名册", HEADER, *rows, "合计,,,,,600"]) + "\n"
    (tmp_path / "data_raw/x/长寿补助.csv").write_bytes(text.encode("gb18030"))

    first = check(tmp_path)
    assert (first["ledger"], first["rows"], first["header_row"]) == (None, 0, 2)
    suggestion = str(first["suggestion"])
    assert all(line in spoken(tmp_path) for line in suggestion.splitlines())

    (tmp_path / "data_raw/x/sources.yml").write_text(suggestion + "\n", encoding="utf-8")
    pasted = check(tmp_path)
    assert (pasted["ledger"], first["nearest"]) == ("old_age", "old_age")
    assert (pasted["rows"], pasted["accepted"], pasted["set_aside"], pasted["other"]) == (6, 5, 1, 3)
