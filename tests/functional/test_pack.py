"""Packing a built edition: what is in the archive, what is not, and that it holds what the build wrote."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import pyzipper

from functional.conftest import REPORT, Bench
from taizhang.document import embedded
from taizhang.run.pack import open_archive

pytestmark = pytest.mark.slow
SECRET = "台账密码 十二个字以上才行"
LOCKED = "台账（加密）.zip"
DOCUMENT = f"reports/sample/out/{REPORT}.docx"


@pytest.fixture(scope="module")
def packed(bench: Bench) -> tuple[Path, dict[str, Any]]:
    done = bench.run("pack", "sample", "--json")
    assert done.returncode == 0, done.stdout
    answer = json.loads(done.stdout)
    return bench.root / answer["archive"], answer


@pytest.fixture(scope="module")
def locked(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Path:
    secret = tmp_path_factory.mktemp("secret") / "密码.txt"
    secret.write_text(f"{SECRET}\n第二行不算\n", encoding="utf-8")
    target = secret.parent / "含台账.zip"
    done = bench.run("pack", "sample", "--with-ledgers", "--password-file", str(secret), "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr
    return target


def index_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        value: dict[str, Any] = json.loads(archive.read("pack.json"))
    return value


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def ledgers(bench: Bench) -> dict[str, str]:
    files = (path for path in bench.ledgers.rglob("*") if path.is_file())
    return {path.relative_to(bench.root).as_posix(): sha256(path) for path in files}


def test_the_archive_holds_what_a_verification_needs(packed: tuple[Path, dict[str, Any]]) -> None:
    path, answer = packed
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    assert {
        "说明.txt",
        DOCUMENT,
        "reports/sample/edition.yml",
        "reports/sample/out/facts.csv",
        "reports/sample/out/ro-crate-metadata.json",
        "reports/templates/year-end.docx",
        "notebooks/90_report.ipynb",
        "lib/taizhang/definitions/indicators/assistance.yml",
        "lib/taizhang/run/build/pipeline.py",
    } <= names
    assert answer["ledgers"] == "未随附"
    assert answer["sha256"] == sha256(path)


def test_every_ledger_is_there_as_its_hash_and_not_otherwise(
    bench: Bench, packed: tuple[Path, dict[str, Any]]
) -> None:
    withheld = index_of(packed[0])["withheld"]
    assert len(ledgers(bench)) > 50
    assert ledgers(bench).items() <= withheld.items()
    with zipfile.ZipFile(packed[0]) as archive:
        assert not [
            name
            for name in archive.namelist()
            if name.startswith(("data_raw/", "reports/sample/out/tables/"))
        ]


def test_no_id_of_a_person_is_in_an_archive_without_ledgers(packed: tuple[Path, dict[str, Any]]) -> None:
    identity = re.compile(rb"(?<![0-9a-f])1599\d{2}(?:19|20)\d{6}[\dXx]{4}")
    with zipfile.ZipFile(packed[0]) as archive:
        looked = [
            name for name in archive.namelist() if not name.endswith((".png", ".docx", ".xlsx", ".parquet"))
        ]
        assert len(looked) > 100
        assert [name for name in looked if identity.search(archive.read(name))] == []


def test_the_same_edition_gives_the_same_bytes(
    bench: Bench, packed: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    assert bench.run("pack", "sample", "-o", str(again)).returncode == 0
    assert again.read_bytes() == packed[0].read_bytes()


def test_the_explanation_names_both_fingerprints_of_the_document(
    bench: Bench, packed: tuple[Path, dict[str, Any]]
) -> None:
    found = embedded.fingerprint(bench.root / DOCUMENT)
    assert found is not None
    with zipfile.ZipFile(packed[0]) as archive:
        said = archive.read("说明.txt").decode("utf-8-sig")
    assert found.sha256 in said and found.sm3 in said
    assert (packed[1]["fingerprint"], packed[1]["sm3"]) == (found.sha256, found.sm3)
    assert "taizhang verify" in said


def test_elsewhere_it_opens_without_a_complaint(packed: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    opened = open_archive(packed[0], tmp_path / "elsewhere")
    assert opened.problems == ()
    assert opened.document.is_file()
    assert not opened.complete


def test_personal_ledgers_do_not_go_in_unencrypted(bench: Bench, tmp_path: Path) -> None:
    target = tmp_path / "no.zip"
    lines = bench.lines_of_failure(2, "pack", "sample", "--with-ledgers", "-o", str(target))
    assert "个人信息" in lines[1]
    assert "--password-file" in lines[2]
    assert list(tmp_path.iterdir()) == []


def test_a_short_password_is_refused(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("12345678901", encoding="utf-8")
    arguments = ("pack", "sample", "--with-ledgers", "--password-file", str(tmp_path / "short"))
    assert "11 个字符" in bench.lines_of_failure(2, *arguments)[1]


def test_a_password_file_that_is_not_there_is_told(bench: Bench, tmp_path: Path) -> None:
    arguments = ("pack", "sample", "--with-ledgers", "--password-file", str(tmp_path / "none"))
    assert "密码文件 none" in bench.lines_of_failure(2, *arguments)[0]


def test_encrypted_ledgers_open_with_the_password_and_with_no_other(locked: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(locked) as outer, outer.open(LOCKED) as stream, pyzipper.AESZipFile(stream) as inner:
        name = next(each for each in inner.namelist() if each.endswith(".csv"))
        assert all(entry.flag_bits & 1 for entry in inner.infolist())
        with pytest.raises(RuntimeError):
            inner.read(name)
        inner.setpassword(b"wrong")
        with pytest.raises(RuntimeError):
            inner.read(name)
        inner.setpassword(SECRET.encode())
        assert inner.read(name)


def test_with_the_password_every_ledger_is_the_one_that_was_read(
    bench: Bench, locked: Path, tmp_path: Path
) -> None:
    opened = open_archive(locked, tmp_path / "all", lambda: SECRET)
    assert (opened.problems, opened.complete) == ((), True)
    for name, digest in ledgers(bench).items():
        assert sha256(tmp_path / "all" / name) == digest


def test_without_the_password_the_rest_still_opens(locked: Path, tmp_path: Path) -> None:
    opened = open_archive(locked, tmp_path / "rest")
    assert (opened.problems, opened.complete) == ((), False)


def test_a_file_that_is_not_the_builds_own_is_not_packed(bench: Bench, tmp_path: Path) -> None:
    path = bench.out / "facts.csv"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept + b" ")
        lines = bench.lines_of_failure(2, "pack", "sample", "-o", str(tmp_path / "no.zip"))
    finally:
        path.write_bytes(kept)
    assert "facts.csv 已改动" in lines[1]
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_changed_after_the_build_is_not_packed_as_if_it_had_been_read(
    bench: Bench, tmp_path: Path
) -> None:
    path = next(bench.ledgers.rglob("*.csv"))
    kept = path.read_bytes()
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    arguments = ("pack", "sample", "--with-ledgers", "--password-file", str(tmp_path / "secret"))
    try:
        path.write_bytes(kept + b"\n")
        lines = bench.lines_of_failure(2, *arguments, "-o", str(tmp_path / "no.zip"))
    finally:
        path.write_bytes(kept)
    assert f"{path.name} 已改动" in lines[1]
    assert not (tmp_path / "no.zip").exists()


def test_a_file_that_is_no_archive_is_not_written_over(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "总结.docx").write_bytes(b"mine")
    lines = bench.lines_of_failure(2, "pack", "sample", "-o", str(tmp_path / "总结.docx"))
    assert "不是归档包" in lines[1]
    assert (tmp_path / "总结.docx").read_bytes() == b"mine"


def test_an_edition_that_was_never_built_says_how_to_build_it(bench: Bench) -> None:
    folder = bench.root / "reports" / "unbuilt"
    folder.mkdir()
    (folder / "edition.yml").write_bytes((bench.edition / "edition.yml").read_bytes())
    lines = bench.lines_of_failure(2, "pack", "unbuilt")
    assert "还没有生成" in lines[1]
    assert "taizhang build unbuilt" in lines[2]
