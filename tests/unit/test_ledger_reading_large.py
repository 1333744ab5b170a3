"""A text that is not held at once, and tests of cells by their bytes: the same as reading all, cell by cell."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from taizhang.errors import SourceError
from taizhang.ledger.convert import Context, scan
from taizhang.ledger.convert.identity import id_number
from taizhang.ledger.importing import pool
from taizhang.ledger.reading import Large, UnreadableError, content, read_sheets, source

LINES = [
    "名册",
    "旗区,姓名,金额",
    *(f"东胜区,甲{n}𠀀,{n}" for n in range(90)),
    "乙,丙",
    "",
    "丁,一,二,三",
    ",,",
]


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("block", [3, 64, 1 << 21])
def test_a_large_text_has_the_rows_of_the_same_text_held_at_once(monkeypatch, tmp_path, end, encoding, block):
    data = (end.join(LINES) + end).encode(encoding)
    (held,) = read_sheets("a.csv", data)
    monkeypatch.setattr(source, "BLOCK_BYTES", block)
    (large,) = read_sheets("a.csv", Large(_file(tmp_path, data)))
    assert large.table.to_pydict() == held.table.to_pydict()
    assert large.head(3)[2] == ("东胜区", "甲0𠀀", "0")
    assert (large.numbers.tolist(), large.wide) == (held.numbers.tolist(), held.wide)
    assert held.wide == {95}


def test_a_quote_late_in_a_large_text_makes_it_one_with_quotes(monkeypatch, tmp_path):
    data = ("甲,乙\n" + "1,2\n" * 50 + '3,"4\n5"\n').encode("gb18030")
    monkeypatch.setattr(source, "BLOCK_BYTES", 16)
    (sheet,) = read_sheets("a.csv", Large(_file(tmp_path, data)))
    assert sheet.head(52)[51] == ("3", "4\n5")


@pytest.mark.parametrize("tail", [b"\xd6", b"\xd6,1", b"\x81\x30", b"\xff"])
def test_half_a_sign_at_the_end_of_a_cell_is_told_not_guessed(tail):
    with pytest.raises(UnreadableError, match="文字编码无法识别"):
        read_sheets("a.csv", "旗区,姓名\n东胜区,甲\n".encode("gb18030") + tail + b"\n")


def test_the_hash_is_that_of_what_was_read(tmp_path):
    data = "\ufeff甲,乙\n1,2\n".encode()
    large = Large(_file(tmp_path, data))
    assert b"".join(large.blocks()) == data[3:]
    assert large.digest == hashlib.sha256(data).hexdigest() == hashlib.sha256(large.whole()).hexdigest()


def test_only_a_large_text_is_read_in_blocks(tmp_path):
    text = _file(tmp_path, b"a,b\n" * 10)
    assert isinstance(content(text, 40), Large)
    assert content(text, 41) == b"a,b\n" * 10
    assert content(_file(tmp_path, b"PK\x03\x04" + b"0" * 99), 40) == b"PK\x03\x04" + b"0" * 99


@pytest.mark.parametrize("worth", [1, 1 << 20])
def test_a_file_that_changed_after_its_hash_was_taken_is_refused(monkeypatch, tmp_path, worth):
    monkeypatch.setattr(pool, "WORTH_BYTES", worth)
    monkeypatch.setattr(pool, "check_file", lambda _, data, *__: tuple(read_sheets("a.csv", data)) and ())
    path = _file(tmp_path, b"a,b\n1,2\n")
    job = pool.Job("a.csv", str(path), str(tmp_path), "0" * 32, hashlib.sha256(b"before").hexdigest(), 8)
    with pytest.raises(SourceError, match="改动"):
        pool.work(job, None)


def test_every_blank_of_unicode_is_seen_by_its_bytes():
    signs = pa.array([chr(one) for one in range(sys.maxunicode + 1) if not 0xD800 <= one < 0xE000])
    blank = pc.equal(pc.utf8_trim_whitespace(signs), "").to_numpy(zero_copy_only=False)
    assert np.array_equal(scan.filled(signs), ~blank)
    around = pc.binary_join_element_wise("", signs, "甲", signs, "")
    assert scan.trimmed(around).equals(pc.utf8_trim_whitespace(around))
    assert np.array_equal(scan.says(around, "甲"), blank)


def test_cells_are_looked_at_in_a_slice_and_in_chunks_alike():
    cells = ["无", "", "  合计 ", "甲", "　", "合计"]
    parts = pa.chunked_array([pa.array(["x", *cells[:2]]).slice(1), pa.array(cells[2:])])
    assert scan.filled(parts).tolist() == [True, False, True, True, False, True]
    assert scan.says(parts, "合计").tolist() == [False, False, True, False, False, True]
    assert scan.one_of(parts, pa.array(["无", "合计"])).tolist() == [True, False, False, False, False, True]
    assert scan.matching(parts, "^合", scan.holding(parts, ["计"])).tolist() == [False] * 5 + [True]


def test_each_id_gets_the_judgement_that_it_gets_alone():
    # 7*1+9*5+10*0+5*6+8*0+4*2+2*1+1*9+6*3+3*0+7*0+9*1+10*0+5*1+8*0+4*0+2*1 = 135; 135 mod 11 = 3 -> 9
    right = "150602193001010019"
    ids = [right, right[:-1] + "8", f" {right} ", "", "150602300101001", "1.50602E+17", "999999193001010013"]
    ids += [right[:10] + "13" + right[12:], right.translate({48 + n: 0xFF10 + n for n in range(10)})]
    context = Context(areas=frozenset(["150602"]))
    whole = id_number(pa.array(ids), context, checked=True)
    for row, text in enumerate(ids):
        alone = id_number(pa.array([text]), context, checked=True)
        assert whole.values[row] == alone.values[0]
        assert (whole.blank[row], whole.unreadable[row]) == (alone.blank[0], alone.unreadable[0])
        assert [one.code for one in whole.odd if one.rows[row]] == [one.code for one in alone.odd]
    assert [one.code for one in id_number(pa.array([right]), context, checked=True).odd] == []
    assert whole.values.to_pylist()[2] == whole.values.to_pylist()[8] == right
