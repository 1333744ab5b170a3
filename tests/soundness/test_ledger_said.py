"""What a message may show, and what it must say so that a person finds the row."""

from __future__ import annotations

import pytest

from ledger_world import found, old_age, read, row, write
from taizhang.errors import LedgerError
from taizhang.ledger import accept


@pytest.mark.parametrize("name", ["欧阳娜", "那木汗", "图雅", "撖某", "斯琴高娃", "苏日娜"])
def test_a_name_in_the_place_column_is_never_shown(tmp_path, name):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, place=name)]))
    (finding,) = found(read(tmp_path / "c"), "SET_ASIDE_PLACE")
    assert name not in finding.message


@pytest.mark.parametrize("word", ["达拉特其", "伊金霍落旗", "鄂托克前期"])
def test_a_misspelt_place_is_shown(tmp_path, word):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, place=word)]))
    (finding,) = found(read(tmp_path / "c"), "SET_ASIDE_PLACE")
    assert word in finding.message


def test_the_rows_that_are_too_many_are_listed_up_to_five(tmp_path):
    write(tmp_path / "c", "旧.csv", old_age([row(1, month="2020-03"), row(2, month="2020-13")]))
    write(tmp_path / "c", "新.csv", old_age([row(3), *(row(n, place="某") for n in range(4, 9))]))
    with pytest.raises(LedgerError) as caught:
        accept(read(tmp_path / "c"), set_aside_max=1)
    text = str(caught.value)
    assert "共有 6 行未计入，允许 1 行" in text
    assert [f"第 {number} 行" in text for number in (5, 6, 7, 8, 9)] == [True] * 5
    assert "其余见" in text


@pytest.mark.parametrize("amount", ["壹佰伍拾元整", "一千零四十元整", "(150.00)", "（150）", "1百五十"])
def test_an_amount_in_words_or_brackets_is_set_aside_and_digits_are_asked_for(tmp_path, amount):
    write(tmp_path / "c", "a.csv", old_age([row(1), row(2, amount=amount)]))
    imported = read(tmp_path / "c")
    assert [one.row for one in imported.set_aside] == [5]
    assert "请写成阿拉伯数字" in found(imported, "SET_ASIDE_AMOUNT")[0].message


@pytest.mark.parametrize("suffix", [".et", ".wps", ".doc", ".docx", ".pdf", ".ET"])
def test_a_file_that_could_be_a_ledger_and_is_not_read_is_a_warning(tmp_path, suffix):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    write(tmp_path / "c", f"3月名册{suffix}", b"x")
    write(tmp_path / "c", "~$a.docx", b"x")
    write(tmp_path / "c", "图.png", b"x")
    assert [
        (one.severity, one.path) for one in read(tmp_path / "c").findings if one.code.startswith("NOT")
    ] == [
        ("警告", f"3月名册{suffix}"),
        ("提示", "~$a.docx"),
        ("提示", "图.png"),
    ]


def test_a_file_that_the_collection_ignores_is_only_a_hint(tmp_path):
    write(tmp_path / "c", "说明.docx", b"x")
    (tmp_path / "c" / "sources.yml").write_text("ignore: ['*.docx']\n", encoding="utf-8")
    assert [one.code for one in read(tmp_path / "c").findings] == ["NOT_READ"]
