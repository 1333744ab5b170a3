"""The quick look at the XML of a sheet: what it trusts, and that it never cuts a tag in two."""

import io

import pytest

from taizhang.ledger.reading.workbook.xlsx import look as looking
from taizhang.ledger.reading.workbook.xlsx.look import look, pieces

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns:r="http://example.org/r"><sheetData>'
TAIL = b'</sheetData><pageMargins left="0.7" header="0.3" footer="0.3"/></worksheet>'
ROW = b'<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><v>2</v></c></row>'
SECOND_ADDRESSES = [
    b'<c r="A2" r="B2"><v>3</v></c>',
    b"<c r=\"A2\" r='B2'><v>3</v></c>",
    b'<c r="A2" s="1"r="B2"><v>3</v></c>',
    b'<c r="A2" r ="B2"><v>3</v></c>',
    b'<c r="A2"\tr="B2"><v>3</v></c>',
    b'<c r="A2"\tr\t="B2"><v>3</v></c>',
    b'<c r="A2"\nr\n="B2"><v>3</v></c>',
    b'<c r="A2"\r\nr\r\n= "B2"><v>3</v></c>',
    b'<row r="1" r="2"><c r="A2"><v>3</v></c></row>',
    b'<row r="1" r ="2"><c r="A2"><v>3</v></c></row>',
]


def _look(rows, copies=1):
    return look(io.BytesIO(HEAD + ROW * copies + rows + TAIL))


def test_a_sheet_as_programs_write_it_is_trusted():
    assert _look(b"").plain
    assert _look(b'<row r="2"><c r="A2" t="inlineStr"><is><t>r = "3"</t></is></c></row>', 9000).plain


@pytest.mark.parametrize("doubled", SECOND_ADDRESSES)
@pytest.mark.parametrize("copies", [0, 9000])
def test_a_tag_with_two_addresses_is_never_trusted(doubled, copies):
    assert not _look(doubled, copies).plain


@pytest.mark.parametrize("chunk", [70, 97, 128, 1000])
def test_a_tag_is_never_cut_in_two(chunk, monkeypatch):
    monkeypatch.setattr(looking, "_CHUNK", chunk)
    text = HEAD + ROW * 40 + TAIL
    parts = list(pieces(io.BytesIO(text)))
    assert b"".join(parts) == text
    assert all(part.count(b"<") == part.count(b">") for part in parts)


def test_a_tag_longer_than_a_chunk_still_shows_its_second_address(monkeypatch):
    monkeypatch.setattr(looking, "_CHUNK", 100)
    assert not _look(b'<c r="A2" s="' + b"0" * 350 + b'" r="B2"><v>3</v></c>').plain


@pytest.mark.parametrize("chunk", range(48, 120, 4))
@pytest.mark.parametrize(
    ("cell", "tenths"),
    [
        (b'<c r="A2"><v>2021.1</v></c>', True),
        (b'<c r="A2" s="3"><v>2021.0999999999999</v></c>', True),
        (b'<c r="A2" t="s"><v>12</v></c>', False),
        (b'<c r="A2" t="inlineStr"><is><t>2021.1</t></is></c>', False),
        (b'<c r="A2"><v>2021.3</v></c>', False),
        (b'<c r="A2"><v>12021.1</v></c>', False),
    ],
)
def test_a_number_that_may_have_been_october_is_seen_wherever_the_text_is_cut(
    monkeypatch, chunk, cell, tenths
):
    monkeypatch.setattr(looking, "_CHUNK", chunk)
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">' + cell + b"</row>"
    text = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    assert look(io.BytesIO(text)).tenths is tenths
