"""`taizhang check` and the ledger stage of a build, on the committed sample and on what may befall it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger_world import CATALOGUE
from taizhang.errors import LedgerError, SourceError, TaizhangError
from taizhang.ledger import Import, accept, import_collection, require


@pytest.fixture
def sample(root, tmp_path):
    """A copy of the committed sample that a test may spoil."""
    source = root / "data_raw" / "sample"
    assert (source / "sources.yml").is_file(), "the committed sample is part of every checkout"
    return Path(shutil.copytree(source, tmp_path / "sample"))


def read(folder: Path) -> Import:
    return import_collection(folder, CATALOGUE, cache=folder.parent / "cache", workers=1)


def refused(folder: Path) -> TaizhangError:
    """What stops a build that allows the three rows which the sample sets aside on purpose."""
    with pytest.raises((LedgerError, SourceError)) as refusal:
        accept(read(folder), set_aside_max=3)
    assert len(refusal.value.text().splitlines()) == 3
    return refusal.value


def roll(folder: Path, words: str = "城市低保") -> Path:
    """One monthly roll of the sample."""
    return sorted(path for path in folder.rglob("*.csv") if words in path.name)[0]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("gb18030")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("gb18030"))


def test_the_sample_is_read_whole_and_only_its_three_rows_are_set_aside(sample):
    imported = read(sample)
    assert len(imported.set_aside) == 3
    needed = {name for name, spec in CATALOGUE.ledgers.items() if not spec.supplementary}
    assert {sheet.ledger for sheet in imported.files if sheet.ledger} == needed - {"national_annual"}
    assert all(sheet.rows == sheet.accepted + len(sheet.aside) for sheet in imported.files)
    accept(imported, set_aside_max=3)
    with pytest.raises(LedgerError):
        accept(imported, set_aside_max=2)


def test_a_roll_that_one_banner_did_not_send_stops_the_build(sample):
    roll(sample).unlink()
    assert "MISSING_PLACE_MONTH:urban_dibao" in refused(sample).do


def test_a_ledger_that_is_gone_stops_the_build(sample):
    for path in sample.rglob("*火化*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(LedgerError, match="火化台账"):
        require(read(sample), ["cremations"])


def test_a_copied_roll_stops_the_build_and_both_files_are_named(sample):
    path = roll(sample)
    shutil.copy(path, path.with_stem(path.stem + " (1)"))
    error = refused(sample)
    assert path.name in error.received
    assert f"{path.stem} (1).csv" in error.received


def test_a_misspelt_column_stops_the_build_with_the_nearest_header(sample):
    path = roll(sample)
    change(path, "身份证号", "身份证好")
    error = refused(sample)
    assert isinstance(error, LedgerError)
    assert "身份证好" in error.received


def test_a_text_in_an_amount_stops_the_build_with_its_row_and_column(sample):
    path = roll(sample, "高龄津贴")
    lines = path.read_bytes().decode("gb18030").split("\n")
    cells = lines[5].split(",")
    header = lines[2].strip().split(",")
    place = next(index for index, name in enumerate(header) if "元" in name or "金额" in name)
    cells[place] = "待发"
    lines[5] = ",".join(cells)
    path.write_bytes("\n".join(lines).encode("gb18030"))
    error = refused(sample)
    assert "第 6 行" in error.where
    assert header[place].strip('"') in error.received


def test_an_emptied_file_is_a_source_error(sample):
    roll(sample).write_bytes(b"")
    error = refused(sample)
    assert isinstance(error, SourceError)
    assert "0 字节" in error.received


def command(*words: str) -> subprocess.CompletedProcess[str]:
    program = "from taizhang.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "check", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_check_answers_with_one_object_and_the_exit_code_for_findings(sample):
    answer = command(str(sample), "--json")
    assert answer.returncode == 1, answer.stderr
    files = json.loads(answer.stdout)["files"]
    keys = {
        "path",
        "sheet",
        "ledger",
        "nearest",
        "header_row",
        "rows",
        "accepted",
        "set_aside",
        "other",
        "findings",
    }
    assert all(keys <= set(file) for file in files)
    assert sum(file["set_aside"] for file in files) == 3
    assert all(file["rows"] == file["accepted"] + file["set_aside"] for file in files)


def test_check_of_one_file_uses_the_collection_that_it_lies_in(sample):
    answer = command(str(roll(sample)), "--json")
    (file,) = json.loads(answer.stdout)["files"]
    assert file["ledger"] == "urban_dibao"
    assert "ID_AREA" not in {finding["code"] for finding in file["findings"]}
