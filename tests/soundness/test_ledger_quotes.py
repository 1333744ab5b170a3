"""A stray quote must not swallow a row in silence."""

import pytest

from taizhang.ledger.reading.delimited import read_delimited

HEAD = "甲,乙,丙,丁\n"


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_a_stray_quote_that_swallows_whole_rows_is_refused(rows: int) -> None:
    swallowed = "".join(f"{number},b,c,d\n" for number in range(rows))
    text = f'{HEAD}1,b,c,d\n2,b,c,"d\n{swallowed}9,b,c",d\n8,b,c,d\n'
    with pytest.raises(ValueError, match="never closed"):
        read_delimited(text.encode("gb18030"))


def test_a_line_break_within_a_name_is_still_read() -> None:
    sheet = read_delimited(f'{HEAD}1,"某某\n（旗，区）",c,d\n'.encode())
    assert sheet.table.num_rows == 2
