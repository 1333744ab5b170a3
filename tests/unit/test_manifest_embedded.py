"""What travels inside a docx: read back as written, known again after another program saved it, told when altered."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from taizhang.document import embedded, package
from taizhang.document.embedded import Fingerprint, PrintedFact, canonical, parts
from taizhang.document.model import Anchor

URBAN = PrintedFact("urban@150600@2021-11", "城市低保人数", "人", "5601", "鄂尔多斯市", "2021-11", "正常")
NONE = PrintedFact("beds@150600@2021", "床位", "张", "", "鄂尔多斯市", "2021", "缺上年数")
WHERE = Anchor(
    "urban@150600@2021-11",
    "urban@150600@2021-11",
    "5601",
    "f0123456789ab",
    7,
    "word/document.xml",
    1,
    "正文第1段",
)
ABOUT = {"format": 1, "edition": {"name": "甲"}, "inputs": {"data_raw/甲/一.csv": "0" * 64}}
FACTS = "{urn:taizhang:facts:1}facts"
MANIFEST = "{urn:taizhang:manifest:1}manifest"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    import docx

    path = tmp_path_factory.mktemp("plain") / "plain.docx"
    document = docx.Document()
    document.add_paragraph("城市低保人数5601人")
    document.save(str(path))
    return path.read_bytes()


@pytest.fixture(scope="module")
def carrying(plain: bytes) -> bytes:
    return embedded.embed(plain, [URBAN, NONE], ABOUT, [WHERE])


def changed(docx: bytes, root: str, old: str, new: str) -> bytes:
    """The docx with a text inside one of its parts replaced, as with a text editor."""
    found = package.unpack(docx)
    name = next(
        each
        for each in found
        if each.startswith("customXml/item") and etree.fromstring(found[each]).tag == root
    )
    assert old.encode() in found[name]
    return package.repack({**found, name: found[name].replace(old.encode(), new.encode())})


def without(docx: bytes, root: str) -> bytes:
    found = package.unpack(docx)
    kept = {
        name: blob
        for name, blob in found.items()
        if not (
            name.startswith("customXml/item") and name.endswith(".xml") and etree.fromstring(blob).tag == root
        )
    }
    assert len(kept) == len(found) - 1
    return package.repack(kept)


def test_sm3_gives_the_hash_of_the_standards_first_example() -> None:
    found = embedded.digests(b"abc")  # GB/T 32905-2016, example 1
    assert found.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_sm3_gives_the_hash_of_the_standards_second_example() -> None:
    found = embedded.digests(b"abcd" * 16)  # GB/T 32905-2016, example 2
    assert found.sm3 == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_a_fingerprint_is_held_against_what_was_typed_from_a_register() -> None:
    known = Fingerprint("ab" * 32, "cd" * 32)
    assert known.holds("AB" * 32)
    assert known.holds(" ".join(["cdcdcdcd"] * 8))
    assert not known.holds("ab" * 31)
    assert not known.holds("")


def test_everything_is_read_back_as_it_was_written(carrying: bytes) -> None:
    found = embedded.read(carrying)
    assert found.anchors == (WHERE,)
    assert found.facts == {URBAN.id: URBAN, NONE.id: NONE}
    assert found.manifest is not None
    assert {key: found.manifest[key] for key in ABOUT} == ABOUT
    assert embedded.problems(carrying) == []


def test_a_document_of_someone_else_carries_nothing(plain: bytes) -> None:
    found = embedded.read(plain)
    assert (found.anchors, dict(found.facts), found.manifest) == ((), {}, None)
    assert embedded.fingerprint(plain) is None
    assert "清单" in embedded.problems(plain)[0]


def test_embedding_again_replaces_and_adds_nothing(carrying: bytes) -> None:
    assert embedded.embed(carrying, [NONE, URBAN], ABOUT) == carrying
    other = embedded.embed(carrying, [URBAN], ABOUT)
    assert set(package.unpack(other)) == set(package.unpack(carrying))
    assert set(embedded.read(other).facts) == {URBAN.id}
    assert embedded.problems(other) == []


@pytest.mark.parametrize(
    ("root", "old", "new", "said"),
    [
        (FACTS, ">5601<", ">5602<", "数据点"),
        (FACTS, 'label="城市低保人数"', 'label="农村低保人数"', "数据点"),
        ("{urn:taizhang:facts:1}anchors", 'source="urban@', 'source="rural@', "数字出处"),
        ("{urn:taizhang:facts:1}anchors", ">5601<", ">5600<", "数字出处"),
        (MANIFEST, '{"edition"', '"edition"', "清单"),
    ],
)
def test_one_changed_character_of_a_part_is_told(
    carrying: bytes, root: str, old: str, new: str, said: str
) -> None:
    [problem] = embedded.problems(changed(carrying, root, old, new))
    assert said in problem
    assert "改动" in problem


def test_a_part_that_is_gone_is_told(carrying: bytes) -> None:
    assert "数据点部分不见了" in embedded.problems(without(carrying, FACTS))[0]
    assert "清单" in embedded.problems(without(carrying, MANIFEST))[0]


def test_a_part_and_its_hash_changed_together_give_another_fingerprint(carrying: bytes) -> None:
    forged = embedded.embed(carrying, [replace(URBAN, value="5602"), NONE], ABOUT)
    assert embedded.problems(forged) == []
    before, after = embedded.fingerprint(carrying), embedded.fingerprint(forged)
    assert before is not None and after is not None
    assert before.sha256 != after.sha256 and before.sm3 != after.sm3


def test_prefixes_indents_and_attribute_order_do_not_count() -> None:
    one = etree.fromstring('<a xmlns="urn:x"><b p="1" q="2">五 六</b></a>')
    other = etree.fromstring('<z:a xmlns:z="urn:x">\n  <z:b q="2" p="1">五 六</z:b><!-- x -->\n</z:a>')
    assert canonical.of_xml(one) == canonical.of_xml(other)
    for text in ("<b p='1' q='2'>五六</b>", "<b p='1' q='3'>五 六</b>", "<c p='1' q='2'>五 六</c>"):
        assert canonical.of_xml(etree.fromstring(f"<a xmlns='urn:x'>{text}</a>")) != canonical.of_xml(one)


def test_parts_are_known_by_what_they_are_and_not_by_their_name(carrying: bytes) -> None:
    found = package.unpack(carrying)
    renamed = {name.replace("customXml/item", "customXml/item1"): blob for name, blob in found.items()}
    assert parts.find(renamed, FACTS) is not None
    assert parts.find({}, FACTS) is None


def test_the_fingerprint_has_no_part_in_the_documents_own_text(carrying: bytes) -> None:
    found = package.unpack(carrying)
    body = found["word/document.xml"].replace("城市低保".encode(), "全市低保".encode())
    assert embedded.fingerprint(package.repack({**found, "word/document.xml": body})) == embedded.fingerprint(
        carrying
    )


@pytest.mark.render
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_everything_is_still_there_after_libreoffice_saved_the_document(
    carrying: bytes, tmp_path: Path
) -> None:
    (tmp_path / "in.docx").write_bytes(carrying)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "in.docx")], check=True, capture_output=True, timeout=180)
    saved = tmp_path / "out" / "in.docx"
    assert saved.read_bytes() != carrying
    assert embedded.read(saved) == embedded.read(carrying)
    assert embedded.problems(saved) == []
    assert embedded.fingerprint(saved) == embedded.fingerprint(carrying)


def test_word_finds_nothing_to_repair_in_what_was_embedded(
    carrying: bytes, plain: bytes, tmp_path: Path
) -> None:
    assert complaints(carrying, tmp_path) == complaints(plain, tmp_path)


def complaints(docx: bytes, folder: Path) -> list[str]:
    path = folder / "examined.docx"
    path.write_bytes(docx)
    return [str(one) for one in (*check(str(path)), *OpenXmlValidator().validate(path).errors)]
