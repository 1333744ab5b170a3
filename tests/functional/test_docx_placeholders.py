"""What a clerk may write into a template, and what is refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from docx_sound import assert_sound
from docx_world import OUTLINE, PROPERTIES, Write, answers, body, edited, one, rendered
from taizhang.document import (
    Placeholder,
    read,
    render,
)
from taizhang.document.ooxml import qn
from taizhang.errors import ReportError
from taizhang.present.pieces import Answer, Piece


def test_every_placeholder_is_asked_once_with_its_parts(template: Write, picture: Path) -> None:
    _, report = rendered(template(OUTLINE + "\n再写一次{{ 城市低保户数 }}户。"), answers(picture))
    found = [(p.kind, p.name, p.place, p.formats) for p in report.placeholders]
    assert found == [
        ("数", "城市低保户数", None, ()),
        ("数", "城市低保人数", None, ("以上：10",)),
        ("数", "社区养老服务设施(2021年之前建成)", None, ()),
        ("数", "高龄津贴标准(75—79周岁)", None, ()),
        ("数", "2018年以来累计销售福利彩票", None, ("亿元",)),
        ("数", "残疾人两项补贴资金", "150602", ("万元",)),
        ("表", "低保分旗区", None, ()),
        ("图", "低保人数", None, ()),
        ("任务", "社会救助", None, ()),
        ("附录", "指标口径", None, ()),
    ]


@pytest.mark.parametrize(
    "text", ["A & B <c> \"d\" 'e'", "]]>", "&amp;", "甲“乙”", "$1 \\1 %", "{ }", "answer0"]
)
def test_a_value_gets_into_the_file_letter_for_letter(template: Write, text: str) -> None:
    out, _ = rendered(template("共{{ 城市低保户数 }}户"), one(text))
    assert read.text(out) == f"共{text}户"


def test_a_placeholder_split_over_runs_is_still_one_and_takes_its_first_look(
    template: Write,
) -> None:
    path = template("共{{ 城市低保户数 }}户")
    look, plain = "<w:rPr><w:b/></w:rPr>", '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r>'
    start = f'<w:r><w:t xml:space="preserve">共</w:t></w:r><w:r>{look}<w:t>{{{plain}<w:t>{{ 城市'
    split = f"{start}{plain}<w:t>低保户数 }}{plain}<w:t>}}户</w:t></w:r>"
    edited(path, lambda xml: re.sub(r"<w:r><w:t[^>]*>共.*?</w:r>", lambda _: split, xml))
    out, _ = rendered(path, one("3,426"))
    assert read.text(out) == "共3,426户"
    (control,) = body(out).iter(qn("w:sdt"))
    assert len(list(control.iter(qn("w:b")))) == 1


def test_placeholders_in_cells_headers_and_footers_are_filled(template: Write) -> None:
    path = template("正文")
    opened = docx.Document(str(path))
    header = opened.sections[0].header.paragraphs[0]
    header.text, header.style = "页眉{{ 甲 }}", None
    opened.sections[0].footer.paragraphs[0].add_run("页脚{{ 甲 }}")
    opened.add_table(1, 2).rows[0].cells[1].text = "格{{ 甲 }}"
    opened.save(str(path))
    out, report = rendered(path, one("7"))
    filled = {line.text for line in read.lines(out) if "7" in line.text}
    assert filled == {"格7", "—  —页脚7", "页眉7"}
    assert {anchor.part for anchor in report.anchors} == {
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
    }
    assert {"第1个表格第1行第2格“格7”", "页眉“页眉7”"} <= {anchor.where for anchor in report.anchors}
    assert_sound(out)


def test_full_width_braces_are_as_good_as_half_width_ones(template: Write) -> None:
    out, _ = rendered(template("共｛｛ 城市低保户数 ｝｝户"), one("1"))
    assert read.text(out) == "共1户"


# --- what is refused, all at once, with nothing written ---


def refusal(template: Path, ask: Callable[[Placeholder], Answer]) -> ReportError:
    out = template.with_name("out.docx")
    with pytest.raises(ReportError) as caught:
        render(template, ask, out, properties=PROPERTIES)
    assert not out.exists()
    return caught.value


def test_all_problems_are_counted_and_the_first_three_named(template: Write, picture: Path) -> None:
    path = template("{{ 城市低保人 }}\n{{ }}\n{{ 甲 }}和{{ 乙 }}\n{% if 丙 %}\n{{ 丁")
    error = refusal(path, answers(picture))
    assert error.received.startswith("6 处问题：")
    assert "（3）" in error.received and "（4）" not in error.received
    assert "正文第2段" in error.received


def test_one_problem_is_told_in_its_own_words(template: Write, picture: Path) -> None:
    error = refusal(template("共{{ 城市低保人 }}人"), answers(picture))
    assert "城市低保人数" in error.do
    assert error.where.startswith("正文第1段")


@pytest.mark.parametrize("answer", [Answer(), Answer(("  ",)), Answer((Piece("", "a"), "户"))])
def test_nothing_ever_renders_as_blank(template: Write, answer: Answer) -> None:
    assert "没有得到内容" in refusal(template("共{{ 甲 }}"), lambda _: answer).received


@pytest.mark.parametrize("outline", ["见{{ 表：甲 }}", "{{ 表：甲 }}{{ 表：甲 }}"])
def test_blocks_must_have_their_paragraph_to_themselves(template: Write, picture: Path, outline: str) -> None:
    assert "单独成段" in refusal(template(outline), answers(picture)).text()


def test_a_value_that_looks_like_a_placeholder_is_refused(template: Write) -> None:
    assert "仍有占位符" in refusal(template("共{{ 甲 }}"), one("{{ 乙 }}")).received


def test_a_placeholder_in_an_alternative_text_is_refused(template: Write) -> None:
    path = template("甲")
    edited(path, lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="{{ x }}">', 1))
    assert "看不见" in refusal(path, one("1")).received


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx", one("1")).where == "none.docx"
