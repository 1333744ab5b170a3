"""Report files -> their text, or an error that says what to do."""

from __future__ import annotations

import pytest

from taizhang.errors import SourceError
from taizhang.proofread import read_source
from taizhang.run.proofreading.files import text_of

TEXT = "全市共有养老机构71家。\n其中公办26家。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_the_encodings_that_are_sent(tmp_path, encoding):
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert read_source(path).text == TEXT


@pytest.mark.parametrize(
    ("name", "blob", "received"),
    [
        ("报告.docx", b"not a zip", "不是完好的 Word 文件"),
        ("报告.pdf", b"%PDF-1.7", "不能校核 .pdf 文件"),
        ("报告.txt", b"\xff\x00\x81", "文字编码无法识别"),
    ],
)
def test_what_cannot_be_read_says_so_in_three_lines(tmp_path, name, blob, received):
    path = tmp_path / name
    path.write_bytes(blob)
    with pytest.raises(SourceError) as caught:
        text_of(path)
    assert caught.value.received == received
    assert caught.value.exit_code == 11


def test_a_missing_file_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="没有这个文件"):
        read_source(tmp_path / "无.txt")
