"""An archive from anywhere: what it may not do to the machine that opens it, and what is told of it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from taizhang.document import embedded
from taizhang.errors import SourceError
from taizhang.run.pack import is_archive, open_archive, opening

EDITION, TITLE = "甲-2021", "2021年总结"
OUT = f"reports/{EDITION}/out/"
DOCUMENT = f"{OUT}{TITLE}.docx"
LEDGER, NOTEBOOK = "data_raw/甲/一月.csv", "notebooks/90_report.ipynb"
FACTS = b"fact,value\r\n"


def digest(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("report") / "report.docx"
    document = docx.Document()
    document.add_paragraph("总结")
    document.save(str(path))
    about = {
        "inputs": {LEDGER: digest(b"ledger")},
        "code": {NOTEBOOK: digest(b"notebook")},
        "outputs": {"facts.csv": digest(FACTS)},
    }
    return embedded.embed(path, [], about, [])


@pytest.fixture
def good(report: bytes) -> dict[str, bytes]:
    return {DOCUMENT: report, f"{OUT}facts.csv": FACTS, NOTEBOOK: b"notebook"}


def index_of(files: dict[str, bytes], **more: Any) -> dict[str, Any]:
    fingerprint = embedded.fingerprint(files[DOCUMENT])
    assert fingerprint is not None
    usual = {
        "format": 1,
        "edition": EDITION,
        "title": TITLE,
        "fingerprint": {"sha256": fingerprint.sha256, "sm3": fingerprint.sm3},
        "files": {name: digest(blob) for name, blob in files.items()},
        "encrypted": {},
        "withheld": {LEDGER: digest(b"ledger")},
    }
    return usual | more


def archive(
    path: Path, files: dict[str, bytes], index: dict[str, Any], extra: dict[str, bytes] | None = None
) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("pack.json", json.dumps(index))
        for name, blob in {**files, **(extra or {})}.items():
            target.writestr(name, blob)
    return path


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        open_archive(path, folder)
    return caught.value.received


def test_a_good_archive_opens_as_a_workspace_without_a_complaint(
    good: dict[str, bytes], tmp_path: Path
) -> None:
    path = archive(tmp_path / "a.zip", good, index_of(good))
    assert is_archive(path)
    opened = open_archive(path, tmp_path / "there")
    assert opened.problems == ()
    assert opened.document.read_bytes() == good[DOCUMENT]
    assert dict(opened.withheld) == {LEDGER: digest(b"ledger")}
    assert not opened.complete


def test_with_its_ledgers_it_is_complete(good: dict[str, bytes], tmp_path: Path) -> None:
    files = good | {LEDGER: b"ledger"}
    opened = open_archive(
        archive(tmp_path / "a.zip", files, index_of(files, withheld={})), tmp_path / "there"
    )
    assert (opened.problems, opened.complete) == ((), True)


def test_a_changed_file_is_told(good: dict[str, bytes], tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", good | {f"{OUT}facts.csv": b"fact,9\r\n"}, index_of(good))
    assert open_archive(path, tmp_path / "there").problems == (
        f"归档包中的 {OUT}facts.csv 与归档时不同，已被改动。",
    )


def test_a_file_changed_together_with_the_list_is_told_by_the_document(
    good: dict[str, bytes], tmp_path: Path
) -> None:
    files = good | {f"{OUT}facts.csv": b"fact,9\r\n"}
    opened = open_archive(archive(tmp_path / "a.zip", files, index_of(files)), tmp_path / "there")
    assert opened.problems == (f"{OUT}facts.csv 与文档内清单的记录不符。",)


def test_another_hash_for_a_withheld_ledger_is_told(good: dict[str, bytes], tmp_path: Path) -> None:
    index = index_of(good, withheld={LEDGER: digest(b"another")})
    opened = open_archive(archive(tmp_path / "a.zip", good, index), tmp_path / "there")
    assert opened.problems == (f"{LEDGER} 与文档内清单的记录不符。",)


def test_another_document_is_told_by_its_fingerprint(good: dict[str, bytes], tmp_path: Path) -> None:
    about = embedded.read(good[DOCUMENT]).manifest
    assert about is not None
    files = good | {DOCUMENT: embedded.embed(good[DOCUMENT], [], {**about, "library": "other"})}
    index = index_of(files, fingerprint=index_of(good)["fingerprint"])
    opened = open_archive(archive(tmp_path / "a.zip", files, index), tmp_path / "there")
    assert opened.problems == ("文档内清单的指纹与归档包登记的指纹不同。",)


def test_a_file_that_is_gone_is_told(good: dict[str, bytes], tmp_path: Path) -> None:
    index = index_of(good)
    del good[NOTEBOOK]
    assert (
        f"归档包中缺 {NOTEBOOK}。"
        in open_archive(archive(tmp_path / "a.zip", good, index), tmp_path / "t").problems
    )


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/tmp/outside.txt", "a/../../outside.txt", "C:\\outside.txt", "a\\..\\b"]
)
def test_nothing_is_written_outside_of_the_folder(good: dict[str, bytes], tmp_path: Path, name: str) -> None:
    files = good | {name: b"x"}
    path = archive(tmp_path / "a.zip", files, index_of(files))
    assert "文件夹以外" in refused(path, tmp_path / "in" / "there")
    assert [each.name for each in tmp_path.rglob("outside*")] == []


@pytest.mark.parametrize("name", ["edition", "title"])
def test_an_edition_name_or_title_that_climbs_out_is_refused(
    good: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    path = archive(tmp_path / "a.zip", good, index_of(good, **{name: "../../etc"}))
    assert "文件夹以外" in refused(path, tmp_path / "there")


def test_a_file_that_is_not_listed_is_refused(good: dict[str, bytes], tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", good, index_of(good), {"run.exe": b"x"})
    assert "没有登记" in refused(path, tmp_path / "there")


def test_a_link_is_refused(good: dict[str, bytes], tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", good, index_of(good | {"link": b"/etc/passwd"}))
    entry = zipfile.ZipInfo("link")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "a") as target:
        target.writestr(entry, "/etc/passwd")
    assert "链接" in refused(path, tmp_path / "there")


def test_a_bomb_is_refused_before_anything_is_written(
    good: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    files = good | {f"{OUT}big.csv": bytes(2_000_000)}
    assert "过大" in refused(archive(tmp_path / "a.zip", files, index_of(files)), tmp_path / "there")
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("index", ["[]", "{}", "not json", '{"format": 99}', '{"format": 1, "files": []}'])
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, index: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("pack.json", index)
    assert "pack.json" in refused(tmp_path / "a.zip", tmp_path / "there")


def test_what_is_no_archive_of_ours_is_refused(tmp_path: Path, report: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK not a zip")
    (tmp_path / "report.docx").write_bytes(report)
    assert not is_archive(tmp_path / "a.zip")
    assert not is_archive(tmp_path / "report.docx")
    assert "打不开" in refused(tmp_path / "a.zip", tmp_path / "there")
    assert "不是 taizhang 的归档包" in refused(tmp_path / "report.docx", tmp_path / "there")


def test_a_truncated_archive_is_refused(good: dict[str, bytes], tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", good, index_of(good))
    path.write_bytes(path.read_bytes()[:-200])
    assert "归档包" in refused(path, tmp_path / "there") or "打不开" in refused(path, tmp_path / "there")


def test_flipped_bytes_end_in_a_message_or_a_problem(good: dict[str, bytes], tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", good, index_of(good)).read_bytes()
    told = 0
    for number in range(120):
        at = (number * 997 + 31) % len(whole)
        path = tmp_path / f"{number}.zip"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            told += bool(open_archive(path, tmp_path / str(number)).problems)
        except SourceError:
            told += 1
    assert told >= 100  # the others hit times and attributes, which mean nothing here
